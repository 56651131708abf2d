import * as fc from 'fast-check';
import type { RegionLevel } from '@/shared/text';
import {
  drawnBelow,
  hasOfficialPlaces,
  hasPlacesBelow,
  inOrder,
  mayClose,
  namesIn,
  namesProblem,
  sortOf,
  type Region,
  unitKindsBelow,
} from './region.rules';

const placed = (...levels: RegionLevel[]): Pick<Region, 'level' | 'path'> => ({
  level: levels[levels.length - 1]!,
  path: levels.map((level, id) => ({ id, name: '', level })),
});

describe('what lies below', () => {
  it('a village has grids, groups and units; what is above it has units and official places', () => {
    expect(drawnBelow(placed('township', 'village'))).toEqual(['grid', 'group', 'unit']);
    expect(drawnBelow(placed('township'))).toEqual(['unit']);
    expect(drawnBelow(placed('village', 'grid'))).toEqual([]);
    expect(hasPlacesBelow(placed('village'))).toBe(true);
    expect(hasPlacesBelow(placed('village', 'group'))).toBe(false);
    expect(hasOfficialPlaces('township')).toBe(true);
    expect(hasOfficialPlaces('village')).toBe(false);
  });

  it('a unit has the units that it looks after, and those have nothing', () => {
    expect(drawnBelow(placed('township', 'unit'))).toEqual(['unit']);
    expect(hasPlacesBelow(placed('township', 'unit'))).toBe(true);
    expect(drawnBelow(placed('unit', 'unit'))).toEqual([]);
    expect(hasPlacesBelow(placed('unit', 'unit'))).toBe(false);
    expect(unitKindsBelow('township')).toContain('school');
    expect(unitKindsBelow('unit')).not.toContain('school');
  });

  it('is called by what it is', () => {
    expect(sortOf({ level: 'unit', unitKind: 'school' })).toBe('学校');
    expect(sortOf({ level: 'grid', unitKind: null })).toBe('网格');
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
