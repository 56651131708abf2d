import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** The groups of a plan's chains. */
@Injectable()
export class ChatGroupsService {
  list(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  mine(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  one(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  add(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  change(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  changePerson(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  reportSize(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
