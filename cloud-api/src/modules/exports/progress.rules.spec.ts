import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rateText } from './progress.rules.js';

const counts = (total: number, covered: number) => ({
  total,
  covered,
  rate: total === 0 ? 1 : covered / total,
  reasons: { never: total - covered, nobody: 0, refused: 0, away: 0, not_counting: 0, newly_registered: 0 },
  excluded: { vacant: 0, deregistered: 0, separated: 0 },
  personsTotal: 0,
  personsCovered: 0,
});

describe('the rate', () => {
  it.each([
    [3, 1, '33.3%'],
    [3, 2, '66.6%'],
    [2000, 1999, '99.9%'],
    [5, 5, '100.0%'],
    [0, 0, '—'],
  ])('%s to reach, %s reached', (total, covered, expected) => {
    expect(rateText(counts(total, covered))).toBe(expected);
  });

  it('is 100 only when all are reached, and 0 only when hardly any is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, part) => {
        const covered = Math.floor(total * part);
        expect(rateText(counts(total, covered)) === '100.0%').toBe(covered === total);
      }),
    );
  });
});
