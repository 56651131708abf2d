import { Injectable } from '@nestjs/common';
import { anyOf, Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import type { VisitOutcome } from '../plans/index.js';
import type { VisitSource } from './visit.rules.js';

export interface StoredVisit {
  id: string;
  doorId: string;
  gridId: number;
  visitorId: string;
  startedAt: number;
  endedAt: number;
  receivedAt: number;
  outcome: VisitOutcome;
  faceToFace: boolean;
  topics: string[];
  presentResidentIds: string[];
  presentOthers: number;
  companions: { name: string; role: string; personId?: string }[];
  materials: string[];
  app: { installed: number; realName: number; warningOn: number } | null;
  groupJoined: boolean | null;
  questions: string | null;
  note: string | null;
  callBack: string | null;
  awayContact: string | null;
  nextAttemptOn: string | null;
  photoIds: string[];
  latitudeE6: number | null;
  longitudeE6: number | null;
  accuracyMetres: number | null;
  version: number;
  voided: boolean;
  source: VisitSource;
  enteredBy: string | null;
  visitorName: string;
  enteredByName: string | null;
}

export interface CountedVisitRow {
  id: string;
  doorId: string;
  visitorId: string;
  startedAt: number;
  outcome: VisitOutcome;
  faceToFace: number;
  topics: string;
  presentResidentIds: string;
  presentOthers: number;
  companions: string;
  nextAttemptOn: string | null;
}

const jsonColumns = ['topics', 'presentResidentIds', 'companions', 'materials', 'app', 'photoIds'] as const;

/** Every query on visits. */
@Injectable()
export class VisitRepository {
  constructor(private readonly database: Database) {}

  async insert(transaction: Transaction, rows: Row[]): Promise<void> {
    await transaction.insert('visits', rows);
  }

  /** What counting needs of all visits to the doors that were not voided, oldest first. */
  async counted(on: Queryable, doorIds: readonly string[]): Promise<CountedVisitRow[]> {
    const doors = anyOf('door_id', doorIds);
    return on.query<CountedVisitRow>(
      `SELECT id, door_id AS doorId, visitor_id AS visitorId, started_at AS startedAt, outcome, face_to_face AS faceToFace, topics,
              present_resident_ids AS presentResidentIds, present_others AS presentOthers, companions,
              next_attempt_on AS nextAttemptOn
         FROM visits WHERE voided = ? AND ${doors.sql} ORDER BY started_at, id`,
      [0, ...doors.parameters],
    );
  }

  async byIds(on: Queryable, ids: readonly string[]): Promise<StoredVisit[]> {
    const visits = anyOf('v.id', ids);
    return this.select(on, `${visits.sql} ORDER BY v.started_at DESC, v.id DESC`, visits.parameters);
  }

  /** All visits to one door that were not voided, newest first. */
  async ofDoor(on: Queryable, doorId: string): Promise<StoredVisit[]> {
    return this.select(on, 'v.door_id = ? AND v.voided = ? ORDER BY v.started_at DESC, v.id DESC LIMIT 200', [
      doorId,
      0,
    ]);
  }

  /** The visits that began in the period (`until` excluded) and stand, oldest first. */
  async between(on: Queryable, doorIds: readonly string[], from: number, until: number): Promise<StoredVisit[]> {
    const doors = anyOf('v.door_id', doorIds);
    return this.select(
      on,
      `${doors.sql} AND v.voided = ? AND v.started_at >= ? AND v.started_at < ? ORDER BY v.started_at, v.id`,
      [...doors.parameters, 0, from, until],
    );
  }

  /** The newest visits of each door, at most `each` of one. */
  async latest(on: Queryable, doorIds: readonly string[], each: number): Promise<Map<string, LatestVisit[]>> {
    const doors = anyOf('v.door_id', doorIds);
    const rows = await on.query<LatestVisit & { doorId: string }>(
      `SELECT id, doorId, startedAt, outcome, faceToFace, version, visitorName, source, enteredByName FROM (
         SELECT v.id, v.door_id AS doorId, v.started_at AS startedAt, v.outcome, v.face_to_face AS faceToFace, v.version,
                p.name AS visitorName, v.source, e.name AS enteredByName,
                ROW_NUMBER() OVER (PARTITION BY v.door_id ORDER BY v.started_at DESC, v.id DESC) AS place
           FROM visits v JOIN people p ON p.id = v.visitor_id LEFT JOIN people e ON e.id = v.entered_by
          WHERE v.voided = ? AND ${doors.sql}) ranked
        WHERE place <= ? ORDER BY doorId, startedAt DESC, id DESC`,
      [0, ...doors.parameters, each],
    );
    const latest = new Map<string, LatestVisit[]>();
    for (const { doorId, ...row } of rows) {
      const visit = { ...row, startedAt: Number(row.startedAt), faceToFace: Boolean(row.faceToFace) };
      const visits = latest.get(doorId);
      if (visits) visits.push(visit);
      else latest.set(doorId, [visit]);
    }
    return latest;
  }

  /** Compare-and-set on the version; false when it was corrected meanwhile. */
  async change(transaction: Transaction, visit: { id: string; version: number }, columns: Row): Promise<boolean> {
    const names = Object.keys(columns);
    const changed = await transaction.execute(
      `UPDATE visits SET ${names.map((name) => `${name} = ?, `).join('')}version = version + 1 WHERE id = ? AND version = ?`,
      [...names.map((name) => columns[name]!), visit.id, visit.version],
    );
    return changed === 1;
  }

  /** Doors that a person visited, as visitor, in the order of their ids: a late training may make them count. */
  async doorsVisitedBy(personId: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ doorId: string }>(
      `SELECT DISTINCT door_id AS doorId FROM visits WHERE (visitor_id = ? OR companions LIKE ?) AND door_id > ?
        ORDER BY door_id LIMIT ${limit}`,
      [personId, `%"personId":"${personId}"%`, after],
    );
    return rows.map((row) => row.doorId);
  }

  /** The log's account of one visit: when it was logged, corrected, voided, by whom and why. */
  async history(
    visitId: string,
  ): Promise<{ type: string; at: number; byName: string | null; personal: string | null }[]> {
    return this.database.query(
      `SELECT e.type, e.recorded_at AS at, p.name AS byName, e.personal FROM events e LEFT JOIN people p ON p.id = e.actor_id
        WHERE e.subject_kind = 'visit' AND e.subject_id = ? ORDER BY e.recorded_at, e.id`,
      [visitId],
    );
  }

  private async select(
    on: Queryable,
    condition: string,
    parameters: Parameters<Queryable['query']>[1],
  ): Promise<StoredVisit[]> {
    const rows = await on.query<Record<string, unknown>>(
      `SELECT v.id, v.door_id AS doorId, v.grid_id AS gridId, v.visitor_id AS visitorId, v.started_at AS startedAt,
              v.ended_at AS endedAt, v.received_at AS receivedAt, v.outcome, v.face_to_face AS faceToFace, v.topics,
              v.present_resident_ids AS presentResidentIds, v.present_others AS presentOthers, v.companions, v.materials, v.app,
              v.group_joined AS groupJoined, v.questions, v.note, v.call_back AS callBack, v.away_contact AS awayContact,
              v.next_attempt_on AS nextAttemptOn, v.photo_ids AS photoIds, v.latitude_e6 AS latitudeE6,
              v.longitude_e6 AS longitudeE6, v.accuracy_metres AS accuracyMetres, v.version, v.voided, v.source,
              v.entered_by AS enteredBy, p.name AS visitorName, e.name AS enteredByName
         FROM visits v JOIN people p ON p.id = v.visitor_id LEFT JOIN people e ON e.id = v.entered_by WHERE ${condition}`,
      parameters,
    );
    return rows.map(fromRow);
  }
}

export interface LatestVisit {
  id: string;
  startedAt: number;
  outcome: VisitOutcome;
  faceToFace: boolean;
  version: number;
  visitorName: string;
  source: VisitSource;
  enteredByName: string | null;
}

function fromRow(row: Record<string, unknown>): StoredVisit {
  const visit = { ...row };
  for (const column of jsonColumns) visit[column] = JSON.parse((row[column] as string | null) ?? 'null');
  for (const column of ['startedAt', 'endedAt', 'receivedAt']) visit[column] = Number(row[column]);
  visit.faceToFace = Boolean(row.faceToFace);
  visit.voided = Boolean(row.voided);
  visit.groupJoined = row.groupJoined === null ? null : Boolean(row.groupJoined);
  return visit as unknown as StoredVisit;
}
