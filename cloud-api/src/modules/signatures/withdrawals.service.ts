import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, isDuplicateKey, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { DoorsService } from '../doors/index.js';
import type { SignatureRecord } from './signature-record.js';
import { SignatureRepository } from './signature.repository.js';
import { SignaturesService } from './signatures.service.js';

/** A signature that no longer holds: a new record, never an edit. The first ending is the one that counts. */
@Injectable()
export class WithdrawalsService {
  constructor(
    private readonly signatures: SignatureRepository,
    private readonly readable: SignaturesService,
    private readonly doors: DoorsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** By the signer, or by whoever may read it and was asked to. */
  async withdraw(actor: Actor, id: string, reason: string): Promise<void> {
    const record = await this.readable.requireReadable(actor, id);
    await this.end(actor, record, 'withdrawn', reason);
  }

  /**
   * Takes all values about people out of the signature's sitting, as the law may demand (PIPL 47). Commitments, digest and
   * log stay, so that everything else still verifies.
   */
  async erase(id: string, reason: string): Promise<void> {
    const [sitting] = await this.database.query<{ sittingId: string; doorId: string | null; regionId: number | null }>(
      'SELECT sitting_id AS sittingId, door_id AS doorId, region_id AS regionId FROM signatures WHERE id = ?',
      [id],
    );
    if (!sitting) throw Problem.notFound();
    await this.database.transaction(async (transaction) => {
      await this.openDoor(transaction, sitting.doorId);
      const now = this.clock.now();
      const signed = await transaction.query<{ id: string }>('SELECT id FROM signatures WHERE sitting_id = ?', [
        sitting.sittingId,
      ]);
      const ended = await this.signatures.ended(
        transaction,
        signed.map((signature) => signature.id),
      );
      for (const signature of signed) {
        if (ended.has(signature.id)) {
          await transaction.execute('DELETE FROM signature_endings WHERE signature_id = ?', [signature.id]);
        }
        await this.record(transaction, null, { id: signature.id, ...sitting }, 'erased', reason, now);
      }
      await transaction.execute('UPDATE sittings SET personal = NULL, ink = NULL WHERE id = ?', [sitting.sittingId]);
    });
  }

  private async end(actor: Actor, record: SignatureRecord, kind: 'withdrawn', reason: string): Promise<void> {
    try {
      await this.database.transaction(async (transaction) => {
        await this.openDoor(transaction, record.doorId);
        if ((await this.signatures.ended(transaction, [record.id])).size > 0) throw alreadyEnded();
        await this.record(transaction, actor.personId, record, kind, reason, this.clock.now());
      });
    } catch (error) {
      throw isDuplicateKey(error) ? alreadyEnded() : error;
    }
  }

  private async openDoor(transaction: Transaction, doorId: string | null): Promise<void> {
    if (doorId === null) return;
    await this.doors.open(transaction, [], [doorId]);
    await this.doors.stamp(transaction, [doorId]);
  }

  private async record(
    transaction: Transaction,
    endedBy: string | null,
    { id, doorId, regionId }: { id: string; doorId: string | null; regionId: number | null },
    kind: 'withdrawn' | 'erased',
    reason: string,
    now: number,
  ): Promise<void> {
    await this.signatures.insertEndings(transaction, [
      { signature_id: id, kind, ended_at: now, ended_by: endedBy, replaced_by: null, reason },
    ]);
    transaction.record({
      type: `signature.${kind}`,
      actorId: endedBy,
      subject: { kind: 'signature', id },
      regionId,
      facts: { endedAt: now, endedBy, replacedBy: null },
      personal: { reason },
      doorIds: doorId === null ? [] : [doorId],
    });
  }
}

function alreadyEnded(): Problem {
  return new Problem(409, ErrorCode.SignatureEnded);
}
