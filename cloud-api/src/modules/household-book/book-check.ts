import type { Database } from '../../common/database/index.js';
import type { ImportCheck, ImportOutcome, ImportProblem, ImportSheet, MissingPlace } from '../imports/index.js';
import type { BookHousehold, BookRule, MergeField } from './book-fields.rules.js';
import { readHouseholds } from './book-households.rules.js';
import { DoorFinder, type KnownDoor, properPlaceName } from './book-keys.rules.js';
import { asChoices, silentFields } from './book-mapping.rules.js';
import {
  findGroup,
  matchPlaces,
  normalisePlace,
  type BookPlace,
  indexPlaces,
  type PlaceIndex,
} from './book-places.rules.js';
import type { BookRepository } from './book.repository.js';
import type { BookStaging, PlacedHousehold, StagedRows } from './book-staging.js';

const batchSize = 200;

interface Found extends PlacedHousehold {
  door: KnownDoor | null;
}

/** One check of one file: reads it household by household, finds each one's place and door, and stages what would change. */
export class BookCheck {
  private readonly outcome: ImportOutcome = {
    rows: 0,
    records: 0,
    add: 0,
    update: 0,
    conflict: 0,
    same: 0,
    absent: 0,
    bad: 0,
    notes: 0,
    missingPlaces: [],
  };
  private readonly places: PlaceIndex;
  private readonly villageNames: ReadonlyMap<number, string>;
  private readonly finder: DoorFinder;
  private readonly silent: readonly MergeField[];
  private readonly missing = new Map<string, MissingPlace>();
  private readonly villagesInFile = new Set<number>();
  /** Doors that the file names, with the row that did. */
  private readonly named = new Map<string, string>();
  /** New households of the file by their key. */
  private readonly keys = new Map<string, string>();
  private batch: Found[] = [];
  private number = 0;

  constructor(
    private readonly check: ImportCheck,
    placeList: readonly BookPlace[],
    private readonly doors: readonly KnownDoor[],
    private readonly today: string,
    private readonly database: Database,
    private readonly repository: BookRepository,
    private readonly staging: BookStaging,
  ) {
    this.places = indexPlaces(placeList);
    this.villageNames = new Map(placeList.filter(({ level }) => level === 'village').map(({ id, name }) => [id, name]));
    this.finder = new DoorFinder(doors);
    this.silent = silentFields(check.mapping);
  }

  async run(): Promise<ImportOutcome> {
    for (const sheet of this.check.sheets) await this.readSheet(sheet);
    await this.stageBatch();
    await this.stageAbsent();
    this.outcome.missingPlaces = [...this.missing.values()];
    return this.outcome;
  }

  private async readSheet(sheet: ImportSheet): Promise<void> {
    const { headerRow, layout, columns } = this.check.mapping;
    const choice = { headerRow, layout: layout!, columns: asChoices(columns) };
    for await (const household of readHouseholds(this.counted(sheet), choice, this.today)) {
      await this.take(sheet, household);
    }
  }

  private async *counted(sheet: ImportSheet) {
    for await (const row of sheet.rows()) {
      this.outcome.rows += 1;
      await this.check.job.progress(this.outcome.rows, Math.max(this.check.rowCount ?? 0, this.outcome.rows + 1));
      yield row;
    }
  }

  private async take(sheet: ImportSheet, household: BookHousehold): Promise<void> {
    this.outcome.records += 1;
    const problems = household.problems.map((problem): ImportProblem => ({ sheet: sheet.index, ...problem }));
    const found = this.find(sheet, household, problems);
    const isBad = found === null || problems.some(({ level }) => level === 'bad');
    if (isBad) this.outcome.bad += 1;
    this.outcome.notes += problems.filter(({ level }) => level === 'note').length;
    if (problems.length > 0) await this.check.problem(...problems);
    if (isBad) return;
    this.batch.push(found);
    if (this.batch.length >= batchSize) await this.stageBatch();
  }

