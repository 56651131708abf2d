import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** What waits for somebody's 签收 and push. */
@Injectable()
export class MyRelaysService {
  list(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
