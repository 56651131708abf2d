import { Injectable } from '@nestjs/common';
import { anyOf, placeholders, type Queryable, type SqlValue, type Transaction } from '../../common/database/index.js';
import type { DirectiveKind } from '../cascade/index.js';
import type { FraudType, ResidentTag, Severity } from '../plans/index.js';
import type { Level } from '../regions/index.js';
import type { Candidate, Reader, Reading, WarningClip, WarningRecord } from './warning-records.js';

/** Behind every version id. */
const end = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** Up to so many groups each is asked for its newest; beyond, the newest are asked whether they came to one of them. */
const askedOneByOne = 40;

interface CandidateRow {
  versionId: string;
  directiveId: string;
  kind: DirectiveKind;
  targets: string;
  publishedAt: number | string;
  currentVersionId: string | null;
  recalledAt: number | string | null;
  part: number | string | null;
}

interface WarningRow {
  id: string;
  directiveId: string;
  number: number;
  kind: DirectiveKind;
  severity: Severity;
  title: string;
  content: string;
  targets: string;
  publishedAt: number | string;
  amendReason: string | null;
  recalledAt: number | string | null;
  recallReason: string | null;
  regionName: string;
  regionLevel: Level;
  regionPath: string;
}

const selectWarnings = `SELECT v.id, v.directive_id AS directiveId, v.number, v.kind, v.severity, v.title, v.content,
    v.targets, v.published_at AS publishedAt, v.amend_reason AS amendReason, d.recalled_at AS recalledAt,
    d.recall_reason AS recallReason, g.name AS regionName, g.level AS regionLevel, g.path AS regionPath
  FROM directive_versions v JOIN directives d ON d.id = v.directive_id JOIN regions g ON g.id = d.region_id`;

const candidateColumns = `v.id AS versionId, v.directive_id AS directiveId, v.kind, v.targets,
    v.published_at AS publishedAt, d.current_version_id AS currentVersionId, d.recalled_at AS recalledAt`;

/** Every query on warnings as people read them. Nothing is kept per villager: their groups' relays are their feed. */
@Injectable()
export class WarningRepository {
  /**
   * The newest versions older than `before` that came to the reader's groups: all there are in between, so that the last
   * one's id is where the next page goes on. Fewer than `limit` only at the end.
   */
  async candidates(on: Queryable, reader: Reader, before: string | null, limit: number): Promise<Candidate[]> {
    const groups = reader.parts.length + reader.reads.length;
    if (groups === 0) return [];
    const rows =
      groups <= askedOneByOne
        ? await this.newestOfEach(on, reader, before ?? end, limit)
        : await this.newestOfAll(on, reader, before ?? end, limit);
    return rows.map(toCandidate);
  }

  /** How the version comes to the reader: `part` 1 by a group in which they have one, 0 otherwise; null when it does not. */
  async wayTo(on: Queryable, reader: Reader, versionId: string): Promise<0 | 1 | null> {
    for (const [groups, part] of [[reader.parts, 1] as const, [reader.reads, 0] as const]) {
      const wanted = anyOf('group_id', groups);
      const rows = await on.query(`SELECT id FROM relays WHERE version_id = ? AND ${wanted.sql} LIMIT 1`, [
        versionId,
        ...wanted.parameters,
      ]);
      if (rows.length > 0) return part;
    }
    return null;
  }

  async versions(on: Queryable, ids: readonly string[]): Promise<Map<string, WarningRecord>> {
    if (ids.length === 0) return new Map();
    const wanted = anyOf('v.id', ids);
    const rows = await on.query<WarningRow>(`${selectWarnings} WHERE ${wanted.sql}`, wanted.parameters);
    return new Map(rows.map((row) => [row.id, toWarning(row)]));
  }

  /** The version that people read today; null before there is one. */
  async current(on: Queryable, directiveId: string): Promise<WarningRecord | null> {
    const [row] = await on.query<WarningRow>(`${selectWarnings} WHERE d.id = ? AND v.id = d.current_version_id`, [
      directiveId,
    ]);
    return row ? toWarning(row) : null;
  }

  /** What a card leads to today, and whether it was made for an earlier version. */
  async ofCard(on: Queryable, relayId: string): Promise<{ warning: WarningRecord; newer: boolean } | null> {
    const [relay] = await on.query<{ versionId: string; directiveId: string }>(
      `SELECT r.version_id AS versionId, v.directive_id AS directiveId
         FROM relays r JOIN directive_versions v ON v.id = r.version_id WHERE r.id = ?`,
      [relayId],
    );
    const warning = relay ? await this.current(on, relay.directiveId) : null;
    return warning && { warning, newer: warning.id !== relay!.versionId };
  }

  async readings(on: Queryable, personId: string, directiveIds: readonly string[]): Promise<Map<string, Reading>> {
    if (directiveIds.length === 0) return new Map();
    const wanted = anyOf('directive_id', directiveIds);
    const rows = await on.query<{
      directiveId: string;
      openedAt: number | string;
      playedAt: number | string | null;
      helpfulAt: number | string | null;
    }>(
      `SELECT directive_id AS directiveId, opened_at AS openedAt, played_at AS playedAt, helpful_at AS helpfulAt
         FROM warning_readings WHERE person_id = ? AND ${wanted.sql}`,
      [personId, ...wanted.parameters],
    );
    return new Map(
      rows.map(({ directiveId, openedAt, playedAt, helpfulAt }) => [
        directiveId,
        { openedAt: Number(openedAt), playedAt: numberOrNull(playedAt), helpfulAt: numberOrNull(helpfulAt) },
      ]),
    );
  }

