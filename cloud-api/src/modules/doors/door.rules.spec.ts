import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnder14, renameAll, toDegrees, toMicrodegrees } from './door.rules.js';

describe('children under 14', () => {
  it.each([
    ['2012-11', '2026-11-01', false],
    ['2012-12', '2026-11-30', true],
    ['2020-01', '2026-11-21', true],
    ['1950-06', '2026-11-21', false],
  ])('born %s, on %s: %s', (birthMonth, today, under) => expect(isUnder14(birthMonth, today)).toBe(under));
});

describe('positions', () => {
  it('keep their place to a decimetre', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
        expect(Math.abs(toDegrees(toMicrodegrees(degrees)) - degrees)).toBeLessThanOrEqual(5.1e-7);
      }),
    );
  });
});

it('people present are named as they are called now, each once', () => {
  expect(renameAll(['b1', 'a1', 'c'], new Map([['b1', 'a1']]))).toEqual(['a1', 'c']);
});
