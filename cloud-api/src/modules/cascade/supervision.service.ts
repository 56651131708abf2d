import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** What supervisors see and do. */
@Injectable()
export class SupervisionService {
  watch(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  urge(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  one(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  attest(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  skip(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  call(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
