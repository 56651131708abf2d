import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { KeyRing } from '../../common/crypto/index.js';
import { Database, isDuplicateKey, StaleRead, type Transaction } from '../../common/database/index.js';
import { EventLog } from '../../common/events/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { DoorsService } from '../doors/index.js';
import { QuarantineRepository } from '../sync/index.js';
import { tellOfEnding } from './ending-event.js';
import type { SignatureRecord } from './signature-record.js';
import { SignatureRepository, type SittingSignature } from './signature.repository.js';
import { SignaturesService } from './signatures.service.js';
import { unique } from './signing-parts.js';

/** A signature that no longer holds: a new record, never an edit. The first ending is the one that counts. */
@Injectable()
export class WithdrawalsService {
  constructor(
    private readonly signatures: SignatureRepository,
    private readonly readable: SignaturesService,
    private readonly doors: DoorsService,
    private readonly quarantine: QuarantineRepository,
    private readonly keyRing: KeyRing,
    private readonly eventLog: EventLog,
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
    await this.database.transaction(async (transaction) => {
      const signed = await this.hold(transaction, id);
      const [first] = signed;
      if (!first) throw Problem.notFound();
      const ids = signed.map((signature) => signature.id);
      const endedAt = await this.signatures.endedAt(transaction, ids);
      await this.signatures.removeEndings(transaction, ids);
      for (const signature of signed) {
        // What had been withdrawn or replaced before ended then, and not today.
        const end = endedAt.get(signature.id) ?? this.clock.now();
        await this.record(transaction, null, signature, 'erased', reason, end);
        await this.eventLog.erasePersonal(transaction, 'signature.withdrawn', { kind: 'signature', id: signature.id });
      }
      await this.signatures.emptySitting(transaction, first.sittingId);
      await this.quarantine.forget(transaction, first.sittingId, Number(first.signedAt));
    });
  }

  private async end(actor: Actor, record: SignatureRecord, kind: 'withdrawn', reason: string): Promise<void> {
    try {
      await this.database.transaction(async (transaction) => {
        const signed = await this.hold(transaction, record.id);
        const signature = signed.find(({ id }) => id === record.id)!;
        if ((await this.signatures.endedAt(transaction, [record.id])).size > 0) throw alreadyEnded();
        await this.record(transaction, actor.personId, signature, kind, reason, this.clock.now());
      });
    } catch (error) {
      throw isDuplicateKey(error) ? alreadyEnded() : error;
    }
  }

  /** All that was signed in the signature's sitting, with its doors held. One that was just merged away starts it again. */
  private async hold(transaction: Transaction, id: string): Promise<SittingSignature[]> {
    const before = await this.signatures.ofSameSitting(transaction, id);
    const doorIds = unique(before.flatMap(({ doorId }) => doorId ?? []));
    await this.doors.open(transaction, [], doorIds);
    const signed = await this.signatures.ofSameSitting(transaction, id);
    const hasMoved = signed.some(({ doorId }) => doorId !== null && !doorIds.includes(doorId));
    if (hasMoved) throw new StaleRead('a door was merged while its leaf was being locked');
    await this.doors.stamp(transaction, doorIds);
    return signed;
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
    const ending = { signatureId: id, kind, endedAt: now, endedBy, replacedBy: null };
    tellOfEnding(transaction, this.keyRing, ending, { regionId, doorId, reason });
  }
}

function alreadyEnded(): Problem {
  return new Problem(409, ErrorCode.SignatureEnded);
}
