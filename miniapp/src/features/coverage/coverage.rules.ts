import type { Schemas } from '@/shared/api';

type Counts = Schemas['CoverageCounts'];
export type CoverageReason = keyof Counts['reasons'];

/** Never "100%" while a door is open, never "0%" once one is covered. */
export function percent(rate: number): string {
  if (rate >= 1) return '100%';
  if (rate <= 0) return '0%';
  return `${Math.min(99.9, Math.max(0.1, Math.round(rate * 1000) / 10))}%`;
}

export interface CoverageBar {
  reason: CoverageReason;
  count: number;
  /** Of all doors that should be reached. */
  share: number;
}

/** Why the open doors are open, the commonest reason first. */
export function coverageBars({ total, reasons }: Pick<Counts, 'total' | 'reasons'>): CoverageBar[] {
  return (Object.entries(reasons) as [CoverageReason, number][])
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count, share: count / Math.max(total, 1) }))
    .sort((a, b) => b.count - a.count);
}

export type PaperCounts = NonNullable<Counts['papers']>;
export type UnsignedReason = keyof PaperCounts['unsigned'];

/** How the papers stand; null where no door owes any. */
export function papersOf({ papers }: Pick<Counts, 'papers'>): (PaperCounts & { rate: number }) | null {
  return papers && papers.owed > 0 ? { ...papers, rate: papers.both / papers.owed } : null;
}

/** What the households of a board sign: 两书, or the one paper that the plan asks for. */
export function papersName({ notice, pledge, both }: Pick<PaperCounts, 'notice' | 'pledge' | 'both'>): string {
  // A kind that is asked for is signed wherever everything is.
  if (both > 0 && notice === 0) return '承诺书';
  return both > 0 && pledge === 0 ? '告知书' : '两书';
}

/** Why papers are not all signed, the commonest reason first. */
export function unsignedBars({ unsigned }: Pick<PaperCounts, 'unsigned'>): { reason: UnsignedReason; count: number }[] {
  return (Object.entries(unsigned) as [UnsignedReason, number][])
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count);
}

// Below this share of the whole region's rate a place is shown as lagging.
const LAGGING_SHARE = 0.9;

export function isLagging(counts: Pick<Counts, 'rate'>, totals: Pick<Counts, 'rate'>): boolean {
  return counts.rate < totals.rate * LAGGING_SHARE;
}
