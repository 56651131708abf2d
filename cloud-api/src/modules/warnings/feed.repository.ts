import { Injectable } from '@nestjs/common';
import { anyOf, numberOrNull, placeholders, type Queryable, type SqlValue } from '../../common/database/index.js';
import type { Level } from '../regions/index.js';
import type { FeedEntry, Reader } from './warning-records.js';

/** Behind every version id. */
const end = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** Up to so many groups each is asked for its newest; beyond, the newest are asked whether they came to one of them. */
const askedOneByOne = 40;

interface EntryRow {
  versionId: string;
  part: number | string;
  isCurrent: number | string;
  recalledAt: number | string | null;
  recallReason: string | null;
  regionName: string;
  regionLevel: Level;
  openedAt: number | string | null;
  helpfulAt: number | string | null;
}

/** Many rows, so only what is shown of them. */
const entryColumns = `c.version_id AS versionId, c.part,
  CASE WHEN d.current_version_id = c.version_id THEN 1 ELSE 0 END AS isCurrent, d.recalled_at AS recalledAt,
  d.recall_reason AS recallReason, g.name AS regionName, g.level AS regionLevel, w.opened_at AS openedAt,
  w.helpful_at AS helpfulAt`;
const entryTables = `JOIN directive_versions v ON v.id = c.version_id
  JOIN directives d ON d.id = v.directive_id
  JOIN regions g ON g.id = d.region_id
  LEFT JOIN warning_readings w ON w.person_id = ? AND w.directive_id = d.id`;

/** Feeds. Nothing is kept per villager: the relays of their groups are their feed. */
@Injectable()
export class FeedRepository {
  /**
   * The newest versions older than `before` that came to the reader's groups: all there are in between, so that the last
   * one's id is where the next page goes on. Fewer than `limit` only at the end.
   */
  async entries(on: Queryable, reader: Reader, before: string | null, limit: number): Promise<FeedEntry[]> {
    const groups = reader.parts.length + reader.reads.length;
    if (groups === 0) return [];
    const found =
      groups <= askedOneByOne
        ? newestOfEach(reader, before ?? end, limit)
        : newestOfAll(reader, await this.plansOf(on, [...reader.parts, ...reader.reads]), before ?? end, limit);
    const rows = await on.query<EntryRow>(
      `SELECT ${entryColumns} FROM (${found.sql}) c ${entryTables} ORDER BY c.version_id DESC`,
      [...found.parameters, reader.personId],
    );
    return rows.map(toEntry);
  }

  private async plansOf(on: Queryable, groupIds: readonly string[]): Promise<string[]> {
    const wanted = anyOf('id', groupIds);
    const rows = await on.query<{ planId: string }>(
      `SELECT DISTINCT plan_id AS planId FROM chat_groups WHERE ${wanted.sql}`,
      wanted.parameters,
    );
    return rows.map(({ planId }) => planId);
  }
}

function toEntry(row: EntryRow): FeedEntry {
  const { versionId, openedAt, recallReason } = row;
  return {
    versionId,
    isCurrent: Number(row.isCurrent) === 1,
    byPart: Number(row.part) === 1,
    recalledAt: numberOrNull(row.recalledAt),
    recallReason,
    region: { name: row.regionName, level: row.regionLevel },
    reading: openedAt === null ? undefined : { openedAt: Number(openedAt), helpfulAt: numberOrNull(row.helpfulAt) },
  };
}

interface Sql {
  sql: string;
  parameters: SqlValue[];
}

/** A few entries of each group's index, merged: the cost does not grow with how many warnings there are. */
function newestOfEach({ parts, reads }: Reader, before: string, limit: number): Sql {
  const newest = (part: 0 | 1) =>
    `SELECT version_id, ${part} AS part FROM relays WHERE group_id = ? AND version_id < ?
      ORDER BY version_id DESC LIMIT ${limit}`;
  const each = [...parts.map(() => newest(1)), ...reads.map(() => newest(0))];
  const all = each.map((sql, index) => `SELECT * FROM (${sql}) g${index}`).join(' UNION ALL ');
  const merged = `SELECT version_id, MAX(part) AS part FROM (${all}) u
    GROUP BY version_id ORDER BY version_id DESC LIMIT ${limit}`;
  return {
    // Most villagers are in one group.
    sql: each.length === 1 ? each[0]! : merged,
    parameters: [...parts, ...reads].flatMap((groupId) => [groupId, before]),
  };
}

/** For whoever looks over many groups nearly all that is sent reaches one of them. */
function newestOfAll({ parts, reads }: Reader, planIds: readonly string[], before: string, limit: number): Sql {
  const [byPart, byPlace] = [cameTo(1, parts), cameTo(0, reads)];
  const plans = anyOf('dd.plan_id', planIds);
  return {
    sql: `SELECT version_id, part FROM (
            SELECT vv.id AS version_id, COALESCE(${byPart.sql}, ${byPlace.sql}) AS part
              FROM directive_versions vv JOIN directives dd ON dd.id = vv.directive_id
             WHERE vv.id < ? AND ${plans.sql}) a
           WHERE part IS NOT NULL ORDER BY version_id DESC LIMIT ${limit}`,
    parameters: [...byPart.parameters, ...byPlace.parameters, before, ...plans.parameters],
  };
}

/** `part` when the version came to one of the groups. A scalar, which no optimizer turns into a walk over all relays. */
function cameTo(part: 0 | 1, groupIds: readonly string[]): Sql {
  if (groupIds.length === 0) return { sql: 'NULL', parameters: [] };
  return {
    sql: `(SELECT ${part} FROM relays r WHERE r.version_id = vv.id AND r.group_id IN (${placeholders(groupIds.length)}) LIMIT 1)`,
    parameters: [...groupIds],
  };
}
