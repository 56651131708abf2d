import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Row, type SqlValue, type Transaction } from '../../common/database/index.js';
import type { GroupReach, ResidentTag } from '../plans/index.js';
import { idsOfPath } from '../regions/index.js';
import { groupPlaces, hasPart, isBelow, placeName } from './group-sql.js';

export interface TargetRow {
  id: string;
  upperId: string | null;
  level: number;
  kindKey: string;
  regionId: number;
  path: string;
  name: string;
  placeName: string;
  opengid: string | null;
  hasPusher: number;
  reaches: GroupReach | null;
}

/** An open group that people are shown. */
export interface KnownGroup {
  id: string;
  planId: string;
  kindKey: string;
  level: number;
  regionId: number;
  classId: string | null;
  /** Of its region. */
  path: string;
  name: string;
  reaches: GroupReach | null;
}

/** Where a resident's door stands, and what is known of the resident there. */
export interface Home {
  doorId: string;
  groupId: number | null;
  /** Of the grid, and of its village. */
  path: string;
  villagePath: string;
  tags: ResidentTag[];
}

const selectKnown = `SELECT g.id, g.plan_id AS planId, g.kind_key AS kindKey, g.level, g.region_id AS regionId, g.class_id AS classId,
    r.path, g.name, g.reaches FROM chat_groups g JOIN regions r ON r.id = g.region_id WHERE g.closed_at IS NULL`;

/** Which groups directives go to, and which groups mean a resident. */
@Injectable()
export class TargetRepository {
  /** All open groups of the plan at the path and below, those above first. */
  async open(on: Queryable, planId: string, path: string): Promise<TargetRow[]> {
    const inside = withinPaths('r.path', [path]);
    return on.query<TargetRow>(
      `SELECT g.id, g.upper_id AS upperId, g.level, g.kind_key AS kindKey, g.region_id AS regionId, r.path, g.name,
              ${placeName} AS placeName, g.opengid, ${hasPart('pusher')} AS hasPusher, g.reaches
         FROM ${groupPlaces} WHERE g.plan_id = ? AND g.closed_at IS NULL AND ${inside.sql} ORDER BY g.level, r.path, g.id`,
      [planId, ...inside.parameters],
    );
  }

  /** The groups of the plan with at least one resident who has one of the tags. */
  async withTags(on: Queryable, planId: string, tags: readonly string[]): Promise<Set<string>> {
    // Tags are a JSON list of keys of ours.
    const tagged = `(${tags.map(() => 's.tags LIKE ?').join(' OR ')})`;
    const patterns: SqlValue[] = tags.map((tag) => `%"${tag}"%`);
    const living = `s.door_id = d.id AND ${tagged} AND (d.exclusion_state IS NULL OR d.exclusion_state <> 'approved')`;
    const groups = `SELECT g.id FROM chat_groups g JOIN regions r ON r.id = g.region_id WHERE g.plan_id = ? AND g.closed_at IS NULL`;
    const rows = await on.query<{ id: string }>(
      `${groups} AND g.reaches = 'residents' AND r.level = 'group' AND EXISTS (
           SELECT 1 FROM doors d JOIN residents s ON ${living} WHERE d.group_id = g.region_id)
       UNION ${groups} AND g.reaches = 'residents' AND r.level <> 'group' AND EXISTS (
           SELECT 1 FROM regions l JOIN doors d ON d.grid_id = l.id JOIN residents s ON ${living} WHERE ${isBelow('l.path', 'r.path')})
       UNION ${groups} AND g.reaches = 'families' AND EXISTS (
           SELECT 1 FROM class_families f JOIN doors d ON d.id = f.door_id JOIN residents s ON ${living}
            WHERE f.class_id = g.class_id AND f.ended_at IS NULL)`,
      [planId, ...patterns, planId, ...patterns, planId, ...patterns],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async byOpengid(on: Queryable, opengid: string): Promise<KnownGroup | undefined> {
    return (await on.query<KnownGroup>(`${selectKnown} AND g.opengid = ?`, [opengid]))[0];
  }

  async home(on: Queryable, residentId: string): Promise<Home | undefined> {
    const [row] = await on.query<Omit<Home, 'tags'> & { tags: string }>(
      `SELECT d.id AS doorId, d.group_id AS groupId, r.path, v.path AS villagePath, s.tags FROM residents s
         JOIN doors d ON d.id = s.door_id JOIN regions r ON r.id = d.grid_id JOIN regions v ON v.id = r.parent_id
        WHERE s.id = ?`,
      [residentId],
    );
    return row && { ...row, tags: JSON.parse(row.tags) as ResidentTag[] };
  }

  /**
   * Those of the door's 村民小组 and of the places it lies in, of a door without one all of its village; after them those of the
   * classes that the household has a pupil in. A SELECT for each, so that each goes by its index.
   */
  async ofHome(on: Queryable, { doorId, groupId, path, villagePath }: Home): Promise<KnownGroup[]> {
    const above = groupId === null ? idsOfPath(villagePath).slice(0, -1) : [...idsOfPath(path), groupId];
    const places = anyOf('g.region_id', above);
    const village = withinPaths('r.path', groupId === null ? [villagePath] : []);
    return on.query<KnownGroup>(
      `SELECT * FROM (${selectKnown} AND g.reaches = 'residents' AND ${places.sql}
         UNION ALL ${selectKnown} AND g.reaches = 'residents' AND ${village.sql}
         UNION ALL ${selectKnown} AND g.reaches = 'families' AND g.class_id IN (
             SELECT f.class_id FROM class_families f WHERE f.door_id = ? AND f.ended_at IS NULL)) x
        ORDER BY x.reaches DESC, x.level, x.path, x.id`,
      [...places.parameters, ...village.parameters, doorId],
    );
  }

  async join(
    on: Queryable,
    groupId: string,
    residentId: string,
  ): Promise<{ joinedOn: string; source: string; leftOn: string | null } | undefined> {
    const [row] = await on.query<{ joinedOn: string; source: string; leftOn: string | null }>(
      `SELECT joined_on AS joinedOn, source, left_on AS leftOn FROM chat_group_joins WHERE group_id = ? AND resident_id = ?`,
      [groupId, residentId],
    );
    return row;
  }

  async writeJoins(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.upsert('chat_group_joins', rows, ['group_id', 'resident_id'], {
      set: ['joined_on', 'source', 'by_id', 'left_on'],
    });
  }
}
