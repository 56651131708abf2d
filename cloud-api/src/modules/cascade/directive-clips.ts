import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Voices of directives. */
@Injectable()
export class DirectiveClips {
  add(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
