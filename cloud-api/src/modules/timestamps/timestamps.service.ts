import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import type { NewEvent } from '../../common/events/index.js';
import { TimestampAuthority } from './timestamp-authority.js';
import { TimestampError, type TimestampFault } from './timestamp-error.js';
import { TimestampRepository, type TimestampRow } from './timestamp.repository.js';

export interface TimestampState {
  /** `none` where no authority was configured when the papers were signed. */
  state: 'none' | 'pending' | 'granted';
  /** The authority's time; null until it is granted. */
  at: number | null;
}

/** What is wrong with the timestamp that is stored: lost or exchanged though the log knows of it, or not to be believed. */
export type StoredTimestampFault = TimestampFault | 'lost' | 'exchanged' | 'wrong_digest' | 'wrong_time';

export interface CheckedTimestamp extends TimestampState {
  fault: StoredTimestampFault | null;
}

/** The timestamps of sittings by an authority outside this house. */
@Injectable()
export class TimestampsService {
  constructor(
    private readonly timestamps: TimestampRepository,
    private readonly authority: TimestampAuthority,
    private readonly clock: Clock,
  ) {}

  /** The state of each of the sittings. */
  async of(on: Queryable, sittingIds: readonly string[]): Promise<Map<string, TimestampState>> {
    const rows = await this.timestamps.bySittings(on, sittingIds);
    const states = new Map(rows.map((row) => [row.sittingId, stateOf(row)]));
    return new Map(sittingIds.map((id) => [id, states.get(id) ?? stateOf(undefined)]));
  }

  /** Whether the token (base64) is a timestamp of the digest (hex), and of when. */
  async verify(
    token: string,
    digest: string,
  ): Promise<{ at: number; fault: null } | { at: null; fault: TimestampFault }> {
    const { proveToken } = await import('./timestamp-token.js');
    try {
      const { at } = await proveToken(Buffer.from(token, 'base64'), digest);
      return { at, fault: null };
    } catch (error) {
      if (error instanceof TimestampError) return { at: null, fault: error.fault };
      throw error;
    }
  }

  /** Proves what is stored for the sitting against its digest (hex) and against what the log says was granted. */
  async check(on: Queryable, sittingId: string, digest: string): Promise<CheckedTimestamp> {
    return (await this.checkAll(on, new Map([[sittingId, digest]]))).get(sittingId)!;
  }

  /** The same for many sittings, each with its digest. */
  async checkAll(on: Queryable, digests: ReadonlyMap<string, string>): Promise<Map<string, CheckedTimestamp>> {
    const ids = [...digests.keys()];
    const rows = new Map((await this.timestamps.bySittings(on, ids)).map((row) => [row.sittingId, row]));
    const hashes = await this.timestamps.loggedTokenHashes(on, ids);
    const checked = new Map<string, CheckedTimestamp>();
    for (const [id, digest] of digests) {
      const row = rows.get(id);
      checked.set(id, { ...stateOf(row), fault: await this.faultOf(row, digest, hashes.get(id) ?? null) });
    }
    return checked;
  }

  /** Lets what was signed wait for a timestamp, in the transaction that signs. */
  async expect(transaction: Transaction, signings: readonly NewEvent[]): Promise<void> {
    if (!this.authority.isConfigured) return;
    const stamps = signings.map(({ subject, facts }) => ({ sittingId: subject.id, digest: String(facts.digest) }));
    await this.timestamps.insertPending(transaction, stamps, this.clock.now());
  }

  private async faultOf(
    row: TimestampRow | undefined,
    digest: string,
    loggedHash: string | null,
  ): Promise<StoredTimestampFault | null> {
    if (row && row.digest !== digest) return 'wrong_digest';
    if (row?.state !== 'granted' || row.token === null) return loggedHash === null && !row?.token ? null : 'lost';
    const { at, fault } = await this.verify(row.token, digest);
    if (fault) return fault;
    if (loggedHash !== sha256Hex(Buffer.from(row.token, 'base64'))) return 'exchanged';
    return at === row.stampedAt ? null : 'wrong_time';
  }
}

function stateOf(row: TimestampRow | undefined): TimestampState {
  return { state: row?.state ?? 'none', at: row?.stampedAt ?? null };
}
