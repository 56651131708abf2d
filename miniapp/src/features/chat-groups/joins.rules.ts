import type { Schemas } from '@/shared/api';

export type JoinEntry = Schemas['JoinEntry'];

export interface JoinDoor {
  code: string;
  entries: JoinEntry[];
}

/** The roll door by door, in the order of the list. */
export function byDoor(items: readonly JoinEntry[]): JoinDoor[] {
  const doors = new Map<string, JoinEntry[]>();
  for (const entry of items) doors.set(entry.doorCode, [...(doors.get(entry.doorCode) ?? []), entry]);
  return [...doors].map(([code, entries]) => ({ code, entries }));
}

export function joinedOf(items: readonly JoinEntry[]): Set<string> {
  return new Set(items.filter(({ joinedOn }) => joinedOn !== null).map(({ residentId }) => residentId));
}

/** Ticks somebody, or takes the tick off; who opened a card in the group is in it, whatever anybody ticks. */
export function toggled(ticked: ReadonlySet<string>, entry: Pick<JoinEntry, 'residentId' | 'proved'>): Set<string> {
  const next = new Set(ticked);
  if (!next.delete(entry.residentId) || entry.proved) next.add(entry.residentId);
  return next;
}

/** All of a door, or none of it once all are ticked. */
export function doorToggled(ticked: ReadonlySet<string>, { entries }: JoinDoor): Set<string> {
  const all = entries.every(({ residentId }) => ticked.has(residentId));
  const next = new Set(ticked);
  for (const { residentId, proved } of entries) {
    if (all && !proved) next.delete(residentId);
    else next.add(residentId);
  }
  return next;
}

/** What has to be told to the server, in as many parts as it takes at once. */
export function changesOf(items: readonly JoinEntry[], ticked: ReadonlySet<string>): Schemas['JoinMarks'] {
  const before = joinedOf(items);
  const ids = items.map(({ residentId }) => residentId);
  return {
    joined: ids.filter((id) => ticked.has(id) && !before.has(id)),
    left: ids.filter((id) => !ticked.has(id) && before.has(id)),
  };
}

const MOST_MARKS = 1000;

export function inParts({ joined, left }: Schemas['JoinMarks'], most = MOST_MARKS): Schemas['JoinMarks'][] {
  const count = Math.ceil(Math.max(joined.length, left.length) / most);
  return Array.from({ length: count }, (_, index) => ({
    joined: joined.slice(index * most, (index + 1) * most),
    left: left.slice(index * most, (index + 1) * most),
  }));
}
