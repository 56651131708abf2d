import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chineseNumeral, nextNames, numberedName, numeralValue } from './numbered-names.rules.js';

describe('a numeral', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [2026, '二千零二十六'],
    [9000, '九千'],
  ])('of %i is %s', (value, written) => {
    expect(chineseNumeral(value)).toBe(written);
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (value) => {
        expect(numeralValue(chineseNumeral(value))).toBe(value);
      }),
    );
  });

  it.each(['', '零', '东', '十十', '一一', '三网'])('is none: %s', (text) => {
    expect(numeralValue(text)).toBeNull();
  });
});

describe('the next names', () => {
  it('begin with the first', () => {
    expect(nextNames('grid', [], 2)).toEqual(['第一网格', '第二网格']);
    expect(nextNames('group', ['第一网格'], 1)).toEqual(['第一村民小组']);
  });

  it('go on after the highest number, whichever way it was written', () => {
    expect(nextNames('grid', ['第一网格', '第九网格', '东头网格'], 2)).toEqual(['第十网格', '第十一网格']);
    expect(nextNames('grid', ['第12网格', '第三网格'], 1)).toEqual(['第十三网格']);
    expect(nextNames('group', ['第一村民组', '第二组'], 1)).toEqual(['第三村民小组']);
  });

  it('are never there already', () => {
    const there = fc.array(fc.integer({ min: 1, max: 200 }).map((ordinal) => numberedName('grid', ordinal)));
    fc.assert(
      fc.property(there, fc.integer({ min: 1, max: 50 }), (names, count) => {
        const next = nextNames('grid', names, count);
        expect(new Set([...names, ...next]).size).toBe(new Set(names).size + count);
      }),
    );
  });
});
