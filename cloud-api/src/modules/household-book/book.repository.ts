import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, chunks, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import type { Relation, ResidentTag } from '../plans/index.js';
import type { KnownDoor } from './book-keys.rules.js';
import type { BookSnapshot, DoorNow, FieldChange } from './book-snapshot.rules.js';

export interface StagedRow {
  doorId: string;
  number: number;
  action: string;
  label: string;
  place: string;
  sheet: number | null;
  firstRow: number | null;
  lastRow: number | null;
  changes: FieldChange[];
}

const doorsPerStatement = 900;
const doorColumns = ['kind', 'code', 'name', 'address', 'grid_id', 'group_id', 'children_under14'] as const;

/** Every query of the household book: the doors it is compared with, what is staged, and its publishing. */
@Injectable()
export class BookRepository {
  /** The doors at a path, as far as finding them needs; all, or those that came after a moment. */
  async knownDoors(on: Queryable, path: string, createdAfter = -1): Promise<KnownDoor[]> {
    const scope = withinPaths('g.path', [path]);
    const rows = await on.query<Omit<KnownDoor, 'fromBook' | 'mergedAway'> & { atDoor: number }>(
      `SELECT d.id, g.parent_id AS villageId, d.grid_id AS gridId, d.code, d.name, d.address, e.entry_key AS entryKey,
              d.registered_at_door AS atDoor
         FROM doors d JOIN regions g ON g.id = d.grid_id LEFT JOIN book_entries e ON e.door_id = d.id
        WHERE ${scope.sql} AND d.created_at > ?`,
      [...scope.parameters, createdAfter],
    );
    return rows.map(({ atDoor, ...door }) => ({
      ...door,
      fromBook: door.entryKey !== null || !atDoor,
      mergedAway: false,
    }));
  }

  /** The doors with their residents as they stand, and what the last book said of them. */
  async contents(
    on: Queryable,
    doorIds: readonly string[],
  ): Promise<Map<string, { now: DoorNow; base: BookSnapshot | null }>> {
    const doors = anyOf('d.id', doorIds);
    const rows = await on.query<Omit<DoorNow, 'members'> & { id: string; snapshot: string | null }>(
      `SELECT d.id, d.kind, d.code, d.name, d.address, d.grid_id AS gridId, d.group_id AS groupId,
              d.children_under14 AS childrenUnder14, d.version, e.snapshot
         FROM doors d LEFT JOIN book_entries e ON e.door_id = d.id WHERE ${doors.sql}`,
      doors.parameters,
    );
    const contents = new Map<string, { now: DoorNow; base: BookSnapshot | null }>();
    for (const { id, snapshot, ...door } of rows) {
      const base = snapshot === null ? null : (JSON.parse(snapshot) as BookSnapshot);
      contents.set(id, { now: { ...door, members: [] }, base });
    }
    const owners = anyOf('door_id', doorIds);
    const residents = await on.query<Record<string, string | null>>(
      `SELECT id, door_id AS doorId, name, relation, birth_month AS birthMonth, tags, phone_index AS phoneIndex,
              phone_cipher AS phoneCipher
         FROM residents WHERE ${owners.sql} ORDER BY door_id, position`,
      owners.parameters,
    );
    for (const row of residents) {
      contents.get(row.doorId!)?.now.members.push({
        residentId: row.id!,
        name: row.name!,
        relation: row.relation as Relation,
        birthMonth: row.birthMonth!,
        phoneIndex: row.phoneIndex!,
        phoneCipher: row.phoneCipher!,
        tags: JSON.parse(row.tags!) as ResidentTag[],
      });
    }
    return contents;
  }

  async discard(transaction: Transaction, importId: string): Promise<void> {
    await transaction.execute('DELETE FROM staged_residents WHERE import_id = ?', [importId]);
    await transaction.execute('DELETE FROM staged_doors WHERE import_id = ?', [importId]);
  }

  async stage(transaction: Transaction, doors: readonly Row[], residents: readonly Row[]): Promise<void> {
    await transaction.insert('staged_doors', doors);
    await transaction.insert('staged_residents', residents);
  }

  /** Of the ids of staged residents those that live at another door than theirs. */
  async livingElsewhere(on: Queryable, residents: readonly Row[]): Promise<Set<string>> {
    const doors = new Map(residents.map(({ id, door_id }) => [id!, door_id]));
    const wanted = anyOf('id', [...doors.keys()]);
    const rows = await on.query<{ id: string; doorId: string }>(
      `SELECT id, door_id AS doorId FROM residents WHERE ${wanted.sql}`,
      wanted.parameters,
    );
    return new Set(rows.filter(({ id, doorId }) => doors.get(id) !== doorId).map(({ id }) => id));
  }

