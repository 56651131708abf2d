import { Relation } from '../plans/index.js';

export interface UnitedResident {
  id: string;
  name: string;
  relation: string;
  birthMonth: string | null;
  tags: string[];
  phoneCipher: string | null;
  phoneIndex: string | null;
}

export interface Union {
  residents: UnitedResident[];
  /** The id that stays, for each person who stood at both doors. */
  renamed: Map<string, string>;
}

/**
 * The people of two doors that are one. Who stands at both is one person and keeps the id of the door that stays; what
 * that door does not know of them is taken from the other. The others follow, and only one stays the head.
 */
export function uniteResidents(staying: readonly UnitedResident[], leaving: readonly UnitedResident[]): Union {
  const pairs = pairUp(staying, leaving);
  const hasHead = staying.some(({ relation }) => relation === Relation.Head);
  const residents = staying.map((resident) => {
    const other = leaving.find(({ id }) => pairs.get(id) === resident.id);
    return other ? filledIn(resident, other) : { ...resident };
  });
  for (const resident of leaving) {
    if (pairs.has(resident.id)) continue;
    const isSecondHead = hasHead && resident.relation === Relation.Head;
    residents.push({ ...resident, relation: isSecondHead ? Relation.Other : resident.relation });
  }
  return { residents, renamed: pairs };
}

/** Leaving to staying, each person once, the surest pairs first. */
function pairUp(staying: readonly UnitedResident[], leaving: readonly UnitedResident[]): Map<string, string> {
  const likely = leaving
    .flatMap((b) => staying.map((a) => ({ a: a.id, b: b.id, sureness: sureness(a, b) })))
    .filter((pair) => pair.sureness > 0)
    .sort((first, second) => second.sureness - first.sureness);
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { a, b } of likely) {
    if (taken.has(a) || pairs.has(b)) continue;
    taken.add(a);
    pairs.set(b, a);
  }
  return pairs;
}

/** How surely two are one person; 0 for two people, also of one name when their birth months differ. */
function sureness(a: UnitedResident, b: UnitedResident): number {
  if (a.name !== b.name) return 0;
  if (a.phoneIndex !== null && a.phoneIndex === b.phoneIndex) return 3;
  if (a.birthMonth === null || b.birthMonth === null) return 1;
  return a.birthMonth === b.birthMonth ? 2 : 0;
}

function filledIn(known: UnitedResident, other: UnitedResident): UnitedResident {
  const phone = known.phoneCipher === null ? other : known;
  return {
    ...known,
    birthMonth: known.birthMonth ?? other.birthMonth,
    tags: [...new Set([...known.tags, ...other.tags])],
    phoneCipher: phone.phoneCipher,
    phoneIndex: phone.phoneIndex,
  };
}

export interface Parting {
  leaving: UnitedResident[];
  staying: UnitedResident[];
}

/**
 * Who moves out and who stays, in their order. The one who moves out and gives the new household its name is its head, or
 * else the first.
 */
export function partResidents(
  residents: readonly UnitedResident[],
  leavingIds: readonly string[],
  householdName: string,
): Parting | { rule: 'not_empty' | 'lives_here' | 'some_stay' } {
  const going = new Set(leavingIds);
  const leaving = residents.filter(({ id }) => going.has(id));
  if (going.size === 0) return { rule: 'not_empty' };
  if (leaving.length < going.size) return { rule: 'lives_here' };
  if (leaving.length === residents.length) return { rule: 'some_stay' };
  const head = leaving.find(({ name }) => name === householdName) ?? leaving[0]!;
  return {
    leaving: leaving.map((resident) => ({ ...resident, relation: relationTo(head, resident) })),
    staying: residents.filter(({ id }) => !going.has(id)),
  };
}

function relationTo(head: UnitedResident, resident: UnitedResident): string {
  if (resident === head) return Relation.Head;
  return resident.relation === Relation.Head ? Relation.Other : resident.relation;
}
