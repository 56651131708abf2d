import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Who is away, and who stands in. */
@Injectable()
export class AbsencesService {
  list(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  add(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  cancel(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
