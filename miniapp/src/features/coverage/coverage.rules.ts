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

// Below this share of the whole region's rate a place is shown as lagging.
const LAGGING_SHARE = 0.9;

export function isLagging(counts: Pick<Counts, 'rate'>, totals: Pick<Counts, 'rate'>): boolean {
  return counts.rate < totals.rate * LAGGING_SHARE;
}
