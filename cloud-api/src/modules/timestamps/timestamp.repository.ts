import { Injectable } from '@nestjs/common';
import { anyOf, chunks, numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';
import { loggedEvents } from '../../common/events/index.js';
import type { TimestampFault } from './timestamp-error.js';

export interface TimestampRow {
  sittingId: string;
  /** SHA-256 over the digests of the sitting's papers, hex. */
  digest: string;
  state: 'pending' | 'granted';
  /** DER, base64. */
  token: string | null;
  stampedAt: number | null;
}

export interface PendingStamp {
  sittingId: string;
  digest: string;
  attempts: number;
}

const columns = 'sitting_id AS sittingId, digest, state, token, stamped_at AS stampedAt';

/** Every query on timestamps. */
@Injectable()
export class TimestampRepository {
  async insertPending(
    transaction: Transaction,
    stamps: readonly { sittingId: string; digest: string }[],
    dueAt: number,
  ) {
    await transaction.insert(
      'signature_timestamps',
      stamps.map(({ sittingId, digest }) => ({
        sitting_id: sittingId,
        digest,
        state: 'pending',
        attempts: 0,
        due_at: dueAt,
      })),
    );
  }

  async bySittings(on: Queryable, sittingIds: readonly string[]): Promise<TimestampRow[]> {
    const rows: TimestampRow[] = [];
    for (const part of chunks(sittingIds, 1000)) {
      const sittings = anyOf('sitting_id', part);
      rows.push(
        ...(await on.query<TimestampRow>(
          `SELECT ${columns} FROM signature_timestamps WHERE ${sittings.sql}`,
          sittings.parameters,
        )),
      );
    }
    return rows.map((row) => ({ ...row, stampedAt: numberOrNull(row.stampedAt) }));
  }

  /** The one that waits longest, of those that are due. */
  async nextDue(on: Queryable, now: number): Promise<PendingStamp | null> {
    const [row] = await on.query<PendingStamp>(
      `SELECT sitting_id AS sittingId, digest, attempts FROM signature_timestamps
        WHERE state = 'pending' AND due_at <= ? ORDER BY due_at, sitting_id LIMIT 1`,
      [now],
    );
    return row ?? null;
  }

  /** False when another process was faster. */
  async grant(transaction: Transaction, sittingId: string, token: string, stampedAt: number): Promise<boolean> {
    const granted = await transaction.execute(
      `UPDATE signature_timestamps SET state = 'granted', token = ?, stamped_at = ?, attempts = attempts + 1, error = NULL
        WHERE sitting_id = ? AND state = 'pending'`,
      [token, stampedAt, sittingId],
    );
    return granted === 1;
  }

  async putOff(transaction: Transaction, sittingId: string, fault: TimestampFault, dueAt: number): Promise<void> {
    await transaction.execute(
      `UPDATE signature_timestamps SET attempts = attempts + 1, error = ?, due_at = ?
        WHERE sitting_id = ? AND state = 'pending'`,
      [fault, dueAt, sittingId],
    );
  }

  /** What the log says of the tokens that were granted, by sitting: their SHA-256. */
  async loggedTokenHashes(on: Queryable, sittingIds: readonly string[]): Promise<Map<string, string>> {
    const granted = await loggedEvents(on, ['signature.timestamped'], 'sitting', sittingIds);
    return new Map(granted.map(({ subjectId, facts, isWhole }) => [subjectId, isWhole ? String(facts.tokenHash) : '']));
  }
}
