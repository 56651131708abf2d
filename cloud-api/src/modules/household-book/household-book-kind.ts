import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Cipher, maskPhone } from '../../common/crypto/index.js';
import { Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import { JobFailed, JobQueue } from '../../common/jobs/index.js';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import {
  type ChangeValue,
  type ImportCheck,
  type ImportDecision,
  type ImportKind,
  ImportKindName,
  type ImportMapping,
  type ImportOutcome,
  type ImportPublishing,
  type RecordChange,
} from '../imports/index.js';
import { type DoorLink, DoorLinks } from '../doors/index.js';
import { Level, LeafClock, NamedPlaces, RegionsService } from '../regions/index.js';
import { BookCheck } from './book-check.js';
import { findHeaderRow, suggestColumns } from './book-columns.rules.js';
import { BookField } from './book-fields.rules.js';
import { BookFollow } from './book-follow.js';
import { DoorFinder, type KnownDoor } from './book-keys.rules.js';
import { mappingFaults } from './book-mapping.rules.js';
import { BookRepository, type StagedRow } from './book.repository.js';
import type { ChangeValue as Value, Decisions, FieldChange, Take } from './book-snapshot.rules.js';
import { BookStaging } from './book-staging.js';

/** A door is dated when its transaction begins; one that began before the check may have ended during it. */
const longestTransactionMs = 3_600_000;

/** The 户册 of a township or village: households with their people, compared with the doors that are known already. */
@Injectable()
export class HouseholdBookKind implements ImportKind {
  readonly kind = ImportKindName.HouseholdBook;
  readonly fields = Object.values(BookField);

  constructor(
    private readonly repository: BookRepository,
    private readonly staging: BookStaging,
    private readonly links: DoorLinks,
    private readonly places: NamedPlaces,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
    private readonly jobs: JobQueue,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  findHeaderRow(rows: SheetRow[]): number {
    return findHeaderRow(rows);
  }

  suggest(heads: string[], samples: string[][]): Pick<ImportMapping, 'layout' | 'columns'> {
    return suggestColumns(heads, samples);
  }

  faults(mapping: ImportMapping): { field: string; rule: string }[] {
    return mappingFaults(mapping);
  }

  async check(check: ImportCheck): Promise<ImportOutcome> {
    const places = await this.places.of(this.database, check.region);
    const path = villagePath(check.region);
    const doors = await this.repository.knownDoors(this.database, path);
    const merged = formerDoors(await this.links.mergedUnder(this.database, path), doors);
    const { database, repository, staging } = this;
    return new BookCheck(check, places, [...doors, ...merged], this.clock.today(), database, repository, staging).run();
  }

  async publish(transaction: Transaction, publishing: ImportPublishing): Promise<{ added: number; updated: number }> {
    const { importId, actor, region, checkedAt } = publishing;
    await this.leafClock.raise(transaction, await this.repository.leavesToLock(transaction, importId));
    const isStale =
      (await this.repository.isStale(transaction, importId)) ||
      (await this.wouldDouble(transaction, importId, villagePath(region), checkedAt));
    if (isStale) throw new JobFailed('check_again');
    const written = await this.repository.publish(transaction, importId, this.clock.now());
    await this.repository.forgetStaging(transaction, importId);
    await this.jobs.add(transaction, {
      kind: BookFollow.kind,
      actorId: actor.personId,
      regionId: region.id,
      input: { importId },
    });
    return written;
  }

  /** Whether a household that would be added has come in another way since the check: from a phone, or with another file. */
  private async wouldDouble(
    transaction: Transaction,
    importId: string,
    path: string,
    checkedAt: number,
  ): Promise<boolean> {
    const recent = await this.repository.knownDoors(transaction, path, checkedAt - longestTransactionMs);
    if (recent.length === 0) return false;
    const finder = new DoorFinder(recent);
    const added = await this.repository.addedHouseholds(transaction, importId);
    return added.some(({ villageId, ...household }) => finder.find(villageId, household) !== null);
  }

  discard(transaction: Transaction, importId: string): Promise<void> {
    return this.repository.discard(transaction, importId);
  }

  async changes(on: Queryable, importId: string, action: string, after: number, limit: number) {
    const { rows, total } = await this.repository.stagedPage(on, importId, action, after, limit);
    const regions = await this.regions.byIds(on, rows.flatMap(placesIn));
    const name = (id: number) => regions.get(id)?.name ?? '';
    return {
      items: rows.map((row) => this.describe(row, name)),
      next: rows.length === limit ? rows.at(-1)!.number : null,
      total,
    };
  }

  /** Merges the named doors anew, as they stand now, with what was decided about them so far. */
  async decide(
    transaction: Transaction,
    importId: string,
    decisions: readonly ImportDecision[],
  ): Promise<Partial<ImportOutcome>> {
    const ids = [...new Set(decisions.map(({ id }) => id))];
    const staged = await this.repository.stagedByIds(transaction, importId, ids);
    const contents = await this.repository.contents(transaction, ids);
    const rows = staged.flatMap((row) => {
      const stored = contents.get(row.door_id as string);
      if (!stored || row.snapshot === null) return [];
      return [this.staging.decided(row, stored, taken(row, decisions))];
    });
    await this.repository.removeStaged(
      transaction,
      importId,
      rows.map(({ door }) => door.door_id as string),
    );
    await this.repository.stage(
      transaction,
      rows.map(({ door }) => door),
      await this.withFreeIds(
        transaction,
        rows.flatMap(({ residents }) => residents),
      ),
    );
    const { update = 0, conflict = 0, same = 0 } = await this.repository.countsByAction(transaction, importId);
    return { update, conflict, same };
  }

  /** Whoever the book brings back to a door may live at another one under their id, since households split. */
  private async withFreeIds(transaction: Transaction, residents: readonly Row[]): Promise<Row[]> {
    const taken = await this.repository.livingElsewhere(transaction, residents);
    return residents.map((row) => (taken.has(row.id as string) ? { ...row, id: uuid7() } : row));
  }

  private describe({ changes, doorId, ...row }: StagedRow, regionName: (id: number) => string): RecordChange {
    return {
      id: doorId,
      action: row.action,
      label: row.label,
      place: row.place,
      sheet: row.sheet,
      firstRow: row.firstRow,
      lastRow: row.lastRow,
      values: changes.map((change) => this.describeValue(change, regionName)),
    };
  }

  private describeValue(change: FieldChange, regionName: (id: number) => string): ChangeValue {
    const shown = (value: Value): string | null => {
      if (value === null || value === '') return null;
      if (change.field === 'phone') return maskPhone(this.cipher.decrypt(String(value)));
      if (change.field === 'grid' || change.field === 'group') return regionName(Number(value));
      return Array.isArray(value) ? value.join(' ') : String(value);
    };
    return {
      key: change.key,
      field: change.field,
      person: change.memberName,
      base: shown(change.base),
      here: shown(change.here),
      book: shown(change.book),
      take: change.take,
      conflict: change.conflict,
    };
  }
}

/** A book for a grid or a 村民小组 is still compared with the whole village: households move between its grids. */
function villagePath({ path, level }: { path: string; level: Level }): string {
  const isInVillage = level === Level.Grid || level === Level.Group || level === Level.Unit;
  return isInVillage ? path.slice(0, path.lastIndexOf('/', path.length - 2) + 1) : path;
}

function placesIn({ changes }: StagedRow): number[] {
  return changes
    .filter(({ field }) => field === 'grid' || field === 'group')
    .flatMap(({ base, here, book }) => [base, here, book])
    .filter((value) => typeof value === 'number');
}

/** The decisions so far with the new ones; one without a key is about all conflicts of the door. */
function taken(row: Row, decisions: readonly ImportDecision[]) {
  const all: Record<string, Take> = { ...(JSON.parse((row.decisions as string | null) ?? '{}') as Decisions) };
  const changes = JSON.parse((row.changes as string | null) ?? '[]') as FieldChange[];
  for (const { key, take } of decisions.filter(({ id }) => id === row.door_id)) {
    const keys = key === undefined ? changes.filter(({ conflict }) => conflict).map((change) => change.key) : [key];
    for (const each of keys) all[each] = take;
  }
  return all;
}

/** Doors that were merged into one of these, as they were: a book that still names them must not bring them back. */
function formerDoors(links: readonly DoorLink[], doors: readonly KnownDoor[]): KnownDoor[] {
  const standing = new Map(doors.map((door) => [door.id, door]));
  return links.flatMap(({ toId, snapshot }) => {
    const survivor = standing.get(toId);
    if (!survivor || snapshot === null) return [];
    const { code, name, address } = snapshot.door as Record<'code' | 'name' | 'address', string>;
    return [{ ...survivor, code, name, address, entryKey: null, fromBook: false, mergedAway: true }];
  });
}
