import type { Schemas } from '@/shared/api';
import { dayText, type ExclusionKind } from '@/shared/text';
import type { Tone } from '@/shared/ui';
import type { CoverageReason } from '../coverage.rules';

export type Counts = Schemas['CoverageCounts'];

export const REASON_TONES: Record<CoverageReason, Exclude<Tone, 'ok'>> = {
  never: 'late',
  nobody: 'wait',
  away: 'wait',
  refused: 'gray',
  not_counting: 'wait',
  newly_registered: 'accent',
};
export const EXCLUSION_KINDS: readonly ExclusionKind[] = ['vacant', 'deregistered', 'separated'];

export function openCount(counts: Counts): number {
  return counts.total - counts.covered;
}

export function roundText(round: Schemas['PlanRound']): string {
  return round.until ? `${dayText(round.until)}止` : '不限期';
}

export function daysLeftText(daysLeft: number): string {
  if (daysLeft < 0) return `过期 ${-daysLeft} 天`;
  return daysLeft === 0 ? '今天截止' : `剩 ${daysLeft} 天`;
}
