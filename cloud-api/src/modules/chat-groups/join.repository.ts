import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Row, type SqlValue, type Transaction } from '../../common/database/index.js';
import type { BornBetween, JoinCount } from './join.rules.js';

/** The group whose people are counted. */
export interface RolledGroup {
  id: string;
  regionId: number;
  regionLevel: string;
  path: string;
  classId: string | null;
}

export interface RollRow {
  residentId: string;
  doorCode: string;
  name: string;
  /** Of the door's grid, and of its 村民小组. */
  path: string;
  groupPath: string | null;
  isMine: number;
  joinedOn: string | null;
  source: string | null;
}

/** What was counted at the doors of a grid, by their 村民小组. */
export interface PlaceCount extends JoinCount {
  path: string;
  groupId: number | null;
}

const stays = "(d.exclusion_state IS NULL OR d.exclusion_state <> 'approved')";
const born = '(s.birth_month IS NULL OR (s.birth_month >= ? AND s.birth_month < ?))';
const isIn = 'j.joined_on <= ? AND (j.left_on IS NULL OR j.left_on > ?)';

/** Every query on who is in the groups of residents and families. */
@Injectable()
export class JoinRepository {
  /** The residents meant by the group, and since when they are in it. */
  async roll(on: Queryable, group: RolledGroup, ages: BornBetween, date: string, readerId: string): Promise<RollRow[]> {
    const meant = meantBy(group);
    return on.query<RollRow>(
      `SELECT s.id AS residentId, d.code AS doorCode, s.name, l.path, gr.path AS groupPath, j.joined_on AS joinedOn, j.source,
              EXISTS (SELECT 1 FROM door_assignments a WHERE a.door_id = d.id AND a.person_id = ? AND a.ended_at IS NULL) AS isMine
         FROM residents s JOIN doors d ON d.id = s.door_id JOIN regions l ON l.id = d.grid_id
         LEFT JOIN regions gr ON gr.id = d.group_id
         LEFT JOIN chat_group_joins j ON j.resident_id = s.id AND j.group_id = ? AND ${isIn}
        WHERE ${meant.sql} AND ${stays} AND ${born} ORDER BY d.code, d.id, s.position`,
      [readerId, group.id, date, date, ...meant.parameters, ages.from, ages.before],
    );
  }

  async count(on: Queryable, group: RolledGroup, ages: BornBetween, date: string): Promise<JoinCount> {
    const meant = meantBy(group);
    const [row] = await on.query<JoinCount>(
      `SELECT COUNT(*) AS registered, COUNT(j.resident_id) AS joined, COUNT(CASE WHEN j.source = 'proved' THEN 1 END) AS proved
         FROM residents s JOIN doors d ON d.id = s.door_id JOIN regions l ON l.id = d.grid_id
         LEFT JOIN chat_group_joins j ON j.resident_id = s.id AND j.group_id = ? AND ${isIn}
        WHERE ${meant.sql} AND ${stays} AND ${born}`,
      [group.id, date, date, ...meant.parameters, ages.from, ages.before],
    );
    return row!;
  }

  /**
   * All residents of the age at the path, and those of them who are in a group of the plan, by grid and 村民小组. Shops, enterprises
   * and classes are no homes, so who is registered there is not counted twice.
   */
  async countPlaces(
    on: Queryable,
    planId: string,
    path: string,
    ages: BornBetween,
    date: string,
  ): Promise<PlaceCount[]> {
    const inside = withinPaths('l.path', [path]);
    const joined = (source: string) =>
      `EXISTS (SELECT 1 FROM chat_group_joins j JOIN chat_groups g ON g.id = j.group_id
                WHERE j.resident_id = s.id AND g.plan_id = ? AND g.closed_at IS NULL AND g.reaches = 'residents' AND ${isIn}${source})`;
    const joins: SqlValue[] = [planId, date, date];
    return on.query<PlaceCount>(
      `SELECT l.path, d.group_id AS groupId, COUNT(*) AS registered, SUM(CASE WHEN ${joined('')} THEN 1 ELSE 0 END) AS joined,
              SUM(CASE WHEN ${joined(" AND j.source = 'proved'")} THEN 1 ELSE 0 END) AS proved
         FROM residents s JOIN doors d ON d.id = s.door_id JOIN regions l ON l.id = d.grid_id
        WHERE d.kind = 'household' AND ${inside.sql} AND ${stays} AND ${born} GROUP BY l.path, d.group_id`,
      [...joins, ...joins, ...inside.parameters, ages.from, ages.before],
    );
  }

