import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import type { RoundRecord } from './letter-records.js';
import { LettersRepository } from './letters.repository.js';

/** Rounds by who may do what with them; one out of reach looks absent. */
@Injectable()
export class LetterAccess {
  constructor(private readonly letters: LettersRepository) {}

  async readable(on: Queryable, actor: Actor, id: string): Promise<RoundRecord> {
    return reached(actor, Permission.PlanRead, await this.letters.round(on, id));
  }

  /** Held until the end of the transaction. */
  async managed(transaction: Transaction, actor: Actor, id: string): Promise<RoundRecord> {
    return reached(actor, Permission.LetterManage, await this.letters.lock(transaction, id));
  }

  /** The same, and still open: a round that was closed is a record. */
  async open(transaction: Transaction, actor: Actor, id: string): Promise<RoundRecord> {
    const round = await this.managed(transaction, actor, id);
    if (round.closedAt !== null) throw Problem.conflict('the round was closed');
    return round;
  }
}

function reached(actor: Actor, permission: Permission, round: RoundRecord | null): RoundRecord {
  if (!round || !actor.canAt(permission, round.regionPath)) throw Problem.notFound();
  return round;
}
