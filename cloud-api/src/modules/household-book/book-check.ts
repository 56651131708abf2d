import type { Database } from '../../common/database/index.js';
import {
  emptyOutcome,
  type ImportCheck,
  type ImportOutcome,
  type ImportProblem,
  type ImportSheet,
} from '../imports/index.js';
import type { BookHousehold, MergeField } from './book-fields.rules.js';
import { readHouseholds } from './book-households.rules.js';
import { type KnownDoor, moveKey } from './book-keys.rules.js';
import { asChoices, silentFields } from './book-mapping.rules.js';
import type { BookPlace } from './book-places.rules.js';
import { BookPlacing, type FoundHousehold } from './book-placing.js';
import type { BookRepository } from './book.repository.js';
import type { BookStaging, StagedRows } from './book-staging.js';

const batchSize = 200;

/** One check of one file: reads it household by household, finds each one's place and door, and stages what would change. */
export class BookCheck {
  private readonly outcome = emptyOutcome();
  private readonly placing: BookPlacing;
  private readonly silent: readonly MergeField[];
  /** New households by what a household keeps when it moves to another village; null where two have the same. */
  private readonly arrivals = new Map<string, string | null>();
  private batch: FoundHousehold[] = [];
  private number = 0;

  constructor(
    private readonly check: ImportCheck,
    places: readonly BookPlace[],
    private readonly doors: readonly KnownDoor[],
    private readonly today: string,
    private readonly database: Database,
    private readonly repository: BookRepository,
    private readonly staging: BookStaging,
  ) {
    const { columns } = check.mapping;
    const columnOf = (field: string) => columns.find((choice) => choice.field === field)?.column ?? null;
    this.placing = new BookPlacing(places, doors, columnOf);
    this.silent = silentFields(check.mapping);
  }

  async run(): Promise<ImportOutcome> {
    for (const sheet of this.check.sheets) await this.readSheet(sheet);
    await this.stageBatch();
    await this.stageMissing();
    return { ...this.outcome, missingPlaces: this.placing.missingPlaces() };
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
    const found = this.placing.find(sheet, household, problems);
    const isBad = found === null || problems.some(({ level }) => level === 'bad');
    if (isBad) this.outcome.bad += 1;
    this.outcome.notes += problems.filter(({ level }) => level === 'note').length;
    if (problems.length > 0) await this.check.problem(...problems);
    if (isBad) return;
    if (found === 'merged') {
      this.outcome.same += 1;
      return;
    }
    this.batch.push(found);
    if (this.batch.length >= batchSize) await this.stageBatch();
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
      if (stored) return this.staging.compared(check.importId, this.number, found, found.door!.id, stored, this.silent);
      const added = this.staging.added(check.importId, this.number, found, this.silent);
      const key = moveKey(found.household);
      if (key !== null) this.arrivals.set(key, this.arrivals.has(key) ? null : (added.door.door_id as string));
      return added;
    });
    await this.stage(rows);
  }

  /**
   * Doors that the file should name and does not. One whose household stands in another village with its code and its head
   * has moved there and takes its history along; the others are absent.
   */
  private async stageMissing(): Promise<void> {
    const missing = this.doors.filter((door) => this.placing.isAbsent(door));
    for (let from = 0; from < missing.length; from += batchSize) {
      const part = missing.slice(from, from + batchSize);
      const ids = part.map(({ id }) => id);
      const contents = await this.repository.contents(this.database, ids);
      const arrived = new Map(part.flatMap((door) => this.arrivalOf(door)));
      const staged = await this.repository.stagedByIds(this.database, this.check.importId, [...arrived.values()]);
      const arrivals = new Map(staged.map((row) => [row.door_id as string, row]));
      const rows = ids.map((id) => {
        const arrival = arrivals.get(arrived.get(id) ?? '');
        return arrival
          ? this.staging.moved(arrival, id, contents.get(id)!)
          : this.staging.absent(this.check.importId, ++this.number, id, contents.get(id)!);
      });
      this.outcome.add -= arrivals.size;
      await this.stage(rows, [...arrivals.keys()]);
    }
  }

  private arrivalOf(door: KnownDoor): [string, string][] {
    const key = moveKey(door);
    const arrival = key === null ? null : this.arrivals.get(key);
    if (!arrival) return [];
    this.arrivals.delete(key!);
    return [[door.id, arrival]];
  }

  private async stage(rows: readonly StagedRows[], instead: readonly string[] = []): Promise<void> {
    for (const { action } of rows) this.outcome[action] += 1;
    await this.database.transaction(async (transaction) => {
      await this.repository.removeStaged(transaction, this.check.importId, instead);
      await this.repository.stage(
        transaction,
        rows.map(({ door }) => door),
        rows.flatMap(({ residents }) => residents),
      );
    });
  }
}
