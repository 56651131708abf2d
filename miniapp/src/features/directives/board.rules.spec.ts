import * as fc from 'fast-check';
import { aRelayNode } from '../../../test/builders';
import {
  chainClock,
  finishedAt,
  hopClock,
  lateTitle,
  lateWords,
  levelAtWork,
  levelMark,
  levelWords,
  progressParts,
  provedOf,
  refreshEvery,
  shortNames,
  ringText,
  statesOf,
  type Counts,
  type Level,
  type RelayNode,
} from './board.rules';

const MINUTE = 60_000;
// 10:02 in Shanghai.
const PUBLISHED = Date.parse('2026-11-22T02:02:00Z');

const NONE: Counts = {
  total: 0,
  waiting: 0,
  unsigned: 0,
  signed: 0,
  claimed: 0,
  cannotVerify: 0,
  provedLate: 0,
  proved: 0,
  closed: 0,
  late: 0,
  attested: 0,
};

function level(counts: Partial<Counts>, rest: Partial<Level> = {}): Level {
  const { late = 0, attested = 0, ...states } = counts;
  const total = counts.total ?? Object.values(states).reduce((sum, count) => sum + count, 0);
  return {
    level: 2,
    name: '第二级',
    counts: { ...NONE, ...states, late, attested, total },
    slowestMs: null,
    lastProvedAt: null,
    ...rest,
  };
}

function relay(facts: Partial<RelayNode> = {}): RelayNode {
  return aRelayNode({
    groupName: '孔池村村民群',
    placeName: '孔池村',
    level: 2,
    openedAt: PUBLISHED,
    dueAt: PUBLISHED + 30 * MINUTE,
    chainDueAt: PUBLISHED + 90 * MINUTE,
    pushers: [{ personId: 'a', name: '王大福', label: '村主干', signedAt: null, deputyName: null }],
    ...facts,
  });
}

describe('a level in words', () => {
  it('says where the groups stand, those with something left to do first', () => {
    const open = level({ proved: 28, signed: 5, unsigned: 3 });
    expect(levelWords(open)).toBe('未签收 3 · 签收未推 5 · 已证实 28');
    expect(levelMark(open)).toEqual({ text: '进行中', tone: 'wait' });
    expect(levelMark(level({ proved: 28, signed: 5, late: 2 })).text).toBe('晚 2 个');
  });

  it('says how slow the slowest was once all are there', () => {
    const done = level({ proved: 8, provedLate: 1 }, { slowestMs: 6 * MINUTE });
    expect(levelWords(done)).toBe('最慢 6 分钟');
    expect(levelMark(done)).toEqual({ text: '已到', tone: 'ok' });
    expect(levelWords(level({ proved: 1 }, { lastProvedAt: PUBLISHED + MINUTE }))).toBe('10:03 已证实');
  });

  it('takes a claim for no proof', () => {
    expect(levelMark(level({ claimed: 3, proved: 5 }))).toEqual({ text: '等证实', tone: 'wait' });
    expect(levelMark(level({ waiting: 3 })).text).toBe('还没轮到');
  });

  it('tells each state that occurs, and no other, once', () => {
    const counts = fc.record({
      waiting: fc.nat(3),
      unsigned: fc.nat(3),
      signed: fc.nat(3),
      claimed: fc.nat(3),
      cannotVerify: fc.nat(3),
      provedLate: fc.nat(3),
      proved: fc.nat(3),
      closed: fc.nat(3),
    });
    fc.assert(
      fc.property(counts, (states) => {
        const { counts: all } = level(states);
        const told = statesOf(all);
        expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(all.total);
        expect(new Set(told.map(({ state }) => state)).size).toBe(told.length);
        expect(levelMark(level(states)).tone === 'ok').toBe(all.total > 0 && provedOf(all) === all.total);
      }),
    );
  });
});

describe('a ring', () => {
  it.each([
    [0, 0, '—'],
    [28, 36, '28/36'],
    [38, 93, '38/93'],
    [41, 132, '31%'],
    [999, 1000, '99%'],
    [0, 1000, '0%'],
    [1300, 1300, '全部'],
  ])('of %d of %d says %s', (done, total, text) => expect(ringText(done, total)).toBe(text));
});

