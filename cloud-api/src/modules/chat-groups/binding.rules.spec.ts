import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agreementOf, type OpenedCard } from './binding.rules.js';
import { GroupPart } from './dto/chat-group.dto.js';

const card = (personId: string, opengid: string, ...parts: GroupPart[]): OpenedCard => ({
  personId,
  opengid,
  parts: new Set(parts),
});

describe('cards of a watched group', () => {
  it.each<[string, OpenedCard[], string, GroupPart | null]>([
    ['a pusher alone', [card('p', 'A', 'pusher')], 'waiting', 'supervisor'],
    ['a supervisor alone', [card('s', 'A', 'supervisor')], 'waiting', 'pusher'],
    ['both', [card('p', 'A', 'pusher'), card('s', 'A', 'supervisor')], 'bound', null],
    ['two pushers', [card('p', 'A', 'pusher'), card('q', 'A', 'pusher')], 'waiting', 'supervisor'],
    ['one who is both', [card('b', 'A', 'pusher', 'supervisor')], 'waiting', 'supervisor'],
    [
      'one who is both, and a pusher',
      [card('b', 'A', 'pusher', 'supervisor'), card('p', 'A', 'pusher')],
      'bound',
      null,
    ],
    ['two groups', [card('s', 'B', 'supervisor'), card('p', 'A', 'pusher')], 'differs', 'supervisor'],
    ['somebody who left', [card('s', 'A'), card('p', 'A', 'pusher')], 'waiting', 'supervisor'],
    ['somebody who left and was elsewhere', [card('s', 'B'), card('p', 'A', 'pusher')], 'waiting', 'supervisor'],
  ])('%s', (_, cards, state, waitsFor) => {
    expect(agreementOf('A', cards, true)).toEqual({ state, waitsFor });
  });
});

describe('cards of a group that nobody watches', () => {
  it('want two of its people', () => {
    expect(agreementOf('A', [card('m', 'A', 'member')], false)).toEqual({ state: 'waiting', waitsFor: 'member' });
    expect(agreementOf('A', [card('m', 'A', 'member'), card('n', 'A', 'pusher')], false).state).toBe('bound');
    expect(agreementOf('A', [card('m', 'A', 'member'), card('n', 'A')], false).state).toBe('waiting');
  });
});

describe('a binding', () => {
  const cards = fc.uniqueArray(
    fc.record({
      personId: fc.constantFrom('a', 'b', 'c', 'd'),
      opengid: fc.constantFrom('A', 'B'),
      parts: fc.subarray(Object.values(GroupPart)).map((parts) => new Set(parts)),
    }),
    { selector: ({ personId }) => personId },
  );

  it('always has two people behind it who opened the card there, whatever was opened elsewhere', () => {
    fc.assert(
      fc.property(cards, fc.boolean(), (opened, isSupervised) => {
        const here = opened.filter(({ opengid, parts }) => opengid === 'A' && parts.size > 0);
        const { state } = agreementOf('A', opened, isSupervised);
        if (state === 'bound') expect(here.length).toBeGreaterThan(1);
        expect(agreementOf('A', here, isSupervised).state === 'bound').toBe(state === 'bound');
      }),
    );
  });
});