  async removeStaged(transaction: Transaction, importId: string, doorIds: readonly string[]): Promise<void> {
    const doors = anyOf('door_id', doorIds);
    for (const table of ['staged_residents', 'staged_doors']) {
      await transaction.execute(`DELETE FROM ${table} WHERE import_id = ? AND ${doors.sql}`, [
        importId,
        ...doors.parameters,
      ]);
    }
  }

  async stagedByIds(on: Queryable, importId: string, doorIds: readonly string[]): Promise<Row[]> {
    const doors = anyOf('door_id', doorIds);
    return on.query('SELECT * FROM staged_doors WHERE import_id = ? AND ' + doors.sql, [importId, ...doors.parameters]);
  }

  async stagedPage(
    on: Queryable,
    importId: string,
    action: string,
    after: number,
    limit: number,
  ): Promise<{ rows: StagedRow[]; total: number }> {
    const rows = await on.query<Omit<StagedRow, 'changes'> & { changes: string | null }>(
      `SELECT s.door_id AS doorId, s.number, s.action, CONCAT(s.code, ' ', s.name) AS label, CONCAT(v.name, ' ', g.name) AS place,
              s.sheet, s.first_row AS firstRow, s.last_row AS lastRow, s.changes
         FROM staged_doors s JOIN regions g ON g.id = s.grid_id JOIN regions v ON v.id = g.parent_id
        WHERE s.import_id = ? AND s.action = ? AND s.number > ? ORDER BY s.number LIMIT ${limit}`,
      [importId, action, after],
    );
    const [count] = await on.query<{ total: number }>(
      'SELECT COUNT(*) AS total FROM staged_doors WHERE import_id = ? AND action = ?',
      [importId, action],
    );
    return {
      rows: rows.map((row) => ({
        ...row,
        label: row.label.trim(),
        changes: row.changes === null ? [] : (JSON.parse(row.changes) as FieldChange[]),
      })),
      total: Number(count!.total),
    };
  }

  async countsByAction(on: Queryable, importId: string): Promise<Record<string, number>> {
    const rows = await on.query<{ action: string; size: number }>(
      'SELECT action, COUNT(*) AS size FROM staged_doors WHERE import_id = ? GROUP BY action',
      [importId],
    );
    return Object.fromEntries(rows.map(({ action, size }) => [action, Number(size)]));
  }

