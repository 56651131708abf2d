import { Injectable } from '@nestjs/common';
import { type SqlCondition, withinPaths } from '../../common/auth/index.js';
import { anyOf, chunks, Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';

/** A door as commands see it, under its leaf's lock. */
export interface DoorState {
  id: string;
  kind: string;
  gridId: number;
  groupId: number | null;
  version: number;
  /** The path of its grid. */
  path: string;
  /** The path of its 村民小组, whose leader reaches it too. */
  groupPath: string | null;
  /** Those of the people asking to whom it is assigned by name. */
  assignedTo: ReadonlySet<string>;
  exclusionState: string | null;
}

export interface ResidentRow {
  id: string;
  doorId: string;
  name: string;
  relation: string;
  birthMonth: string | null;
  tags: string;
  phoneCipher: string | null;
}

/** What coverage must know of a door. */
export interface DoorFacts {
  id: string;
  kind: string;
  leafId: number;
  /** The grid's path: a plan judges the doors below its region. */
  path: string;
  registeredAtDoor: boolean;
  exclusion: string | null;
  residents: { id: string; tags: string[]; birthMonth: string | null }[];
}

export interface ExclusionRow {
  doorId: string;
  name: string;
  code: string;
  doorKind: string;
  kind: string;
  reason: string;
  requestedBy: string;
  requestedAt: number;
  /** 台头村 第一网格. */
  placeName: string;
}

/** Every query on doors, residents and assignments. */
@Injectable()
export class DoorRepository {
  constructor(private readonly database: Database) {}

  async leavesOf(on: Queryable, doorIds: readonly string[]): Promise<Map<string, number>> {
    const doors = anyOf('id', doorIds);
    const rows = await on.query<{ id: string; grid_id: number }>(
      `SELECT id, grid_id FROM doors WHERE ${doors.sql}`,
      doors.parameters,
    );
    return new Map(rows.map((row) => [row.id, row.grid_id]));
  }

  async states(
    on: Queryable,
    doorIds: readonly string[],
    personIds: readonly string[],
  ): Promise<Map<string, DoorState>> {
    const doors = anyOf('d.id', doorIds);
    const people = anyOf('a.person_id', personIds);
    const rows = await on.query<Omit<DoorState, 'assignedTo'> & { personId: string | null }>(
      `SELECT d.id, d.kind, d.grid_id AS gridId, d.group_id AS groupId, d.version, d.exclusion_state AS exclusionState, r.path,
              n.path AS groupPath, a.person_id AS personId
         FROM doors d
         JOIN regions r ON r.id = d.grid_id
         LEFT JOIN regions n ON n.id = d.group_id
         LEFT JOIN door_assignments a ON a.door_id = d.id AND a.ended_at IS NULL AND ${people.sql}
        WHERE ${doors.sql}`,
      [...people.parameters, ...doors.parameters],
    );
    const states = new Map<string, DoorState & { assignedTo: Set<string> }>();
    for (const { personId, ...row } of rows) {
      const state = states.get(row.id) ?? { ...row, assignedTo: new Set() };
      if (personId !== null) state.assignedTo.add(personId);
      states.set(row.id, state);
    }
    return states;
  }

  async insert(transaction: Transaction, rows: Row[]): Promise<void> {
    await transaction.insert('doors', rows);
  }

  /** Compare-and-set on the version; false when somebody was faster. */
  async change(transaction: Transaction, door: { id: string; version: number }, columns: Row): Promise<boolean> {
    const names = Object.keys(columns);
    const changed = await transaction.execute(
      `UPDATE doors SET ${names.map((name) => `${name} = ?`).join(', ')}, version = version + 1 WHERE id = ? AND version = ?`,
      [...names.map((name) => columns[name]!), door.id, door.version],
    );
    return changed === 1;
  }

  /** Stamps the doors with the version of their leaf, which this transaction has raised, so that the next pull brings them. */
  async stamp(transaction: Transaction, doorIds: readonly string[]): Promise<void> {
    const doors = anyOf('id', doorIds);
    await transaction.execute(
      `UPDATE doors SET leaf_version = (SELECT k.version FROM leaf_clocks k WHERE k.region_id = doors.grid_id)
        WHERE ${doors.sql}`,
      doors.parameters,
    );
  }

  async leaveTombstone(transaction: Transaction, gridId: number, doorId: string, leafVersion: number): Promise<void> {
    await transaction.upsert(
      'door_tombstones',
      [{ grid_id: gridId, door_id: doorId, leaf_version: leafVersion }],
      ['grid_id', 'door_id'],
      { set: ['leaf_version'] },
    );
  }

  async removeTombstone(transaction: Transaction, gridId: number, doorId: string): Promise<void> {
    await transaction.execute('DELETE FROM door_tombstones WHERE grid_id = ? AND door_id = ?', [gridId, doorId]);
  }

  async labelOf(on: Queryable, doorId: string): Promise<string | null> {
    const [door] = await on.query<{ code: string; name: string }>('SELECT code, name FROM doors WHERE id = ?', [
      doorId,
    ]);
    return door ? `${door.code} ${door.name}`.trim() : null;
  }

  async residents(on: Queryable, doorIds: readonly string[]): Promise<ResidentRow[]> {
    const rows: ResidentRow[] = [];
    for (const part of chunks(doorIds, 1000)) {
      const doors = anyOf('door_id', part);
      rows.push(
        ...(await on.query<ResidentRow>(
          `SELECT id, door_id AS doorId, name, relation, birth_month AS birthMonth, tags, phone_cipher AS phoneCipher
             FROM residents WHERE ${doors.sql} ORDER BY door_id, position`,
          doors.parameters,
        )),
      );
    }
    return rows;
  }

  async residentsById(on: Queryable, ids: readonly string[]): Promise<(ResidentRow & { phoneIndex: string | null })[]> {
    const residents = anyOf('id', ids);
    return on.query(
      `SELECT id, door_id AS doorId, name, relation, birth_month AS birthMonth, tags, phone_cipher AS phoneCipher,
              phone_index AS phoneIndex
         FROM residents WHERE ${residents.sql}`,
      residents.parameters,
    );
  }

  async replaceResidents(transaction: Transaction, doorId: string, rows: Row[]): Promise<void> {
    await transaction.execute('DELETE FROM residents WHERE door_id = ?', [doorId]);
    await transaction.insert('residents', rows);
  }

  async insertResidents(transaction: Transaction, rows: Row[]): Promise<void> {
    await transaction.insert('residents', rows);
  }

  async assign(
    transaction: Transaction,
    rows: { doorId: string; personId: string; claimed: boolean; now: number }[],
  ): Promise<void> {
    await transaction.upsert(
      'door_assignments',
      rows.map((row) => ({
        door_id: row.doorId,
        person_id: row.personId,
        claimed: row.claimed ? 1 : 0,
        started_at: row.now,
        ended_at: null,
      })),
      ['door_id', 'person_id'],
      { set: ['claimed', 'started_at', 'ended_at'] },
    );
  }

  async release(transaction: Transaction, doorIds: readonly string[], personId: string, now: number): Promise<void> {
    const doors = anyOf('door_id', doorIds);
    await transaction.execute(
      `UPDATE door_assignments SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL AND ${doors.sql}`,
      [now, personId, ...doors.parameters],
    );
  }

  /** Doors that are a person's by name, with the paths of their grids. */
  async assignedTo(on: Queryable, personId: string): Promise<{ doorId: string; path: string }[]> {
    return on.query(
      `SELECT a.door_id AS doorId, r.path
         FROM door_assignments a JOIN doors d ON d.id = a.door_id JOIN regions r ON r.id = d.grid_id
        WHERE a.person_id = ? AND a.ended_at IS NULL`,
      [personId],
    );
  }

  /** The facts of the doors that coverage counts from, in one query for the doors and one for their residents. */
  async facts(on: Queryable, doorIds: readonly string[]): Promise<DoorFacts[]> {
    const doors = anyOf('d.id', doorIds);
    const rows = await on.query<{
      id: string;
      kind: string;
      leafId: number;
      path: string;
      atDoor: number;
      exclusion: string | null;
    }>(
      `SELECT d.id, d.kind, d.grid_id AS leafId, r.path, d.registered_at_door AS atDoor,
              CASE WHEN d.exclusion_state = 'approved' THEN d.exclusion_kind END AS exclusion
         FROM doors d JOIN regions r ON r.id = d.grid_id WHERE ${doors.sql}`,
      doors.parameters,
    );
    const residents = anyOf('door_id', doorIds);
    const living = await on.query<{ id: string; doorId: string; tags: string; birthMonth: string | null }>(
      `SELECT id, door_id AS doorId, tags, birth_month AS birthMonth FROM residents WHERE ${residents.sql}`,
      residents.parameters,
    );
    const facts = new Map(
      rows.map(({ atDoor, ...row }) => [
        row.id,
        { ...row, registeredAtDoor: Number(atDoor) === 1, residents: [] as DoorFacts['residents'] },
      ]),
    );
    for (const { doorId, tags, ...resident } of living)
      facts.get(doorId)?.residents.push({ ...resident, tags: tags === '[]' ? [] : (JSON.parse(tags) as string[]) });
    return [...facts.values()];
  }

  /** Ids of doors below a region in the order of their ids, for work that walks through all of them. */
  async idsUnder(on: Queryable, path: string, after: string, limit: number): Promise<string[]> {
    const scope = withinPaths('r.path', [path]);
    const rows = await on.query<{ id: string }>(
      `SELECT d.id FROM doors d JOIN regions r ON r.id = d.grid_id WHERE d.id > ? AND ${scope.sql} ORDER BY d.id LIMIT ${limit}`,
      [after, ...scope.parameters],
    );
    return rows.map((row) => row.id);
  }

  async requestedExclusions(scope: SqlCondition): Promise<ExclusionRow[]> {
    return this.database.query<ExclusionRow>(
      `SELECT d.id AS doorId, d.name, d.code, d.kind AS doorKind, d.exclusion_kind AS kind, d.exclusion_reason AS reason, p.name AS requestedBy,
              d.exclusion_at AS requestedAt, CONCAT(v.name, ' ', r.name) AS placeName
         FROM doors d JOIN regions r ON r.id = d.grid_id JOIN regions v ON v.id = r.parent_id JOIN people p ON p.id = d.exclusion_by
        WHERE d.exclusion_state = 'requested' AND ${scope.sql} ORDER BY d.exclusion_at, d.id LIMIT 200`,
      scope.parameters,
    );
  }
}
