import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** What people tell back. */
@Injectable()
export class ScamReportsService {
  mine(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  report(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  list(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  handle(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  phone(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
