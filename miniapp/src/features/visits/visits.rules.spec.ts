import { aDoor, aPlan, aProgress } from '../../../test/builders';
import {
  changeDraft,
  countsFor,
  draftToPayload,
  emptyDraft,
  suggestNextAttempt,
  validateDraft,
  type VisitDraft,
} from './visits.rules';

const now = Date.parse('2026-11-18T02:00:00Z');
const MINUTE = 60_000;
const draft = (fields: Partial<VisitDraft> = {}): VisitDraft => ({ ...emptyDraft('door', now, 'visit'), ...fields });
const goodVisit: Partial<VisitDraft> = { outcome: 'met', faceToFace: true, topics: ['romance'], presentOthers: 1 };

describe('suggestNextAttempt', () => {
  it.each([
    ['nobody', '2026-11-18', '2026-11-21'],
    ['nobody', '2026-11-20', '2026-11-21'],
    ['nobody', '2026-11-21', '2026-11-23'],
    ['nobody', '2026-11-22', '2026-11-23'],
    ['refused', '2026-11-18', '2026-11-25'],
    ['away', '2026-11-18', '2026-12-02'],
  ] as const)('%s on %s: %s', (outcome, today, date) => {
    expect(suggestNextAttempt(outcome, today, null).date).toBe(date);
  });

  it('stays inside the round while it lasts', () => {
    expect(suggestNextAttempt('away', '2026-11-18', '2026-11-30')).toEqual({
      date: '2026-11-30',
      hint: '本轮最后一天',
    });
    expect(suggestNextAttempt('away', '2026-11-30', '2026-11-30').date).toBe('2026-12-14');
  });
});

describe('changeDraft', () => {
  it('fills in when to try again as soon as the visit failed, and takes it back when it did not', () => {
    const failed = changeDraft(draft(), { outcome: 'nobody' }, now, null);
    expect(failed.nextAttemptOn).toBe('2026-11-21');
    const moved = changeDraft(failed, { nextAttemptOn: '2026-11-30', note: '晚上在' }, now, null);
    expect(changeDraft(moved, { outcome: 'nobody' }, now, null).nextAttemptOn).toBe('2026-11-30');
    expect(changeDraft(moved, { outcome: 'met' }, now, null)).toMatchObject({ nextAttemptOn: null, note: '晚上在' });
  });
});

describe('a draft that is taken up again', () => {
  it('stays the same visit on the same day and becomes a new one on the next', () => {
    const soon = changeDraft(draft(), { note: '接着写' }, now + 60 * MINUTE, null);
    expect(soon).toMatchObject({ startedAt: now, changedAt: now + 60 * MINUTE });
    const nextDay = now + 24 * 60 * MINUTE;
    expect(changeDraft(draft(), { note: '接着写' }, nextDay, null)).toMatchObject({ startedAt: nextDay });
  });
});

describe('validateDraft', () => {
  it('names what is missing, in Chinese', () => {
    expect(validateDraft(draft())).toEqual([{ field: 'outcome', sentence: expect.stringContaining('没选') }]);
    expect(validateDraft(draft({ outcome: 'nobody' }))).toEqual([]);
    expect(validateDraft(draft({ outcome: 'met' }))).toEqual([]);
  });

  it.each<[Partial<VisitDraft>, string]>([
    [{ companions: [{ name: ' ', role: 'police' }] }, 'companions'],
    [{ companions: [{ name: '长'.repeat(31), role: 'police' }] }, 'companions'],
    [{ companions: Array.from({ length: 6 }, () => ({ name: '赵云', role: 'police' as const })) }, 'companions'],
    [{ presentOthers: 21 }, 'presentOthers'],
    [{ questions: '问'.repeat(501) }, 'questions'],
    [{ note: '记'.repeat(501) }, 'note'],
    [{ callBack: '访'.repeat(201) }, 'callBack'],
    [{ photoIds: Array.from({ length: 10 }, (_, index) => `${index}`) }, 'photoIds'],
  ])('%#: refuses what the server would refuse', (fields, field) => {
    expect(validateDraft(draft({ outcome: 'met', ...fields })).map((problem) => problem.field)).toEqual([field]);
  });
});

