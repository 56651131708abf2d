import type { Schemas } from '@/shared/api';
import { addDays, businessDate, weekday, type BusinessDate } from '@/shared/clock';
import { whyNotCounted, type NotCountedReason } from '@/shared/counting';

type Payload = Schemas['VisitLogPayload'];
export type Outcome = Payload['outcome'];

/** The register of one visit while it is being filled in. */
export interface VisitDraft {
  /** The id that the visit will keep; finishing twice is one visit. */
  visitId: string;
  doorId: string;
  outcome: Outcome | null;
  startedAt: number;
  /** When the person last touched it: a visit found unfinished hours later ended then. */
  changedAt: number;
  companions: Schemas['Companion'][];
  presentResidentIds: string[];
  presentOthers: number;
  faceToFace: boolean;
  topics: NonNullable<Payload['topics']>;
  materials: NonNullable<Payload['materials']>;
  app: Schemas['AppCounts'] | null;
  groupJoined: boolean | null;
  questions: string;
  note: string;
  awayContact: NonNullable<Payload['awayContact']> | null;
  nextAttemptOn: BusinessDate | null;
  photoIds: string[];
  location: Schemas['Location'] | null;
  callBack: string;
}

const HOUR = 3_600_000;
/** A pause longer than this is not part of the visit. */
const LONGEST_PAUSE = HOUR / 2;
/** The server takes no longer visit; who goes on with a draft later than this is there again. */
const LONGEST_VISIT = 12 * HOUR;

export function emptyDraft(doorId: string, now: number, visitId: string): VisitDraft {
  return {
    visitId,
    doorId,
    outcome: null,
    startedAt: now,
    changedAt: now,
    companions: [],
    presentResidentIds: [],
    presentOthers: 0,
    faceToFace: false,
    topics: [],
    materials: [],
    app: null,
    groupJoined: null,
    questions: '',
    note: '',
    awayContact: null,
    nextAttemptOn: null,
    photoIds: [],
    location: null,
    callBack: '',
  };
}

export interface NextAttempt {
  date: BusinessDate;
  hint: string;
}

const SATURDAY = 6;
const SUNDAY = 0;

/** When to try again: another kind of day for those not at home, some peace for those who refused. */
export function suggestNextAttempt(
  outcome: Exclude<Outcome, 'met'>,
  today: BusinessDate,
  roundUntil: BusinessDate | null,
): NextAttempt {
  const suggestion = suggestionFor(outcome, today);
  const isTooLate = roundUntil !== null && roundUntil > today && suggestion.date > roundUntil;
  return isTooLate ? { date: roundUntil, hint: '本轮最后一天' } : suggestion;
}

function suggestionFor(outcome: Exclude<Outcome, 'met'>, today: BusinessDate): NextAttempt {
  switch (outcome) {
    case 'nobody': {
      const day = weekday(today);
      const isWeekend = day === SATURDAY || day === SUNDAY;
      // On a weekend the household was out for the day: a working evening is the other chance.
      if (isWeekend) return { date: addDays(today, day === SATURDAY ? 2 : 1), hint: '工作日晚上去' };
      return { date: addDays(today, SATURDAY - day), hint: '周末去' };
    }
    case 'refused':
      return { date: addDays(today, 7), hint: '过一周，和熟人一起去' };
    case 'away':
      return { date: addDays(today, 14), hint: '先电话问好回来的日子' };
  }
}

/** The draft after an answer; choosing an unsuccessful outcome fills in when to try again. */
export function changeDraft(
  draft: VisitDraft,
  patch: Partial<VisitDraft>,
  now: number,
  roundUntil: BusinessDate | null,
): VisitDraft {
  const startedAt = now - draft.startedAt > LONGEST_VISIT ? now : draft.startedAt;
  const changed = { ...draft, startedAt, ...patch, changedAt: now };
  if (patch.outcome === undefined || patch.outcome === draft.outcome) return changed;
  if (patch.outcome === null || patch.outcome === 'met') return { ...changed, nextAttemptOn: null };
  return { ...changed, nextAttemptOn: suggestNextAttempt(patch.outcome, businessDate(now), roundUntil).date };
}

export interface DraftProblem {
  field: keyof VisitDraft;
  sentence: string;
}

const MOST_COMPANIONS = 5;
const MOST_OTHERS = 20;
const MOST_PHOTOS = 9;
const LONGEST_NAME = 30;
const LONGEST_TEXT = 500;
const LONGEST_CALL_BACK = 200;