  /** The same of the families of the classes at the path, by school. */
  async countFamilies(
    on: Queryable,
    planId: string,
    path: string,
    ages: BornBetween,
    date: string,
  ): Promise<(JoinCount & { regionId: number })[]> {
    const inside = withinPaths('r.path', [path]);
    return on.query<JoinCount & { regionId: number }>(
      `SELECT g.region_id AS regionId, COUNT(*) AS registered, COUNT(j.resident_id) AS joined,
              COUNT(CASE WHEN j.source = 'proved' THEN 1 END) AS proved
         FROM chat_groups g JOIN regions r ON r.id = g.region_id
         JOIN class_families f ON f.class_id = g.class_id AND f.ended_at IS NULL
         JOIN doors d ON d.id = f.door_id JOIN residents s ON s.door_id = d.id
         LEFT JOIN chat_group_joins j ON j.resident_id = s.id AND j.group_id = g.id AND ${isIn}
        WHERE g.plan_id = ? AND g.closed_at IS NULL AND g.reaches = 'families' AND ${inside.sql} AND ${stays} AND ${born}
        GROUP BY g.region_id`,
      [date, date, planId, ...inside.parameters, ages.from, ages.before],
    );
  }

  /** The open groups of the plan at the path and below, with their places. */
  async groupsAt(
    on: Queryable,
    planId: string,
    path: string,
  ): Promise<{ path: string; builtOn: string | null; opengid: string | null }[]> {
    const inside = withinPaths('r.path', [path]);
    return on.query(
      `SELECT r.path, g.built_on AS builtOn, g.opengid FROM chat_groups g JOIN regions r ON r.id = g.region_id
        WHERE g.plan_id = ? AND g.closed_at IS NULL AND ${inside.sql}`,
      [planId, ...inside.parameters],
    );
  }

  async children(
    on: Queryable,
    regionId: number,
  ): Promise<{ id: number; name: string; level: string; path: string }[]> {
    return on.query(
      `SELECT id, name, level, path FROM regions WHERE parent_id = ? AND closed_on IS NULL
        ORDER BY CASE WHEN code IS NULL THEN 1 ELSE 0 END, code, id`,
      [regionId],
    );
  }

  async joins(
    on: Queryable,
    groupId: string,
    residentIds: readonly string[],
  ): Promise<{ residentId: string; joinedOn: string; source: string; leftOn: string | null }[]> {
    const residents = anyOf('resident_id', residentIds);
    return on.query(
      `SELECT resident_id AS residentId, joined_on AS joinedOn, source, left_on AS leftOn FROM chat_group_joins
        WHERE group_id = ? AND ${residents.sql}`,
      [groupId, ...residents.parameters],
    );
  }

  async write(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.upsert('chat_group_joins', rows, ['group_id', 'resident_id'], {
      set: ['joined_on', 'source', 'by_id', 'left_on'],
    });
  }
}

/** The residents that a group means: of its 村民小组, of all of a larger place, or of the families of its class. */
function meantBy({ regionId, regionLevel, path, classId }: RolledGroup): { sql: string; parameters: SqlValue[] } {
  if (classId !== null) {
    const sql = `EXISTS (SELECT 1 FROM class_families f WHERE f.door_id = d.id AND f.class_id = ? AND f.ended_at IS NULL)`;
    return { sql, parameters: [classId] };
  }
  if (regionLevel === 'group') return { sql: 'd.group_id = ?', parameters: [regionId] };
  return withinPaths('l.path', [path]);
}
