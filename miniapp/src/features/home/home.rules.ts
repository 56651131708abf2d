import type { Schemas } from '@/shared/api';

export type Home = 'household' | 'today' | 'oversight';

type Role = Schemas['Me']['posts'][number]['role'];

const OVERSEERS: readonly Role[] = ['county_office', 'township_leader', 'township_office', 'village_head'];

/** What a person opens the app for: their own home, the doors of the day, or how far the others are. */
export function homeOf(me: Pick<Schemas['Me'], 'kind' | 'posts'>): Home {
  if (me.kind === 'resident') return 'household';
  const oversees = me.posts.some(({ role }) => OVERSEERS.includes(role));
  // A leader of a 村民小组 goes to no doors, unless another post asks for it.
  const onlyLeads = me.posts.every(({ role }) => role === 'group_leader');
  return oversees || onlyLeads ? 'oversight' : 'today';
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