  /** Where the household is and which door it is; null, with the problem added, when that cannot be told. */
  private find(sheet: ImportSheet, household: BookHousehold, problems: ImportProblem[]): Found | null {
    const fault = (rule: BookRule | 'several_doors', field: string, shown: string) =>
      problems.push({
        sheet: sheet.index,
        row: household.firstRow,
        column: this.columnOf(field),
        field,
        rule,
        level: 'bad',
        shown,
      });
    const village = household.village || this.villageOfSheet(sheet);
    const place = matchPlaces(this.places, { ...household, village });
    if ('fault' in place) {
      this.missPlace(place.villageId, place.fault, household);
      const field = { unknown_village: 'village', unknown_grid: 'grid', grid_missing: 'grid', unknown_group: 'group' }[
        place.fault
      ];
      const shown = { village, grid: household.grid, group: household.group }[field as 'village' | 'grid' | 'group'];
      fault(place.fault, field, shown);
      if (place.villageId !== null) this.recogniseAnyway(place.villageId, household);
      return null;
    }
    this.villagesInFile.add(place.villageId);
    const door = this.finder.find(place.villageId, { ...household, gridId: place.gridId });
    if (door === 'several') {
      fault('several_doors', 'code', household.code || household.name);
      return null;
    }
    const key = door?.id ?? `${place.villageId} ${household.code || `${household.address} ${household.name}`}`;
    const known = door ? this.named : this.keys;
    const where = `${sheet.name} ${household.firstRow}`;
    const first = known.get(key);
    if (first !== undefined) {
      fault(
        household.code === '' ? 'household_twice' : 'code_twice',
        household.code === '' ? 'address' : 'code',
        first,
      );
      return null;
    }
    known.set(key, where);
    return { household, sheet: sheet.index, door, ...place };
  }

  /** A household that cannot be taken is still in the file: its door is not absent. */
  private recogniseAnyway(villageId: number, household: BookHousehold): void {
    this.villagesInFile.add(villageId);
    const door = this.finder.find(villageId, { ...household, gridId: 0 });
    if (door !== null && door !== 'several') this.named.set(door.id, '');
  }

  /** Books often have a sheet for each village, named after it. */
  private villageOfSheet(sheet: ImportSheet): string {
    const match = matchPlaces(this.places, { village: sheet.name, grid: '', group: '' });
    return 'fault' in match && match.fault === 'unknown_village' ? '' : sheet.name;
  }

  private missPlace(villageId: number | null, fault: string, household: BookHousehold): void {
    if (villageId === null || fault === 'unknown_village') return;
    const villageName = this.villageNames.get(villageId)!;
    const miss = (level: 'grid' | 'group', written: string) => {
      const name = properPlaceName(level, normalisePlace(written), written).slice(0, 60);
      const key = `${villageId} ${level} ${name}`;
      const place = this.missing.get(key);
      if (place) place.records += 1;
      else this.missing.set(key, { villageId, villageName, level, name, records: 1 });
    };
    if (fault === 'unknown_grid') miss('grid', household.grid);
    else if (fault === 'grid_missing' && !this.places.grids.has(villageId)) miss('grid', '1网格');
    const knowsGroup = household.group === '' || findGroup(this.places, villageId, household) !== null;
    if (!knowsGroup) miss('group', household.group);
  }

  private columnOf(field: string): number | null {
    return this.check.mapping.columns.find((choice) => choice.field === field)?.column ?? null;
  }

  private async stageBatch(): Promise<void> {
    const { batch, check } = this;
    this.batch = [];
    const contents = await this.repository.contents(
      this.database,
      batch.flatMap(({ door }) => (door ? [door.id] : [])),
    );
    const rows = batch.map((found): StagedRows => {
      this.number += 1;
      const stored = found.door && contents.get(found.door.id);
      return stored
        ? this.staging.compared(check.importId, this.number, found, found.door!.id, stored, this.silent)
        : this.staging.added(check.importId, this.number, found, this.silent);
    });
    for (const { action } of rows) this.outcome[action] += 1;
    await this.database.transaction((transaction) =>
      this.repository.stage(
        transaction,
        rows.map(({ door }) => door),
        rows.flatMap(({ residents }) => residents),
      ),
    );
  }

  /** Doors of the villages in the file that came from a book and are no longer in it; one registered at the door never was. */
  private async stageAbsent(): Promise<void> {
    const absent = this.doors.filter(
      (door) => door.fromBook && this.villagesInFile.has(door.villageId) && !this.named.has(door.id),
    );
    for (let from = 0; from < absent.length; from += batchSize) {
      const ids = absent.slice(from, from + batchSize).map(({ id }) => id);
      const contents = await this.repository.contents(this.database, ids);
      const rows = [...contents].map(([id, stored]) =>
        this.staging.absent(this.check.importId, ++this.number, id, stored),
      );
      await this.database.transaction((transaction) => this.repository.stage(transaction, rows, []));
      this.outcome.absent += rows.length;
    }
  }
}
