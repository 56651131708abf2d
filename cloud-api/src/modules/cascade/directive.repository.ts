import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import {
  anyOf,
  numberOrNull,
  type Queryable,
  type Row,
  type SqlValue,
  type Transaction,
} from '../../common/database/index.js';
import type {
  Content,
  ContentCheck,
  DirectiveRecord,
  Draft,
  Progress,
  Targets,
  VersionRecord,
} from './directive-records.js';
import type { DirectiveState } from './dto/directive.dto.js';

type DirectiveRow = Omit<DirectiveRecord, 'draft' | 'check'> & { draft: string; contentCheck: string | null };
type VersionRow = Omit<VersionRecord, 'content' | 'targets' | 'check'> & {
  content: string;
  targets: string;
  contentCheck: string | null;
};

const selectDirectives = `SELECT d.id, d.plan_id AS planId, d.region_id AS regionId, r.path AS regionPath, r.name AS regionName,
  d.state, d.revision, d.draft, d.content_check AS contentCheck, d.created_by AS createdBy, c.name AS createdByName,
  d.created_at AS createdAt, d.requested_by AS requestedBy, q.name AS requestedByName, d.requested_at AS requestedAt,
  d.returned_because AS returnedBecause, d.current_version_id AS currentVersionId, d.published_at AS publishedAt,
  d.recalled_at AS recalledAt, d.recall_reason AS recallReason
  FROM directives d JOIN regions r ON r.id = d.region_id JOIN people c ON c.id = d.created_by
  LEFT JOIN people q ON q.id = d.requested_by`;

const selectVersions = `SELECT v.id, v.directive_id AS directiveId, v.number, v.kind, v.severity, v.title, v.content, v.targets,
  v.hash, v.group_count AS groupCount, v.published_at AS publishedAt, p.name AS publishedByName, a.name AS approvedByName,
  v.content_check AS contentCheck, v.amend_reason AS amendReason, v.closed_at AS closedAt
  FROM directive_versions v JOIN people p ON p.id = v.published_by LEFT JOIN people a ON a.id = v.approved_by`;

/** The hops of versions with the places of their groups. */
const relaysAtPlaces = `relays x JOIN chat_groups g ON g.id = x.group_id JOIN regions gr ON gr.id = g.region_id`;

/** Where a page ended. */
export interface DirectivePlace {
  createdAt: number;
  id: string;
}

export interface DirectivePage {
  /** Directives of these places; and published ones that went to groups within them. */
  paths: readonly string[];
  state: DirectiveState | undefined;
  after: DirectivePlace | null;
  limit: number;
}

/** Every query on directives and their versions. */
@Injectable()
export class DirectiveRepository {
  async find(on: Queryable, id: string): Promise<DirectiveRecord | null> {
    const [row] = await on.query<DirectiveRow>(`${selectDirectives} WHERE d.id = ?`, [id]);
    return row ? toDirective(row) : null;
  }

  /** Holds the row until the end of the transaction, then reads it. */
  async lock(transaction: Transaction, id: string): Promise<DirectiveRecord | null> {
    await transaction.execute('UPDATE directives SET revision = revision WHERE id = ?', [id]);
    return this.find(transaction, id);
  }

  /** Newest first. What an office has not published yet is seen only where the office reaches. */
  async page(on: Queryable, { paths, state, after, limit }: DirectivePage): Promise<DirectiveRecord[]> {
    const own = withinPaths('r.path', paths);
    const reached = withinPaths('gr.path', paths);
    const conditions = [
      `(${own.sql} OR (d.published_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM ${relaysAtPlaces} WHERE x.version_id = d.current_version_id AND ${reached.sql})))`,
      ...(state === undefined ? [] : ['d.state = ?']),
      ...(after === null ? [] : ['(d.created_at < ? OR (d.created_at = ? AND d.id < ?))']),
    ];
    const rows = await on.query<DirectiveRow>(
      `${selectDirectives} WHERE ${conditions.join(' AND ')} ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}`,
      [
        ...own.parameters,
        ...reached.parameters,
        ...(state === undefined ? [] : [state]),
        ...(after === null ? [] : [after.createdAt, after.createdAt, after.id]),
      ],
    );
    return rows.map(toDirective);
  }

  /** Whether the version went to a group within the paths. */
  async reaches(on: Queryable, versionId: string, paths: readonly string[]): Promise<boolean> {
    const reached = withinPaths('gr.path', paths);
    const rows = await on.query(
      `SELECT x.id FROM ${relaysAtPlaces} WHERE x.version_id = ? AND ${reached.sql} LIMIT 1`,
      [versionId, ...reached.parameters],
    );
    return rows.length > 0;
  }

  async insert(transaction: Transaction, record: Row): Promise<void> {
    await transaction.insert('directives', [record]);
  }

  /** Writes the draft anew; the caller holds the row. */
  async change(transaction: Transaction, id: string, change: Row): Promise<void> {
    const columns = Object.keys(change);
    await transaction.execute(
      `UPDATE directives SET ${columns.map((column) => `${column} = ?`).join(', ')}, revision = revision + 1 WHERE id = ?`,
      [...columns.map((column) => change[column] as SqlValue), id],
    );
  }

