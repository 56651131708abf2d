import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accept, type Accepted, type Grant, noGrant, refuse } from './grant.rules.js';

const start = Date.parse('2026-11-21T02:00:00Z');
const secondMs = 1_000;

/** Something somebody did, at a second of its own. */
type Deed = { kind: 'tap'; told: readonly Accepted['from'][] } | { kind: 'refusal' };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Deed>({ kind: 'tap', told: ['phone', 'wechat'] }) },
  { weight: 1, arbitrary: fc.constant<Deed>({ kind: 'refusal' }) },
);

type Report = (before: Grant) => Grant;

const tapTold =
  (from: Accepted['from'], at: number, longTerm = false): Report =>
  (before) =>
    accept(before, { from, at, longTerm });
const refusalTold =
  (at: number): Report =>
  (before) =>
    refuse(before, at);

/** What is told of the deeds, in their order; the phone's word and WeChat's of one tap in either. */
function reportsOf(deeds: readonly Deed[], wechatFirst: readonly boolean[]): Report[] {
  return deeds.flatMap((done, index) => {
    const at = start + index * 7 * secondMs;
    if (done.kind === 'refusal') return [refusalTold(at)];
    const told = wechatFirst[index % wechatFirst.length] ? [...done.told].reverse() : done.told;
    return told.map((from) => tapTold(from, at));
  });
}

const after = (reports: readonly Report[]) => reports.reduce((grant, report) => report(grant), noGrant);
/** The taps since the last refusal. */
const truth = (deeds: readonly Deed[]) => deeds.slice(deeds.findLastIndex(({ kind }) => kind === 'refusal') + 1).length;

const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });

describe('one-time consents', () => {
  it('count once for each tap, when the phone and WeChat both tell of it', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), flags, (deeds, wechatFirst) => {
        expect(after(reportsOf(deeds, wechatFirst)).remaining).toBe(truth(deeds));
      }),
    );
  });

  it.each(['phone', 'wechat'] as const)('count once for each tap, when only the %s tells of them', (from) => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
        const told = deeds.map((one) => (one.kind === 'tap' ? { ...one, told: [from] } : one));
        expect(after(reportsOf(told, [false])).remaining).toBe(truth(deeds));
      }),
    );
  });

  it('count no tap twice and lose none when only WeChat’s word of some is missing, as with 总是保持以上选择', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), flags, (hasPopup, wechatFirst) => {
        const deeds = hasPopup.map((asked): Deed => ({ kind: 'tap', told: asked ? ['phone', 'wechat'] : ['phone'] }));
        expect(after(reportsOf(deeds, wechatFirst)).remaining).toBe(deeds.length);
      }),
    );
  });

  it('are never fewer than there are, and never more than were tapped, in whatever order WeChat tells', () => {
    const shuffled = fc
      .array(deed, { maxLength: 12 })
      .chain((deeds) =>
        fc.tuple(fc.constant(deeds), fc.shuffledSubarray([...deeds.keys()], { minLength: deeds.length })),
      );
    fc.assert(
      fc.property(shuffled, ([deeds, order]) => {
        const reports = deeds.map((done, index) => {
          const at = start + index * 7 * secondMs;
          return done.kind === 'tap' ? tapTold('wechat', at) : refusalTold(at);
        });
        const { remaining } = after(order.map((index) => reports[index]!));
        expect(remaining).toBeGreaterThanOrEqual(truth(deeds));
        expect(remaining).toBeLessThanOrEqual(deeds.filter(({ kind }) => kind === 'tap').length);
      }),
    );
  });

  it('are another tap’s after ten minutes', () => {
    const phone = tapTold('phone', start)(noGrant);
    expect(tapTold('wechat', start + 600_000)(phone).remaining).toBe(1);
    expect(tapTold('wechat', start + 601_000)(phone).remaining).toBe(2);
  });
});

describe('a refusal', () => {
  it('leaves nothing, unless somebody has consented since', () => {
    const granted = tapTold('phone', start)(tapTold('phone', start)(noGrant));
    expect(granted.remaining).toBe(2);
    expect(refuse(granted, start)).toMatchObject({ remaining: 0, longTerm: false });
    expect(refuse(granted, start - secondMs).remaining).toBe(2);
    expect(refuse(refuse(granted, start + secondMs), start - secondMs).refusedAt).toBe(start + secondMs);
  });

  it('ends a long-term consent, which no number of messages does', () => {
    const granted = tapTold('wechat', start, true)(noGrant);
    expect(granted).toMatchObject({ remaining: 0, longTerm: true });
    expect(tapTold('phone', start, true)(granted)).toMatchObject({ remaining: 0, longTerm: true });
    expect(refuse(granted, start + secondMs)).toMatchObject({ remaining: 0, longTerm: false });
  });

  it('is not undone by WeChat’s late word of an earlier consent', () => {
    const refused = refuse(noGrant, start + secondMs);
    expect(tapTold('wechat', start)(refused)).toMatchObject({ remaining: 0, longTerm: false });
    expect(tapTold('wechat', start, true)(refused)).toMatchObject({ remaining: 0, longTerm: false });
    // Of the same second it may be either.
    expect(tapTold('wechat', start)(refuse(noGrant, start + 700)).remaining).toBe(1);
  });
});
