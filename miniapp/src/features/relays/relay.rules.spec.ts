import * as fc from 'fast-check';
import { aMyRelay, anEntry, aRelayNode } from '../../../test/builders';
import {
  asLeft,
  isHandled,
  isLate,
  keptRelays,
  newerOf,
  pendingRelays,
  signedAtOf,
  stepOf,
  waitsForProof,
  type MyRelay,
} from './relay.rules';

const signed = (relayId = 'relay', fields = {}) => anEntry('relay.sign', { relayId }, { happenedAt: 5, ...fields });
const pushed = (relayId = 'relay', fields = {}) => anEntry('relay.push', { relayId }, { happenedAt: 9, ...fields });
const nothing = keptRelays([]);

describe('what this phone did', () => {
  it('counts at once, and waits until the server has it', () => {
    const kept = keptRelays([signed(), pushed('other', { state: 'sent' })]);
    expect(kept.signed.get('relay')).toBe(5);
    expect(kept.pushed.get('other')).toBe(9);
    expect([...kept.waiting]).toEqual(['relay']);
  });

  it('does not count once the server refused it', () => {
    const kept = keptRelays([signed('relay', { state: 'invalid' })]);
    expect(kept.signed.size).toBe(0);
    expect([...kept.refused]).toEqual(['relay']);
    expect(stepOf(asLeft(aMyRelay(), kept))).toBe('sign');
  });

  it('shows on the relay as it will be', () => {
    const kept = keptRelays([signed(), pushed()]);
    expect(asLeft(aMyRelay(), keptRelays([signed()]))).toMatchObject({ iSignedAt: 5, relay: { state: 'signed' } });
    expect(asLeft(aMyRelay(), kept).relay).toMatchObject({ pushedAt: 9, state: 'claimed' });
    expect(asLeft(aMyRelay({ bound: false }), kept).relay.state).toBe('cannot_verify');
  });

  it('never outweighs what the server knows better', () => {
    const kept = keptRelays([signed(), pushed()]);
    const proved = aMyRelay({ state: 'proved', signedAt: 1, pushedAt: 2, provedAt: 3 }, { iSignedAt: 1 });
    expect(asLeft(proved, kept)).toEqual(proved);
    expect(asLeft(aMyRelay({ state: 'closed' }), kept).relay.state).toBe('closed');
  });
});

describe('what to do now', () => {
  it.each([
    ['sign', aMyRelay()],
    ['push', aMyRelay({ state: 'signed', signedAt: 1 }, { iSignedAt: 1 })],
    ['pushed', aMyRelay({ state: 'claimed', signedAt: 1, pushedAt: 2 }, { iSignedAt: 1 })],
    ['wait', aMyRelay({ state: 'waiting', openedAt: null, dueAt: null })],
    ['closed', aMyRelay({ state: 'closed' }, { iSignedAt: 1 })],
    ['wait', aMyRelay({}, { part: 'supervisor' })],
  ] as const)('%s', (step, mine) => expect(stepOf(mine)).toBe(step));

  it('is to sign for oneself, also where another 村主干 signed and pushed', () => {
    expect(stepOf(aMyRelay({ state: 'claimed', signedAt: 1, pushedAt: 2 }))).toBe('sign');
    expect(stepOf(aMyRelay({ state: 'proved', provedAt: 2 }, { iSignedAt: 3 }))).toBe('pushed');
  });

  it('is nothing for a deputy once it is pushed: whoever they stand in for may have signed long ago', () => {
    const deputy = { part: 'deputy', insteadOf: '王建国' } as const;
    expect(stepOf(aMyRelay({ state: 'claimed', signedAt: 1, pushedAt: 2 }, deputy))).toBe('pushed');
    expect(stepOf(aMyRelay({ state: 'signed', signedAt: 1 }, deputy))).toBe('sign');
  });

  it('needs two taps at the most, whatever there is', () => {
    const instant = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null });
    const mine = fc
      .record({ iSignedAt: instant, pushedAt: instant, provedAt: instant, bound: fc.boolean() })
      .map(({ iSignedAt, pushedAt, provedAt, bound }) => {
        const state = provedAt ? 'proved' : pushedAt ? 'claimed' : iSignedAt ? 'signed' : 'unsigned';
        return aMyRelay({ state, signedAt: iSignedAt, pushedAt, provedAt, bound }, { iSignedAt });
      });
    fc.assert(
      fc.property(mine, (item) => {
        expect(stepOf(asLeft(item, keptRelays([signed()])))).not.toBe('sign');
        expect(stepOf(asLeft(item, keptRelays([signed(), pushed()])))).toBe('pushed');
        expect(pendingRelays([item], keptRelays([signed(), pushed()]))).toEqual([]);
      }),
    );
  });
});

