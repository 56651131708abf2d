import { Injectable } from '@nestjs/common';
import { type SqlCondition, withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Row, type Transaction } from '../../common/database/index.js';

export interface ClassRow {
  id: string;
  name: string;
  version: number;
  unitId: number | null;
  unitName: string | null;
  unitPath: string | null;
  gridId: number;
  gridName: string;
  gridPath: string;
  pupils: number;
}

export interface FamilyRow {
  doorId: string;
  code: string;
  name: string;
  villageName: string;
  gridName: string;
  gridPath: string;
  mine: number;
  state: string | null;
  lastVisitAt: number | null;
}

export interface ClassPlace {
  unitId: number;
  name: string;
  id: string;
}

const selectClasses = `SELECT d.id, d.name, d.version, d.unit_id AS unitId, u.name AS unitName, u.path AS unitPath,
    d.grid_id AS gridId, g.name AS gridName, g.path AS gridPath, d.children_under14 AS pupils`;
const fromClasses =
  "FROM doors d JOIN regions g ON g.id = d.grid_id LEFT JOIN regions u ON u.id = d.unit_id WHERE d.kind = 'class'";

/** Every query on classes and the families that belong to them. */
@Injectable()
export class ClassesRepository {
  async page(on: Queryable, scope: SqlCondition, after: ClassPlace | null, limit: number): Promise<ClassRow[]> {
    const from = after === null ? { sql: '1 = 1', parameters: [] } : behind(after);
    return on.query<ClassRow>(
      `${selectClasses} ${fromClasses} AND ${scope.sql} AND ${from.sql}
        ORDER BY COALESCE(d.unit_id, 0), d.name, d.id LIMIT ${limit}`,
      [...scope.parameters, ...from.parameters],
    );
  }

  async count(on: Queryable, scope: SqlCondition): Promise<number> {
    const [row] = await on.query<{ total: number }>(
      `SELECT COUNT(*) AS total ${fromClasses} AND ${scope.sql}`,
      scope.parameters,
    );
    return Number(row!.total);
  }

  async byIds(on: Queryable, ids: readonly string[]): Promise<ClassRow[]> {
    const wanted = anyOf('d.id', ids);
    return on.query<ClassRow>(`${selectClasses} ${fromClasses} AND ${wanted.sql}`, wanted.parameters);
  }

  async ofUnits(on: Queryable, unitIds: readonly number[]): Promise<ClassRow[]> {
    const units = anyOf('d.unit_id', unitIds);
    return on.query<ClassRow>(`${selectClasses} ${fromClasses} AND ${units.sql} ORDER BY d.id`, units.parameters);
  }

  /** The 班主任 of each class: whoever has it by name and holds a teacher's post. */
  async teachers(
    on: Queryable,
    classIds: readonly string[],
  ): Promise<{ classId: string; personId: string; name: string }[]> {
    const classes = anyOf('a.door_id', classIds);
    return on.query(
      `SELECT a.door_id AS classId, p.id AS personId, p.name FROM door_assignments a JOIN people p ON p.id = a.person_id
        WHERE a.ended_at IS NULL AND ${classes.sql} AND EXISTS (
          SELECT 1 FROM posts po WHERE po.person_id = p.id AND po.role = 'teacher' AND po.revoked_at IS NULL)
        ORDER BY a.started_at, p.id`,
      classes.parameters,
    );
  }

  /** The families of the classes that stand. */
  async families(on: Queryable, classIds: readonly string[]): Promise<{ classId: string; doorId: string }[]> {
    const classes = anyOf('f.class_id', classIds);
    return on.query(
      `SELECT f.class_id AS classId, f.door_id AS doorId FROM class_families f JOIN doors d ON d.id = f.door_id
        WHERE f.ended_at IS NULL AND ${classes.sql} ORDER BY f.class_id, f.door_id`,
      classes.parameters,
    );
  }

  /** How many families of each class are covered in each round of each plan. */
  async coveredFamilies(
    on: Queryable,
    classIds: readonly string[],
  ): Promise<{ classId: string; planId: string; round: number; covered: number }[]> {
    const classes = anyOf('f.class_id', classIds);
    return on.query(
      `SELECT f.class_id AS classId, p.plan_id AS planId, p.round, COUNT(*) AS covered
         FROM class_families f JOIN door_progress p ON p.door_id = f.door_id
        WHERE f.ended_at IS NULL AND p.state = 'covered' AND ${classes.sql} GROUP BY f.class_id, p.plan_id, p.round`,
      classes.parameters,
    );
  }

