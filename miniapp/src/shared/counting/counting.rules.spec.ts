import { aPlan } from '../../../test/builders';
import { whyNotCounted, type VisitEvidence } from './counting.rules';

const noon = Date.parse('2026-11-21T04:00:00Z');
const good: VisitEvidence = {
  outcome: 'met',
  startedAt: noon,
  faceToFace: true,
  topics: ['fake_police'],
  presentResidentIds: ['r'],
};
const trained = '2026-10-01';

describe('whyNotCounted', () => {
  it.each<[string, Partial<VisitEvidence>, string | null, string | null]>([
    ['counts when nothing is missing', {}, trained, null],
    ['counts somebody who is not on the list', { presentResidentIds: [], presentOthers: 1 }, trained, null],
    ['nobody', { outcome: 'nobody' }, trained, 'nobody_home'],
    ['refused', { outcome: 'refused' }, trained, 'refused'],
    ['away', { outcome: 'away' }, trained, 'away'],
    ['leaflets only', { faceToFace: false }, trained, 'not_face_to_face'],
    ['nothing taught', { topics: [] }, trained, 'no_topic'],
    ['nobody there', { presentResidentIds: [] }, trained, 'no_resident_present'],
    ['never trained', {}, null, 'visitor_untrained'],
    ['trained only afterwards', {}, '2026-11-22', 'visitor_untrained'],
    ['trained on the day', {}, '2026-11-21', null],
    ['before the round', { startedAt: Date.parse('2026-10-31T15:59:59Z') }, trained, 'outside_round'],
    ['the last minute of the round, in Shanghai', { startedAt: Date.parse('2026-11-30T15:59:59Z') }, trained, null],
    ['after the round', { startedAt: Date.parse('2026-11-30T16:00:00Z') }, trained, 'outside_round'],
  ])('%s', (_, change, trainedOn, why) => {
    expect(whyNotCounted({ ...good, ...change }, aPlan(), trainedOn)).toBe(why);
  });

  it('asks only for what the plan requires', () => {
    const lax = aPlan({ requires: [] });
    const visit: VisitEvidence = { outcome: 'met', startedAt: noon };
    expect(whyNotCounted(visit, lax, null)).toBeNull();
    expect(whyNotCounted(visit, aPlan({ requires: ['topic_taught'] }), null)).toBe('no_topic');
  });

  it('counts nothing between two rounds, and everything from a round that has no end', () => {
    expect(whyNotCounted(good, aPlan({ round: null }), trained)).toBe('outside_round');
    const endless = aPlan({ endsOn: null, round: { number: 1, name: '一', from: '2020-01-01', until: null } });
    expect(whyNotCounted(good, endless, trained)).toBeNull();
  });
});
