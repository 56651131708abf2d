import type { Schemas } from '@/shared/api';

export type Home = 'household' | 'today' | 'oversight';

type Role = Schemas['Me']['posts'][number]['role'];

const OVERSEERS: readonly Role[] = ['county_office', 'township_leader', 'township_office', 'village_head'];

/** What a person opens the app for: their own home, the doors of the day, or how far the others are. */
export function homeOf(me: Pick<Schemas['Me'], 'kind' | 'posts'>): Home {
  if (me.kind === 'resident') return 'household';
  return me.posts.some(({ role }) => OVERSEERS.includes(role)) ? 'oversight' : 'today';
}

/** The doors a worker answers for; until any are claimed or assigned, all that the phone holds. */
export function doorsOfToday<Door extends { mine: boolean }>(doors: readonly Door[]): readonly Door[] {
  const mine = doors.filter((door) => door.mine);
  return mine.length > 0 ? mine : doors;
}
