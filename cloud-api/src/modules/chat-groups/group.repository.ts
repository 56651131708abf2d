import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import {
  numberOrNull,
  type Queryable,
  type Row,
  type SqlValue,
  type Transaction,
} from '../../common/database/index.js';
import type { GroupReach } from '../plans/index.js';
import { GroupGap } from './dto/chat-group.dto.js';
import { groupPlaces, hasPart, placeName, stands } from './group-sql.js';

export interface GroupRow {
  id: string;
  planId: string;
  kindKey: string;
  placeKey: string;
  level: number;
  regionId: number;
  /** Of its region. */
  path: string;
  regionLevel: string;
  classId: string | null;
  name: string;
  placeName: string;
  upperId: string | null;
  reaches: GroupReach | null;
  ownerId: string | null;
  /** Null too where the owner left the group. */
  ownerName: string | null;
  builtOn: string | null;
  opengid: string | null;
  boundAt: number | null;
  reportedSize: number | null;
  reportedOn: string | null;
  version: number;
  hasPusher: boolean;
  hasSupervisor: boolean;
}

/** Which open groups of a plan to look at. */
export interface GroupFilter {
  planId: string;
  paths: readonly string[];
  level: number | null;
  gap: GroupGap | null;
  text: string | null;
  /** Kinds whose groups have supervisors by the plan. */
  supervised: readonly string[];
}

export interface GroupPlaceInList {
  level: number;
  path: string;
  id: string;
}

const isOwned = `EXISTS (SELECT 1 FROM chat_group_people op WHERE op.group_id = g.id AND op.person_id = g.owner_id AND ${stands('op')})`;
const selectGroups = `SELECT g.id, g.plan_id AS planId, g.kind_key AS kindKey, g.place_key AS placeKey, g.level, g.region_id AS regionId,
    r.path, r.level AS regionLevel, g.class_id AS classId, g.name, ${placeName} AS placeName, g.upper_id AS upperId, g.reaches,
    g.owner_id AS ownerId, CASE WHEN ${isOwned} THEN owner.name END AS ownerName, g.built_on AS builtOn, g.opengid,
    g.bound_at AS boundAt, g.reported_size AS reportedSize, g.reported_on AS reportedOn, g.version,
    ${hasPart('pusher')} AS hasPusher, ${hasPart('supervisor')} AS hasSupervisor
  FROM ${groupPlaces} LEFT JOIN people owner ON owner.id = g.owner_id`;

/** Every query on groups as people are shown them. */
@Injectable()
export class GroupRepository {
  async page(on: Queryable, filter: GroupFilter, after: GroupPlaceInList | null, limit: number): Promise<GroupRow[]> {
    const { sql, parameters } = listed(filter);
    const from = after
      ? {
          sql: 'AND (x.level > ? OR (x.level = ? AND (x.path > ? OR (x.path = ? AND x.id > ?))))',
          parameters: [after.level, after.level, after.path, after.path, after.id],
        }
      : { sql: '', parameters: [] };
    const rows = await on.query<GroupRow>(
      `SELECT x.* FROM ${sql} ${from.sql} ORDER BY x.level, x.path, x.id LIMIT ${limit}`,
      [...parameters, ...from.parameters],
    );
    return rows.map(toRow);
  }

  async counts(
    on: Queryable,
    filter: GroupFilter,
  ): Promise<{ groups: number; built: number; bound: number; withGaps: number }> {
    const { sql, parameters } = listed(filter);
    const lacks = lacking(filter.supervised);
    const lacksAny = Object.values(lacks)
      .map((one) => one.sql)
      .join(' OR ');
    const [row] = await on.query<Record<string, number | null>>(
      `SELECT COUNT(*) AS total, SUM(CASE WHEN x.builtOn IS NULL THEN 0 ELSE 1 END) AS built,
              SUM(CASE WHEN x.opengid IS NULL THEN 0 ELSE 1 END) AS bound, SUM(CASE WHEN ${lacksAny} THEN 1 ELSE 0 END) AS lacking
         FROM ${sql}`,
      [...Object.values(lacks).flatMap((one) => one.parameters), ...parameters],
    );
    const { total, built, bound, lacking: withGaps } = row!;
    return { groups: Number(total), built: Number(built), bound: Number(bound), withGaps: Number(withGaps) };
  }

