import { isAtOrBelow, leadsTo } from './region-levels';

describe('levels of places', () => {
  it('lie within each other', () => {
    expect(isAtOrBelow('village', 'township')).toBe(true);
    expect(isAtOrBelow('township', 'township')).toBe(true);
    expect(isAtOrBelow('county', 'township')).toBe(false);
  });

  it('lead to what is looked for, and no leaf to another', () => {
    expect(leadsTo('township', ['grid'])).toBe(true);
    expect(leadsTo('grid', ['grid', 'village'])).toBe(true);
    expect(leadsTo('group', ['grid'])).toBe(false);
    expect(leadsTo('grid', ['village'])).toBe(false);
  });
});
