import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Which real WeChat group a registered group is. */
@Injectable()
export class GroupBindings {
  openCard(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  unbind(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