  async one(on: Queryable, id: string): Promise<GroupRow | undefined> {
    const [row] = await on.query<GroupRow>(`${selectGroups} WHERE g.id = ? AND g.closed_at IS NULL`, [id]);
    return row && toRow(row);
  }

  /** The open ones of these, the upper ones first. */
  async byIds(on: Queryable, ids: readonly string[]): Promise<GroupRow[]> {
    if (ids.length === 0) return [];
    const rows = await on.query<GroupRow>(
      `${selectGroups} WHERE g.closed_at IS NULL AND g.id IN (${ids.map(() => '?').join(', ')})
        ORDER BY g.level, r.path, g.id`,
      ids,
    );
    return rows.map(toRow);
  }

  /** What stands under an id, open or not: whether a phone sent the same group twice. */
  async known(on: Queryable, id: string): Promise<{ planId: string; placeKey: string } | undefined> {
    const [row] = await on.query<{ planId: string; placeKey: string }>(
      'SELECT plan_id AS planId, place_key AS placeKey FROM chat_groups WHERE id = ?',
      [id],
    );
    return row;
  }

  /** Holds the row until the end of the transaction. */
  async lock(transaction: Transaction, id: string): Promise<void> {
    await transaction.execute('UPDATE chat_groups SET level = level WHERE id = ?', [id]);
  }

  async insert(transaction: Transaction, row: Row): Promise<void> {
    await transaction.insert('chat_groups', [row]);
  }

  /** Compare-and-set on the version; false when somebody was faster. */
  async change(transaction: Transaction, { id, version }: GroupRow, columns: Row): Promise<boolean> {
    const names = Object.keys(columns);
    const changed = await transaction.execute(
      `UPDATE chat_groups SET ${names.map((name) => `${name} = ?, `).join('')}version = version + 1 WHERE id = ? AND version = ?`,
      [...Object.values(columns), id, version],
    );
    return changed === 1;
  }
}

function toRow(row: GroupRow): GroupRow {
  return {
    ...row,
    boundAt: numberOrNull(row.boundAt),
    hasPusher: Boolean(row.hasPusher),
    hasSupervisor: Boolean(row.hasSupervisor),
  };
}

interface Part {
  sql: string;
  parameters: SqlValue[];
}

/** The groups asked for, as a table `x`. */
function listed({ planId, paths, level, gap, text, supervised }: GroupFilter): Part {
  const inside = withinPaths('r.path', paths);
  const like = text === null ? null : `%${text.replace(/[!%_]/g, '!$&')}%`;
  const lacks = gap === null ? null : lacking(supervised)[gap];
  const conditions: (Part | null)[] = [
    like === null
      ? null
      : { sql: "(x.name LIKE ? ESCAPE '!' OR x.placeName LIKE ? ESCAPE '!')", parameters: [like, like] },
    lacks,
  ];
  const also = conditions.filter((condition) => condition !== null);
  return {
    sql: `(${selectGroups} WHERE g.plan_id = ? AND g.closed_at IS NULL AND ${inside.sql}${level === null ? '' : ' AND g.level = ?'}) x
      WHERE 1 = 1${also.map(({ sql }) => ` AND ${sql}`).join('')}`,
    parameters: [
      planId,
      ...inside.parameters,
      ...(level === null ? [] : [level]),
      ...also.flatMap(({ parameters }) => parameters),
    ],
  };
}

function lacking(supervised: readonly string[]): Record<GroupGap, Part> {
  const isSupervised = supervised.length === 0 ? '1 = 0' : `x.kindKey IN (${supervised.map(() => '?').join(', ')})`;
  return {
    owner: { sql: 'x.ownerName IS NULL', parameters: [] },
    pusher: { sql: 'x.hasPusher = 0', parameters: [] },
    supervisor: { sql: `(x.hasSupervisor = 0 AND ${isSupervised})`, parameters: [...supervised] },
    built: { sql: 'x.builtOn IS NULL', parameters: [] },
    bound: { sql: 'x.opengid IS NULL', parameters: [] },
  };
}
