import * as fc from 'fast-check';
import {
  drawnBelow,
  hasOfficialPlaces,
  hasPlacesBelow,
  inOrder,
  mayClose,
  namesIn,
  namesProblem,
  type Region,
} from './region.rules';

describe('what lies below', () => {
  it('a village has grids, groups and units; what is above it has units and official places', () => {
    expect(drawnBelow('village')).toEqual(['grid', 'group', 'unit']);
    expect(drawnBelow('township')).toEqual(['unit']);
    expect(drawnBelow('grid')).toEqual([]);
    expect(hasPlacesBelow('village')).toBe(true);
    expect(hasPlacesBelow('group')).toBe(false);
    expect(hasOfficialPlaces('township')).toBe(true);
    expect(hasOfficialPlaces('village')).toBe(false);
  });

  it('grids stand before groups, groups before units', () => {
    const levels = ['unit', 'grid', 'group', 'grid'] as const;
    const regions = levels.map((level, id) => ({ id, level }) as Region);
    expect(inOrder(regions).map(({ id }) => id)).toEqual([1, 3, 2, 0]);
  });

  it('a place is closed by who reaches above it, and once', () => {
    const region = (id: number, closedOn: string | null = null) => ({ id, closedOn }) as Region;
    expect(mayClose(region(5), [region(1)])).toBe(true);
    expect(mayClose(region(1), [region(1)])).toBe(false);
    expect(mayClose(region(5, '2026-01-01'), [region(1)])).toBe(false);
  });
});

describe('pasted names', () => {
  it('come one a line or cell, each once', () => {
    expect(namesIn('第一网格\r\n 第二网格 \n\n第一网格\t第三网格、第四网格')).toEqual([
      '第一网格',
      '第二网格',
      '第三网格',
      '第四网格',
    ]);
    expect(namesIn(' \n ')).toEqual([]);
  });

  it('lose no name that has none of the separators in it', () => {
    const name = fc.stringMatching(/^[一-龥a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        expect(namesIn(names.join('\n'))).toEqual(names);
      }),
    );
  });

  it('are refused when there are none, too many, or one is too long', () => {
    expect(namesProblem(['第一网格'])).toBeUndefined();
    expect(namesProblem([])).toBe('请写名字');
    expect(namesProblem(Array.from({ length: 51 }, (_, index) => `网格${index}`))).toMatch('51');
    expect(namesProblem(['长'.repeat(61)])).toMatch('名字太长');
  });
});
