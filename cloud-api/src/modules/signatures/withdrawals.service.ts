import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Problem } from '../../common/problem/index.js';

/** A signature that no longer holds: a new record, never an edit. */
@Injectable()
export class WithdrawalsService {
  withdraw(_actor: Actor, _id: string, _reason: string): Promise<void> {
    throw Problem.notFound();
  }
}
