import * as fc from 'fast-check';
import { coverageBars, isLagging, papersName, papersOf, percent, unsignedBars } from './coverage.rules';

describe('percent', () => {
  it('says 100% only when every door is covered and 0% only when none is', () => {
    expect(percent(1)).toBe('100%');
    expect(percent(0)).toBe('0%');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 119_999 }), (covered) => {
        expect(['0%', '100%']).not.toContain(percent(covered / 120_000));
      }),
    );
    expect(percent(0.625)).toBe('62.5%');
  });
});

describe('coverageBars', () => {
  it('shows the reasons that exist, the commonest first', () => {
    const reasons = { never: 3, nobody: 5, refused: 0, away: 1, not_counting: 0, newly_registered: 1 };
    const bars = coverageBars({ total: 20, reasons });
    expect(bars.map(({ reason }) => reason)).toEqual(['nobody', 'never', 'away', 'newly_registered']);
    expect(bars[0]?.share).toBe(0.25);
  });
});

describe('papers', () => {
  const unsigned = { refused: 2, away: 0, no_phone: 1, not_yet: 7 };

  it('are not spoken of where the plan asks for none, or nobody owes any', () => {
    expect(papersOf({ papers: null })).toBeNull();
    expect(papersOf({ papers: { owed: 0, notice: 0, pledge: 0, both: 0, unsigned } })).toBeNull();
  });

  it('are signed by a share of those who owe them', () => {
    expect(papersOf({ papers: { owed: 40, notice: 35, pledge: 31, both: 30, unsigned } })?.rate).toBe(0.75);
  });

  it('are called by what the plan asks for', () => {
    expect(papersName({ notice: 5, pledge: 4, both: 3 })).toBe('两书');
    expect(papersName({ notice: 0, pledge: 4, both: 4 })).toBe('承诺书');
    expect(papersName({ notice: 4, pledge: 0, both: 4 })).toBe('告知书');
    expect(papersName({ notice: 0, pledge: 0, both: 0 })).toBe('两书');
  });

  it('are missing for reasons, the commonest first', () => {
    expect(unsignedBars({ unsigned }).map(({ reason }) => reason)).toEqual(['not_yet', 'refused', 'no_phone']);
  });
});

describe('isLagging', () => {
  it('is a tenth or more behind the whole, never the whole itself', () => {
    expect(isLagging({ rate: 0.71 }, { rate: 0.8 })).toBe(true);
    expect(isLagging({ rate: 0.73 }, { rate: 0.8 })).toBe(false);
    expect(isLagging({ rate: 0 }, { rate: 0 })).toBe(false);
  });
});
