import * as fc from 'fast-check';
import { aRelayNode } from '../../../test/builders';
import {
  attestOrder,
  byLevel,
  lateOrder,
  lateText,
  longestLate,
  mayUrge,
  urgeable,
  urgedText,
  whoText,
  type SupervisedRelay,
} from './supervision.rules';

const MINUTE = 60_000;

function supervised(relay: Parameters<typeof aRelayNode>[0], urgeAgainAt: number | null = null): SupervisedRelay {
  return {
    relay: aRelayNode(relay),
    directiveId: 'd',
    kind: 'alert',
    severity: 'critical',
    title: '预警',
    publishedAt: 0,
    urgeAgainAt,
  };
}
const ids = (items: readonly SupervisedRelay[]) => items.map(({ relay }) => relay.id);
const pusher = (name: string) => ({ personId: name, name, label: '村主干', signedAt: null, deputyName: null });

describe('who is late', () => {
  const late = [
    supervised({ id: 'c', level: 3, dueAt: 1 }),
    supervised({ id: 'b', level: 2, dueAt: 9 }),
    supervised({ id: 'a', level: 2, dueAt: 5 }),
    supervised({ id: 'x', level: 1, dueAt: 50 }),
  ];

  it('stands level by level from the top, the longest late first', () => {
    expect(ids(lateOrder(late))).toEqual(['x', 'a', 'b', 'c']);
    expect(ids(longestLate(late, 2))).toEqual(['c', 'a']);
  });

  it('is cut into levels that count all, and draw only what is shown', () => {
    const ordered = lateOrder(late);
    const levels = byLevel(ordered.slice(0, 2), ordered);
    expect(levels.map(({ level, total, shown }) => [level, total, ids(shown)])).toEqual([
      [1, 1, ['x']],
      [2, 2, ['a']],
    ]);
  });

  it('loses and doubles nobody, however many there are', () => {
    const any = fc
      .uniqueArray(fc.record({ id: fc.uuid(), level: fc.nat(3), dueAt: fc.nat(20) }), { selector: ({ id }) => id })
      .map((relays) => relays.map((relay) => supervised(relay)));
    fc.assert(
      fc.property(any, fc.nat(30), (items, drawn) => {
        const ordered = lateOrder(items);
        const levels = byLevel(ordered.slice(0, drawn), ordered);
        expect(ids(levels.flatMap(({ shown }) => shown))).toEqual(ids(ordered.slice(0, drawn)));
        for (const { total, shown } of levels) expect(shown.length).toBeLessThanOrEqual(total);
        expect(ids(lateOrder([...items].reverse()))).toEqual(ids(ordered));
      }),
    );
  });

  it('is told by post and name, how long, and what is missing', () => {
    const relay = aRelayNode({ state: 'signed', dueAt: 0 });
    expect(lateText(relay, 8 * MINUTE)).toBe('村主干王建国 签收未推 · 晚 8 分钟');
    expect(whoText({ pushers: [pusher('甲'), pusher('乙')] })).toBe('村主干等 2 人');
    expect(whoText({ pushers: [] })).toBe('没有推送员');
  });
});

describe('催办', () => {
  it('spares who was urged a moment ago', () => {
    expect(mayUrge(supervised({}, 100), 99)).toBe(false);
    expect(mayUrge(supervised({}, 100), 100)).toBe(true);
    expect(urgeable([supervised({ id: 'a' }, 100), supervised({ id: 'b' })], 50)).toEqual(['b']);
  });

  it('says what came of it', () => {
    expect(urgedText({ urged: 3, spared: 0 })).toBe('催了 3 个群。');
    expect(urgedText({ urged: 3, spared: 2 })).toContain('2 个刚催过');
    expect(urgedText({ urged: 0, spared: 2 })).toBe('刚催过，过一会儿再催。');
  });
});

it('what waits longest for a witness stands first', () => {
  const items = [supervised({ id: 'new', pushedAt: 9 }), supervised({ id: 'old', pushedAt: 2 })];
  expect(ids(attestOrder(items))).toEqual(['old', 'new']);
});
