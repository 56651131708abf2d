import type { Schemas } from '@/shared/api';
import { isAtOrBelow, type RegionLevel, type Role } from '@/shared/text';

export type Person = Schemas['Person'];

/** Where a post may stand; the server holds the same table and has the last word. */
const LEVELS_OF: Record<Role, readonly RegionLevel[]> = {
  county_office: ['county', 'city'],
  township_chief: ['township'],
  township_leader: ['township'],
  township_office: ['township'],
  police_chief: ['county', 'township'],
  police: ['county', 'township', 'village'],
  auxiliary_police: ['township', 'village', 'grid'],
  village_head: ['village'],
  grid_chief: ['village', 'grid'],
  grid_worker: ['grid'],
  group_leader: ['group'],
  school_head: ['unit'],
  teacher: ['village', 'unit', 'grid'],
  unit_head: ['unit'],
  unit_deputy: ['unit'],
  section_head: ['unit'],
  liaison: ['village', 'unit'],
};

export function levelsOf(role: Role): readonly RegionLevel[] {
  return LEVELS_OF[role];
}

/** The roles that somebody whose reach begins at this level may give: none stands above them. */
export function rolesWithin(top: RegionLevel): Role[] {
  return (Object.keys(LEVELS_OF) as Role[]).filter((role) => LEVELS_OF[role].some((level) => isAtOrBelow(level, top)));
}

/** 台头村 · 村主干 */
export function postText({ placeName, roleLabel }: Person['posts'][number]): string {
  return `${placeName} · ${roleLabel}`;
}

const WORKERS: ReadonlySet<Role> = new Set<Role>(['grid_worker', 'grid_chief']);

/** Whether police may go along with this person from door to door. */
export function hasTeam(person: Pick<Person, 'posts'>): boolean {
  return person.posts.some(({ role }) => WORKERS.has(role));
}

/** The server lets so many police go along with one worker. */
export const MOST_POLICE = 5;

export const SHORTEST_PASSWORD = 10;

export interface PersonDraft {
  name: string;
  phone: string;
  role: Role | null;
  regionId: number | null;
}

export const NO_PERSON: PersonDraft = { name: '', phone: '', role: null, regionId: null };

/** What is still missing, by field; nothing means that the person may be added. */
export function draftProblems({
  name,
  phone,
  role,
  regionId,
}: PersonDraft): Partial<Record<keyof PersonDraft, string>> {
  return {
    ...(name.trim() === '' && { name: '请写姓名' }),
    ...(phone.trim() !== '' && !/^1[3-9]\d{9}$/.test(phone.trim()) && { phone: '手机号要 11 位' }),
    ...(role === null && { role: '请选职务' }),
    ...(regionId === null && { regionId: '请选到这个职务管的地方' }),
  };
}
