import { businessDate } from '../../common/clock/index.js';
import type { Row } from '../../common/database/index.js';
import { toMicrodegrees } from '../doors/index.js';
import type { ReceivedCommand } from '../sync/index.js';
import type { Companion, VisitEnterPaperPayload, VisitFields, VisitLogPayload } from './dto/visit-commands.dto.js';
import { nextAttemptAfter, VisitSource } from './visit.rules.js';

/** The row of a newly logged visit. */
export function visitRow(
  command: ReceivedCommand<VisitLogPayload>,
  gridId: number,
  companions: Companion[] | undefined,
): Row {
  const visitorId = command.author.personId;
  return newRow(
    command,
    { ...command.payload, companions },
    { gridId, visitorId, source: VisitSource.Phone, enteredBy: null },
  );
}

/** The row of a line of paper; the photo of its page is its first. */
export function paperRow(
  command: ReceivedCommand<VisitEnterPaperPayload>,
  gridId: number,
  companions: Companion[] | undefined,
): Row {
  const { personId } = command.author;
  const { visitorId = personId, pagePhotoId, ...line } = command.payload;
  const fields = { ...line, endedAt: line.endedAt ?? line.startedAt, photoIds: [pagePhotoId], companions };
  const origin = { gridId, visitorId, source: VisitSource.Paper, enteredBy: personId };
  return newRow({ ...command, clockOffset: 0 }, fields, origin);
}

interface Origin {
  gridId: number;
  visitorId: string;
  source: VisitSource;
  enteredBy: string | null;
}

/** All rows have all columns, so that a batch goes in by one statement. */
function newRow({ id, receivedAt, clockOffset }: ReceivedCommand, fields: VisitLogPayload, origin: Origin): Row {
  return {
    id,
    door_id: fields.doorId,
    grid_id: origin.gridId,
    visitor_id: origin.visitorId,
    received_at: receivedAt,
    source: origin.source,
    entered_by: origin.enteredBy,
    face_to_face: 0,
    topics: '[]',
    present_resident_ids: '[]',
    present_others: 0,
    companions: '[]',
    materials: '[]',
    app: null,
    group_joined: null,
    questions: null,
    note: null,
    call_back: null,
    away_contact: null,
    next_attempt_on: nextAttemptAfter(fields.outcome, businessDate(fields.startedAt + clockOffset)),
    photo_ids: '[]',
    latitude_e6: null,
    longitude_e6: null,
    accuracy_metres: null,
    ...changedColumns(fields, clockOffset),
  };
}

/** The columns of the fields that are present; the phone's times are corrected. */
export function changedColumns(fields: VisitFields, clockOffset: number): Row {
  const columns: Row = {};
  const { location } = fields;
  if (fields.outcome !== undefined) columns.outcome = fields.outcome;
  if (fields.startedAt !== undefined) columns.started_at = fields.startedAt + clockOffset;
  if (fields.endedAt !== undefined) columns.ended_at = fields.endedAt + clockOffset;
  if (fields.companions !== undefined) columns.companions = JSON.stringify(fields.companions);
  if (fields.presentResidentIds !== undefined) columns.present_resident_ids = JSON.stringify(fields.presentResidentIds);
  if (fields.presentOthers !== undefined) columns.present_others = fields.presentOthers;
  if (fields.faceToFace !== undefined) columns.face_to_face = fields.faceToFace ? 1 : 0;
  if (fields.topics !== undefined) columns.topics = JSON.stringify(fields.topics);
  if (fields.materials !== undefined) columns.materials = JSON.stringify(fields.materials);
  if (fields.app !== undefined) columns.app = JSON.stringify(fields.app);
  if (fields.groupJoined !== undefined) columns.group_joined = fields.groupJoined ? 1 : 0;
  if (fields.questions !== undefined) columns.questions = fields.questions;
  if (fields.note !== undefined) columns.note = fields.note;
  if (fields.callBack !== undefined) columns.call_back = fields.callBack;
  if (fields.awayContact !== undefined) columns.away_contact = fields.awayContact;
  if (fields.nextAttemptOn !== undefined) columns.next_attempt_on = fields.nextAttemptOn;
  if (fields.photoIds !== undefined) columns.photo_ids = JSON.stringify(fields.photoIds);
  if (location !== undefined) {
    columns.latitude_e6 = toMicrodegrees(location.latitude);
    columns.longitude_e6 = toMicrodegrees(location.longitude);
    columns.accuracy_metres = Math.round(location.accuracy);
  }
  return columns;
}
