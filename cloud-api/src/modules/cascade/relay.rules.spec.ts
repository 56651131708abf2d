import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  chainOf,
  countStates,
  isDone,
  isHandled,
  isLate,
  type RelayFacts,
  relayState,
  waitsForProof,
} from './relay.rules.js';

const nothing: RelayFacts = {
  openedAt: null,
  dueAt: null,
  chainDueAt: 400,
  signedAt: null,
  pushedAt: null,
  provedAt: null,
  doubtedAt: null,
  attestedAt: null,
  closedAt: null,
  bound: true,
};
const open = { ...nothing, openedAt: 100, dueAt: 200 };

describe('the state of a hop', () => {
  it.each<[string, Partial<RelayFacts>, string]>([
    ['the upper hop has not pushed', { openedAt: null, dueAt: null }, 'waiting'],
    ['nobody signed', {}, 'unsigned'],
    ['signed, not pushed', { signedAt: 110 }, 'signed'],
    ['pushed, as somebody says', { signedAt: 110, pushedAt: 120 }, 'claimed'],
    ['pushed into a group nobody registered', { signedAt: 110, pushedAt: 120, bound: false }, 'cannot_verify'],
    ['opened, but WeChat’s proof cannot be read', { pushedAt: 120, doubtedAt: 130 }, 'cannot_verify'],
    ['a doubt from before the push', { pushedAt: 120, doubtedAt: 110 }, 'claimed'],
    ['proved in time', { pushedAt: 120, provedAt: 200 }, 'proved'],
    ['proved after its time', { pushedAt: 120, provedAt: 201 }, 'proved_late'],
    ['proved without a claim', { provedAt: 150 }, 'proved'],
    ['proved after a doubt', { pushedAt: 120, doubtedAt: 130, provedAt: 140 }, 'proved'],
    ['proved before its clock began', { openedAt: null, dueAt: null, provedAt: 401 }, 'proved_late'],
    ['recalled', { signedAt: 110, closedAt: 150 }, 'closed'],
    ['proved, then recalled', { provedAt: 120, closedAt: 150 }, 'proved'],
  ])('%s', (_, facts, state) => expect(relayState({ ...open, ...facts })).toBe(state));

  it('is late after its time, unless somebody pushed, proved or saw it; the moment itself is on time', () => {
    expect([200, 201].map((now) => isLate(open, now))).toEqual([false, true]);
    for (const facts of [{ pushedAt: 500 }, { provedAt: 500 }, { attestedAt: 500 }, { closedAt: 500 }]) {
      expect(isLate({ ...open, ...facts }, 1000)).toBe(false);
    }
    expect(isLate(nothing, 1000)).toBe(false);
  });

  it('is done when it was proved or seen; that somebody says so, or cannot be verified, is not enough', () => {
    for (const facts of [{ provedAt: 150 }, { attestedAt: 150 }]) expect(isDone({ ...open, ...facts })).toBe(true);
    for (const facts of [{}, { pushedAt: 120 }, { pushedAt: 120, doubtedAt: 130 }, { pushedAt: 120, bound: false }]) {
      expect(isDone({ ...open, ...facts })).toBe(false);
    }
  });
});

/** As often absent as there: what only holds where little has happened yet is met often. */
const instant = fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null, freq: 2 });
const anyFacts: fc.Arbitrary<RelayFacts> = fc.record({
  openedAt: instant,
  dueAt: instant,
  chainDueAt: fc.integer({ min: 0, max: 1000 }),
  signedAt: instant,
  pushedAt: instant,
  provedAt: instant,
  doubtedAt: instant,
  attestedAt: instant,
  closedAt: instant,
  bound: fc.boolean(),
});

describe('laws', () => {
  it('each hop is in one state, and what is late is expected of somebody', () =>
    fc.assert(
      fc.property(fc.array(anyFacts), fc.integer({ min: 0, max: 1000 }), (relays, now) => {
        const { counts, total, late, attested } = countStates(relays, now);
        expect(attested).toBeLessThanOrEqual(total - counts.proved - counts.proved_late);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(late).toBe(relays.filter((relay) => isLate(relay, now)).length);
        for (const relay of relays) if (isLate(relay, now)) expect(isHandled(relay)).toBe(false);
      }),
    ));

  it('no doubt turns a hop back: it never becomes undelivered, only unverifiable', () =>
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 1000 }), (relay, at) => {
        const before = relayState(relay);
        const after = relayState({ ...relay, doubtedAt: at });
        expect(after === before || [before, after].every((state) => ['claimed', 'cannot_verify'].includes(state))).toBe(
          true,
        );
      }),
    ));

  it('what waits for proof is handled and not done', () =>
    fc.assert(
      fc.property(anyFacts, (relay) => {
        if (waitsForProof(relay)) expect([isHandled(relay), isDone(relay)]).toEqual([true, false]);
      }),
    ));

  it('a chain has no hop above its top, and each hop lies one deeper than its upper', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 40 }), (uppers) => {
        const groups = uppers.map((upper, index) => {
          const upperId = upper < index ? String(upper) : null;
          return { id: String(index), upperId, level: index };
        });
        const kept = groups.filter(({ level }) => level % 3 !== 1);
        const chain = chainOf(kept);
        for (const { id } of kept) {
          const { upperId, depth } = chain.get(id)!;
          expect(depth).toBe(upperId === null ? 0 : chain.get(upperId)!.depth + 1);
          if (upperId !== null) expect(kept.some((group) => group.id === upperId)).toBe(true);
        }
      }),
    ));
});
