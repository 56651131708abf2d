import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Cards opened from a chat. */
@Injectable()
export class OpeningsService {
  open(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
