import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPinyin, soundsLike } from './name-search.rules.js';

describe('a name typed by its sound', () => {
  it.each([
    ['张三', 'zhangsan', true],
    ['张三', 'zs', true],
    ['张三', 'san', true],
    ['张三', 'ZHANG', true],
    ['单雄信', 'shan', true],
    ['吕新人', 'lvxin', true],
    ['张三', 'hang', false],
    ['张三', 'sz', false],
    ['张三', ' ', false],
  ])('%s, %s: %s', (name, typed, found) => {
    expect(soundsLike(name, typed)).toBe(found);
  });

  it('is found by every beginning of what finds it', () => {
    const typed = fc.constantFrom('ouyangfeng', 'yangfeng', 'feng', 'oyf', 'yf');
    fc.assert(
      fc.property(typed, fc.integer({ min: 1, max: 10 }), (text, length) => {
        expect(soundsLike('欧阳峰', text.slice(0, length))).toBe(true);
      }),
    );
  });

  it('is meant only where Latin letters stand alone', () => {
    expect(['zs', "xi'an", 'Zhang San'].map(isPinyin)).toEqual([true, true, true]);
    expect(['张', '138', 'z3', ''].map(isPinyin)).toEqual([false, false, false, false]);
  });
});
