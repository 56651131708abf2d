import { Injectable } from '@nestjs/common';
import { Problem } from '../../common/problem/index.js';

/** Voices and pictures of warnings. */
@Injectable()
export class WarningMedia {
  sendClip(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  sendPhoto(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }
}