describe('countsFor', () => {
  const context = { door: aDoor(), plans: [aPlan(), aPlan({ id: 'other' })], trainedOn: '2026-01-01' };

  it('says before saving whether the visit will count, only for the plans that ask for the door', () => {
    expect(countsFor(draft(goodVisit), context)).toEqual([
      { planId: 'plan', planName: '入户宣防', counts: true, why: null, sentence: '会计入“入户宣防”第一轮。' },
    ]);
    expect(countsFor(draft(), context)).toEqual([]);
  });

  it('says what is missing when it will not', () => {
    const [verdict] = countsFor(draft({ ...goodVisit, topics: [] }), context);
    expect(verdict).toMatchObject({
      counts: false,
      why: 'no_topic',
      sentence: expect.stringContaining('还没选讲了什么'),
    });
  });

  it('judges each plan by its own rule', () => {
    const door = aDoor({ progress: [aProgress(), aProgress({ planId: 'other' })] });
    const plans = [aPlan(), aPlan({ id: 'other', requires: [] })];
    expect(countsFor(draft({ outcome: 'met' }), { ...context, door, plans }).map(({ counts }) => counts)).toEqual([
      false,
      true,
    ]);
  });
});

describe('draftToPayload', () => {
  it('leaves out what was not filled in: absent, never null', () => {
    expect(draftToPayload(draft({ outcome: 'nobody', note: ' ', nextAttemptOn: '2026-11-21' }), now)).toEqual({
      doorId: 'door',
      outcome: 'nobody',
      startedAt: now,
      endedAt: now,
      nextAttemptOn: '2026-11-21',
    });
    expect(draftToPayload(draft({ outcome: 'met' }), now)).toEqual({
      doorId: 'door',
      outcome: 'met',
      startedAt: now,
      endedAt: now,
      faceToFace: false,
      topics: [],
      presentOthers: 0,
    });
  });

  it('carries everything that was', () => {
    const filled: Partial<VisitDraft> = {
      ...goodVisit,
      companions: [{ name: ' 赵云 ', role: 'police' }],
      presentResidentIds: ['r'],
      materials: ['leaflet'],
      app: { installed: 2, realName: 1, warningOn: 0 },
      groupJoined: false,
      questions: '怎么装 APP？',
      note: ' 备注 ',
      photoIds: ['p'],
      location: { latitude: 35.5, longitude: 112.6, accuracy: 20 },
      callBack: '已回访',
    };
    const { visitId: _id, changedAt: _changed, awayContact: _away, nextAttemptOn: _next, ...expected } = draft(filled);
    expect(draftToPayload(draft(filled), now + MINUTE)).toEqual({
      ...expected,
      endedAt: now + MINUTE,
      companions: [{ name: '赵云', role: 'police' }],
      note: '备注',
    });
  });

  it('does not send what belongs to another outcome', () => {
    const changedMind = draft({ ...goodVisit, outcome: 'refused', awayContact: 'phone', nextAttemptOn: '2026-11-25' });
    expect(Object.keys(draftToPayload(changedMind, now)).sort()).toEqual([
      'doorId',
      'endedAt',
      'nextAttemptOn',
      'outcome',
      'startedAt',
    ]);
    const away = draft({ outcome: 'away', awayContact: 'phone' });
    expect(draftToPayload(away, now)).toMatchObject({ awayContact: 'phone' });
  });

  it('ends a visit that lay unfinished when it was last touched', () => {
    const lain = draft({ outcome: 'nobody', changedAt: now + 5 * MINUTE });
    expect(draftToPayload(lain, now + 600 * MINUTE).endedAt).toBe(now + 5 * MINUTE);
    expect(draftToPayload(lain, now + 20 * MINUTE).endedAt).toBe(now + 20 * MINUTE);
    expect(draftToPayload(draft({ outcome: 'nobody' }), now - MINUTE).endedAt).toBe(now);
  });
});