describe('the clocks', () => {
  it('run apart: this hop from the push above, the chain from the publication', () => {
    const now = PUBLISHED + 38 * MINUTE;
    expect(hopClock(relay(), now)).toEqual({ text: '10:32 前要推，晚 8 分钟', late: true });
    expect(chainClock(relay(), PUBLISHED, now)).toEqual({ text: '11:32 前要到，还有 52 分钟', late: false });
  });

  it('have not begun before the hop above has pushed', () => {
    expect(hopClock(relay({ openedAt: null, dueAt: null, state: 'waiting' }), PUBLISHED).late).toBe(false);
  });

  it('judge what is done by when it was done, not by now', () => {
    const years = PUBLISHED + 1e11;
    expect(hopClock(relay({ pushedAt: PUBLISHED + 30 * MINUTE }), years)).toEqual({ text: '30 分钟推到', late: false });
    expect(hopClock(relay({ pushedAt: PUBLISHED + 32 * MINUTE }), years)).toEqual({
      text: '32 分钟推到，晚 2 分钟',
      late: true,
    });
    expect(chainClock(relay({ provedAt: PUBLISHED + 40 * MINUTE }), PUBLISHED, years)).toEqual({
      text: '发出 40 分钟后到',
      late: false,
    });
  });
});

describe('who is late', () => {
  it('is called by post, once for all who hold it', () => {
    const two = [relay().pushers[0]!, { ...relay().pushers[0]!, personId: 'b' }];
    expect(lateWords(relay({ pushers: two }), PUBLISHED + 38 * MINUTE)).toBe('村主干未签收 · 晚 8 分钟');
    expect(lateWords(relay({ pushers: [] }), PUBLISHED + 31 * MINUTE)).toContain('没有推送员');
    expect(lateTitle(relay(), '孔池村')).toBe('孔池村 · 第二级');
    expect(lateTitle(relay(), '孔池村 村第二级群')).toBe('孔池村 村第二级群');
  });

  it('is called by the place, or by the group where a place has more than one', () => {
    const school = relay({ id: 'school', groupName: '孔池村学校群' });
    const below = relay({ id: 'below', groupName: '孔池村小组群', level: 3 });
    expect([...shortNames([relay(), below]).values()]).toEqual(['孔池村', '孔池村']);
    expect([...shortNames([relay(), school]).values()]).toEqual(['孔池村村民群', '孔池村学校群']);
  });
});

describe('looking again', () => {
  const board = (counts: Partial<Counts>, state: 'published' | 'recalled' = 'published') => ({
    levels: [level(counts)],
    directive: { state } as never,
  });

  it('goes on while somebody can still do something, and stops with the last proof or the recall', () => {
    expect(refreshEvery(board({ proved: 3, unsigned: 1 }))).toBe(5000);
    expect(refreshEvery(board({ proved: 3, claimed: 1 }))).toBe(30_000);
    expect(refreshEvery(board({ proved: 3, provedLate: 1 }))).toBe(false);
    expect(refreshEvery(board({ unsigned: 3 }, 'recalled'))).toBe(false);
    expect(refreshEvery(undefined)).toBe(false);
  });

  it('stops the clock of the head with the last proof of all levels', () => {
    const early = level({ proved: 1 }, { level: 1, lastProvedAt: 100 });
    const late = level({ proved: 2 }, { lastProvedAt: 300 });
    expect(finishedAt({ levels: [early, late] })).toBe(300);
    expect(finishedAt({ levels: [early, level({ proved: 2, claimed: 1 }, { lastProvedAt: 300 })] })).toBeNull();
    expect(finishedAt({ levels: [] })).toBeNull();
    expect(levelAtWork([early, level({ proved: 1, claimed: 1 })])).toBe(2);
  });
});

it('draws proofs and claims as parts of all groups', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (proved, claimed, rest) => {
      const [full, pale] = progressParts({ proved, pushed: proved + claimed, groups: proved + claimed + rest });
      expect(full).toBeGreaterThanOrEqual(0);
      expect(pale).toBeGreaterThanOrEqual(0);
      expect(full + pale).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});
