import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** What somebody was told. */
@Injectable()
export class InboxService {
  list(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  read(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
