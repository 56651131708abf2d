import { v7 as uuid7 } from 'uuid';
import { canonicalHash, canonicalJson, sha256Hex } from '../src/common/crypto/index.js';
import { randomBytes } from 'node:crypto';
import type { Row } from '../src/common/database/index.js';
import type { FreshDoor } from './stand.js';

const minuteMs = 60_000;

/** A visit as a phone sends it: met, taught face to face, counting. */
export function visitCommand(door: Pick<FreshDoor, 'id' | 'residentId'>) {
  const startedAt = Date.now() - 30 * minuteMs;
  return {
    id: uuid7(),
    kind: 'visit.log',
    schema: 1,
    happenedAt: startedAt,
    payload: {
      doorId: door.id,
      outcome: 'met',
      startedAt,
      endedAt: startedAt + 12 * minuteMs,
      presentResidentIds: [door.residentId],
      faceToFace: true,
      topics: ['fake_rebate', 'fake_police'],
      materials: ['leaflet'],
      app: { installed: 2, realName: 2, warningOn: 1 },
      groupJoined: true,
      location: { latitude: 30.691234, longitude: 118.412345, accuracy: 15 },
    },
  };
}

/** Every row that the API writes for such a visit, for a writer that does nothing but write them. */
export interface VisitRows {
  command: Row;
  visit: Row;
  event: Row;
  progress: Row;
  counters: Row[];
  gridId: number;
  doorId: string;
}

export function visitRows(door: FreshDoor, actorId: string): VisitRows {
  const command = visitCommand(door);
  const { id, payload } = command;
  const hash = canonicalHash(command);
  const receivedAt = Date.now();
  const personal = canonicalJson(command);
  const salt = randomBytes(16).toString('hex');
  return {
    gridId: door.gridId,
    doorId: door.id,
    command: {
      id,
      hash,
      kind: command.kind,
      actor_id: actorId,
      state: 'stored',
      reason: null,
      record_version: 1,
      received_at: receivedAt,
    },
    visit: {
      id,
      door_id: door.id,
      grid_id: door.gridId,
      visitor_id: actorId,
      received_at: receivedAt,
      face_to_face: 1,
      topics: JSON.stringify(payload.topics),
      present_resident_ids: JSON.stringify(payload.presentResidentIds),
      present_others: 0,
      companions: '[]',
      materials: JSON.stringify(payload.materials),
      app: JSON.stringify(payload.app),
      group_joined: 1,
      questions: null,
      note: null,
      call_back: null,
      away_contact: null,
      next_attempt_on: null,
      photo_ids: '[]',
      latitude_e6: 30_691_234,
      longitude_e6: 118_412_345,
      accuracy_metres: 15,
      outcome: payload.outcome,
      started_at: payload.startedAt,
      ended_at: payload.endedAt,
    },
    event: {
      id: uuid7(),
      type: 'visit.logged',
      actor_id: actorId,
      subject_kind: 'visit',
      subject_id: id,
      region_id: door.gridId,
      recorded_at: receivedAt,
      facts: canonicalJson({ outcome: 'met', doorId: door.id, commandId: id, hash }),
      personal,
      salt,
      commitment: sha256Hex(`${salt}${personal}`),
      // Left to the sealer these rows would be sealed while something else is measured.
      sealed: 1,
    },
    progress: progressRow(door, payload.startedAt),
    counters: counterRows(door),
  };
}

function progressRow(door: FreshDoor, visitedAt: number): Row {
  return {
    door_id: door.id,
    plan_id: door.planId,
    round: 1,
    leaf_id: door.gridId,
    state: 'covered',
    why: null,
    attempts: 1,
    covered_at: visitedAt,
    last_visit_at: visitedAt,
    next_attempt_on: null,
    audiences: door.audiences,
    notice_signed: null,
    pledge_signed: null,
    unsigned_why: null,
  };
}

function counterRows(door: FreshDoor): Row[] {
  return door.audiences.split(' ').map((share) => ({
    plan_id: door.planId,
    round: 1,
    audience: share.split(':')[0]!,
    leaf_id: door.gridId,
    total: 0,
    covered: 1,
    never: door.state === 'never' ? -1 : 0,
    nobody: 0,
    refused: 0,
    away: 0,
    not_counting: 0,
    newly_registered: door.state === 'newly_registered' ? -1 : 0,
    excluded_vacant: 0,
    excluded_deregistered: 0,
    excluded_separated: 0,
    persons_total: 0,
    persons_covered: 0,
    papers_owed: 0,
    notice_signed: 0,
    pledge_signed: 0,
    both_signed: 0,
    unsigned_refused: 0,
    unsigned_away: 0,
    unsigned_no_phone: 0,
  }));
}
