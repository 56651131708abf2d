import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ResidentTag } from '../plans/index.js';
import { readingAfter } from './reading.rules.js';
import { callablePhone, maskNumbers } from './report.rules.js';
import { type CandidateFacts, isShown, recalledShownMs } from './warning.rules.js';

const tags = fc.subarray(Object.values(ResidentTag));
const now = 1_800_000_000_000;
const candidate: fc.Arbitrary<CandidateFacts> = fc.record({
  kind: fc.constantFrom('instruction' as const, 'circular' as const, 'tip' as const, 'alert' as const),
  audiences: tags,
  isCurrent: fc.boolean(),
  recalledAt: fc.option(fc.integer({ min: now - 2 * recalledShownMs, max: now })),
  byPart: fc.boolean(),
});
const reader = fc.record({ inOffice: fc.boolean(), tags: tags.map((list) => new Set(list)) });

describe('what stands in a feed', () => {
  it('is the version of today, and of what was recalled only that of the last seven days', () => {
    fc.assert(
      fc.property(candidate, reader, (version, who) => {
        if (!isShown(version, who, now)) return;
        expect(version.isCurrent).toBe(true);
        expect(now - (version.recalledAt ?? now)).toBeLessThan(recalledShownMs);
      }),
    );
  });

  it('is never what is internal without a part, nor for others’ audiences without an office', () => {
    fc.assert(
      fc.property(candidate, reader, (version, who) => {
        if (!isShown(version, who, now)) return;
        const isInternal = version.kind === 'instruction' || version.kind === 'circular';
        if (isInternal) expect(version.byPart).toBe(true);
        else if (!who.inOffice && version.audiences.length > 0)
          expect(version.audiences.some((audience) => who.tags.has(audience))).toBe(true);
      }),
    );
  });

  it('only grows with more tags, an office and a part', () => {
    fc.assert(
      fc.property(candidate, reader, tags, (version, who, more) => {
        if (!isShown(version, who, now)) return;
        const wider = { inOffice: true, tags: new Set([...who.tags, ...more]) };
        expect(isShown({ ...version, byPart: true }, wider, now)).toBe(true);
      }),
    );
  });
});

describe('a reading', () => {
  const tap = fc.record({ played: fc.boolean(), helpful: fc.boolean() }, { requiredKeys: [] });

  it('is told once, however often it is sent', () => {
    fc.assert(
      fc.property(fc.array(tap, { maxLength: 5 }), tap, (earlier, last) => {
        let reading = readingAfter(undefined, {}, 0, 1).reading;
        earlier.forEach((what, index) => (reading = readingAfter(reading, what, 0, 2 + index).reading));
        const once = readingAfter(reading, last, 0, 100);
        const again = readingAfter(once.reading, last, 0, 200);
        expect(again).toEqual({ reading: once.reading, told: [] });
        expect(once.reading.openedAt).toBe(1);
        expect(once.reading.playedAt === null).toBe(![...earlier, last].some(({ played }) => played));
      }),
    );
  });

  it('begins anew with an amended version, and keeps that the earlier one was found helpful', () => {
    const before = { openedAt: 10, playedAt: 11, helpfulAt: 12 };
    expect(readingAfter(before, {}, 20, 30)).toEqual({ reading: { ...before, openedAt: 30 }, told: ['opened'] });
    expect(readingAfter(before, {}, 10, 30)).toEqual({ reading: before, told: [] });
  });
});

describe('numbers in a story', () => {
  it('are masked wherever seven digits stand in a row, and everything else stays', () => {
    expect(maskNumbers('他用 199-0002-0001 打来，要我转 50000 元到 6222 0200 1234 5678')).toBe(
      '他用 ***-****-**** 打来，要我转 50000 元到 **** **** **** ****',
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '9', ' ', '-', '我', 'a', '元'), maxLength: 60 }), (story) => {
        const masked = maskNumbers(story);
        expect(masked).toHaveLength(story.length);
        expect(masked.replace(/[\d*]/g, '')).toBe(story.replace(/\d/g, ''));
        expect(masked).not.toMatch(/\d[\s-]?\d[\s-]?\d[\s-]?\d[\s-]?\d[\s-]?\d[\s-]?\d/);
      }),
    );
  });
});

describe('a phone that can be called back', () => {
  it.each([
    ['+86 199 0002 0001', '19900020001'],
    ['0563-1234567', '0563-1234567'],
    ['02112345678', '02112345678'],
    ['12345', null],
    ['我的电话', null],
    ['1990002000', null],
  ])('%s', (typed, phone) => expect(callablePhone(typed)).toBe(phone));
});
