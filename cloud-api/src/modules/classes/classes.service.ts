import { Injectable } from '@nestjs/common';
import { type Actor, Permission, Role, type SqlCondition } from '../../common/auth/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import { DoorsService } from '../doors/index.js';
import { PeopleService } from '../people/index.js';
import { DoorKind } from '../plans/index.js';
import { Level, parentPath, type RegionRecord, RegionsService } from '../regions/index.js';
import { teachesAt } from './class-fields.rules.js';
import { ClassViews } from './class-views.js';
import { ClassWriter } from './class-writer.js';
import { classesAt, ClassesRepository, type ClassPlace, type ClassRow } from './classes.repository.js';
import type {
  ClassChange,
  ClassFamilyList,
  ClassList,
  ClassQuery,
  FamilyDoors,
  NewClass,
  SchoolClass,
} from './dto/classes.dto.js';

const pageSize = 100;
const places = new PagePlace<ClassPlace>({ unitId: 'number', name: 'text', id: 'text' });

/** The classes of schools as doors that the 班主任 visits, with the households of their families. */
@Injectable()
export class ClassesService {
  constructor(
    private readonly classes: ClassesRepository,
    private readonly views: ClassViews,
    private readonly writer: ClassWriter,
    private readonly doors: DoorsService,
    private readonly people: PeopleService,
    private readonly regions: RegionsService,
    private readonly database: Database,
  ) {}

  async list(actor: Actor, query: ClassQuery): Promise<ClassList> {
    const scope = await this.scope(actor, query.regionId);
    const limit = query.limit ?? pageSize;
    const rows = await this.classes.page(this.database, scope, places.decode(query.after), limit);
    const last = rows.at(-1);
    return {
      items: await this.views.assemble(rows),
      next: last && rows.length === limit ? places.encode({ ...last, unitId: last.unitId ?? 0 }) : null,
      total: await this.classes.count(this.database, scope),
    };
  }

  async families(actor: Actor, id: string): Promise<ClassFamilyList> {
    const [row] = await this.classes.byIds(this.database, [id]);
    if (!row) throw Problem.notFound();
    if (row.unitPath === null || !actor.canAt(Permission.DoorRead, row.unitPath)) {
      await this.doors.requireReadable(actor, id);
    }
    return { items: await this.views.families(actor, row) };
  }

  async create(actor: Actor, input: NewClass): Promise<SchoolClass> {
    const id = await this.database.transaction(async (transaction) => {
      const unit = await this.school(transaction, actor, input.unitId);
      const gridId = await this.gridFor(transaction, actor, unit, input.gridId);
      if (input.teacherId) await this.requireTeacher(transaction, actor, input.teacherId, unit.path);
      const { name, pupils } = input;
      const draft = { unitId: unit.id, unitName: unit.name, name, gridId, pupils };
      const created = await this.writer.create(transaction, actor.personId, draft);
      if (input.teacherId) await this.writer.setTeachers(transaction, actor.personId, created, [input.teacherId]);
      return created;
    });
    return this.one(id);
  }

  async change(actor: Actor, id: string, input: ClassChange): Promise<SchoolClass> {
    await this.database.transaction(async (transaction) => {
      const unit = input.unitId === undefined ? null : await this.school(transaction, actor, input.unitId);
      const row = await this.openClass(transaction, actor, id);
      const { name, pupils, unitId } = input;
      await this.writer.change(transaction, actor.personId, row, { name, pupils, unitId });
      if (input.teacherId === undefined) return;
      const place = unit?.path ?? row.unitPath ?? parentPath(row.gridPath);
      if (input.teacherId !== null) await this.requireTeacher(transaction, actor, input.teacherId, place);
      const teachers = input.teacherId === null ? [] : [input.teacherId];
      await this.writer.setTeachers(transaction, actor.personId, id, teachers);
    });
    return this.one(id);
  }

  async link(actor: Actor, id: string, { doorIds }: FamilyDoors): Promise<SchoolClass> {
    await this.database.transaction(async (transaction) => {
      await this.openClass(transaction, actor, id, doorIds);
      const { states } = await this.doors.open(transaction, [actor], doorIds);
      doorIds.forEach((doorId, index) => {
        const door = states.get(doorId);
        if (!door || !actor.canAt(Permission.AssignmentManage, door.path)) throw Problem.notFound();
        if (door.kind === DoorKind.Household) return;
        throw Problem.validation([{ field: `doorIds.${index}`, rule: 'household' }]);
      });
      await this.writer.link(transaction, actor.personId, id, doorIds);
    });
    return this.one(id);
  }

