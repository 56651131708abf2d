import type { Schemas } from '@/shared/api';
import { dayText, type DoorState, type ExclusionKind } from '@/shared/text';
import type { Tone } from '@/shared/ui';

export type Counts = Schemas['Counts'];
export type CoverageReason = keyof Counts['reasons'];

/** In the order in which they are told: what nobody has tried comes first. */
export const REASON_TONES: Record<CoverageReason, Exclude<Tone, 'ok'>> = {
  never: 'late',
  nobody: 'wait',
  away: 'wait',
  refused: 'gray',
  not_counting: 'wait',
  newly_registered: 'accent',
};
export const REASONS = Object.keys(REASON_TONES) as (CoverageReason & DoorState)[];
export const EXCLUSION_KINDS: readonly ExclusionKind[] = ['vacant', 'deregistered', 'separated'];

export function openCount(counts: Counts): number {
  return counts.total - counts.covered;
}

export function mainReason(counts: Counts): CoverageReason | null {
  const [first] = [...REASONS].sort((a, b) => counts.reasons[b] - counts.reasons[a]);
  return first && counts.reasons[first] > 0 ? first : null;
}

export function roundText(round: Schemas['Coverage']['round']): string {
  return round.until ? `${dayText(round.until)}止` : '不限期';
}

export function daysLeftText(daysLeft: number | null): string | null {
  if (daysLeft === null) return null;
  if (daysLeft < 0) return `过期 ${-daysLeft} 天`;
  return daysLeft === 0 ? '今天截止' : `剩 ${daysLeft} 天`;
}