  /** The grids that publishing writes into: where the doors will be, and where they are. */
  async leavesToLock(on: Queryable, importId: string): Promise<number[]> {
    const rows = await on.query<{ id: number }>(
      `SELECT grid_id AS id FROM staged_doors WHERE import_id = ? AND writes = 1
        UNION SELECT d.grid_id FROM staged_doors s JOIN doors d ON d.id = s.door_id WHERE s.import_id = ? AND s.writes = 1`,
      [importId, importId],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether something that was compared with is no longer so. The leaves are locked. */
  async isStale(transaction: Transaction, importId: string): Promise<boolean> {
    const [moved] = await transaction.query(
      `SELECT s.door_id FROM staged_doors s LEFT JOIN doors d ON d.id = s.door_id
        WHERE s.import_id = ? AND s.writes = 1 AND s.action <> 'add' AND (d.id IS NULL OR d.version <> s.base_version) LIMIT 1`,
      [importId],
    );
    const [closed] = await transaction.query(
      `SELECT s.door_id FROM staged_doors s JOIN regions g ON g.id = s.grid_id
        WHERE s.import_id = ? AND s.writes = 1 AND g.closed_on IS NOT NULL LIMIT 1`,
      [importId],
    );
    return Boolean(moved ?? closed);
  }

  /** The households that publishing would add, as far as finding them among doors needs. */
  async addedHouseholds(
    on: Queryable,
    importId: string,
  ): Promise<{ villageId: number; gridId: number; code: string; name: string; address: string }[]> {
    return on.query(
      `SELECT g.parent_id AS villageId, s.grid_id AS gridId, s.code, s.name, s.address
         FROM staged_doors s JOIN regions g ON g.id = s.grid_id WHERE s.import_id = ? AND s.action = 'add'`,
      [importId],
    );
  }

  /** Copies what was staged: what is new at once, what changes some hundred doors at a time. */
  async publish(transaction: Transaction, importId: string, now: number): Promise<{ added: number; updated: number }> {
    const added = await transaction.execute(
      `INSERT INTO doors (id, ${doorColumns.join(', ')}, registered_at_door, version, leaf_version, created_at)
       SELECT s.door_id, ${doorColumns.map((name) => `s.${name}`).join(', ')}, 0, 1, k.version, ?
         FROM staged_doors s JOIN leaf_clocks k ON k.region_id = s.grid_id
        WHERE s.import_id = ? AND s.action = 'add'`,
      [now, importId],
    );
    await this.leaveTombstones(transaction, importId);
    const taken = doorColumns.map((name) => `${name} = ${staged(name)}`);
    let updated = 0;
    for (const doors of await this.stagedDoors(transaction, importId, "s.writes = 1 AND s.action <> 'add'")) {
      const [rewritten, owners] = [anyOf('id', doors), anyOf('door_id', doors)];
      updated += await transaction.execute(
        `UPDATE doors SET ${taken.join(', ')}, version = version + 1,
                leaf_version = (SELECT k.version FROM leaf_clocks k WHERE k.region_id = ${staged('grid_id')})
          WHERE ${rewritten.sql}`,
        [...doorColumns.map(() => importId), importId, ...rewritten.parameters],
      );
      await transaction.execute(`DELETE FROM residents WHERE ${owners.sql}`, owners.parameters);
    }
    const columns = 'id, door_id, position, name, relation, birth_month, tags, phone_cipher, phone_index';
    await transaction.execute(
      `INSERT INTO residents (${columns}) SELECT ${columns} FROM staged_residents WHERE import_id = ?`,
      [importId],
    );
    await this.keepEntries(transaction, importId, now);
    return { added, updated };
  }

  /** Ids in parts: for a subquery in their place MariaDB would go through, and wait for, every row of the other table. */
  private async stagedDoors(on: Queryable, importId: string, condition: string): Promise<string[][]> {
    const rows = await on.query<{ id: string }>(
      `SELECT s.door_id AS id FROM staged_doors s LEFT JOIN doors d ON d.id = s.door_id
        WHERE s.import_id = ? AND ${condition} ORDER BY s.door_id`,
      [importId],
    );
    return chunks(
      rows.map(({ id }) => id),
      doorsPerStatement,
    );
  }

  /** Phones that hold a door which moves are told by its old grid. */
  private async leaveTombstones(transaction: Transaction, importId: string): Promise<void> {
    for (const moving of await this.stagedDoors(transaction, importId, 's.writes = 1 AND d.grid_id <> s.grid_id')) {
      const [gone, doors] = [anyOf('door_id', moving), anyOf('d.id', moving)];
      await transaction.execute(
        `DELETE FROM door_tombstones WHERE ${gone.sql} AND grid_id IN (
           (SELECT s.grid_id FROM staged_doors s WHERE s.import_id = ? AND s.door_id = door_tombstones.door_id),
           (SELECT d.grid_id FROM doors d WHERE d.id = door_tombstones.door_id))`,
        [...gone.parameters, importId],
      );
      await transaction.execute(
        `INSERT INTO door_tombstones (grid_id, door_id, leaf_version)
         SELECT d.grid_id, d.id, k.version FROM doors d JOIN leaf_clocks k ON k.region_id = d.grid_id WHERE ${doors.sql}`,
        doors.parameters,
      );
    }
  }

  private async keepEntries(transaction: Transaction, importId: string, now: number): Promise<void> {
    for (const part of await this.stagedDoors(transaction, importId, 's.snapshot IS NOT NULL')) {
      const spoken = anyOf('door_id', part);
      await transaction.execute(`DELETE FROM book_entries WHERE ${spoken.sql}`, spoken.parameters);
    }
    await transaction.execute(
      `INSERT INTO book_entries (door_id, entry_key, snapshot, import_id, published_at)
       SELECT door_id, entry_key, snapshot, import_id, ? FROM staged_doors WHERE import_id = ? AND snapshot IS NOT NULL`,
      [now, importId],
    );
  }

  /** Doors that publishing wrote, in the order of their ids. */
  async writtenAfter(on: Queryable, importId: string, after: string, limit: number): Promise<string[]> {
    const rows = await on.query<{ id: string }>(
      `SELECT door_id AS id FROM staged_doors WHERE import_id = ? AND writes = 1 AND door_id > ? ORDER BY door_id LIMIT ${limit}`,
      [importId, after],
    );
    return rows.map(({ id }) => id);
  }

  async writtenCount(on: Queryable, importId: string): Promise<number> {
    const [row] = await on.query<{ size: number }>(
      'SELECT COUNT(*) AS size FROM staged_doors WHERE import_id = ? AND writes = 1',
      [importId],
    );
    return Number(row!.size);
  }

  /** What the file changed stays readable; the people in it are at their doors now. */
  async forgetStaging(transaction: Transaction, importId: string): Promise<void> {
    await transaction.execute('DELETE FROM staged_residents WHERE import_id = ?', [importId]);
    await transaction.execute("DELETE FROM staged_doors WHERE import_id = ? AND action = 'same'", [importId]);
    await transaction.execute('UPDATE staged_doors SET snapshot = NULL WHERE import_id = ?', [importId]);
  }
}

function staged(column: string): string {
  return `(SELECT s.${column} FROM staged_doors s WHERE s.import_id = ? AND s.door_id = doors.id)`;
}
