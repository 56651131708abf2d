import type { Schemas } from '@/shared/api';
import type { Tone } from '@/shared/ui';

export type Door = Schemas['DoorBrief'];

/** Why a household has not signed all, as the board counts it: whatever else was said is `not_yet`. */
export type UnsignedReason = 'refused' | 'away' | 'no_phone' | 'not_yet';

interface Mark {
  name: string;
  tone: Tone;
}

export const UNSIGNED_REASONS: Record<UnsignedReason, Mark> = {
  refused: { name: '拒签', tone: 'late' },
  away: { name: '不在家', tone: 'wait' },
  no_phone: { name: '没手机', tone: 'wait' },
  not_yet: { name: '还没签', tone: 'gray' },
};

const REASONS = Object.keys(UNSIGNED_REASONS) as UnsignedReason[];

export function isReason(text: string | undefined): text is UnsignedReason {
  return (REASONS as (string | undefined)[]).includes(text);
}

export function reasonOf({ papers }: Pick<Door, 'papers'>): UnsignedReason {
  const why = papers?.why ?? null;
  return why === null || why === 'other' ? 'not_yet' : why;
}

/** What stands beside a door; where nobody said why, whether anybody has been there. */
export function reasonMark(door: Pick<Door, 'papers' | 'lastVisitAt'>): Mark {
  const reason = reasonOf(door);
  if (reason !== 'not_yet') return UNSIGNED_REASONS[reason];
  if (door.papers?.why === 'other') return { name: '别的原因', tone: 'gray' };
  return door.lastVisitAt === null ? { name: '还没去', tone: 'gray' } : { name: '去过没签', tone: 'accent' };
}

/** 差告知书、承诺书 */
export function missingText({ papers }: Pick<Door, 'papers'>): string {
  const missing = [papers?.noticeSigned === false && '告知书', papers?.pledgeSigned === false && '承诺书'];
  return `差${missing.filter(Boolean).join('、') || '签字'}`;
}

export interface UnsignedFilter {
  reason: UnsignedReason | null;
  gridName: string | null;
}

/** The doors that are meant; how many there are for each reason and grid, each counted within the other filter. */
export function filterUnsigned(doors: readonly Door[], { reason, gridName }: UnsignedFilter) {
  const inGrid = doors.filter((door) => gridName === null || door.gridName === gridName);
  const ofReason = doors.filter((door) => reason === null || reasonOf(door) === reason);
  const reasons = countBy(inGrid, reasonOf);
  const grids = countBy(ofReason, (door) => door.gridName);
  return {
    doors: inGrid.filter((door) => reason === null || reasonOf(door) === reason),
    /** The chosen one stays, also where no door has it. */
    reasons: REASONS.filter((key) => reasons.has(key) || key === reason).map((key) => ({
      reason: key,
      count: reasons.get(key) ?? 0,
    })),
    grids: [...new Set(doors.map((door) => door.gridName))].map((name) => ({ name, count: grids.get(name) ?? 0 })),
  };
}

function countBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