  /** Writes all of a reading; the caller holds the person's row. */
  async keepReading(transaction: Transaction, personId: string, directiveId: string, reading: Reading): Promise<void> {
    await transaction.upsert(
      'warning_readings',
      [
        {
          person_id: personId,
          directive_id: directiveId,
          opened_at: reading.openedAt,
          played_at: reading.playedAt,
          helpful_at: reading.helpfulAt,
        },
      ],
      ['person_id', 'directive_id'],
      { set: ['opened_at', 'played_at', 'helpful_at'] },
    );
  }

  /** Two taps of one person go one after another. */
  async holdPerson(transaction: Transaction, personId: string): Promise<void> {
    await transaction.execute('UPDATE people SET created_at = created_at WHERE id = ?', [personId]);
  }

  /** The open groups at these very places, whose warnings whoever works there reads as well. */
  async groupsAt(on: Queryable, regionIds: readonly number[]): Promise<string[]> {
    const places = anyOf('region_id', regionIds);
    const rows = await on.query<{ id: string }>(
      `SELECT id FROM chat_groups WHERE ${places.sql} AND closed_at IS NULL`,
      places.parameters,
    );
    return rows.map(({ id }) => id);
  }

  async tagsOf(on: Queryable, residentId: string): Promise<ResidentTag[]> {
    const [row] = await on.query<{ tags: string }>('SELECT tags FROM residents WHERE id = ?', [residentId]);
    return row ? (JSON.parse(row.tags) as ResidentTag[]) : [];
  }

  /** A few entries of each group's index, merged: the cost does not grow with how many warnings there are. */
  private newestOfEach(on: Queryable, { parts, reads }: Reader, before: string, limit: number) {
    const newest = (part: 0 | 1, index: number) =>
      `SELECT * FROM (SELECT version_id, ${part} AS part FROM relays WHERE group_id = ? AND version_id < ?
        ORDER BY version_id DESC LIMIT ${limit}) g${part}_${index}`;
    const each = [...parts.map((_, index) => newest(1, index)), ...reads.map((_, index) => newest(0, index))];
    return on.query<CandidateRow>(
      `SELECT ${candidateColumns}, c.part
         FROM (SELECT version_id, MAX(part) AS part FROM (${each.join(' UNION ALL ')}) u
                GROUP BY version_id ORDER BY version_id DESC LIMIT ${limit}) c
         JOIN directive_versions v ON v.id = c.version_id JOIN directives d ON d.id = v.directive_id
        ORDER BY c.version_id DESC`,
      [...parts, ...reads].flatMap((groupId) => [groupId, before]),
    );
  }

  /** For whoever looks over many groups nearly all that is sent reaches one of them. */
  private async newestOfAll(on: Queryable, { parts, reads }: Reader, before: string, limit: number) {
    const [byPart, byPlace] = [cameTo(parts), cameTo(reads)];
    const plans = anyOf('d.plan_id', await this.plansOf(on, [...parts, ...reads]));
    return on.query<CandidateRow>(
      `SELECT * FROM (
         SELECT ${candidateColumns}, COALESCE(${byPart.sql}, ${byPlace.sql.replace('SELECT 1', 'SELECT 0')}) AS part
           FROM directive_versions v JOIN directives d ON d.id = v.directive_id
          WHERE v.id < ? AND ${plans.sql}) c
        WHERE part IS NOT NULL ORDER BY versionId DESC LIMIT ${limit}`,
      [...byPart.parameters, ...byPlace.parameters, before, ...plans.parameters],
    );
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

/** 1 when the version came to one of the groups. A scalar, which no optimizer turns into a walk over all relays. */
function cameTo(groupIds: readonly string[]): { sql: string; parameters: SqlValue[] } {
  if (groupIds.length === 0) return { sql: '(SELECT 1 FROM relays WHERE 1 = 0)', parameters: [] };
  return {
    sql: `(SELECT 1 FROM relays r WHERE r.version_id = v.id AND r.group_id IN (${placeholders(groupIds.length)}) LIMIT 1)`,
    parameters: [...groupIds],
  };
}

function toCandidate({ currentVersionId, recalledAt, targets, part, ...row }: CandidateRow): Candidate {
  return {
    versionId: row.versionId,
    directiveId: row.directiveId,
    kind: row.kind,
    audiences: audiencesOf(targets),
    publishedAt: Number(row.publishedAt),
    isCurrent: row.versionId === currentVersionId,
    recalledAt: numberOrNull(recalledAt),
    byPart: Number(part) === 1,
  };
}

function toWarning({ content, targets, regionName, regionLevel, regionPath, ...row }: WarningRow): WarningRecord {
  const { body, fraudType, photoIds, clip } = JSON.parse(content) as {
    body: string;
    fraudType: FraudType | null;
    photoIds: string[];
    clip: WarningClip | null;
  };
  return {
    ...row,
    body,
    fraudType,
    photoIds,
    clip,
    audiences: audiencesOf(targets),
    publishedAt: Number(row.publishedAt),
    recalledAt: numberOrNull(row.recalledAt),
    region: { name: regionName, level: regionLevel, path: regionPath },
  };
}

function audiencesOf(targets: string): ResidentTag[] {
  return (JSON.parse(targets) as { audiences: ResidentTag[] }).audiences;
}

function numberOrNull(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}
