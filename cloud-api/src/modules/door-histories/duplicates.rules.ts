/** Why two doors may be one. */
export const DuplicateReason = {
  SamePhone: 'same_phone',
  SameHeadSameAddress: 'same_head_same_address',
  SameHeadSimilarAddress: 'same_head_similar_address',
  SameResidents: 'same_residents',
} as const;
export type DuplicateReason = (typeof DuplicateReason)[keyof typeof DuplicateReason];

export interface ComparedDoor {
  id: string;
  kind: string;
  /** The head of a household, the public name of another door. */
  name: string;
  address: string;
  residents: { name: string; birthMonth: string | null; phone: string | null }[];
}

export interface LikelyPair {
  /** The lesser id first. */
  doorIds: [string, string];
  reasons: DuplicateReason[];
  /** 0 to 100. */
  score: number;
}

/** [reading] How much each reason says; together at most 100. */
const weights: Record<DuplicateReason, number> = {
  same_phone: 50,
  same_head_same_address: 45,
  same_head_similar_address: 30,
  same_residents: 60,
};
/** A number at more doors than this is a relative's or a cadre's, a name at more of them is a common one. */
const mostDoorsOfPhone = 4;
const mostDoorsOfName = 40;
const residentsInCommon = 2;

/** Pairs of doors of one kind in one village that may be the same, the likeliest first. */
export function likelyPairs(doors: readonly ComparedDoor[]): LikelyPair[] {
  const pairs = new Map<string, [ComparedDoor, ComparedDoor]>();
  for (const group of groupsOf(doors)) {
    for (const [place, a] of group.entries()) {
      for (const b of group.slice(place + 1)) {
        const [first, second] = a.id < b.id ? [a, b] : [b, a];
        if (a.kind === b.kind) pairs.set(`${first.id} ${second.id}`, [first, second]);
      }
    }
  }
  return [...pairs.values()]
    .map(([a, b]) => comparedPair(a, b))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.score - a.score || compare(a.doorIds.join(), b.doorIds.join()));
}

/** What two doors have in common. */
export function comparedPair(a: ComparedDoor, b: ComparedDoor): LikelyPair {
  const reasons: DuplicateReason[] = [];
  if (sharesPhone(a, b)) reasons.push(DuplicateReason.SamePhone);
  if (a.name === b.name) {
    const likeness = addressLikeness(a.address, b.address);
    if (likeness === 'same') reasons.push(DuplicateReason.SameHeadSameAddress);
    if (likeness === 'similar') reasons.push(DuplicateReason.SameHeadSimilarAddress);
  }
  if (residentsShared(a, b) >= residentsInCommon) reasons.push(DuplicateReason.SameResidents);
  const score = Math.min(
    100,
    reasons.reduce((sum, reason) => sum + weights[reason], 0),
  );
  return { doorIds: a.id < b.id ? [a.id, b.id] : [b.id, a.id], reasons, score };
}

/**
 * `similar`: the numbers of one are the last numbers of the other (桃花潭村3组12号, 3组12号), or, without numbers, one holds
 * the other. Two addresses that differ in a number, or in the name of the street, are two houses, however alike they are
 * written.
 */
export function addressLikeness(a: string, b: string): 'same' | 'similar' | 'different' {
  const [first, second] = [plainAddress(a), plainAddress(b)];
  if (first === '' || second === '') return 'different';
  if (first === second) return 'same';
  const [numbersA, numbersB] = [numbersOf(first), numbersOf(second)];
  const [fewer, more] = numbersA.length <= numbersB.length ? [numbersA, numbersB] : [numbersB, numbersA];
  if (fewer.length === 0) {
    const holds = first.includes(second) || second.includes(first);
    return more.length === 0 && holds ? 'similar' : 'different';
  }
  const sameNumbers = fewer.every((number, place) => number === more[more.length - fewer.length + place]);
  return sameNumbers && (leavesOut(first, second) || leavesOut(second, first)) ? 'similar' : 'different';
}

/** Whether the shorter address says nothing that the longer does not say in the same order. */
function leavesOut(shorter: string, longer: string): boolean {
  const letters = [...shorter.replace(/\d/g, '')];
  let found = 0;
  for (const letter of longer) if (letter === letters[found]) found += 1;
  return found === letters.length;
}

function plainAddress(address: string): string {
  return address.normalize('NFKC').replace(/[\s\p{P}\p{Cf}]/gu, (sign) => (/\p{Pd}/u.test(sign) ? '-' : ''));
}

function numbersOf(address: string): number[] {
  return [...address.matchAll(/\d+/g)].map(([digits]) => Number(digits));
}

/** Doors that have something in common; only they are compared. */
function groupsOf(doors: readonly ComparedDoor[]): ComparedDoor[][] {
  const byPhone = grouped(doors, phonesOf);
  const byHead = grouped(doors, ({ kind, name }) => [`${kind} ${name}`]);
  const byResident = grouped(doors, residentsOf);
  return [
    ...byPhone.filter(({ length }) => length <= mostDoorsOfPhone),
    ...[...byHead, ...byResident].filter(({ length }) => length <= mostDoorsOfName),
  ].filter(({ length }) => length > 1);
}

function grouped(doors: readonly ComparedDoor[], keysOf: (door: ComparedDoor) => string[]): ComparedDoor[][] {
  const groups = new Map<string, ComparedDoor[]>();
  for (const door of doors) {
    for (const key of new Set(keysOf(door))) {
      const group = groups.get(key);
      if (group) group.push(door);
      else groups.set(key, [door]);
    }
  }
  return [...groups.values()];
}

function phonesOf({ residents }: ComparedDoor): string[] {
  return residents.flatMap(({ phone }) => (phone === null ? [] : [phone]));
}

/** People who can be told apart from others of their name. */
function residentsOf({ residents }: ComparedDoor): string[] {
  return residents.flatMap(({ name, birthMonth }) => (birthMonth === null ? [] : [`${name} ${birthMonth}`]));
}

function sharesPhone(a: ComparedDoor, b: ComparedDoor): boolean {
  const phones = new Set(phonesOf(a));
  return phonesOf(b).some((phone) => phones.has(phone));
}

function residentsShared(a: ComparedDoor, b: ComparedDoor): number {
  const known = new Set(residentsOf(a));
  return new Set(residentsOf(b).filter((resident) => known.has(resident))).size;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
