import * as fc from 'fast-check';
import { aWarning } from '../../../test/warnings';
import {
  asRead,
  feedAfter,
  feedAsRead,
  isNew,
  joined,
  mediaPath,
  newestToShow,
  spokenTexts,
  standingOf,
  type FeedWarning,
} from './warning.rules';

const DAY = 24 * 60 * 60_000;

const instant = fc.integer({ min: 1, max: 10_000 });
const maybe = fc.option(instant, { nil: null });
const warning = fc
  .record({ publishedAt: instant, openedAt: maybe, recalledAt: maybe, helpfulAt: maybe })
  .map((fields) => aWarning(fields));
const feed = fc.array(warning, { maxLength: 12 }).map((found) => {
  const items = found.map((item, index) => ({ ...item, directiveId: `d${index}` }));
  return { items, next: null, unopened: items.filter(isNew).length };
});
const reading = fc.record({ at: instant }, { requiredKeys: ['at'] });

describe('what the person did and the server may not know', () => {
  it('never opens again what was opened, and counts what is new as the screen marks it', () => {
    fc.assert(
      fc.property(feed, fc.dictionary(fc.constantFrom('d0', 'd1', 'd2', 'd3'), reading), (given, readings) => {
        const read = feedAsRead(given, readings);
        expect(read.unopened).toBe(read.items.filter(isNew).length);
        given.items.forEach(({ openedAt }, index) => {
          if (openedAt !== null) expect(read.items[index]!.openedAt).toBe(openedAt);
        });
      }),
    );
  });

  it('is still marked once the server has answered', () => {
    fc.assert(
      fc.property(feed, fc.nat(), instant, (given, place, at) => {
        if (given.items.length === 0) return;
        const item = given.items[place % given.items.length]!;
        const after = feedAfter(given, { ...item, openedAt: item.openedAt ?? at });
        expect(after.unopened).toBe(after.items.filter(isNew).length);
        expect(after.items).toHaveLength(given.items.length);
      }),
    );
  });

  it('leaves an amended warning before who opened the earlier text only', () => {
    const amended = aWarning({ publishedAt: 500, number: 2 });
    expect(asRead(amended, { at: 499 }).openedAt).toBeNull();
    expect(asRead(amended, { at: 500 }).openedAt).toBe(500);
  });

  it('is helpful or not as was said last, and listened to for good', () => {
    const heard = joined(joined({ at: 1, played: true }, { at: 2, helpful: true }), { at: 3, helpful: false });
    expect(heard).toEqual({ at: 3, played: true, helpful: false });
    expect(asRead(aWarning({ helpfulAt: 1 }), heard).helpfulAt).toBeNull();
    expect(asRead(aWarning({ helpfulAt: 1 }), { at: 9 }).helpfulAt).toBe(1);
  });

  it('says nothing about a warning that is not in the feed', () => {
    const given = { items: [aWarning()], next: null, unopened: 1 };
    expect(feedAfter(given, aWarning({ directiveId: 'another', openedAt: 1 }))).toBe(given);
  });
});

describe('what 我家 begins with', () => {
  const now = 100 * DAY;
  const ago = (days: number, fields: Partial<FeedWarning> = {}) =>
    aWarning({ publishedAt: now - days * DAY, ...fields });

  it.each([
    ['a new one stays a month', [ago(29)], true],
    ['and not longer', [ago(31)], false],
    ['one that was read stays a week', [ago(6, { openedAt: 1 })], true],
    ['and not longer', [ago(8, { openedAt: 1 })], false],
    ['what was taken back is no warning', [ago(1, { recalledAt: now })], false],
    ['nor is what is for those in office', [ago(1, { kind: 'circular' })], false],
    ['an empty feed has none', [], false],
  ])('%s', (_, items, isShown) => expect(newestToShow(items, now) !== undefined).toBe(isShown));

  it('is the newest of them, in whatever order they come', () => {
    const [older, newer] = [ago(3, { directiveId: 'older' }), ago(1, { directiveId: 'newer' })];
    expect(newestToShow([older, newer], now)?.directiveId).toBe('newer');
    expect(newestToShow([newer, older], now)?.directiveId).toBe('newer');
  });
});

describe('a warning in words', () => {
  it('is spoken paragraph by paragraph; of what was taken back that comes first', () => {
    expect(spokenTexts(aWarning({ body: ' 一。\n\n二。 ' }))).toEqual(['“补缴社保”是骗局', '一。', '二。']);
    expect(spokenTexts(aWarning({ recalledAt: 1 }))[0]).toContain('撤回');
  });

  it('tells that it was taken back or put right, and why', () => {
    expect(standingOf(aWarning())).toBeNull();
    expect(standingOf(aWarning({ number: 2, amendReason: '电话写错了' }))).toEqual({
      tone: 'wait',
      text: '更正过，这是最新的说法。原因：电话写错了',
    });
    const recalled = aWarning({ number: 2, amendReason: '电话写错了', recalledAt: 1, recallReason: '不实' });
    expect(standingOf(recalled)).toMatchObject({ tone: 'late', text: '这一条撤回了，不要再转。原因：不实' });
  });

  it('has its voice where its readers may have it', () => {
    expect(mediaPath(aWarning())).toBe('/warnings/version');
    expect(mediaPath(aWarning({ kind: 'instruction' }))).toBe('/me/warnings/directive');
  });
});
