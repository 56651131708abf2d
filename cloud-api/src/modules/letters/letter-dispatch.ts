import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { chunks, type Transaction } from '../../common/database/index.js';
import type { NewRecipient, RoundRecord } from './letter-records.js';
import { LettersRepository } from './letters.repository.js';

/** How many letters one event tells of: their ids have to fit a column of the log. */
const lettersPerEvent = 300;

/** Writes whom a round goes to, with the events that tell of it. */
@Injectable()
export class LetterDispatch {
  constructor(
    private readonly letters: LettersRepository,
    private readonly clock: Clock,
  ) {}

  async send(
    transaction: Transaction,
    actor: Actor,
    round: Pick<RoundRecord, 'id' | 'regionId'>,
    recipients: readonly NewRecipient[],
  ): Promise<void> {
    await this.letters.insertRecipients(transaction, round.id, recipients, this.clock.now());
    for (const part of chunks(recipients, lettersPerEvent)) {
      transaction.record({
        type: 'letters.sent',
        actorId: actor.personId,
        subject: { kind: 'letter_round', id: round.id },
        regionId: round.regionId,
        facts: { letters: part.map(({ id, level, superiorId }) => [id, level, superiorId]) },
        personal: { names: part.map(({ name }) => name) },
      });
    }
  }

  /** Somebody comes below somebody else. */
  async move(
    transaction: Transaction,
    actor: Actor,
    round: Pick<RoundRecord, 'id' | 'regionId'>,
    moved: ReadonlyMap<string, string>,
  ): Promise<void> {
    await this.letters.move(transaction, moved);
    for (const part of chunks([...moved], lettersPerEvent)) {
      transaction.record({
        type: 'letters.moved',
        actorId: actor.personId,
        subject: { kind: 'letter_round', id: round.id },
        regionId: round.regionId,
        facts: { letters: part },
      });
    }
  }
}