describe('the clock of a hop', () => {
  it('is late right after its moment, and stands still once somebody pushed', () => {
    const relay = aRelayNode({ dueAt: 100 });
    expect(isLate(relay, 100)).toBe(false);
    expect(isLate(relay, 101)).toBe(true);
    expect(isLate({ ...relay, pushedAt: 90 }, 101)).toBe(false);
    expect(isLate({ ...relay, state: 'closed' }, 101)).toBe(false);
    expect(isLate({ ...relay, dueAt: null }, 101)).toBe(false);
  });

  it('waits for a proof only between the claim and whatever settles it', () => {
    const claim = aRelayNode({ state: 'claimed', pushedAt: 1 });
    expect(waitsForProof(aRelayNode())).toBe(false);
    expect(waitsForProof(claim)).toBe(true);
    expect(waitsForProof({ ...claim, attestedAt: 2 })).toBe(false);
    expect(waitsForProof({ ...claim, provedAt: 2 })).toBe(false);
    expect(isHandled(claim)).toBe(true);
  });
});

describe('what to show first', () => {
  const ids = (items: readonly MyRelay[]) => pendingRelays(items, nothing).map(({ relay }) => relay.id);

  it('is 特急, then what is due soonest, then what only lacks a 签收', () => {
    const items = [
      aMyRelay({ id: 'settled', state: 'claimed', pushedAt: 1 }),
      aMyRelay({ id: 'normal' }, { severity: 'normal' }),
      aMyRelay({ id: 'later', dueAt: 900 }),
      aMyRelay({ id: 'soon', dueAt: 800 }),
      aMyRelay({ id: 'urgent', dueAt: 1 }, { severity: 'urgent' }),
      aMyRelay({ id: 'done', state: 'proved', provedAt: 1 }, { iSignedAt: 1 }),
      aMyRelay({ id: 'closed', state: 'closed' }),
    ];
    expect(ids(items)).toEqual(['soon', 'later', 'urgent', 'normal', 'settled']);
  });

  it('does not depend on the order in which they came', () => {
    const item = fc
      .record({
        id: fc.uuid(),
        dueAt: fc.option(fc.nat(9), { nil: null }),
        pushedAt: fc.option(fc.nat(9), { nil: null }),
        severity: fc.constantFrom('critical', 'urgent', 'normal'),
      })
      .map(({ severity, ...relay }) => aMyRelay(relay, { severity: severity as MyRelay['severity'] }));
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ relay }) => relay.id }), (items) => {
        expect(ids([...items].reverse())).toEqual(ids(items));
      }),
    );
  });
});

it('a newer version in the same group is found', () => {
  const old = aMyRelay({ id: 'old', state: 'closed' });
  const newer = aMyRelay({ id: 'new' }, { number: 3 });
  const elsewhere = aMyRelay({ id: 'elsewhere', groupId: 'other' }, { number: 4 });
  expect(newerOf(old, [aMyRelay({ id: 'middle' }, { number: 2 }), newer, elsewhere, old])).toBe(newer);
  expect(newerOf(newer, [old, newer])).toBeUndefined();
});

it('a 签收 of this phone stands beside its pusher at once, a deputy’s beside whom it is for', () => {
  const pusher = { personId: 'p', name: '王建国', label: '村主干', signedAt: null, deputyName: null };
  expect(signedAtOf(pusher, 'p', { iSignedAt: 5, insteadOf: null })).toBe(5);
  expect(signedAtOf(pusher, 'other', { iSignedAt: 5, insteadOf: null })).toBeNull();
  expect(signedAtOf(pusher, 'other', { iSignedAt: 5, insteadOf: '王建国' })).toBe(5);
  expect(signedAtOf({ ...pusher, signedAt: 3 }, 'p', { iSignedAt: 5, insteadOf: null })).toBe(3);
  expect(signedAtOf(pusher, 'p', undefined)).toBeNull();
});