  /** Whoever manages the class may end a link, wherever the family has moved since. */
  async unlink(actor: Actor, id: string, { doorIds }: FamilyDoors): Promise<SchoolClass> {
    await this.database.transaction(async (transaction) => {
      await this.openClass(transaction, actor, id, doorIds);
      await this.writer.unlink(transaction, actor.personId, id, doorIds);
    });
    return this.one(id);
  }

  /** What the actor sees, narrowed to a region; one that is out of reach or does not exist holds nothing of theirs. */
  private async scope(actor: Actor, regionId: number | undefined): Promise<SqlCondition> {
    const visible = classesAt(actor.pathsFor(Permission.DoorRead), actor.personId);
    if (regionId === undefined) return visible;
    const path = (await this.regions.byIds(this.database, [regionId])).get(regionId)?.path ?? '/none/';
    const inside = classesAt([path], null);
    return {
      sql: `${visible.sql} AND ${inside.sql}`,
      parameters: [...visible.parameters, ...inside.parameters],
    };
  }

  /** The class with its leaf, and those of the doors, locked in one order; a 404 when it is not the actor's to manage. */
  private async openClass(
    transaction: Transaction,
    actor: Actor,
    id: string,
    doorIds: readonly string[] = [],
  ): Promise<ClassRow> {
    const families = await this.classes.families(transaction, [id]);
    await this.doors.open(transaction, [], [id, ...doorIds, ...families.map(({ doorId }) => doorId)]);
    const [row] = await this.classes.byIds(transaction, [id]);
    if (!row || !actor.canAt(Permission.AssignmentManage, row.unitPath ?? row.gridPath)) throw Problem.notFound();
    return row;
  }

  /** The unit, which is a school from now on. */
  private async school(transaction: Transaction, actor: Actor, unitId: number): Promise<RegionRecord> {
    const unit = await this.regions.require(transaction, unitId);
    if (!actor.canAt(Permission.AssignmentManage, unit.path)) throw Problem.notFound();
    const parent = (await this.regions.byIds(transaction, [unit.parentId ?? 0])).get(unit.parentId ?? 0);
    if (unit.level !== Level.Unit || unit.closedOn !== null || parent?.level === Level.Unit) {
      throw Problem.validation([{ field: 'unitId', rule: 'open_unit' }]);
    }
    await this.regions.markSchools(transaction, actor.personId, [unit.id]);
    return unit;
  }

  /** Where the class stands: the grid named, or the only one of the school's village. */
  private async gridFor(
    transaction: Transaction,
    actor: Actor,
    unit: RegionRecord,
    gridId: number | undefined,
  ): Promise<number> {
    const around = (await this.regions.leavesUnder(transaction, parentPath(unit.path))).filter(
      ({ closedOn }) => closedOn === null,
    );
    if (gridId === undefined && around.length === 1) return around[0]!.id;
    if (gridId === undefined) throw Problem.validation([{ field: 'gridId', rule: 'required' }]);
    const grid = around.find(({ id }) => id === gridId);
    if (!grid) throw Problem.validation([{ field: 'gridId', rule: 'grid_of_the_school' }]);
    if (!actor.canAt(Permission.AssignmentManage, grid.path)) throw Problem.notFound();
    return gridId;
  }

  private async requireTeacher(on: Queryable, actor: Actor, personId: string, unitPath: string): Promise<void> {
    const posts = await this.people.postPlaces(on, personId);
    const known = posts.some(
      ({ role, path }) =>
        role === Role.Teacher && teachesAt(path, unitPath) && actor.canAt(Permission.AssignmentManage, path),
    );
    if (!known) throw Problem.validation([{ field: 'teacherId', rule: 'teacher_of_the_school' }]);
  }

  private async one(id: string): Promise<SchoolClass> {
    const [view] = await this.views.assemble(await this.classes.byIds(this.database, [id]));
    return view!;
  }
}
