import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import {
  numberOrNull,
  type Queryable,
  type Row,
  type SqlValue,
  type Transaction,
} from '../../common/database/index.js';
import type { FraudType } from '../plans/index.js';
import type { ScamReportState } from './dto/scam-report.dto.js';

export interface ReportRecord {
  id: string;
  personId: string;
  reporterName: string;
  regionId: number;
  path: string;
  placeName: string;
  directiveId: string | null;
  directiveTitle: string | null;
  fraudType: FraudType;
  /** Encrypted, as the phone is. */
  story: string;
  phoneCipher: string | null;
  photoIds: string[];
  state: ScamReportState;
  createdAt: number;
  handledByName: string | null;
  handledAt: number | null;
  note: string | null;
}

type ReportRow = Omit<ReportRecord, 'photoIds' | 'createdAt' | 'handledAt' | 'placeName'> & {
  photoIds: string;
  createdAt: number | string;
  handledAt: number | string | null;
  name: string;
  /** Of the place above, where the place is one of many of its name. */
  above: string | null;
};

export interface ReportPage {
  path: string;
  state: ScamReportState | undefined;
  /** The last one of the page before. */
  after: ReportRecord | null;
  limit: number;
}

const selectReports = `SELECT s.id, s.person_id AS personId, p.name AS reporterName, s.region_id AS regionId, r.path,
    r.name, CASE WHEN r.code IS NULL THEN u.name END AS above, s.directive_id AS directiveId, v.title AS directiveTitle,
    s.fraud_type AS fraudType, s.story, s.phone_cipher AS phoneCipher, s.photo_ids AS photoIds, s.state,
    s.created_at AS createdAt, h.name AS handledByName, s.handled_at AS handledAt, s.note
  FROM scam_reports s
  JOIN people p ON p.id = s.person_id
  JOIN regions r ON r.id = s.region_id
  LEFT JOIN regions u ON u.id = r.parent_id
  LEFT JOIN people h ON h.id = s.handled_by
  LEFT JOIN directives d ON d.id = s.directive_id
  LEFT JOIN directive_versions v ON v.id = d.current_version_id`;

/** Every query on what people tell back. */
@Injectable()
export class ScamReportRepository {
  async find(on: Queryable, id: string): Promise<ReportRecord | null> {
    const [row] = await on.query<ReportRow>(`${selectReports} WHERE s.id = ?`, [id]);
    return row ? toRecord(row) : null;
  }

  async ofPerson(on: Queryable, personId: string, limit: number): Promise<ReportRecord[]> {
    const rows = await on.query<ReportRow>(
      `${selectReports} WHERE s.person_id = ? ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`,
      [personId],
    );
    return rows.map(toRecord);
  }

  /** Newest first. */
  async page(on: Queryable, { path, state, after, limit }: ReportPage): Promise<ReportRecord[]> {
    const place = withinPaths('r.path', [path]);
    const conditions = [
      place.sql,
      ...(state === undefined ? [] : ['s.state = ?']),
      ...(after === null ? [] : ['(s.created_at < ? OR (s.created_at = ? AND s.id < ?))']),
    ];
    const parameters: SqlValue[] = [
      ...place.parameters,
      ...(state === undefined ? [] : [state]),
      ...(after === null ? [] : [after.createdAt, after.createdAt, after.id]),
    ];
    const rows = await on.query<ReportRow>(
      `${selectReports} WHERE ${conditions.join(' AND ')} ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`,
      parameters,
    );
    return rows.map(toRecord);
  }

  async countNew(on: Queryable, path: string): Promise<number> {
    const place = withinPaths('r.path', [path]);
    const [row] = await on.query<{ open: number | string }>(
      `SELECT COUNT(*) AS open FROM scam_reports s JOIN regions r ON r.id = s.region_id
        WHERE s.state = 'new' AND ${place.sql}`,
      place.parameters,
    );
    return Number(row!.open);
  }

  async countSince(on: Queryable, personId: string, since: number): Promise<number> {
    const [row] = await on.query<{ made: number | string }>(
      'SELECT COUNT(*) AS made FROM scam_reports WHERE person_id = ? AND created_at > ?',
      [personId, since],
    );
    return Number(row!.made);
  }

  async insert(transaction: Transaction, report: Row): Promise<void> {
    await transaction.insert('scam_reports', [report]);
  }

  /** Whether it was still new. */
  async handle(transaction: Transaction, id: string, by: string, at: number, note: string): Promise<boolean> {
    const found = await transaction.execute(
      "UPDATE scam_reports SET state = 'handled', handled_by = ?, handled_at = ?, note = ? WHERE id = ? AND state = 'new'",
      [by, at, note, id],
    );
    return found === 1;
  }

  /** The grid in which a resident's door stands. */
  async gridOf(on: Queryable, residentId: string): Promise<number | null> {
    const [row] = await on.query<{ gridId: number }>(
      'SELECT d.grid_id AS gridId FROM residents s JOIN doors d ON d.id = s.door_id WHERE s.id = ?',
      [residentId],
    );
    return row?.gridId ?? null;
  }

  /** Where somebody held a post last, of whom nothing else is known. */
  async lastPlaceOf(on: Queryable, personId: string): Promise<number | null> {
    const [row] = await on.query<{ regionId: number }>(
      'SELECT region_id AS regionId FROM posts WHERE person_id = ? ORDER BY created_at DESC, id DESC LIMIT 1',
      [personId],
    );
    return row?.regionId ?? null;
  }
}

function toRecord({ name, above, photoIds, createdAt, handledAt, ...row }: ReportRow): ReportRecord {
  return {
    ...row,
    placeName: above === null ? name : `${above} ${name}`,
    photoIds: JSON.parse(photoIds) as string[],
    createdAt: Number(createdAt),
    handledAt: numberOrNull(handledAt),
  };
}
