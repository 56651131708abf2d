import type { Schemas } from '@/shared/api';
import { dayText, type ExclusionKind } from '@/shared/text';
import type { Tone } from '@/shared/ui';
import type { CoverageReason, UnsignedReason } from '../coverage.rules';

export type Counts = Schemas['CoverageCounts'];

export const REASON_TONES: Record<CoverageReason, Exclude<Tone, 'ok'>> = {
  never: 'late',
  nobody: 'wait',
  away: 'wait',
  refused: 'gray',
  not_counting: 'wait',
  newly_registered: 'accent',
};
/** Why papers are not all signed. */
export const UNSIGNED_REASONS: Record<UnsignedReason, { name: string; tone: Tone }> = {
  refused: { name: '拒签', tone: 'late' },
  away: { name: '不在家', tone: 'wait' },
  no_phone: { name: '没手机', tone: 'wait' },
  not_yet: { name: '还没签', tone: 'gray' },
};

type BriefPapers = NonNullable<Schemas['DoorBrief']['papers']>;

/** Why something of a door's papers is missing; null when nothing is. */
export function unsignedMark({ noticeSigned, pledgeSigned, why }: BriefPapers): { name: string; tone: Tone } | null {
  if (noticeSigned !== false && pledgeSigned !== false) return null;
  if (why === 'other') return { name: '没签，有原因', tone: 'gray' };
  return UNSIGNED_REASONS[why ?? 'not_yet'];
}

/** 差告知书、承诺书 */
export function missingPapers({ noticeSigned, pledgeSigned }: BriefPapers): string {
  const missing = [noticeSigned === false && '告知书', pledgeSigned === false && '承诺书'].filter(Boolean);
  return missing.length > 0 ? `差${missing.join('、')}` : '';
}

/** The two ways to look at the places of a board on a PC. */
export const BOARD_VIEWS = { visits: '看入户', papers: '看签字' } as const;
export type BoardView = keyof typeof BOARD_VIEWS;

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
