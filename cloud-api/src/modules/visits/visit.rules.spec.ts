import { describe, expect, it } from '@jest/globals';
import { isInRound, nextAttemptAfter, type VisitFacts, whyNotCounting } from './visit.rules.js';

const round = { from: '2026-01-10', until: '2026-03-31' };
const met: VisitFacts = {
  id: 'v',
  doorId: 'd',
  startedAt: 0,
  date: '2026-02-01',
  outcome: 'met',
  faceToFace: true,
  topics: 1,
  presentResidentIds: [],
  presentOthers: 1,
  nextAttemptOn: null,
  visitorTrained: true,
};
const everything = ['face_to_face', 'topic_taught', 'trained_visitor', 'resident_present'] as const;

describe('a visit counts', () => {
  it('when somebody was taught face to face by a trained visitor within the round', () => {
    expect(whyNotCounting(met, everything, round)).toBeNull();
  });

  it.each([
    [{ outcome: 'refused' as const }, 'refused'],
    [{ date: '2026-04-01' }, 'outside_round'],
    [{ presentOthers: 0 }, 'no_resident_present'],
    [{ faceToFace: false }, 'not_face_to_face'],
    [{ topics: 0 }, 'no_topic'],
    [{ visitorTrained: false }, 'visitor_untrained'],
  ])('not with %j', (change, why) => expect(whyNotCounting({ ...met, ...change }, everything, round)).toBe(why));

  it('by what the plan asks and nothing more', () => {
    const leaflet = { ...met, faceToFace: false, topics: 0, visitorTrained: false, presentOthers: 0 };
    expect(whyNotCounting(leaflet, [], round)).toBeNull();
  });
});

describe('a round', () => {
  it('includes its first and its last day', () => {
    expect(['2026-01-09', '2026-01-10', '2026-03-31', '2026-04-01'].map((date) => isInRound(date, round))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isInRound('2099-01-01', { from: '2026-01-10', until: null })).toBe(true);
  });
});

describe('the next attempt', () => {
  it('follows an unsuccessful one', () => {
    expect(nextAttemptAfter('nobody', '2026-02-27')).toBe('2026-03-02');
    expect(nextAttemptAfter('refused', '2026-12-28')).toBe('2027-01-04');
    expect(nextAttemptAfter('met', '2026-02-27')).toBeNull();
  });
});
