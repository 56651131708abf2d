import type { Schemas } from '@/shared/api';
import { draftToPayload, emptyDraft, type VisitDraft } from './visits.rules';

type Visit = Schemas['VisitDetail'];
type Changes = Schemas['VisitFields'];

/** A stored visit, opened for correction. */
export function correctionDraft(visit: Visit): VisitDraft {
  const { id, doorId, outcome, startedAt, endedAt, questions, note, callBack } = visit;
  const { presentResidentIds, presentOthers, faceToFace, topics, materials, app, groupJoined } = visit;
  const { companions, awayContact, nextAttemptOn, photoIds, location } = visit;
  return {
    ...emptyDraft(doorId, startedAt, id),
    outcome,
    changedAt: endedAt,
    companions,
    presentResidentIds,
    presentOthers,
    faceToFace,
    topics,
    materials,
    app,
    groupJoined,
    questions: questions ?? '',
    note: note ?? '',
    callBack: callBack ?? '',
    awayContact,
    nextAttemptOn,
    photoIds,
    location,
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What an emptied field is sent as: a correction must be able to take something back. */
const emptied: Partial<Changes> = {
  companions: [],
  presentResidentIds: [],
  presentOthers: 0,
  faceToFace: false,
  topics: [],
  materials: [],
  photoIds: [],
  questions: '',
  note: '',
  callBack: '',
};

/** The fields that differ, as the server takes them; `null` when nothing does. */
export function correctionChanges(visit: Visit, draft: VisitDraft): Changes | null {
  if (draft.outcome === null) return null;
  const { endedAt } = visit;
  const before = fieldsOf(correctionDraft(visit), endedAt);
  const after = fieldsOf(draft, endedAt);
  const names = Object.keys({ ...before, ...after }) as (keyof Changes)[];
  const changed = names.filter((name) => !same(before[name], after[name]));
  const changes = changed.flatMap((name) => {
    const value = after[name] ?? emptied[name];
    return value === undefined ? [] : [[name, value]];
  });
  return changes.length === 0 ? null : (Object.fromEntries(changes) as Changes);
}

function fieldsOf(draft: VisitDraft, endedAt: number): Changes {
  const { doorId: _door, startedAt: _start, endedAt: _end, ...fields } = draftToPayload(draft, endedAt);
  return fields;
}
