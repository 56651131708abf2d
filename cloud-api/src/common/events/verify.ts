import { type KeyRing, sha256Hex } from '../crypto/index.js';
import { anyOf } from '../database/sql.js';
import type { Queryable } from '../database/transaction.js';
import { merkleRoot } from './merkle.js';
import { eventDigest, genesisHash, rootMessage, sealHash, type ChainedEvent, type SignedDay } from './sealer.js';

export interface VerificationFinding {
  eventId: string | null;
  /** Of a root. */
  day?: string;
  kind:
    | 'event_changed'
    | 'event_missing'
    /** It is marked as sealed, but no seal names it. */
    | 'seal_missing'
    | 'personal_changed'
    | 'lawfully_erased'
    | 'root_changed'
    /** Between this day and the one before it there was another. */
    | 'root_missing'
    | 'signature_invalid';
}

interface SealedEvent extends ChainedEvent {
  number: number;
  hash: string;
  sealed_at: number;
  seal_event: string;
  sealed: number | boolean;
  personal: string | null;
  salt: string | null;
}

/** An event of the log with its seal and the one before it, as whoever relies on that one event looks at it. */
export interface LoggedEvent {
  id: string;
  type: string;
  subjectId: string;
  recordedAt: number;
  facts: Record<string, unknown>;
  /** As it is stored: encrypted, or null. */
  personal: string | null;
  /** Null until the log has sealed it. */
  sealedAt: number | null;
  /** Whether the event is what the seal covers, and follows the seal before it. */
  isWhole: boolean;
}

/** The events of these types about these subjects, in the order they were recorded. */
export async function loggedEvents(
  on: Queryable,
  types: readonly string[],
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<LoggedEvent[]> {
  const [kinds, subjects] = [anyOf('e.type', types), anyOf('e.subject_id', subjectIds)];
  const rows = await on.query<LoggedRow>(
    `SELECT s.number, s.hash, s.sealed_at, b.hash AS before_hash, e.id, e.type, e.actor_id, e.subject_kind, e.subject_id,
            e.region_id, e.recorded_at, e.facts, e.commitment, e.personal, e.salt, e.sealed
       FROM events e LEFT JOIN event_seals s ON s.event_id = e.id LEFT JOIN event_seals b ON b.number = s.number - 1
      WHERE e.subject_kind = ? AND ${subjects.sql} AND ${kinds.sql} ORDER BY e.id`,
    [subjectKind, ...subjects.parameters, ...kinds.parameters],
  );
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    subjectId: row.subject_id,
    recordedAt: Number(row.recorded_at),
    facts: factsOf(row.facts),
    personal: row.personal,
    sealedAt: row.sealed_at === null ? null : Number(row.sealed_at),
    isWhole: isWhole(row),
  }));
}

interface LoggedRow extends Omit<SealedEvent, 'number' | 'hash' | 'sealed_at' | 'seal_event'> {
  number: number | null;
  hash: string | null;
  sealed_at: number | null;
  before_hash: string | null;
}

function isWhole(row: LoggedRow): boolean {
  const isKept = row.commitment === null || row.personal === null;
  const isPersonal = isKept || sha256Hex(`${row.salt}${row.personal}`) === row.commitment;
  if (row.number === null) return isPersonal && Number(row.sealed) === 0;
  const before = Number(row.number) === 1 ? genesisHash : row.before_hash;
  return isPersonal && before !== null && sealHash(before, eventDigest(row), Number(row.sealed_at)) === row.hash;
}

/** Facts that somebody damaged are no facts. */
function factsOf(text: string): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(text);
    return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {};
  } catch {
    return {};
  }
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
              e.recorded_at, e.facts, e.commitment, e.personal, e.salt, e.sealed
         FROM event_seals s LEFT JOIN events e ON e.id = s.event_id
        WHERE s.number > ? ORDER BY s.number LIMIT ${pageSize}`,
      [after],
    );
    if (page.length === 0) break;
    for (const row of page) {
      findings.push(...inspect(row, previous));
      // Going on from the stored hash names each broken record once instead of all that follow it.
      previous = row.hash;
      hashes[Number(row.number) - 1] = row.hash;
    }
    after = Number(page.at(-1)!.number);
  }
  return [...findings, ...(await unsealed(database)), ...(await inspectRoots(database, keyRing, hashes))];
}

/** Events whose seals were taken away: nothing after them would tell, where they were the last ones. */
async function unsealed(database: Queryable): Promise<VerificationFinding[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT e.id FROM events e LEFT JOIN event_seals s ON s.event_id = e.id
      WHERE e.sealed = 1 AND s.event_id IS NULL ORDER BY e.id`,
  );
  return rows.map(({ id }) => ({ eventId: id, kind: 'seal_missing' }));
}

function inspect(row: SealedEvent, previous: string): VerificationFinding[] {
  if (row.id === null) return [{ eventId: row.seal_event, kind: 'event_missing' }];
  const findings: VerificationFinding[] = [];
  if (sealHash(previous, eventDigest(row), Number(row.sealed_at)) !== row.hash || Number(row.sealed) !== 1)
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
  return roots.flatMap((row, index) => {
    const [first, last] = [Number(row.first_number), Number(row.last_number)];
    const findings: VerificationFinding[] = [];
    const before = index === 0 ? 0 : Number(roots[index - 1]!.last_number);
    if (first !== before + 1) findings.push({ eventId: null, day: row.day, kind: 'root_missing' });
    if (merkleRoot(hashes.slice(first - 1, last)) !== row.root)
      findings.push({ eventId: null, day: row.day, kind: 'root_changed' });
    if (!keyRing.verify({ signature: row.signature, keyId: row.key_id }, rootMessage(row))) {
      findings.push({ eventId: null, day: row.day, kind: 'signature_invalid' });
    }
    return findings;
  });
}
