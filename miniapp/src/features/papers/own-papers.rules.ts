import type { Schemas } from '@/shared/api';
import type { Entry } from '@/shared/outbox';

export type DoorPaper = Schemas['DoorPaper'];
export type MyLetter = Schemas['MyLetter'];
export type MyPapers = Schemas['MyPapers'];
export type Signer = Schemas['HouseholdSigner'];

/** Own signings that have not left this phone yet. */
interface KeptSignings {
  /** How many papers, by door. */
  byDoor: ReadonlyMap<string, number>;
  letterIds: ReadonlySet<string>;
}

/** Of what the outbox holds, the signings that wait for a network. */
export function keptSignings(entries: readonly Entry[]): KeptSignings {
  const byDoor = new Map<string, number>();
  const letterIds = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'papers.sign_own' || entry.state !== 'waiting') continue;
    const { doorId, papers } = entry.payload;
    for (const { letterId } of papers) {
      if (letterId) letterIds.add(letterId);
      else if (doorId) byDoor.set(doorId, (byDoor.get(doorId) ?? 0) + 1);
    }
  }
  return { byDoor, letterIds };
}

export function unsigned(owed: readonly DoorPaper[]): DoorPaper[] {
  return owed.filter(({ signed }) => !signed);
}

/** What a person still has to sign. */
export interface ToSign {
  doorId: string | null;
  doorLabel: string | null;
  /** Empty once as many are kept on the phone as are missing. */
  papers: DoorPaper[];
  signers: readonly Signer[];
  /** May be signed now; the late ones first, then by day. */
  letters: MyLetter[];
  /** Somebody above has to sign first. */
  waiting: MyLetter[];
  /** Signed on this phone, and not reported yet. */
  kept: number;
}

const NOTHING_KEPT: KeptSignings = { byDoor: new Map(), letterIds: new Set() };

export function toSign(
  mine: MyPapers | undefined,
  letters: readonly MyLetter[] = [],
  kept: KeptSignings = NOTHING_KEPT,
): ToSign {
  const missing = unsigned(mine?.owed ?? []);
  const keptHere = kept.byDoor.get(mine?.doorId ?? '') ?? 0;
  const open = letters.filter(({ id }) => !kept.letterIds.has(id));
  return {
    doorId: mine?.doorId ?? null,
    doorLabel: mine?.doorLabel ?? null,
    papers: mine?.doorId && missing.length > keptHere ? missing : [],
    signers: mine?.signers ?? [],
    letters: open.filter(({ state }) => state === 'late' || state === 'due').sort(byUrgency),
    waiting: open.filter(({ state }) => state === 'waiting').sort(byDay),
    kept: Math.min(keptHere, missing.length) + letters.filter(({ id }) => kept.letterIds.has(id)).length,
  };
}

function byDay(a: MyLetter, b: MyLetter): number {
  return a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0;
}

function byUrgency(a: MyLetter, b: MyLetter): number {
  return Number(b.state === 'late') - Number(a.state === 'late') || byDay(a, b);
}

export function countToSign({ papers, letters }: Pick<ToSign, 'papers' | 'letters'>): number {
  return papers.length + letters.length;
}

/** Who must sign a paper, where it is not anybody of the household. */
export function signerOf(paper: Pick<DoorPaper, 'residentId'>, signers: readonly Signer[]): Signer | undefined {
  return paper.residentId === null ? undefined : signers.find(({ residentId }) => residentId === paper.residentId);
}

export interface SignedRow {
  signatureId: string;
  title: string;
  signedAt: number | null;
  /** Who of the household signed, when it was not the person. */
  by: string | null;
  /** Null for a letter that is known only as signed. */
  state: Schemas['SignatureState'] | null;
}

/** Everything that was signed, newest first: by the person, by the others of the household, and letters known as signed. */
export function signedRows(mine: MyPapers | undefined, letters: readonly MyLetter[] = []): SignedRow[] {
  const own = (mine?.signed ?? []).map(({ id, title, signedAt, state }): SignedRow => ({
    signatureId: id,
    title,
    signedAt,
    by: null,
    state,
  }));
  const household = (mine?.owed ?? []).flatMap(({ signatureId, title, signedAt, signerName }): SignedRow[] =>
    signatureId === null ? [] : [{ signatureId, title, signedAt, by: signerName, state: 'in_force' }],
  );
  const sent = letters.flatMap(({ signatureId, title }): SignedRow[] =>
    signatureId === null ? [] : [{ signatureId, title, signedAt: null, by: null, state: null }],
  );
  const rows = new Map<string, SignedRow>();
  for (const row of [...own, ...household, ...sent]) if (!rows.has(row.signatureId)) rows.set(row.signatureId, row);
  return [...rows.values()].sort((a, b) => (b.signedAt ?? 0) - (a.signedAt ?? 0));
}
