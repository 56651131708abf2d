import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** What WeChat may tell somebody. */
@Injectable()
export class SubscriptionsService {
  of(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  answer(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
