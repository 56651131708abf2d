import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Database, type Row } from '../src/common/database/index.js';
import { say } from './result.js';

const sittingsPerInsert = 1_000;
const papersEach = 2;
/** As long as real ones; pictures are shorter, they are in no index and only the sitting that is looked up is read. */
const lengths = { evidence: 1_900, personal: 900, ink: 400, facts: 420 };

/**
 * Signatures that fill the tables, their log and its seals by plain inserts. They are of the right size and kind and prove
 * nothing: who is verified among them signs for real.
 */
export async function fillSignatures(app: INestApplicationContext, count: number): Promise<void> {
  const database = app.get(Database);
  const [version] = await database.query<{ id: string }>('SELECT id FROM document_versions LIMIT 1');
  const [sealed] = await database.query<{ last: number | null }>('SELECT MAX(number) AS last FROM event_seals');
  let number = Number(sealed?.last ?? 0);
  const sittings = Math.ceil(count / papersEach);
  for (let done = 0; done < sittings; done += sittingsPerInsert) {
    const batch = Array.from({ length: Math.min(sittingsPerInsert, sittings - done) }, () =>
      fillerOf(version!.id, (number += 1)),
    );
    await database.transaction(async (transaction) => {
      await transaction.insert(
        'sittings',
        batch.map(({ sitting }) => sitting),
      );
      await transaction.insert(
        'signatures',
        batch.flatMap(({ signatures }) => signatures),
      );
      await transaction.insert(
        'events',
        batch.map(({ event }) => event),
      );
      await transaction.insert(
        'event_seals',
        batch.map(({ seal }) => seal),
      );
    });
    if (done % 100_000 === 0) say(`${done * papersEach} signatures filled in`);
  }
}

function fillerOf(versionId: string, number: number) {
  const [id, doorId, residentId, witnessId, eventId] = [uuid7(), uuid7(), uuid7(), uuid7(), uuid7()];
  const now = Date.now();
  const shared = { door_id: doorId, region_id: 1, signed_at: now, received_at: now };
  const sitting: Row = {
    ...shared,
    id,
    method: 'witnessed',
    mark: 'drawn',
    signer_resident_id: residentId,
    witness_id: witnessId,
    personal: noise(lengths.personal),
    ink: noise(lengths.ink),
  };
  const signatures: Row[] = ['notice', 'pledge'].map((kind) => ({
    ...shared,
    id: uuid7(),
    sitting_id: id,
    version_id: versionId,
    template_key: `${kind}.resident`,
    kind,
    resident_id: residentId,
    evidence: noise(lengths.evidence),
    digest: hex(32),
    signature: noise(88),
    algorithm: 'Ed25519',
    key_id: hex(8),
    code: hex(13).toUpperCase(),
    on_replaced_version: 0,
  }));
  const event: Row = {
    id: eventId,
    type: 'papers.signed',
    actor_id: witnessId,
    subject_kind: 'sitting',
    subject_id: id,
    region_id: 1,
    recorded_at: now,
    facts: noise(lengths.facts),
    sealed: 1,
  };
  const seal: Row = { number, event_id: eventId, hash: hex(32), sealed_at: now };
  return { sitting, signatures, event, seal };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

const pool = randomBytes(1_500_000).toString('base64');

/** A piece of the pool from anywhere: as little compressible as what is encrypted. */
function noise(length: number): string {
  const from = Math.floor(Math.random() * (pool.length - length));
  return pool.slice(from, from + length);
}
