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

/** What of a selection is still among the doors listed; a hidden tick must not be acted on. */
export function stillListed(selected: ReadonlySet<string>, doors: readonly DoorBrief[]): Set<string> {
  return new Set(doors.map(({ id }) => id).filter((id) => selected.has(id)));
}
