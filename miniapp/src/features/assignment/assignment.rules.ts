import type { Schemas } from '@/shared/api';
import type { Role } from '@/shared/text';

type Person = Schemas['Person'];
type DoorBrief = Schemas['DoorBrief'];

/** Who goes from door to door. */
const VISITING: ReadonlySet<Role> = new Set<Role>([
  'grid_worker',
  'grid_chief',
  'police',
  'auxiliary_police',
  'village_head',
  'teacher',
]);

/** Those to whom doors may be given, the one with the fewest first. */
export function visitorsAmong(people: readonly Person[]): Person[] {
  return people.filter(({ posts }) => posts.some(({ role }) => VISITING.has(role))).sort((a, b) => a.doors - b.doors);
}

export type Whose = 'all' | 'nobody' | 'somebody';

export const WHOSE: Record<Whose, string> = { all: '全部', nobody: '没人认领', somebody: '有人认领' };

export function doorsOf(doors: readonly DoorBrief[], whose: Whose): readonly DoorBrief[] {
  if (whose === 'all') return doors;
  return doors.filter(({ assignedTo }) => assignedTo.length > 0 === (whose === 'somebody'));
}

/** The server takes so many doors in one go. */
export const MOST_AT_ONCE = 500;

/** One by one, a whole grid, or within a line drawn on a map. */
export type Way = 'list' | 'grid' | 'area';

/** What is to be given, and how many doors that is as far as the list shows. */
export interface Target {
  count: number;
  body: Pick<Schemas['NewAssignments'], 'doorIds' | 'gridId' | 'area' | 'unassigned'>;
}

/** Doors that do not count are given to nobody. */
export function givenOf(doors: readonly DoorBrief[], whose: Whose): readonly DoorBrief[] {
  return doorsOf(doors, whose === 'nobody' ? 'nobody' : 'all').filter(({ status }) => status === 'active');
}

export interface GridRow {
  id: number;
  name: string;
  doors: number;
  unassigned: number;
  /** Who goes there now, with how many doors of this grid, the one with the most first. */
  people: string[];
}

/** The grids of a village with their doors and whose they are. */
export function gridRows(grids: readonly Schemas['Region'][], doors: readonly DoorBrief[]): GridRow[] {
  return grids.map(({ id, name }) => {
    const own = givenOf(doors, 'all').filter(({ gridName }) => gridName === name);
    const counts = new Map<string, number>();
    for (const person of own.flatMap(({ assignedTo }) => assignedTo)) counts.set(person, (counts.get(person) ?? 0) + 1);
    const people = [...counts].sort((a, b) => b[1] - a[1]).map(([person, count]) => `${person} ${count}`);
    return { id, name, doors: own.length, unassigned: doorsOf(own, 'nobody').length, people };
  });
}

/** What of a selection is still among the doors listed; a hidden tick must not be acted on. */
export function stillListed(selected: ReadonlySet<string>, doors: readonly DoorBrief[]): Set<string> {
  return new Set(doors.map(({ id }) => id).filter((id) => selected.has(id)));
}
