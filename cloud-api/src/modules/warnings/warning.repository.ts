import { Injectable } from '@nestjs/common';
import { anyOf, numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';
import type { DirectiveKind } from '../cascade/index.js';
import type { FraudType, ResidentTag, Severity } from '../plans/index.js';
import type { Level } from '../regions/index.js';
import type {
  DirectiveStanding,
  Reader,
  Reading,
  WarningClip,
  WarningRecord,
  WarningVersion,
} from './warning-records.js';

interface VersionRow {
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
}

interface StandingRow {
  currentVersionId: string | null;
  recalledAt: number | string | null;
  recallReason: string | null;
  regionName: string;
  regionLevel: Level;
  regionPath: string;
}

interface ReadingRow {
  openedAt: number | string | null;
  playedAt: number | string | null;
  helpfulAt: number | string | null;
}

const versionColumns = `v.id, v.directive_id AS directiveId, v.number, v.kind, v.severity, v.title, v.content, v.targets,
  v.published_at AS publishedAt, v.amend_reason AS amendReason`;

/** Of a directive `d` and its region `g`. */
const standingColumns = `d.current_version_id AS currentVersionId, d.recalled_at AS recalledAt,
  d.recall_reason AS recallReason, g.name AS regionName, g.level AS regionLevel, g.path AS regionPath`;

const selectWarnings = `SELECT ${versionColumns}, ${standingColumns}
  FROM directive_versions v JOIN directives d ON d.id = v.directive_id JOIN regions g ON g.id = d.region_id`;

/** Queries on single warnings, on what people did with them, and on who they are. */
@Injectable()
export class WarningRepository {
  async versions(on: Queryable, ids: readonly string[]): Promise<WarningVersion[]> {
    if (ids.length === 0) return [];
    const wanted = anyOf('v.id', ids);
    const rows = await on.query<VersionRow>(
      `SELECT ${versionColumns} FROM directive_versions v WHERE ${wanted.sql}`,
      wanted.parameters,
    );
    return rows.map(toVersion);
  }

  /** A version, whether people read it today or not. */
  async version(on: Queryable, id: string): Promise<WarningRecord | null> {
    const [row] = await on.query<VersionRow & StandingRow>(`${selectWarnings} WHERE v.id = ?`, [id]);
    return row ? { ...toVersion(row), ...toStanding(row) } : null;
  }

  /** The version that people read today; null before there is one. */
  async current(on: Queryable, directiveId: string): Promise<WarningRecord | null> {
    const [row] = await on.query<VersionRow & StandingRow>(
      `${selectWarnings} WHERE d.id = ? AND v.id = d.current_version_id`,
      [directiveId],
    );
    return row ? { ...toVersion(row), ...toStanding(row) } : null;
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

  /** How the version comes to the reader: `part` by a group in which they have one, `place` by another; null when not at all. */
  async wayTo(on: Queryable, { parts, reads }: Reader, versionId: string): Promise<'part' | 'place' | null> {
    for (const [groups, way] of [[parts, 'part'] as const, [reads, 'place'] as const]) {
      const wanted = anyOf('group_id', groups);
      const rows = await on.query(`SELECT id FROM relays WHERE version_id = ? AND ${wanted.sql} LIMIT 1`, [
        versionId,
        ...wanted.parameters,
      ]);
      if (rows.length > 0) return way;
    }
    return null;
  }

  async reading(on: Queryable, personId: string, directiveId: string): Promise<Reading | undefined> {
    const [row] = await on.query<ReadingRow>(
      `SELECT opened_at AS openedAt, played_at AS playedAt, helpful_at AS helpfulAt
         FROM warning_readings WHERE person_id = ? AND directive_id = ?`,
      [personId, directiveId],
    );
    return row && toReading(row);
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

  /** Two taps of one person go one after another, and two reports. */
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
}

function toStanding(row: StandingRow): DirectiveStanding {
  return {
    currentVersionId: row.currentVersionId,
    recalledAt: numberOrNull(row.recalledAt),
    recallReason: row.recallReason,
    region: { name: row.regionName, level: row.regionLevel, path: row.regionPath },
  };
}

/** Undefined where there is no row. */
function toReading({ openedAt, playedAt, helpfulAt }: ReadingRow): Reading | undefined {
  if (openedAt === null) return undefined;
  return { openedAt: Number(openedAt), playedAt: numberOrNull(playedAt), helpfulAt: numberOrNull(helpfulAt) };
}

function toVersion({ content, targets, ...row }: VersionRow): WarningVersion {
  const { body, fraudType, photoIds, clip } = JSON.parse(content) as {
    body: string;
    fraudType: FraudType | null;
    photoIds: string[];
    clip: WarningClip | null;
  };
  const { audiences } = JSON.parse(targets) as { audiences: ResidentTag[] };
  const { id, directiveId, number, kind, severity, title, amendReason } = row;
  const read = { title, body, fraudType, photoIds, clip, amendReason };
  return { id, directiveId, number, kind, severity, ...read, audiences, publishedAt: Number(row.publishedAt) };
}
