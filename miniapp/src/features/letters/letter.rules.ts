import type { Schemas } from '@/shared/api';

export type Round = Schemas['LetterRound'];
export type RoundDetail = Schemas['LetterRoundDetail'];
export type Recipient = Schemas['LetterRecipient'];
export type LetterState = Schemas['LetterState'];
export type LetterCounts = Schemas['LetterCounts'];

export function isOpen({ closedAt }: Pick<Round, 'closedAt'>): boolean {
  return closedAt === null;
}

/** What tells one 责任书 from the others: the words in brackets at its end, if there are any. */
export function shortTitle(title: string): string {
  return /（([^（）]+)）$/.exec(title)?.[1] ?? title;
}

/** What is open and late first, then by the day it is due. */
export function inOrder(rounds: readonly Round[]): Round[] {
  return [...rounds].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      b.counts.late - a.counts.late ||
      (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)),
  );
}

const NONE: LetterCounts = { total: 0, signed: 0, due: 0, late: 0, waiting: 0 };

export function sumOf(all: readonly LetterCounts[]): LetterCounts {
  return all.reduce(
    (sum, counts) => ({
      total: sum.total + counts.total,
      signed: sum.signed + counts.signed,
      due: sum.due + counts.due,
      late: sum.late + counts.late,
      waiting: sum.waiting + counts.waiting,
    }),
    NONE,
  );
}

/** In 0…1; nothing is signed where there is nobody. */
export function signedShare({ signed, total }: Pick<LetterCounts, 'signed' | 'total'>): number {
  return total === 0 ? 0 : signed / total;
}

/** The 学期 that a day belongs to, `2026秋`: from August to January, or from February to July. */
export function termOf(date: string): string {
  const [year, month] = date.split('-').map(Number) as [number, number];
  if (month === 1) return `${year - 1}秋`;
  return `${year}${month < 8 ? '春' : '秋'}`;
}

/** This 学期 and the next. */
export function termChoices(today: string): string[] {
  const now = termOf(today);
  const year = Number(now.slice(0, 4));
  return [now, now.endsWith('秋') ? `${year + 1}春` : `${year}秋`];
}

/** 2026秋 → 2026 年秋季学期 */
export function termText(term: string | null): string {
  const parts = /^(\d{4})([春秋])$/.exec(term ?? '');
  return parts ? `${parts[1]} 年${parts[2]}季学期` : (term ?? '');
}

/** Somebody in the picture of a chain: how far below the top, and how many sign right below. */
export interface ChainRow {
  recipient: Recipient;
  depth: number;
  below: number;
}

function bySuperior(recipients: readonly Recipient[]): Map<string | null, Recipient[]> {
  const known = new Set(recipients.map(({ id }) => id));
  const groups = new Map<string | null, Recipient[]>();
  for (const recipient of recipients) {
    const { superiorId } = recipient;
    const key = superiorId !== null && known.has(superiorId) ? superiorId : null;
    groups.set(key, [...(groups.get(key) ?? []), recipient]);
  }
  return groups;
}

/** A chain from the top down, each right below whoever signs above; what is folded shows nobody below it. */
export function chainRows(recipients: readonly Recipient[], folded: ReadonlySet<string>): ChainRow[] {
  const groups = bySuperior(recipients);
  const rows: ChainRow[] = [];
  const add = (superiorId: string | null, depth: number) => {
    for (const recipient of groups.get(superiorId) ?? []) {
      const below = groups.get(recipient.id)?.length ?? 0;
      rows.push({ recipient, depth, below });
      if (below > 0 && !folded.has(recipient.id)) add(recipient.id, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

// Up to here a chain is seen as a whole; a longer one begins with its upper part.
const MOST_UNFOLDED = 60;

export function foldedAtFirst(recipients: readonly Recipient[]): Set<string> {
  if (recipients.length <= MOST_UNFOLDED) return new Set();
  const groups = bySuperior(recipients);
  const hasLeavesOnly = ({ id }: Recipient) =>
    groups.has(id) && groups.get(id)!.every((below) => !groups.has(below.id));
  return new Set(recipients.filter(hasLeavesOnly).map(({ id }) => id));
}

/** For whom somebody waits: the nearest above who could sign now; null when nobody stands in the way. */
export function waitsFor(recipient: Recipient, recipients: readonly Recipient[]): Recipient | null {
  const byId = new Map(recipients.map((each) => [each.id, each]));
  let above = recipient.state === 'waiting' && recipient.superiorId ? byId.get(recipient.superiorId) : undefined;
  // No further up than there are levels.
  for (let step = 0; above?.state === 'waiting' && above.superiorId && step < recipients.length; step += 1)
    above = byId.get(above.superiorId);
  return above && above.state !== 'signed' ? above : null;
}