  async standings(
    on: Queryable,
    classIds: readonly string[],
  ): Promise<{ doorId: string; planId: string; round: number; state: string }[]> {
    const doors = anyOf('door_id', classIds);
    return on.query(
      `SELECT door_id AS doorId, plan_id AS planId, round, state FROM door_progress WHERE ${doors.sql}`,
      doors.parameters,
    );
  }

  async familyRows(
    on: Queryable,
    classId: string,
    plan: { id: string; round: number } | null,
    personId: string,
  ): Promise<FamilyRow[]> {
    return on.query<FamilyRow>(
      `SELECT d.id AS doorId, d.code, d.name, v.name AS villageName, g.name AS gridName, g.path AS gridPath,
              p.state, p.last_visit_at AS lastVisitAt,
              EXISTS (SELECT 1 FROM door_assignments a
                       WHERE a.door_id = d.id AND a.person_id = ? AND a.ended_at IS NULL) AS mine
         FROM class_families f JOIN doors d ON d.id = f.door_id JOIN regions g ON g.id = d.grid_id
         JOIN regions v ON v.id = g.parent_id
         LEFT JOIN door_progress p ON p.door_id = d.id AND p.plan_id = ? AND p.round = ?
        WHERE f.class_id = ? AND f.ended_at IS NULL ORDER BY g.id, d.code, d.id`,
      [personId, plan?.id ?? '', plan?.round ?? 0, classId],
    );
  }

  async insertClass(transaction: Transaction, row: Row): Promise<void> {
    await transaction.insert('doors', [row]);
  }

  /** Compare-and-set on the version of the door; false when somebody was faster. */
  async changeClass(transaction: Transaction, known: { id: string; version: number }, columns: Row): Promise<boolean> {
    const names = Object.keys(columns);
    const changed = await transaction.execute(
      `UPDATE doors SET ${names.map((name) => `${name} = ?, `).join('')}version = version + 1 WHERE id = ? AND version = ?`,
      [...names.map((name) => columns[name]!), known.id, known.version],
    );
    return changed === 1;
  }

  async link(transaction: Transaction, classId: string, doorIds: readonly string[], now: number): Promise<void> {
    await transaction.upsert(
      'class_families',
      doorIds.map((doorId) => ({ class_id: classId, door_id: doorId, started_at: now, ended_at: null })),
      ['class_id', 'door_id'],
      { set: ['started_at', 'ended_at'] },
    );
  }

  async unlink(transaction: Transaction, classId: string, doorIds: readonly string[], now: number): Promise<void> {
    const doors = anyOf('door_id', doorIds);
    await transaction.execute(
      `UPDATE class_families SET ended_at = ? WHERE class_id = ? AND ended_at IS NULL AND ${doors.sql}`,
      [now, classId, ...doors.parameters],
    );
  }

  /** Of the doors those that another class of the person needs. */
  async neededElsewhere(
    on: Queryable,
    personId: string,
    classId: string,
    doorIds: readonly string[],
  ): Promise<Set<string>> {
    const doors = anyOf('f.door_id', doorIds);
    const rows = await on.query<{ doorId: string }>(
      `SELECT DISTINCT f.door_id AS doorId FROM class_families f
         JOIN door_assignments a ON a.door_id = f.class_id AND a.person_id = ? AND a.ended_at IS NULL
        WHERE f.ended_at IS NULL AND f.class_id <> ? AND ${doors.sql}`,
      [personId, classId, ...doors.parameters],
    );
    return new Set(rows.map(({ doorId }) => doorId));
  }
}

/** Classes whose school or grid lies within the paths, and those that are the person's by name. */
export function classesAt(paths: readonly string[], personId: string | null): SqlCondition {
  const [unit, grid] = [withinPaths('u.path', paths), withinPaths('g.path', paths)];
  const mine =
    personId === null
      ? ''
      : 'OR EXISTS (SELECT 1 FROM door_assignments s WHERE s.door_id = d.id AND s.person_id = ? AND s.ended_at IS NULL)';
  return {
    sql: `(${unit.sql} OR ${grid.sql} ${mine})`,
    parameters: [...unit.parameters, ...grid.parameters, ...(personId === null ? [] : [personId])],
  };
}

function behind({ unitId, name, id }: ClassPlace): SqlCondition {
  const unit = 'COALESCE(d.unit_id, 0)';
  return {
    sql: `(${unit} > ? OR (${unit} = ? AND (d.name > ? OR (d.name = ? AND d.id > ?))))`,
    parameters: [unitId, unitId, name, name, id],
  };
}
