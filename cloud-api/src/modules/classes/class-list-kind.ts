import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { canonicalHash, Cipher } from '../../common/crypto/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { JobFailed } from '../../common/jobs/index.js';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import { DoorsService } from '../doors/index.js';
import {
  findHeads,
  type ImportCheck,
  type ImportKind,
  ImportKindName,
  type ImportMapping,
  type ImportOutcome,
  type ImportPublishing,
  type RecordChange,
  StagedLists,
  suggestByHeads,
} from '../imports/index.js';
import { Level, NamedPlaces, parentPath, type RegionRecord, RegionsService } from '../regions/index.js';
import { ClassField, classFaults, classHeads, tellsPupils } from './class-fields.rules.js';
import { ClassListReader } from './class-list-reader.js';
import { ClassListRepository } from './class-list.repository.js';
import {
  type ClassListRow,
  type ClassPlan,
  type ClassState,
  planClasses,
  type PlannedClass,
} from './class-plan.rules.js';
import { ClassStates } from './class-state.js';
import { ClassWriter } from './class-writer.js';
import { ClassesRepository } from './classes.repository.js';

interface Staged {
  rows: ClassListRow[];
  /** Of the plan as it was shown. */
  hash: string;
  changes: RecordChange[];
}

/** A school's list of classes with the guardians of their pupils, whose households become the families of the class. */
@Injectable()
export class ClassListKind implements ImportKind {
  readonly kind = ImportKindName.ClassList;
  readonly fields = Object.values(ClassField);

