import type { Schemas } from '@/shared/api';

export type SchoolClass = Schemas['SchoolClass'];
type Person = Schemas['Person'];

const MOST_PUPILS = 200;

export interface ClassDraft {
  name: string;
  /** As it was typed. */
  pupils: string;
  unitId: number | null;
}

/** What is still missing, by field; nothing means that the class may be saved. */
export function draftProblems({ name, pupils, unitId }: ClassDraft): Partial<Record<keyof ClassDraft, string>> {
  const isCount = /^\d{1,3}$/.test(pupils.trim()) && Number(pupils) <= MOST_PUPILS;
  return {
    ...(name.trim() === '' && { name: '请写班级名称' }),
    ...(!isCount && { pupils: `请写 0 到 ${MOST_PUPILS} 的数` }),
    ...(unitId === null && { unitId: '请选学校' }),
  };
}

/** The 班主任 of a school: their post stands at it or at a place around it. */
export function teachersOf(people: readonly Person[], school: Pick<Schemas['Region'], 'path'>): Person[] {
  const around = new Set(school.path.map(({ id }) => id));
  return people.filter(({ posts }) => posts.some(({ role, regionId }) => role === 'teacher' && around.has(regionId)));
}

/** A class is often called by its school as well; beside the school that says nothing. */
export function shortName({ name, unitName }: Pick<SchoolClass, 'name' | 'unitName'>): string {
  const short = unitName !== null && name.startsWith(unitName) ? name.slice(unitName.length).trim() : name;
  return short || name;
}

/** 3 / 12 户走到 */
export function familiesText({ families, familiesVisited }: SchoolClass): string {
  return families === 0 ? '还没加家庭' : `${familiesVisited} / ${families} 户走到`;
}

export function teacherText({ teachers }: SchoolClass): string {
  return teachers.map(({ name }) => name).join('、') || '没有班主任';
}

/** The server takes so many households in one go. */
export const MOST_AT_ONCE = 500;
