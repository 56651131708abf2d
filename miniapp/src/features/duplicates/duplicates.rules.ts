import type { Schemas } from '@/shared/api';

export type Pair = Schemas['DuplicatePair'];
export type PairDoor = Schemas['DuplicateDoor'];
export type KeptField = Schemas['KeptField'];
type DuplicateReason = Schemas['DuplicateReason'];

const REASONS: Record<DuplicateReason, string> = {
  same_phone: '电话相同',
  same_head_same_address: '户主和地址都相同',
  same_head_similar_address: '户主相同、地址相近',
  same_residents: '有两人以上姓名和出生年月相同',
};

/** A shop has a name where a household has a head. */
export function reasonText(reason: DuplicateReason, kind: PairDoor['kind']): string {
  return kind === 'household' ? REASONS[reason] : REASONS[reason].replace('户主', '名称');
}

export function pairKey({ doors }: Pick<Pair, 'doors'>): string {
  return doors.map(({ id }) => id).join(' ');
}

/** The door that knows more stays, unless somebody chooses otherwise: more visits, then more people, then the book's. */
export function likelyToStay([first, second]: readonly [PairDoor, PairDoor]): PairDoor {
  const more =
    second.visits - first.visits ||
    second.residents.length - first.residents.length ||
    Number(second.inBook) - Number(first.inBook);
  return more > 0 ? second : first;
}

export interface Difference {
  field: KeptField;
  name: string;
  /** Of the door that stays. */
  stays: string;
  /** Of the door that goes away. */
  goes: string;
}

const FIELDS: readonly { field: KeptField; name: string; of(door: PairDoor): string }[] = [
  { field: 'name', name: '名称', of: ({ label }) => label },
  { field: 'code', name: '门牌号', of: ({ code }) => code },
  { field: 'address', name: '地址', of: ({ address }) => address },
  { field: 'grid', name: '网格', of: ({ gridName }) => gridName },
  { field: 'group', name: '村民小组', of: ({ groupName }) => groupName ?? '' },
];

/** Where the two say different things, so that one has to be chosen; what only one says is kept anyway. */
export function differences(stays: PairDoor, goes: PairDoor): Difference[] {
  return FIELDS.map(({ field, name, of }) => ({ field, name, stays: of(stays), goes: of(goes) })).filter(
    (found) => found.stays !== '' && found.goes !== '' && found.stays !== found.goes,
  );
}

/** The people of both, by whom both have: the same name, born in the same month as far as both say. */
export function sharedPeople(a: PairDoor, b: PairDoor): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const one of a.residents)
    for (const other of b.residents)
      if (one.name === other.name && (one.birthMonth ?? other.birthMonth) === (other.birthMonth ?? one.birthMonth)) {
        shared.add(one.id);
        shared.add(other.id);
      }
  return shared;
}
