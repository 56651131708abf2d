import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Directives from their draft to their recall. */
@Injectable()
export class DirectivesService {
  list(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  draft(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  reach(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  one(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  edit(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  discard(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  publish(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  approve(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  giveBack(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  amend(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  recall(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