  constructor(
    private readonly repository: ClassListRepository,
    private readonly classes: ClassesRepository,
    private readonly states: ClassStates,
    private readonly writer: ClassWriter,
    private readonly lists: StagedLists,
    private readonly doors: DoorsService,
    private readonly regions: RegionsService,
    private readonly places: NamedPlaces,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  hides(head: string): boolean {
    return tellsPupils(head);
  }

  findHeaderRow(rows: SheetRow[]): number {
    return findHeads(rows, classHeads);
  }

  suggest(heads: string[]): Pick<ImportMapping, 'layout' | 'columns'> {
    return { columns: suggestByHeads(heads, classHeads) };
  }

  faults({ columns }: ImportMapping): { field: string; rule: string }[] {
    return classFaults(columns);
  }

  async check(check: ImportCheck): Promise<ImportOutcome> {
    const path = scopeOf(check.actor, check.region);
    const units = await this.repository.units(this.database, check.region.path);
    const around = (await this.regions.byIds(this.database, [check.region.parentId ?? 0])).get(
      check.region.parentId ?? 0,
    );
    const isSchool = check.region.level === Level.Unit && around !== undefined;
    const places = await this.places.of(this.database, isSchool ? around : check.region);
    const reader = new ClassListReader(check, units, places, this.cipher, this.clock.today());
    await this.refusePupils(check, reader);
    const rows = await reader.read();
    const state = await this.states.read(this.database, path, rows);
    const plan = planClasses(rows, state);
    for (const fault of plan.faults) await reader.tellOf(fault);
    const { outcome } = reader;
    for (const { action, families, linked, absent } of plan.classes) {
      outcome[action] += 1;
      outcome.add += families.length;
      outcome.same += linked;
      outcome.absent += absent.length;
    }
    outcome.records = outcome.add + outcome.update + outcome.same;
    const changes = await this.describe(plan, state, units);
    await this.lists.save(check.importId, { rows, hash: hashOf(plan), changes } satisfies Staged);
    return outcome;
  }

  async publish(
    transaction: Transaction,
    { importId, actor, region }: ImportPublishing,
  ): Promise<{ added: number; updated: number }> {
    const staged = await this.lists.load<Staged>(importId);
    if (!staged) throw new JobFailed('check_again');
    const path = scopeOf(actor, region);
    const plan = planClasses(staged.rows, await this.states.read(transaction, path, staged.rows));
    if (hashOf(plan) !== staged.hash) throw new JobFailed('check_again');
    const units = new Map((await this.repository.units(transaction, region.path)).map((unit) => [unit.id, unit.name]));
    const schools = plan.classes.filter(({ id }) => id === null).map(({ unitId }) => unitId);
    await this.regions.markSchools(transaction, actor.personId, schools);
    // All leaves at once, in the order of their ids.
    const touched = plan.classes.flatMap(({ id, families }) => [
      ...(id === null ? [] : [id]),
      ...families.map(({ doorId }) => doorId),
    ]);
    await this.doors.open(transaction, [], touched);
    let added = 0;
    for (const planned of plan.classes) added += await this.write(transaction, actor.personId, planned, units);
    await this.lists.discard(transaction, importId);
    return { added, updated: plan.classes.filter(({ action }) => action === 'update').length };
  }

  discard(transaction: Transaction, importId: string): Promise<void> {
    return this.lists.discard(transaction, importId);
  }

  changes(_on: Queryable, importId: string, action: string, after: number, limit: number) {
    return this.lists.changes(importId, action, after, limit);
  }

  /** Names of pupils stay unread, and nobody can give their column another meaning. */
  private async refusePupils(check: ImportCheck, reader: ClassListReader): Promise<void> {
    for (const { sheet, column, head } of await reader.pupilColumns()) {
      const isMapped = check.mapping.columns.some((choice) => choice.column === column);
      if (isMapped) throw new JobFailed('pupil_names_mapped');
      reader.outcome.notes += 1;
      const row = check.mapping.headerRow;
      await check.problem({ sheet, row, column, field: null, rule: 'pupil_names_ignored', level: 'note', shown: head });
    }
  }

  /** How many records it added. */
  private async write(
    transaction: Transaction,
    actorId: string,
    planned: PlannedClass,
    units: ReadonlyMap<number, string>,
  ): Promise<number> {
    const { unitId, name, gridId, pupils, teacher, families } = planned;
    let id = planned.id;
    if (id === null) {
      const draft = { unitId, unitName: units.get(unitId) ?? '', name, gridId, pupils: pupils ?? 0 };
      id = await this.writer.create(transaction, actorId, draft);
    } else if (pupils !== null) {
      const [known] = await this.classes.byIds(transaction, [id]);
      await this.writer.change(transaction, actorId, known!, { pupils });
    }
    if (teacher) await this.writer.setTeachers(transaction, actorId, id, [teacher.id]);
    const linked = await this.writer.link(
      transaction,
      actorId,
      id,
      families.map(({ doorId }) => doorId),
    );
    return linked + (planned.id === null ? 1 : 0);
  }

  private async describe(
    { classes }: ClassPlan,
    state: ClassState,
    units: readonly { id: number; name: string }[],
  ): Promise<RecordChange[]> {
    const unitName = new Map(units.map(({ id, name }) => [id, name]));
    const absent = await this.repository.households(
      this.database,
      classes.flatMap((planned) => planned.absent),
    );
    const doorName = new Map([...state.doors, ...absent].map(({ id, code, name }) => [id, `${code} ${name}`.trim()]));
    return classes.flatMap((planned) => {
      const school = unitName.get(planned.unitId) ?? '';
      const own = planned.action === 'same' ? [] : [describeClass(planned, school)];
      const families = planned.families.map(({ doorId, guardian, sheet, row }): RecordChange => ({
        id: doorId,
        action: 'add',
        label: doorName.get(doorId) ?? '',
        place: `${school} ${planned.name}`,
        sheet,
        firstRow: row,
        lastRow: row,
        values: guardian === '' ? [] : [value('guardian', guardian)],
      }));
      const missing = planned.absent.map((id): RecordChange => ({
        id,
        action: 'absent',
        label: doorName.get(id) ?? '',
        place: `${school} ${planned.name}`,
        sheet: null,
        firstRow: null,
        lastRow: null,
        values: [],
      }));
      return [...own, ...families, ...missing];
    });
  }
}

/** The households that may become families: those of the region, or of the place around a school. */
function scopeOf(actor: Actor, { path, level }: RegionRecord): string {
  const scope = level === Level.Unit ? parentPath(path) : path;
  if (!actor.canAt(Permission.AssignmentManage, scope)) throw new JobFailed('forbidden');
  return scope;
}

function hashOf({ classes }: ClassPlan): string {
  return canonicalHash(JSON.parse(JSON.stringify(classes)) as object);
}

function value(field: string, book: string): RecordChange['values'][number] {
  return { key: field, field, person: null, base: null, here: null, book, take: 'book', conflict: false };
}

function describeClass({ action, id, name, sheet, row, pupils, teacher }: PlannedClass, school: string): RecordChange {
  return {
    id: id ?? `${school} ${name}`,
    action,
    label: name,
    place: school,
    sheet,
    firstRow: row,
    lastRow: row,
    values: [
      ...(teacher === null ? [] : [value('teacher', teacher.name)]),
      ...(pupils === null ? [] : [value('pupils', String(pupils))]),
    ],
  };
}
