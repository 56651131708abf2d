import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Warnings as people read them. */
@Injectable()
export class WarningsService {
  feed(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  one(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  read(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  card(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