  async remove(transaction: Transaction, id: string): Promise<void> {
    await transaction.execute('DELETE FROM directives WHERE id = ?', [id]);
  }

  async insertVersion(transaction: Transaction, version: Row): Promise<void> {
    await transaction.insert('directive_versions', [version]);
  }

  async closeVersion(transaction: Transaction, id: string, closedAt: number): Promise<void> {
    await transaction.execute('UPDATE directive_versions SET closed_at = ? WHERE id = ? AND closed_at IS NULL', [
      closedAt,
      id,
    ]);
  }

  async versions(on: Queryable, directiveId: string): Promise<VersionRecord[]> {
    const rows = await on.query<VersionRow>(`${selectVersions} WHERE v.directive_id = ? ORDER BY v.number DESC`, [
      directiveId,
    ]);
    return rows.map(toVersion);
  }

  /** The version of that number, the newest without one; null when there is none. */
  async version(on: Queryable, directiveId: string, number?: number): Promise<VersionRecord | null> {
    const [row] = await on.query<VersionRow>(
      `${selectVersions} WHERE v.directive_id = ?${number === undefined ? '' : ' AND v.number = ?'} ORDER BY v.number DESC LIMIT 1`,
      number === undefined ? [directiveId] : [directiveId, number],
    );
    return row ? toVersion(row) : null;
  }

  async versionsByIds(on: Queryable, ids: readonly string[]): Promise<Map<string, VersionRecord>> {
    const wanted = anyOf('v.id', [...new Set(ids)]);
    const rows = await on.query<VersionRow>(`${selectVersions} WHERE ${wanted.sql}`, wanted.parameters);
    return new Map(rows.map((row) => [row.id, toVersion(row)]));
  }

  /** Why a version is read no longer: what the next one says, or the recall. */
  async whyEnded(on: Queryable, directiveId: string, versionId: string): Promise<string | null> {
    const [row] = await on.query<{ reason: string | null }>(
      `SELECT COALESCE(n.amend_reason, d.recall_reason) AS reason
         FROM directive_versions v JOIN directives d ON d.id = v.directive_id
         LEFT JOIN directive_versions n ON n.directive_id = v.directive_id AND n.number = v.number + 1
        WHERE v.id = ? AND v.directive_id = ?`,
      [versionId, directiveId],
    );
    return row?.reason ?? null;
  }

  async progress(on: Queryable, versionIds: readonly string[], now: number): Promise<Map<string, Progress>> {
    const wanted = anyOf('version_id', versionIds);
    const rows = await on.query<Omit<Progress, 'groups'> & { versionId: string; total: number }>(
      `SELECT version_id AS versionId, COUNT(*) AS total, SUM(CASE WHEN proved_at IS NULL THEN 0 ELSE 1 END) AS proved,
              SUM(CASE WHEN pushed_at IS NULL AND proved_at IS NULL THEN 0 ELSE 1 END) AS pushed,
              SUM(CASE WHEN pushed_at IS NULL AND proved_at IS NULL AND attested_at IS NULL AND closed_at IS NULL
                        AND due_at < ? THEN 1 ELSE 0 END) AS late
         FROM relays WHERE ${wanted.sql} GROUP BY version_id`,
      [now, ...wanted.parameters],
    );
    return new Map(
      rows.map(({ versionId, total, proved, pushed, late }) => [
        versionId,
        { groups: Number(total), proved: Number(proved), pushed: Number(pushed), late: Number(late) },
      ]),
    );
  }

  /** A WeChat of the person; the last whose phone was verified. */
  async openidOf(on: Queryable, personId: string): Promise<string | null> {
    const [row] = await on.query<{ openid: string }>(
      'SELECT openid FROM wechat_accounts WHERE person_id = ? ORDER BY phone_verified_at DESC LIMIT 1',
      [personId],
    );
    return row?.openid ?? null;
  }
}

function toDirective({ draft, contentCheck, ...row }: DirectiveRow): DirectiveRecord {
  return {
    ...row,
    createdAt: Number(row.createdAt),
    requestedAt: numberOrNull(row.requestedAt),
    publishedAt: numberOrNull(row.publishedAt),
    recalledAt: numberOrNull(row.recalledAt),
    draft: JSON.parse(draft) as Draft,
    check: checkOf(contentCheck),
  };
}

function toVersion({ content, targets, contentCheck, ...row }: VersionRow): VersionRecord {
  return {
    ...row,
    publishedAt: Number(row.publishedAt),
    closedAt: numberOrNull(row.closedAt),
    content: JSON.parse(content) as Content,
    targets: JSON.parse(targets) as Targets,
    check: checkOf(contentCheck),
  };
}

function checkOf(text: string | null): ContentCheck | null {
  return text === null ? null : (JSON.parse(text) as ContentCheck);
}
