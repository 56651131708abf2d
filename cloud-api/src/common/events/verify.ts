import { type KeyRing, sha256Hex } from '../crypto/index.js';
import type { Queryable } from '../database/transaction.js';
import { merkleRoot } from './merkle.js';
import { eventDigest, genesisHash, rootMessage, sealHash, type ChainedEvent, type SignedDay } from './sealer.js';

export interface VerificationFinding {
  eventId: string | null;
  /** Of a root. */
  day?: string;
  kind:
    'event_changed' | 'event_missing' | 'personal_changed' | 'lawfully_erased' | 'root_changed' | 'signature_invalid';
}

interface SealedEvent extends ChainedEvent {
  number: number;
  hash: string;
  sealed_at: number;
  seal_event: string;
  personal: string | null;
  salt: string | null;
}

const pageSize = 2000;

/** Walks the whole chain and names each record that is not as it was sealed. */
export async function verifyLog(database: Queryable, keyRing: KeyRing): Promise<VerificationFinding[]> {
  const findings: VerificationFinding[] = [];
  const hashes: string[] = [];
  let previous = genesisHash;
  for (let after = 0; ;) {
    const page = await database.query<SealedEvent>(
      `SELECT s.number, s.hash, s.sealed_at, s.event_id AS seal_event, e.id, e.type, e.actor_id, e.subject_kind, e.subject_id, e.region_id,
              e.recorded_at, e.facts, e.commitment, e.personal, e.salt
         FROM event_seals s LEFT JOIN events e ON e.id = s.event_id
        WHERE s.number > ? ORDER BY s.number LIMIT ${pageSize}`,
      [after],
    );
    if (page.length === 0) break;
    for (const row of page) {
      findings.push(...inspect(row, previous));
      // Going on from the stored hash names each broken record once instead of all that follow it.
      previous = row.hash;
      hashes.push(row.hash);
    }
    after = Number(page.at(-1)!.number);
  }
  return [...findings, ...(await inspectRoots(database, keyRing, hashes))];
}

function inspect(row: SealedEvent, previous: string): VerificationFinding[] {
  if (row.id === null) return [{ eventId: row.seal_event, kind: 'event_missing' }];
  const findings: VerificationFinding[] = [];
  if (sealHash(previous, eventDigest(row), Number(row.sealed_at)) !== row.hash)
    findings.push({ eventId: row.id, kind: 'event_changed' });
  if (row.commitment !== null) {
    if (row.personal === null && row.salt === null) findings.push({ eventId: row.id, kind: 'lawfully_erased' });
    else if (sha256Hex(`${row.salt}${row.personal}`) !== row.commitment) {
      findings.push({ eventId: row.id, kind: 'personal_changed' });
    }
  }
  return findings;
}

interface RootRow extends SignedDay {
  signature: string;
}

async function inspectRoots(database: Queryable, keyRing: KeyRing, hashes: string[]): Promise<VerificationFinding[]> {
  const roots = await database.query<RootRow>(
    'SELECT day, first_number, last_number, root, key_id, signed_at, signature FROM event_roots ORDER BY day',
  );
  return roots.flatMap((row) => {
    const [first, last] = [Number(row.first_number), Number(row.last_number)];
    const findings: VerificationFinding[] = [];
    if (merkleRoot(hashes.slice(first - 1, last)) !== row.root)
      findings.push({ eventId: null, day: row.day, kind: 'root_changed' });
    if (!keyRing.verify({ signature: row.signature, keyId: row.key_id }, rootMessage(row))) {
      findings.push({ eventId: null, day: row.day, kind: 'signature_invalid' });
    }
    return findings;
  });
}
