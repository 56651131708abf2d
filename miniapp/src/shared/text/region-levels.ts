import type { RegionLevel } from './words';

const DEPTH: Record<RegionLevel, number> = {
  province: 0,
  city: 1,
  county: 2,
  township: 3,
  village: 4,
  grid: 5,
  group: 5,
  unit: 5,
};

/** Whether a place of this level can lie within one of the other, or be one like it. */
export function isAtOrBelow(level: RegionLevel, top: RegionLevel): boolean {
  return DEPTH[level] >= DEPTH[top];
}

/** Whether somebody who looks for places of the wanted levels should look at places of this one. */
export function leadsTo(level: RegionLevel, wanted: readonly RegionLevel[]): boolean {
  return wanted.some((each) => each === level || DEPTH[each] > DEPTH[level]);
}
