/** The levels of the tree, from the top down. A grid is the leaf that doors belong to; groups and units stand beside it. */
export const Level = {
  Province: 'province',
  City: 'city',
  County: 'county',
  Township: 'township',
  Village: 'village',
  Grid: 'grid',
  Group: 'group',
  Unit: 'unit',
} as const;
export type Level = (typeof Level)[keyof typeof Level];

/** The levels without an official code, which an office draws itself. */
export const LocalLevel = { Grid: Level.Grid, Group: Level.Group, Unit: Level.Unit } as const;
export type LocalLevel = (typeof LocalLevel)[keyof typeof LocalLevel];

/** What a unit is; chains of groups and duties differ by it. */
export const UnitKind = {
  Department: 'department',
  School: 'school',
  Hospital: 'hospital',
  Enterprise: 'enterprise',
  Site: 'site',
} as const;
export type UnitKind = (typeof UnitKind)[keyof typeof UnitKind];

const parentsOf: Record<LocalLevel, readonly Level[]> = {
  grid: [Level.Village],
  group: [Level.Village],
  // A city such as 中山 has its townships directly below it and stands in for a county.
  // An enterprise hangs below the department that looks after it.
  unit: [Level.Village, Level.Township, Level.County, Level.City, Level.Unit],
};

export const longestName = 60;

/** `above` is the level over the parent: below a unit that hangs below another one hangs nothing more. */
export function fitsBelow(parent: Level, level: LocalLevel, above: Level | null = null): boolean {
  return parentsOf[level].includes(parent) && !(parent === Level.Unit && above === Level.Unit);
}

/** What is wrong about a region's kind; null when nothing is. Classes look for their grids around their school, so it hangs below no unit. */
export function unitKindFault(
  level: Level,
  parent: Level | undefined,
  kind: UnitKind | undefined,
): 'only_for_units' | 'school_below_unit' | null {
  if (kind !== undefined && level !== Level.Unit) return 'only_for_units';
  return kind === UnitKind.School && parent === Level.Unit ? 'school_below_unit' : null;
}

/** The ids of `/1/23/456/`, root first. */
export function idsOfPath(path: string): number[] {
  return path.split('/').filter(Boolean).map(Number);
}

/** `/1/23/` for `/1/23/456/`; `/` for a root. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

export function isWithin(path: string, ancestor: string): boolean {
  return path.startsWith(ancestor);
}

/**
 * The name under its new parent of a region whose own parent was merged. Two villages both have a 第一网格: the one that
 * arrives is called after the village it came from. Null when even that name is taken or too long.
 */
export function nameAfterMerge(name: string, formerParent: string, taken: ReadonlySet<string>): string | null {
  if (!taken.has(name)) return name;
  const longer = `${formerParent}${name}`;
  return longer.length <= longestName && !taken.has(longer) ? longer : null;
}

/** Where a closed region's chain of mergers ends; null for an open one, and where the chain leaves what is known. */
export function openSuccessor<T extends { closedOn: string | null; successorId: number | null }>(
  region: T,
  known: ReadonlyMap<number, T>,
): T | null {
  if (region.closedOn === null || region.successorId === null) return null;
  const successor = known.get(region.successorId);
  if (!successor) return null;
  return successor.closedOn === null ? successor : openSuccessor(successor, known);
}
