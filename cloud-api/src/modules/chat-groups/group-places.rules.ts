import { Level } from '../regions/index.js';
import { GroupPlace, type PlanCascade, type PlanGroupKind } from '../plans/index.js';

/** An open region of the plan. */
export interface PlaceRegion {
  id: number;
  /** Ids from the root to this one, `/1/23/456/`. */
  path: string;
  level: Level;
  name: string;
  /** `school` …; null for what is no unit. */
  unitKind: string | null;
}

/** A class of a school. */
export interface PlaceClass {
  id: string;
  name: string;
  /** The school. */
  unitId: number;
}

/** A place that has a group of a kind. */
export interface Place {
  /** `region:12`, `class:<id>`; `own:<id>` for a group that somebody added by hand. */
  key: string;
  regionId: number;
  /** Of the region; a class's is its school's. */
  path: string;
  classId: string | null;
  /** 台头村第一小组. */
  name: string;
}

/** A group as the plan's rule wants it. */
export interface DesiredGroup {
  kindKey: string;
  place: Place;
  upper: GroupKey | null;
  level: number;
  name: string;
  reaches: PlanGroupKind['reaches'];
}

/** A group is one of its kind at one place. */
export type GroupKey = `${string}|${string}`;
export const groupKey = (kindKey: string, placeKey: string): GroupKey => `${kindKey}|${placeKey}`;

const longestGroupName = 60;

/** Everything that places are found among: the open regions of the plan, its own first, and the classes of its schools. */
export interface PlanPlaces {
  planRegionId: number;
  regions: readonly PlaceRegion[];
  classes: readonly PlaceClass[];
}

/** A group that somebody added by hand, with a kind of the plan. */
export interface OwnGroup {
  id: string;
  kindKey: string;
  regionId: number;
  name: string;
}

/**
 * The groups of a plan (S1.2, S2.9): one for each place of each kind, and those added by hand whose region is open. The upper
 * group is the one of the upper kind at the nearest place above, the place itself included; where there is none, of the kind above
 * that.
 */
export function desiredGroups(cascade: PlanCascade, places: PlanPlaces, own: readonly OwnGroup[]): DesiredGroup[] {
  const map = new PlaceMap(places);
  const kinds = new Map(cascade.groupKinds.map((kind) => [kind.key, kind]));
  const ruled = cascade.groupKinds.flatMap((kind) => map.placesOf(kind.place).map((place) => ({ kind, place })));
  const added = own.flatMap(({ id, kindKey, regionId, name }) => {
    const [kind, region] = [kinds.get(kindKey), map.region(regionId)];
    return kind && region ? [{ kind, place: { ...map.placeOf(region), key: ownPlaceKey(id), name } }] : [];
  });
  const at = new Map(ruled.map(({ kind, place }) => [`${kind.key} ${place.classId ?? place.path}`, place]));
  return [...ruled, ...added].map(({ kind, place }) => ({
    kindKey: kind.key,
    place,
    upper: upperOf(kind, place, kinds, at),
    level: kind.level,
    name: (isOwn(place.key) ? place.name : `${place.name} ${kind.name}`).slice(0, longestGroupName),
    reaches: kind.reaches,
  }));
}

export const ownPlaceKey = (id: string): string => `own:${id}`;
export const isOwn = (placeKey: string): boolean => placeKey.startsWith('own:');

function upperOf(
  kind: PlanGroupKind,
  place: Place,
  kinds: ReadonlyMap<string, PlanGroupKind>,
  at: ReadonlyMap<string, Place>,
): GroupKey | null {
  // A document cannot name an upper kind below its own: see the plan's rules. The bound keeps a wrong one from turning for ever.
  for (let upper = kind.upper, steps = 0; upper !== null && steps < kinds.size; steps += 1) {
    for (const path of pathsUp(place.path)) {
      const found = at.get(`${upper} ${path}`);
      if (found) return groupKey(upper, found.key);
    }
    upper = kinds.get(upper)?.upper ?? null;
  }
  return null;
}

/** `/1/23/456/`, `/1/23/`, `/1/`. */
export function pathsUp(path: string): string[] {
  const ids = path.split('/').filter(Boolean);
  return ids.map((_, index) => `/${ids.slice(0, ids.length - index).join('/')}/`);
}

class PlaceMap {
  private readonly byId: ReadonlyMap<number, PlaceRegion>;

  constructor(private readonly places: PlanPlaces) {
    this.byId = new Map(places.regions.map((region) => [region.id, region]));
  }

  region(id: number): PlaceRegion | undefined {
    return this.byId.get(id);
  }

  placesOf(sort: GroupPlace): Place[] {
    if (sort === GroupPlace.Class) return this.classes();
    return this.places.regions.filter((region) => this.isA(region, sort)).map((region) => this.placeOf(region));
  }

  placeOf(region: PlaceRegion): Place {
    const parent = this.parentOf(region);
    const isNamedWithParent = parent && (region.level === Level.Group || region.level === Level.Unit);
    const name = isNamedWithParent ? within(parent.name, region.name) : region.name;
    return { key: `region:${region.id}`, regionId: region.id, path: region.path, classId: null, name };
  }

  private isA(region: PlaceRegion, sort: GroupPlace): boolean {
    const isUnit = region.level === Level.Unit;
    const isSchool = isUnit && region.unitKind === 'school';
    if (sort === GroupPlace.Plan) return region.id === this.places.planRegionId;
    if (sort === GroupPlace.School) return isSchool;
    if (sort === GroupPlace.Unit) return isUnit && !isSchool && !this.isBelowUnit(region);
    if (sort === GroupPlace.Subunit) return isUnit && !isSchool && this.isBelowUnit(region);
    return region.level === (sort as string);
  }

  private classes(): Place[] {
    return this.places.classes.flatMap(({ id, name, unitId }) => {
      const school = this.byId.get(unitId);
      if (!school || !this.isA(school, GroupPlace.School)) return [];
      const place = { regionId: unitId, path: school.path, classId: id, name: within(school.name, name) };
      return [{ key: `class:${id}`, ...place }];
    });
  }

  private isBelowUnit(region: PlaceRegion): boolean {
    return this.parentOf(region)?.level === Level.Unit;
  }

  private parentOf({ path }: PlaceRegion): PlaceRegion | undefined {
    const parentId = path.split('/').at(-3);
    return parentId ? this.byId.get(Number(parentId)) : undefined;
  }
}

/** 台头村第一村民小组; a name that says where it is already (蟒河镇供电所) stands alone. */
function within(place: string, name: string): string {
  return name.startsWith(place) ? name : `${place}${name}`;
}
