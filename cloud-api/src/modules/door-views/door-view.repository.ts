import { Injectable } from '@nestjs/common';
import { type SqlCondition, withinPaths } from '../../common/auth/index.js';
import { anyOf, Database, type SqlValue } from '../../common/database/index.js';
import { ProgressState } from '../coverage/index.js';
import { everyone } from '../plans/index.js';
import { type DoorQuery, PapersFilter } from './dto/door-view.dto.js';

/** Where a page ended. */
export interface DoorPlace {
  grid: number;
  code: string;
  id: string;
}

export interface DoorRow {
  id: string;
  kind: string;
  code: string;
  name: string;
  address: string;
  gridId: number;
  gridName: string;
  gridPath: string;
  groupId: number | null;
  groupName: string | null;
  exclusionKind: string | null;
  exclusionState: string | null;
  version: number;
  leafVersion: number;
  registeredAtDoor: boolean;
  childrenUnder14: number;
  latitudeE6: number | null;
  longitudeE6: number | null;
}

export interface StandingRow {
  doorId: string;
  planId: string;
  round: number;
  state: string;
  why: string | null;
  attempts: number;
  lastVisitAt: number | null;
  nextAttemptOn: string | null;
}

export interface ListedRow extends DoorRow {
  state: string | null;
  why: string | null;
  attempts: number | null;
  lastVisitAt: number | null;
  nextAttemptOn: string | null;
  noticeSigned: number | null;
  pledgeSigned: number | null;
  unsignedWhy: string | null;
}

/** A place in a grid's doors up to which a phone has everything. */
export interface PullPosition {
  leafId: number;
  version: number;
  doorId: string;
}

const doorColumns = `d.id, d.kind, d.code, d.name, d.address, d.grid_id AS gridId, g.name AS gridName, g.path AS gridPath,
  d.group_id AS groupId, n.name AS groupName, d.exclusion_kind AS exclusionKind, d.exclusion_state AS exclusionState, d.version,
  d.leaf_version AS leafVersion, d.registered_at_door AS registeredAtDoor, d.children_under14 AS childrenUnder14,
  d.latitude_e6 AS latitudeE6, d.longitude_e6 AS longitudeE6`;
/** Every door has a grid; an outer join keeps MariaDB from beginning with the grids, after which it would sort all doors. */
const doorTables = 'doors d LEFT JOIN regions g ON g.id = d.grid_id LEFT JOIN regions n ON n.id = d.group_id';
const standingColumns = `pr.state, pr.why, pr.attempts, pr.last_visit_at AS lastVisitAt, pr.next_attempt_on AS nextAttemptOn,
  pr.notice_signed AS noticeSigned, pr.pledge_signed AS pledgeSigned, pr.unsigned_why AS unsignedWhy`;
const progress = 'LEFT JOIN door_progress pr ON pr.door_id = d.id AND pr.plan_id = ? AND pr.round = ?';

const papersConditions: Record<PapersFilter, string> = {
  [PapersFilter.Unsigned]: '(pr.notice_signed = 0 OR pr.pledge_signed = 0)',
  [PapersFilter.Signed]:
    '(pr.notice_signed = 1 OR pr.pledge_signed = 1) AND COALESCE(pr.notice_signed, 1) = 1 AND COALESCE(pr.pledge_signed, 1) = 1',
};

/** Doors as screens show them: joined with their places, their progress and the people they belong to. */
@Injectable()
export class DoorViewRepository {
  constructor(private readonly database: Database) {}

  async byIds(ids: readonly string[]): Promise<DoorRow[]> {
    const doors = anyOf('d.id', ids);
    return this.doors(`${doors.sql} ORDER BY d.id`, doors.parameters);
  }

  /** Doors of one leaf that changed after the position, in the order they changed. */
  async changedAfter(position: PullPosition, limit: number, onlyOf: string | null): Promise<DoorRow[]> {
    const mine =
      onlyOf === null
        ? ''
        : 'AND EXISTS (SELECT 1 FROM door_assignments a WHERE a.door_id = d.id AND a.person_id = ? AND a.ended_at IS NULL)';
    return this.doors(
      `d.grid_id = ? AND (d.leaf_version > ? OR (d.leaf_version = ? AND d.id > ?)) ${mine}
        ORDER BY d.leaf_version, d.id LIMIT ${limit}`,
      [position.leafId, position.version, position.version, position.doorId, ...(onlyOf === null ? [] : [onlyOf])],
    );
  }

