import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** How far a directive came. */
@Injectable()
export class CascadeViews {
  board(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  relays(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
