import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import { Level, UnitKind } from './region.rules.js';

export interface RegionRecord {
  id: number;
  code: string | null;
  parentId: number | null;
  level: Level;
  name: string;
  /** What a unit is; null for everything else. */
  unitKind: UnitKind | null;
  /** Ids from the root to this one, `/1/23/456/`. */
  path: string;
  closedOn: string | null;
  successorId: number | null;
}

export interface RegionDraft {
  code?: string;
  level: Level;
  name: string;
  /** Of a unit; a department unless told. */
  unitKind?: UnitKind;
}

interface RegionRow {
  id: number;
  code: string | null;
  parent_id: number | null;
  level: Level;
  name: string;
  unit_kind: UnitKind | null;
  path: string;
  closed_on: string | null;
  successor_id: number | null;
}

const selectRegions = 'SELECT id, code, parent_id, level, name, unit_kind, path, closed_on, successor_id FROM regions';

/** Every query on the region tree. */
@Injectable()
export class RegionsRepository {
  async byIds(queryable: Queryable, ids: Iterable<number>): Promise<Map<number, RegionRecord>> {
    const wanted = anyOf('id', [...new Set(ids)]);
    const records = await this.select(queryable, `WHERE ${wanted.sql}`, wanted.parameters);
    return new Map(records.map((record) => [record.id, record]));
  }

  async byCodes(queryable: Queryable, codes: readonly string[]): Promise<Map<string, RegionRecord>> {
    const wanted = anyOf('code', codes);
    const records = await this.select(queryable, `WHERE ${wanted.sql}`, wanted.parameters);
    return new Map(records.map((record) => [record.code!, record]));
  }

  /** Open regions directly below, those with a code by their code, then the others as they were made. */
  async openChildren(queryable: Queryable, parentId: number): Promise<RegionRecord[]> {
    return this.select(
      queryable,
      'WHERE parent_id = ? AND closed_on IS NULL ORDER BY CASE WHEN code IS NULL THEN 1 ELSE 0 END, code, id',
      [parentId],
    );
  }

  async children(queryable: Queryable, parentId: number): Promise<RegionRecord[]> {
    return this.select(queryable, 'WHERE parent_id = ? ORDER BY id', [parentId]);
  }

  async atPaths(queryable: Queryable, paths: readonly string[]): Promise<RegionRecord[]> {
    const wanted = anyOf('path', paths);
    return this.select(queryable, `WHERE ${wanted.sql} ORDER BY path`, wanted.parameters);
  }

  /** Regions of one level at the path or below it, closed ones included. */
  async within(queryable: Queryable, path: string, level: Level): Promise<RegionRecord[]> {
    const inside = withinPaths('path', [path]);
    return this.select(queryable, `WHERE ${inside.sql} AND level = ? ORDER BY id`, [...inside.parameters, level]);
  }

  /** Everything of a village and below it at the path, closed regions included. */
  async villageParts(queryable: Queryable, path: string): Promise<RegionRecord[]> {
    const inside = withinPaths('path', [path]);
    return this.select(queryable, `WHERE ${inside.sql} AND level IN ('village', 'grid', 'group') ORDER BY id`, [
      ...inside.parameters,
    ]);
  }

  /** Holds the rows until the end of the transaction, in the order of their ids against deadlocks, and reads them. */
  async lock(transaction: Transaction, ids: readonly number[]): Promise<Map<number, RegionRecord>> {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      await transaction.execute('UPDATE regions SET level = level WHERE id = ?', [id]);
    }
    return this.byIds(transaction, ids);
  }

  /** Adds regions below a parent (null: roots), with their paths and the clock of every grid among them. */
  async insert(
    transaction: Transaction,
    parent: RegionRecord | null,
    drafts: readonly RegionDraft[],
  ): Promise<RegionRecord[]> {
    await transaction.insert(
      'regions',
      drafts.map(({ code, level, name, unitKind }): Row => ({
        code: code ?? null,
        parent_id: parent?.id ?? null,
        level,
        name,
        unit_kind: level === Level.Unit ? (unitKind ?? UnitKind.Department) : null,
      })),
    );
    const added = await transaction.query<{ id: number; level: Level }>(
      `SELECT id, level FROM regions WHERE ${parent ? 'parent_id = ?' : 'parent_id IS NULL'} AND path IS NULL`,
      parent ? [parent.id] : [],
    );
    const wanted = anyOf(
      'id',
      added.map((row) => row.id),
    );
    await transaction.execute(`UPDATE regions SET path = CONCAT(?, id, '/') WHERE ${wanted.sql}`, [
      parent?.path ?? '/',
      ...wanted.parameters,
    ]);
    await transaction.insert(
      'leaf_clocks',
      added.filter((row) => row.level === Level.Grid).map((row): Row => ({ region_id: row.id, version: 0 })),
    );
    return this.select(transaction, `WHERE ${wanted.sql} ORDER BY id`, wanted.parameters);
  }

  async rename(transaction: Transaction, id: number, name: string): Promise<void> {
    await transaction.execute('UPDATE regions SET name = ? WHERE id = ?', [name, id]);
  }

  async setUnitKind(transaction: Transaction, id: number, kind: UnitKind): Promise<void> {
    await transaction.execute('UPDATE regions SET unit_kind = ? WHERE id = ?', [kind, id]);
  }

  async close(transaction: Transaction, id: number, closedOn: string, successorId: number | null): Promise<void> {
    await transaction.execute('UPDATE regions SET closed_on = ?, successor_id = ? WHERE id = ?', [
      closedOn,
      successorId,
      id,
    ]);
  }

  /** Hangs everything below `from` below `to`; every path further down follows. */
  async moveChildren(transaction: Transaction, from: RegionRecord, to: RegionRecord): Promise<void> {
    await transaction.execute('UPDATE regions SET parent_id = ? WHERE parent_id = ?', [to.id, from.id]);
    const inside = withinPaths('path', [from.path]);
    await transaction.execute(`UPDATE regions SET path = CONCAT(?, SUBSTR(path, ?)) WHERE ${inside.sql} AND id <> ?`, [
      to.path,
      from.path.length + 1,
      ...inside.parameters,
      from.id,
    ]);
  }

  /** Whether any door stands in one of the grids or, when a group is given, belongs to that group. */
  async hasDoors(queryable: Queryable, gridIds: readonly number[], groupId: number | null): Promise<boolean> {
    const grids = anyOf('grid_id', gridIds);
    const found = await queryable.query(
      `SELECT id FROM doors WHERE ${grids.sql} ${groupId === null ? '' : 'AND group_id = ?'} LIMIT 1`,
      groupId === null ? grids.parameters : [...grids.parameters, groupId],
    );
    return found.length > 0;
  }

  private async select(
    queryable: Queryable,
    rest: string,
    parameters: (string | number | boolean | null)[],
  ): Promise<RegionRecord[]> {
    const rows = await queryable.query<RegionRow>(`${selectRegions} ${rest}`, parameters);
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      parentId: row.parent_id,
      level: row.level,
      name: row.name,
      unitKind: row.unit_kind,
      path: row.path,
      closedOn: row.closed_on,
      successorId: row.successor_id,
    }));
  }
}