/** What keeps the visit from being saved, in words. Whether it will count is another question. */
export function validateDraft(draft: VisitDraft): DraftProblem[] {
  const checks: readonly [isWrong: boolean, field: keyof VisitDraft, sentence: string][] = [
    [draft.outcome === null, 'outcome', '还没选：见到人了、没人、拒绝还是外出。'],
    [draft.companions.some(({ name }) => name.trim() === ''), 'companions', '一起去的人还没写姓名。'],
    [
      draft.companions.some(({ name }) => name.trim().length > LONGEST_NAME),
      'companions',
      '一起去的人姓名太长，最多 30 个字。',
    ],
    [draft.companions.length > MOST_COMPANIONS, 'companions', '一起去的人最多记 5 人。'],
    [draft.presentOthers < 0 || draft.presentOthers > MOST_OTHERS, 'presentOthers', '名单以外的人最多记 20 人。'],
    [draft.questions.trim().length > LONGEST_TEXT, 'questions', '住户的问题太长，最多 500 个字。'],
    [draft.note.trim().length > LONGEST_TEXT, 'note', '备注太长，最多 500 个字。'],
    [draft.callBack.trim().length > LONGEST_CALL_BACK, 'callBack', '回访结果太长，最多 200 个字。'],
    [draft.photoIds.length > MOST_PHOTOS, 'photoIds', '照片最多 9 张。'],
  ];
  return checks.filter(([isWrong]) => isWrong).map(([, field, sentence]) => ({ field, sentence }));
}

export interface CountingContext {
  door: Pick<Schemas['DoorView'], 'progress'>;
  plans: readonly Schemas['PlanBrief'][];
  trainedOn: string | null;
}

export interface CountsVerdict {
  planId: string;
  planName: string;
  counts: boolean;
  why: NotCountedReason | null;
  sentence: string;
}

const missingSentence: Partial<Record<NotCountedReason, string>> = {
  outside_round: '今天不在这一轮的时间里',
  not_face_to_face: '还没勾“面对面讲解”',
  no_topic: '还没选讲了什么',
  visitor_untrained: '您还没有培训记录，请先参加培训',
  no_resident_present: '还没选谁在场',
  nobody_home: '没有见到人',
  refused: '住户拒绝了',
  away: '住户外出了',
};

/** Said before saving: for which plans this visit will count, and what is missing for the others. */
export function countsFor(draft: VisitDraft, { door, plans, trainedOn }: CountingContext): CountsVerdict[] {
  const { outcome } = draft;
  if (outcome === null) return [];
  const concerned = plans.filter(({ id }) => door.progress.some(({ planId }) => planId === id));
  return concerned.map((plan) => {
    const why = whyNotCounted({ ...draft, outcome }, plan, trainedOn);
    const round = plan.round ? plan.round.name : '';
    const sentence =
      why === null
        ? `会计入“${plan.name}”${round}。`
        : `能保存，但不计入“${plan.name}”：${missingSentence[why] ?? '不符合要求'}。`;
    return { planId: plan.id, planName: plan.name, counts: why === null, why, sentence };
  });
}

function filled<T extends object>(fields: T): Partial<T> {
  const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))) as Partial<T>;
}

function textsOf(draft: VisitDraft) {
  return { questions: draft.questions.trim(), note: draft.note.trim(), callBack: draft.callBack.trim() };
}

/** When the visit was over: now, or when the person left it lying. */
export function endOf(draft: VisitDraft, now: number): number {
  return Math.max(draft.startedAt, now - draft.changedAt > LONGEST_PAUSE ? draft.changedAt : now);
}

/** The register as the server takes it: what was not filled in is absent, never null. */
export function draftToPayload(draft: VisitDraft, now: number): Payload {
  const { doorId, outcome, startedAt, companions, photoIds, location, nextAttemptOn, awayContact } = draft;
  if (outcome === null) throw new Error('a visit without an outcome cannot be sent');
  const shared = {
    companions: companions.map((companion) => ({ ...companion, name: companion.name.trim() })),
    photoIds,
    location: location as NonNullable<Payload['location']>,
  };
  const always = { doorId, outcome, startedAt, endedAt: endOf(draft, now) };
  if (outcome !== 'met') {
    const contact = outcome === 'away' ? awayContact : null;
    const attempt = { nextAttemptOn: nextAttemptOn ?? '', awayContact: contact as NonNullable<Payload['awayContact']> };
    return { ...always, ...filled({ ...shared, ...attempt, note: draft.note.trim() }) };
  }
  const { presentResidentIds, presentOthers, faceToFace, topics, materials, app, groupJoined } = draft;
  const taught = {
    presentResidentIds,
    materials,
    app: app as NonNullable<Payload['app']>,
    groupJoined: groupJoined as boolean,
  };
  return { ...always, faceToFace, topics, presentOthers, ...filled({ ...shared, ...taught, ...textsOf(draft) }) };
}
