import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAdult } from '../signatures/index.js';
import { bornAsAdults, bornForGroups, rateOf } from './join.rules.js';

const isMeant = (birthMonth: string, date: string) => {
  const { from, before } = bornForGroups(date);
  return birthMonth >= from && birthMonth < before;
};

describe('ages from 18 to 60', () => {
  it.each([
    ['2008-11', '2026-11-30', false],
    ['2008-11', '2026-12-01', true],
    ['1965-11', '2026-11-30', true],
    ['1965-11', '2026-12-01', false],
    ['1965-12', '2026-12-01', true],
  ])('born in %s, on %s: %s', (birthMonth, date, expected) => {
    expect(isMeant(birthMonth, date)).toBe(expected);
  });

  it('begin when papers take somebody for grown up, and grown-ups have no other end', () => {
    const months = fc.tuple(fc.integer({ min: 1900, max: 2026 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(months, ([year, month]) => {
        const birthMonth = `${year}-${String(month).padStart(2, '0')}`;
        const date = '2026-11-21';
        const { from, before } = bornAsAdults(date);
        expect(birthMonth >= from && birthMonth < before).toBe(isAdult(birthMonth, date));
        if (year > 1970) expect(isMeant(birthMonth, date)).toBe(isAdult(birthMonth, date));
      }),
    );
  });
});

it('a rate is the sum of what was counted, whichever database counted it', () => {
  const counts = [
    { registered: '4', joined: '1', proved: '0' },
    { registered: 2, joined: 2, proved: 1 },
  ] as { registered: number; joined: number; proved: number }[];
  expect(rateOf('2026-11-21', counts)).toEqual({ asOn: '2026-11-21', registered: 6, joined: 3, proved: 1 });
});
