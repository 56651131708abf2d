import type { Schemas } from '@/shared/api';

export type Home = 'household' | 'today' | 'oversight' | 'groups';

type Role = Schemas['Me']['posts'][number]['role'];

const OVERSEERS: readonly Role[] = [
  'county_office',
  'township_chief',
  'township_leader',
  'township_office',
  'police_chief',
  'village_head',
];

/** Goes to no doors, unless another post asks for it. */
const LEADER: Role = 'group_leader';

/** Neither go to doors nor oversee any, unless another post asks for it. */
const OF_UNITS: readonly Role[] = ['school_head', 'unit_head', 'unit_deputy', 'section_head', 'liaison'];

/** What a person opens the app for: their own home, the doors of the day, how far the others are, or their groups. */
export function homeOf(me: Pick<Schemas['Me'], 'kind' | 'posts'>): Home {
  if (me.kind === 'resident') return 'household';
  const roles = me.posts.map(({ role }) => role);
  if (roles.some((role) => OVERSEERS.includes(role))) return 'oversight';
  if (roles.some((role) => role !== LEADER && !OF_UNITS.includes(role))) return 'today';
  return roles.some((role) => OF_UNITS.includes(role)) && !roles.includes(LEADER) ? 'groups' : 'oversight';
}

interface TodayDoor {
  mine: boolean;
  progress: readonly unknown[];
}

/**
 * The doors a worker answers for, as far as a plan asks for them; until any are claimed or assigned, all that the
 * phone holds, and while no plan runs, whatever its kind.
 */
export function doorsOfToday<Door extends TodayDoor>(doors: readonly Door[]): readonly Door[] {
  const asked = anyOrAll(doors, ({ progress }) => progress.length > 0);
  return anyOrAll(asked, ({ mine }) => mine);
}

function anyOrAll<Item>(items: readonly Item[], wanted: (item: Item) => boolean): readonly Item[] {
  const some = items.filter(wanted);
  return some.length > 0 ? some : items;
}
