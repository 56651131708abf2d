import { Injectable } from '@nestjs/common';
import { businessDate, Clock } from '../clock/index.js';
import { canonicalJson, KeyRing, sha256Hex } from '../crypto/index.js';
import { Database } from '../database/database.js';
import { placeholders } from '../database/sql.js';
import type { Queryable, Transaction } from '../database/transaction.js';
import type { Lease } from './lease.js';
import { merkleRoot } from './merkle.js';

const batchSize = 500;
export const genesisHash = '0'.repeat(64);

export interface ChainedEvent {
  id: string;
  type: string;
  actor_id: string | null;
  subject_kind: string;
  subject_id: string;
  region_id: number | null;
  recorded_at: number;
  facts: string;
  commitment: string | null;
}

/** What a seal covers: everything of the event that never changes. */
export function eventDigest(event: ChainedEvent): string {
  return sha256Hex(
    canonicalJson({
      id: event.id,
      type: event.type,
      actor: event.actor_id,
      subject: [event.subject_kind, event.subject_id],
      region: event.region_id,
      recordedAt: Number(event.recorded_at),
      facts: event.facts,
      commitment: event.commitment,
    }),
  );
}

/** One link: what came before, the event, and when it was sealed, which decides the day whose root it belongs to. */
export function sealHash(previous: string, digest: string, sealedAt: number): string {
  return sha256Hex(`${previous}${digest}${sealedAt}`);
}

/**
 * Chains what is not yet sealed, never by a high-water mark, because commits become visible out of order; and signs each
 * finished day's Merkle root. Only the holder of the `sealer` lease runs it.
 */
@Injectable()
export class Sealer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyRing: KeyRing,
  ) {}

  /** Whether there is anything to seal or sign: every commit waits for the disk, so nobody takes a lease for nothing. */
  async isDue(): Promise<boolean> {
    const unsealed = await this.database.query(`SELECT id FROM ${unsealedEvents} LIMIT 1`, [0]);
    return unsealed.length > 0 || (await firstUnsigned(this.database, businessDate(this.clock.now()))) !== null;
  }

  /** Seals one batch under the lease; how many were sealed. */
  async sealBatch(lease: Lease): Promise<number> {
    return this.database.transaction(async (transaction) => {
      if (!(await holds(transaction, lease))) return 0;
      const events = await transaction.query<ChainedEvent>(
        `SELECT id, type, actor_id, subject_kind, subject_id, region_id, recorded_at, facts, commitment
           FROM ${unsealedEvents} ORDER BY id LIMIT ${batchSize}`,
        [0],
      );
      if (events.length === 0) return 0;
      const [last] = await transaction.query<{ number: number; hash: string }>(
        'SELECT number, hash FROM event_seals ORDER BY number DESC LIMIT 1',
      );
      let number = Number(last?.number ?? 0);
      let hash = last?.hash ?? genesisHash;
      const sealedAt = this.clock.now();
      const seals = events.map((event) => {
        number += 1;
        hash = sealHash(hash, eventDigest(event), sealedAt);
        return { number, event_id: event.id, hash, sealed_at: sealedAt };
      });
      await transaction.insert('event_seals', seals);
      await transaction.execute(`UPDATE events SET sealed = ? WHERE id IN (${placeholders(events.length)})`, [
        1,
        ...events.map((event) => event.id),
      ]);
      return events.length;
    });
  }

  /** Signs the root of every finished day that has seals and no root yet; how many days were signed. */
  async signFinishedDays(lease: Lease): Promise<number> {
    return this.database.transaction(async (transaction) => {
      if (!(await holds(transaction, lease))) return 0;
      const today = businessDate(this.clock.now());
      const first = await firstUnsigned(transaction, today);
      // The day's seals, which may be many, are read once, after its end.
      const seals =
        first === null
          ? []
          : await transaction.query<UnsignedSeal>(`${selectSeals} number >= ? ORDER BY number`, [first]);
      const days = groupByDay(seals, today);
      for (const [day, rows] of days) {
        const row = {
          day,
          first_number: Number(rows[0]!.number),
          last_number: Number(rows.at(-1)!.number),
          root: merkleRoot(rows.map(({ hash }) => hash)),
          key_id: this.keyRing.keyId,
          signed_at: this.clock.now(),
        };
        const { signature } = this.keyRing.sign(rootMessage(row));
        await transaction.insert('event_roots', [{ ...row, signature }]);
      }
      return days.size;
    });
  }
}

const unsealedEvents = `events e WHERE sealed = ? AND NOT EXISTS (SELECT 1 FROM event_seals s WHERE s.event_id = e.id)`;
const selectSeals = 'SELECT number, hash, sealed_at FROM event_seals WHERE';

/** The number of the first seal of a finished day that has no root yet; null while there is none. */
async function firstUnsigned(on: Queryable, today: string): Promise<number | null> {
  const [signed] = await on.query<{ last_number: number }>(
    'SELECT last_number FROM event_roots ORDER BY last_number DESC LIMIT 1',
  );
  const [first] = await on.query<UnsignedSeal>(`${selectSeals} number > ? ORDER BY number LIMIT 1`, [
    Number(signed?.last_number ?? 0),
  ]);
  const isOver = first !== undefined && businessDate(Number(first.sealed_at)) < today;
  return isOver ? Number(first.number) : null;
}

interface UnsignedSeal {
  number: number;
  hash: string;
  sealed_at: number;
}

/** A day's row without its signature. */
export interface SignedDay {
  day: string;
  first_number: number;
  last_number: number;
  root: string;
  key_id: string;
  signed_at: number;
}

/** The bytes a day's signature covers: all of its row. */
export function rootMessage({ day, first_number, last_number, root, key_id, signed_at }: SignedDay): Buffer {
  return Buffer.from(`wuzha-grid root ${day} ${first_number} ${last_number} ${root} ${key_id} ${signed_at}`);
}

function groupByDay(seals: readonly UnsignedSeal[], today: string): Map<string, UnsignedSeal[]> {
  const days = new Map<string, UnsignedSeal[]>();
  for (const seal of seals) {
    const day = businessDate(Number(seal.sealed_at));
    if (day >= today) break;
    const rows = days.get(day);
    if (rows) rows.push(seal);
    else days.set(day, [seal]);
  }
  return days;
}

async function holds(transaction: Transaction, lease: Lease): Promise<boolean> {
  const touched = await transaction.execute(
    'UPDATE leases SET expires_at = expires_at + 1 WHERE name = ? AND holder = ? AND token = ?',
    [lease.name, lease.holder, lease.token],
  );
  return touched === 1;
}
