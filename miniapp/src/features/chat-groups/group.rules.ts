import type { Schemas } from '@/shared/api';

export type Group = Schemas['ChatGroup'];
export type GroupDetail = Schemas['ChatGroupDetail'];
export type Person = Schemas['GroupPerson'];
type Gap = Schemas['GroupGap'];

export interface GroupFilter {
  level?: number;
  gap?: Gap | 'any' | 'late';
  text?: string;
}

/** The groups that are looked for; all of them without a filter. */
export function filtered(groups: readonly Group[], { level, gap, text = '' }: GroupFilter): Group[] {
  const name = text.trim();
  return groups.filter(
    (group) =>
      (level === undefined || group.level === level) &&
      (gap === undefined || hasGap(group, gap)) &&
      [group.name, group.placeName, group.ownerName ?? '', ...group.pushers].some((word) => word.includes(name)),
  );
}

function hasGap({ gaps, late }: Group, gap: NonNullable<GroupFilter['gap']>): boolean {
  if (gap === 'any') return gaps.length > 0;
  return gap === 'late' ? late : gaps.includes(gap);
}

export function isFiltering({ level, gap, text = '' }: GroupFilter): boolean {
  return level !== undefined || gap !== undefined || text.trim() !== '';
}

export interface GroupRow {
  group: Group;
  depth: number;
  /** Directly below it. */
  below: number;
}

/** The groups as messages come down them, without what is folded away. Those whose upper is not listed stand at the top. */
export function treeRows(groups: readonly Group[], folded: ReadonlySet<string>): GroupRow[] {
  const ids = new Set(groups.map(({ id }) => id));
  const below = new Map<string | null, Group[]>();
  for (const group of groups) {
    const upper = group.upperId !== null && ids.has(group.upperId) ? group.upperId : null;
    below.set(upper, [...(below.get(upper) ?? []), group]);
  }
  const walk = (upper: string | null, depth: number): GroupRow[] =>
    (below.get(upper) ?? []).flatMap((group) => [
      { group, depth, below: below.get(group.id)?.length ?? 0 },
      ...(folded.has(group.id) ? [] : walk(group.id, depth + 1)),
    ]);
  return walk(null, 0);
}

// A screen of a phone shows so many rows; a larger tree begins with its upper levels.
const SHOWN_AT_FIRST = 24;

/** What is folded when the tree is opened: the lower levels, as far as there are too many to look at. */
export function foldedAtFirst(groups: readonly Group[]): Set<string> {
  if (groups.length <= SHOWN_AT_FIRST) return new Set();
  const uppers = new Set(groups.map(({ upperId }) => upperId));
  return new Set(groups.filter(({ id, level }) => level >= 1 && uppers.has(id)).map(({ id }) => id));
}

/** One line for each person of a part: whoever holds two posts there is named once. */
export function peopleOf({ people }: Pick<GroupDetail, 'people'>, part: Person['part']): Person[] {
  const of = people.filter((person) => person.part === part);
  return [...new Map(of.map((person) => [person.personId, person])).values()];
}

/** Who may own the group: everybody with a part in it, once. */
export function ownersOf({ people }: Pick<GroupDetail, 'people'>): Person[] {
  const present = people.filter(({ origin }) => origin !== 'removed');
  return [...new Map(present.map((person) => [person.personId, person])).values()];
}

/** 入群率 in 0…1; null where nobody of that age is registered. */
export function joinShare({ registered, joined }: Pick<Schemas['JoinRate'], 'registered' | 'joined'>): number | null {
  return registered === 0 ? null : joined / registered;
}
