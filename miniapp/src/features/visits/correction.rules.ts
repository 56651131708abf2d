import type { Schemas } from '@/shared/api';
import { draftToPayload, emptyDraft, type VisitDraft } from './visits.rules';

type Visit = Schemas['VisitDetail'];
type Changes = Schemas['VisitChanges'];

/** A stored visit, opened for correction. */
export function correctionDraft(visit: Visit): VisitDraft {
  const empty = emptyDraft(visit.doorId, visit.startedAt, visit.id);
  const { outcome, startedAt, endedAt } = visit;
  return {
    ...empty,
    outcome,
    startedAt,
    changedAt: endedAt,
    companions: visit.companions ?? [],
    presentResidentIds: visit.presentResidentIds ?? [],
    presentOthers: visit.presentOthers ?? 0,
    faceToFace: visit.faceToFace ?? false,
    topics: visit.topics ?? [],
    materials: visit.materials ?? [],
    app: visit.app ?? null,
    groupJoined: visit.groupJoined ?? null,
    questions: visit.questions ?? '',
    note: visit.note ?? '',
    awayContact: visit.awayContact ?? null,
    nextAttemptOn: visit.nextAttemptOn ?? null,
    photoIds: visit.photoIds ?? [],
    location: visit.location ?? null,
    callBack: visit.callBack ?? '',
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
