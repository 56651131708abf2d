import type { Schemas } from '@/shared/api';
import { DECLINE_REASONS } from '@/shared/text';
import type { Tone } from '@/shared/ui';

export type Door = Schemas['DoorBrief'];

/** Why a household has not signed all: what somebody recorded, else how far the visits are. */
export type UnsignedReason = Schemas['DeclineReason'] | 'never' | 'visited';

export const UNSIGNED_REASONS: Record<UnsignedReason, { name: string; tone: Tone }> = {
  refused: { name: DECLINE_REASONS.refused, tone: 'late' },
  away: { name: DECLINE_REASONS.away, tone: 'wait' },
  no_phone: { name: DECLINE_REASONS.no_phone, tone: 'wait' },
  other: { name: '别的原因', tone: 'gray' },
  visited: { name: '去过没签', tone: 'accent' },
  never: { name: '还没去', tone: 'gray' },
};

const ORDER = Object.keys(UNSIGNED_REASONS) as UnsignedReason[];

export function reasonOf({ papers, lastVisitAt }: Pick<Door, 'papers' | 'lastVisitAt'>): UnsignedReason {
  return papers?.why ?? (lastVisitAt === null ? 'never' : 'visited');
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
    reasons: ORDER.filter((key) => reasons.has(key)).map((key) => ({ reason: key, count: reasons.get(key)! })),
    /** All of them, so that the chosen one does not vanish from the list. */
    grids: [...new Set(doors.map((door) => door.gridName))].map((name) => ({ name, count: grids.get(name) ?? 0 })),
  };
}

function countBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
