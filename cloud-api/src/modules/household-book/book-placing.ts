import type { ImportProblem, ImportSheet, MissingPlace } from '../imports/index.js';
import type { BookHousehold, BookRule } from './book-fields.rules.js';
import { DoorFinder, type KnownDoor, properPlaceName } from './book-keys.rules.js';
import {
  type BookPlace,
  findGroup,
  indexPlaces,
  matchPlaces,
  normalisePlace,
  type PlaceIndex,
} from './book-places.rules.js';
import type { PlacedHousehold } from './book-staging.js';

export interface FoundHousehold extends PlacedHousehold {
  /** The door that it is; null for a household that nobody knows yet. */
  door: KnownDoor | null;
}

const fieldOfFault = {
  unknown_village: 'village',
  unknown_grid: 'grid',
  grid_missing: 'grid',
  unknown_group: 'group',
} as const;

/** Finds the place and the door of each household of one file, and remembers which doors and villages the file named. */
export class BookPlacing {
  private readonly places: PlaceIndex;
  private readonly villageNames: ReadonlyMap<number, string>;
  private readonly finder: DoorFinder;
  /** Doors that others were merged into; the file may still name each of them. */
  private readonly united: ReadonlySet<string>;
  private readonly missing = new Map<string, MissingPlace>();
  private readonly villages = new Set<number>();
  /** Doors and new households that the file named, with where it did. */
  private readonly named = new Map<string, string>();
  /** Doors that are in the file, though not as a household that is taken. */
  private readonly recognised = new Set<string>();

  constructor(
    places: readonly BookPlace[],
    doors: readonly KnownDoor[],
    private readonly columnOf: (field: string) => number | null,
  ) {
    this.places = indexPlaces(places);
    this.villageNames = new Map(places.filter(({ level }) => level === 'village').map(({ id, name }) => [id, name]));
    this.finder = new DoorFinder(doors);
    this.united = new Set(doors.filter(({ mergedAway }) => mergedAway).map(({ id }) => id));
  }

  /**
   * Null, with the problem added, when it cannot be told where the household is or which; `merged` when it has been merged
   * into another one, which the file may name as well.
   */
  find(sheet: ImportSheet, household: BookHousehold, problems: ImportProblem[]): FoundHousehold | 'merged' | null {
    const fault = (rule: BookRule, field: string, shown: string) => {
      const column = this.columnOf(field);
      problems.push({ sheet: sheet.index, row: household.firstRow, column, field, rule, level: 'bad', shown });
      return null;
    };
    const written = { ...household, village: household.village || this.villageOfSheet(sheet) };
    const place = matchPlaces(this.places, written);
    if ('fault' in place) {
      if (place.villageId !== null) this.missPlaces(place.villageId, place.fault, household);
      return fault(place.fault, fieldOfFault[place.fault], written[fieldOfFault[place.fault]]);
    }
    this.villages.add(place.villageId);
    const door = this.finder.find(place.villageId, { ...household, gridId: place.gridId });
    if (door === 'several') return fault('several_doors', 'code', household.code || household.name);
    const key = door?.id ?? `${place.villageId} ${household.code || `${household.address} ${household.name}`}`;
    const first = this.named.get(key);
    if (door?.mergedAway || (first !== undefined && this.united.has(key))) {
      this.recognised.add(key);
      const column = this.columnOf('code');
      const shown = `${household.code} ${household.name}`.trim();
      const rule: BookRule = 'merged_before';
      problems.push({ sheet: sheet.index, row: household.firstRow, column, field: 'code', rule, level: 'note', shown });
      return 'merged';
    }
    if (first !== undefined) {
      return household.code === '' ? fault('household_twice', 'address', first) : fault('code_twice', 'code', first);
    }
    this.named.set(key, `${sheet.name} ${household.firstRow}`);
    return { household, sheet: sheet.index, door, ...place };
  }

  missingPlaces(): MissingPlace[] {
    return [...this.missing.values()];
  }

  /** Known from a book, in a village that the file speaks of, and not in the file. */
  isAbsent({ id, fromBook, villageId }: KnownDoor): boolean {
    return fromBook && this.villages.has(villageId) && !this.named.has(id) && !this.recognised.has(id);
  }

  /** Books often have a sheet for each village, named after it. */
  private villageOfSheet(sheet: ImportSheet): string {
    const match = matchPlaces(this.places, { village: sheet.name, grid: '', group: '' });
    return 'fault' in match && match.fault === 'unknown_village' ? '' : sheet.name;
  }

  /** What would have to be drawn; the household is in the file all the same, so its door is not absent. */
  private missPlaces(villageId: number, fault: string, household: BookHousehold): void {
    if (fault === 'unknown_grid') this.miss(villageId, 'grid', household.grid);
    else if (fault === 'grid_missing' && !this.places.grids.has(villageId)) this.miss(villageId, 'grid', '1网格');
    const knowsGroup = household.group === '' || findGroup(this.places, villageId, household) !== null;
    if (!knowsGroup) this.miss(villageId, 'group', household.group);
    this.villages.add(villageId);
    const door = this.finder.find(villageId, { ...household, gridId: 0 });
    if (door !== null && door !== 'several') this.recognised.add(door.id);
  }

  private miss(villageId: number, level: 'grid' | 'group', written: string): void {
    const name = properPlaceName(level, normalisePlace(written), written).slice(0, 60);
    const key = `${villageId} ${level} ${name}`;
    const place = this.missing.get(key);
    const villageName = this.villageNames.get(villageId)!;
    if (place) place.records += 1;
    else this.missing.set(key, { villageId, villageName, level, name, records: 1 });
  }
}
