import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Who of the residents is in the group (S1.4). */
@Injectable()
export class GroupJoins {
  rates(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  roll(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  tick(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