  /** Doors that left the leaf after the version, and, for somebody who sees only assigned doors, those no longer assigned. */
  async goneAfter(leafId: number, version: number, onlyOf: string | null): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT door_id AS id FROM door_tombstones WHERE grid_id = ? AND leaf_version > ?',
      [leafId, version],
    );
    if (onlyOf === null) return rows.map(({ id }) => id);
    const released = await this.database.query<{ id: string }>(
      `SELECT d.id FROM doors d JOIN door_assignments a ON a.door_id = d.id
        WHERE d.grid_id = ? AND d.leaf_version > ? AND a.person_id = ? AND a.ended_at IS NOT NULL`,
      [leafId, version, onlyOf],
    );
    return [...rows, ...released].map(({ id }) => id);
  }

  /** Of the doors, those that stand in one of the leaves or are assigned to the person. */
  async heldAmong(doorIds: readonly string[], leafIds: readonly number[], personId: string): Promise<Set<string>> {
    const doors = anyOf('d.id', doorIds);
    const leaves = anyOf('d.grid_id', leafIds);
    const rows = await this.database.query<{ id: string }>(
      `SELECT d.id FROM doors d WHERE ${doors.sql} AND (${leaves.sql} OR EXISTS (
         SELECT 1 FROM door_assignments a WHERE a.door_id = d.id AND a.person_id = ? AND a.ended_at IS NULL))`,
      [...doors.parameters, ...leaves.parameters, personId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async leafVersions(leafIds: readonly number[]): Promise<Map<number, number>> {
    const leaves = anyOf('region_id', leafIds);
    const rows = await this.database.query<{ region_id: number; version: number }>(
      `SELECT region_id, version FROM leaf_clocks WHERE ${leaves.sql}`,
      leaves.parameters,
    );
    return new Map(rows.map((row) => [row.region_id, Number(row.version)]));
  }

  /** Grids within the paths, and grids that hold a door assigned to the person. */
  async leavesFor(
    paths: readonly string[],
    personId: string,
  ): Promise<{ id: number; name: string; path: string; parentId: number; parentName: string }[]> {
    const scope = withinPaths('g.path', paths);
    return this.database.query(
      `SELECT g.id, g.name, g.path, g.parent_id AS parentId, v.name AS parentName
         FROM regions g JOIN regions v ON v.id = g.parent_id
        WHERE g.level = 'grid' AND (${scope.sql} OR g.id IN (
          SELECT d.grid_id FROM door_assignments a JOIN doors d ON d.id = a.door_id WHERE a.person_id = ? AND a.ended_at IS NULL))
        ORDER BY g.id`,
      [...scope.parameters, personId],
    );
  }

  async groupsOf(villageIds: readonly number[]): Promise<{ id: number; name: string; villageId: number }[]> {
    const villages = anyOf('parent_id', villageIds);
    return this.database.query(
      `SELECT id, name, parent_id AS villageId FROM regions WHERE level = 'group' AND closed_on IS NULL AND ${villages.sql} ORDER BY id`,
      villages.parameters,
    );
  }

  async assignees(doorIds: readonly string[]): Promise<{ doorId: string; personId: string; name: string }[]> {
    const doors = anyOf('a.door_id', doorIds);
    return this.database.query(
      `SELECT a.door_id AS doorId, a.person_id AS personId, p.name FROM door_assignments a JOIN people p ON p.id = a.person_id
        WHERE a.ended_at IS NULL AND ${doors.sql} ORDER BY a.started_at, a.person_id`,
      doors.parameters,
    );
  }

  async standings(doorIds: readonly string[]): Promise<StandingRow[]> {
    const doors = anyOf('door_id', doorIds);
    return this.database.query<StandingRow>(
      `SELECT door_id AS doorId, plan_id AS planId, round, state, why, attempts, last_visit_at AS lastVisitAt,
              next_attempt_on AS nextAttemptOn
         FROM door_progress WHERE ${doors.sql}`,
      doors.parameters,
    );
  }

  /**
   * The doors of all grids within the paths, of a 村民小组 that is itself one of them, and, for a person, theirs by name. By
   * the ids of those places, because the index of the doors serves these and not a condition on joined paths.
   */
  async doorsAt(paths: readonly string[], personId: string | null): Promise<SqlCondition> {
    const [inside, exactly] = [withinPaths('path', paths), anyOf('path', paths)];
    const places = await this.database.query<{ id: number; level: string }>(
      `SELECT id, level FROM regions WHERE (level = 'grid' AND ${inside.sql}) OR (level = 'group' AND ${exactly.sql})`,
      [...inside.parameters, ...exactly.parameters],
    );
    const own = personId === null ? [] : await this.doorsOf(personId);
    const idsAt = (level: string) => places.filter((place) => place.level === level).map(({ id }) => id);
    const parts = [anyOf('d.grid_id', idsAt('grid')), anyOf('d.group_id', idsAt('group')), anyOf('d.id', own)].filter(
      ({ parameters }) => parameters.length > 0,
    );
    if (parts.length === 0) return anyOf('d.id', []);
    return {
      sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
      parameters: parts.flatMap(({ parameters }) => parameters),
    };
  }

  private async doorsOf(personId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT door_id AS id FROM door_assignments WHERE person_id = ? AND ended_at IS NULL',
      [personId],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * One page of a filtered list by grid, code and id, with the standing in one round of one plan.
   */
  async list(
    scope: SqlCondition,
    standing: { planId: string; round: number } | null,
    query: DoorQuery,
    personId: string,
    after: DoorPlace | null,
    limit: number,
  ): Promise<{ rows: ListedRow[]; total: number }> {
    const filter = this.filter(scope, standing !== null, query, personId);
    const of: SqlValue[] = [standing?.planId ?? '', standing?.round ?? 0];
    const beyond = after
      ? {
          sql: 'AND (d.grid_id > ? OR (d.grid_id = ? AND (d.code > ? OR (d.code = ? AND d.id > ?))))',
          parameters: [after.grid, after.grid, after.code, after.code, after.id],
        }
      : { sql: '', parameters: [] };
    const rows = await this.database.query<ListedRow>(
      `SELECT ${doorColumns}, ${standingColumns}
         FROM ${doorTables} ${progress} WHERE ${filter.sql} ${beyond.sql} ORDER BY d.grid_id, d.code, d.id LIMIT ${limit}`,
      [...of, ...filter.parameters, ...beyond.parameters],
    );
    // The one page there is says how many there are.
    if (after === null && rows.length < limit) return { rows: rows.map(withFlags), total: rows.length };
    const [count] = await this.database.query<{ total: number }>(
      `SELECT COUNT(*) AS total FROM doors d ${progress} WHERE ${filter.sql}`,
      [...of, ...filter.parameters],
    );
    return { rows: rows.map(withFlags), total: Number(count!.total) };
  }

  private filter(scope: SqlCondition, hasPlan: boolean, query: DoorQuery, personId: string): SqlCondition {
    const parts: SqlCondition[] = [scope];
    if (query.kind) parts.push({ sql: 'd.kind = ?', parameters: [query.kind] });
    if (query.open === 'true' && hasPlan) {
      parts.push({
        sql: 'pr.state <> ? AND pr.state <> ?',
        parameters: [ProgressState.Covered, ProgressState.Excluded],
      });
    }
    if (query.state && hasPlan) parts.push({ sql: 'pr.state = ?', parameters: [query.state] });
    // A door that owes no papers is neither; without a plan none owes any.
    if (query.papers) parts.push({ sql: papersConditions[query.papers], parameters: [] });
    if (query.audience && query.audience !== everyone.key && hasPlan) {
      // Stored as `all returnee:2:1 shops`: every other audience stands behind a space.
      parts.push({
        sql: '(pr.audiences LIKE ? OR pr.audiences LIKE ? OR pr.audiences LIKE ?)',
        parameters: [`% ${query.audience}:%`, `% ${query.audience} %`, `% ${query.audience}`],
      });
    }
    if (query.mine === 'true') {
      parts.push({
        sql: 'EXISTS (SELECT 1 FROM door_assignments m WHERE m.door_id = d.id AND m.person_id = ? AND m.ended_at IS NULL)',
        parameters: [personId],
      });
    }
    return {
      sql: parts.map(({ sql }) => sql).join(' AND '),
      parameters: parts.flatMap(({ parameters }) => parameters),
    };
  }

  private async doors(condition: string, parameters: readonly SqlValue[]): Promise<DoorRow[]> {
    const rows = await this.database.query<DoorRow>(
      `SELECT ${doorColumns} FROM ${doorTables} WHERE ${condition}`,
      parameters,
    );
    return rows.map(withFlags);
  }
}

function withFlags<T extends DoorRow>(row: T): T {
  return { ...row, registeredAtDoor: Boolean(row.registeredAtDoor), leafVersion: Number(row.leafVersion) };
}
