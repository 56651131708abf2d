import type { Schemas } from '@/shared/api';
import { isAtOrBelow, REGION_LEVELS, UNIT_KINDS, type RegionLevel, type UnitKind } from '@/shared/text';

export type Region = Schemas['Region'];
export type LocalLevel = Schemas['LocalLevel'];

const PARENTS_OF: Record<LocalLevel, readonly RegionLevel[]> = {
  grid: ['village'],
  group: ['village'],
  unit: ['village', 'township', 'county', 'city', 'unit'],
};

type Placed = Pick<Region, 'level' | 'path'>;

/** What an office may draw below a place. */
export function drawnBelow(region: Placed): LocalLevel[] {
  if (hangsBelowUnit(region)) return [];
  return (Object.keys(PARENTS_OF) as LocalLevel[]).filter((local) => PARENTS_OF[local].includes(region.level));
}

/** Whether anything can lie below a place. */
export function hasPlacesBelow(region: Placed): boolean {
  return region.level === 'unit' ? !hangsBelowUnit(region) : !isAtOrBelow(region.level, 'grid');
}

/** An enterprise that a department looks after; nothing hangs below it. */
function hangsBelowUnit({ level, path }: Placed): boolean {
  return level === 'unit' && path[path.length - 2]?.level === 'unit';
}

/** What a unit may be that hangs below a place: schools hang below no unit. */
export function unitKindsBelow(parent: RegionLevel | undefined): UnitKind[] {
  return (Object.keys(UNIT_KINDS) as UnitKind[]).filter((kind) => kind !== 'school' || parent !== 'unit');
}

/** 村, 网格, 学校. */
export function sortOf({ level, unitKind }: Pick<Region, 'level' | 'unitKind'>): string {
  return unitKind === null ? REGION_LEVELS[level] : UNIT_KINDS[unitKind];
}

/** Whether the official list knows places below this level. */
export function hasOfficialPlaces(level: RegionLevel): boolean {
  return level === 'city' || level === 'county' || level === 'township';
}

const ORDER: readonly RegionLevel[] = ['grid', 'group', 'unit'];

/** What lies below a village, its grids first; everything else as it came. */
export function inOrder(regions: readonly Region[]): Region[] {
  return [...regions].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}

/** A merge is decided from above: nobody ends the place where their own reach begins. */
export function mayClose(region: Region, reach: readonly Region[]): boolean {
  return reach.every(({ id }) => id !== region.id) && region.closedOn === null;
}

/** Names as they were pasted, from a column of a table or a text: one a line, each once, without what is empty. */
export function namesIn(text: string): string[] {
  const names = text.split(/[\n\r\t，,、;；]+/).map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}

export const MOST_DRAWN = 50;

/** What is wrong with names to be drawn; nothing when they may be. */
export function namesProblem(names: readonly string[]): string | undefined {
  if (names.length === 0) return '请写名字';
  if (names.length > MOST_DRAWN) return `一次最多 ${MOST_DRAWN} 个，现在有 ${names.length} 个`;
  const long = names.find((name) => name.length > LONGEST_NAME);
  return long && `名字太长：${long.slice(0, 12)}…`;
}

export const LONGEST_NAME = 60;
