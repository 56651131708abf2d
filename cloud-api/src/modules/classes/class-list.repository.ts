import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, chunks, type Queryable, type SqlValue } from '../../common/database/index.js';
import type { UnitKind } from '../regions/index.js';
import type { FamilyDoor } from './class-plan.rules.js';

const valuesPerQuery = 500;

export interface SchoolPlace {
  id: number;
  name: string;
  path: string;
  unitKind: UnitKind;
}

/** What a class list is compared with. */
@Injectable()
export class ClassListRepository {
  /** The open units at the path and below it that are schools or may become one: those that hang below no unit. */
  async units(on: Queryable, path: string): Promise<SchoolPlace[]> {
    const scope = withinPaths('u.path', [path]);
    return on.query<SchoolPlace>(
      `SELECT u.id, u.name, u.path, u.unit_kind AS unitKind FROM regions u JOIN regions p ON p.id = u.parent_id
        WHERE u.level = 'unit' AND p.level <> 'unit' AND u.closed_on IS NULL AND ${scope.sql} ORDER BY u.id`,
      scope.parameters,
    );
  }

  async teacherPosts(on: Queryable): Promise<{ id: string; name: string; path: string }[]> {
    return on.query(
      `SELECT p.id, p.name, r.path FROM posts po JOIN people p ON p.id = po.person_id JOIN regions r ON r.id = po.region_id
        WHERE po.revoked_at IS NULL AND po.role = 'teacher' ORDER BY p.id, r.id`,
    );
  }

  /** The households below the path that one of the phones, codes or names may mean, with all their residents. */
  async householdsNamed(
    on: Queryable,
    path: string,
    wanted: { phones: readonly string[]; codes: readonly string[]; names: readonly string[] },
  ): Promise<FamilyDoor[]> {
    const ids = new Set<string>();
    const collect = async (column: string, values: readonly string[], residents: boolean) => {
      for (const part of chunks(values, valuesPerQuery)) {
        for (const id of await this.householdIds(on, path, anyOf(column, part), residents)) ids.add(id);
      }
    };
    await collect('s.phone_index', wanted.phones, true);
    await collect('d.code', wanted.codes, false);
    await collect('s.name', wanted.names, true);
    await collect('d.name', wanted.names, false);
    return this.households(on, [...ids].sort());
  }

  async households(on: Queryable, ids: readonly string[]): Promise<FamilyDoor[]> {
    const doors: FamilyDoor[] = [];
    for (const part of chunks(ids, valuesPerQuery)) doors.push(...(await this.householdsOf(on, part)));
    return doors;
  }

  private async householdIds(
    on: Queryable,
    path: string,
    condition: { sql: string; parameters: SqlValue[] },
    residents: boolean,
  ): Promise<string[]> {
    const scope = withinPaths('g.path', [path]);
    const rows = await on.query<{ id: string }>(
      `SELECT DISTINCT d.id FROM ${residents ? 'residents s JOIN doors d ON d.id = s.door_id' : 'doors d'}
         JOIN regions g ON g.id = d.grid_id WHERE d.kind = 'household' AND ${condition.sql} AND ${scope.sql}`,
      [...condition.parameters, ...scope.parameters],
    );
    return rows.map(({ id }) => id);
  }

  private async householdsOf(on: Queryable, ids: readonly string[]): Promise<FamilyDoor[]> {
    const wanted = anyOf('d.id', ids);
    const rows = await on.query<Omit<FamilyDoor, 'residents'>>(
      `SELECT d.id, d.code, d.name, g.parent_id AS villageId FROM doors d JOIN regions g ON g.id = d.grid_id
        WHERE ${wanted.sql} ORDER BY d.id`,
      wanted.parameters,
    );
    const doors = anyOf('door_id', ids);
    const residents = await on.query<{ doorId: string; name: string; phoneIndex: string | null }>(
      `SELECT door_id AS doorId, name, phone_index AS phoneIndex FROM residents WHERE ${doors.sql} ORDER BY door_id, position, id`,
      doors.parameters,
    );
    const found = new Map(rows.map((row) => [row.id, { ...row, residents: [] as FamilyDoor['residents'] }]));
    for (const { doorId, ...resident } of residents) found.get(doorId)!.residents.push(resident);
    return [...found.values()];
  }
}
