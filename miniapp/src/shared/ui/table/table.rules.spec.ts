import * as fc from 'fast-check';
import { keysBetween, nextSorting, sortRows, withKeys, type SortValue } from './table.rules';

const value: fc.Arbitrary<SortValue> = fc.oneof(fc.integer(), fc.constant(null));
const rows = fc.array(value).map((values) => values.map((each, index) => ({ each, index })));

describe('sortRows', () => {
  it('keeps every row, in order, those without a value last', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (given, descending) => {
        const sorted = sortRows(given, ({ each }) => each, descending);
        expect([...sorted].sort((a, b) => a.index - b.index)).toEqual(given);
        sorted.slice(1).forEach((row, index) => {
          const before = sorted[index]!;
          if (row.each === null) return;
          expect(before.each).not.toBeNull();
          const difference = row.each === before.each ? 0 : (row.each as number) - (before.each as number);
          if (difference === 0) expect(before.index).toBeLessThan(row.index);
          else expect(difference > 0).toBe(!descending);
        });
      }),
    );
  });

  it('counts the numbers in a name', () => {
    const names = ['第10网格', '第2网格', '第1网格'];
    expect(sortRows(names, (name) => name, false)).toEqual(['第1网格', '第2网格', '第10网格']);
    expect(sortRows(['3-12', '3-7', '12-1'], (name) => name, true)).toEqual(['12-1', '3-12', '3-7']);
  });
});

describe('nextSorting', () => {
  it('turns round on the same head and begins anew on another', () => {
    expect(nextSorting(null, 'rate')).toEqual({ key: 'rate', descending: false });
    expect(nextSorting(null, 'total', true)).toEqual({ key: 'total', descending: true });
    expect(nextSorting({ key: 'rate', descending: false }, 'rate', true)).toEqual({ key: 'rate', descending: true });
    expect(nextSorting({ key: 'rate', descending: true }, 'name')).toEqual({ key: 'name', descending: false });
  });
});

describe('selecting', () => {
  const keys = ['a', 'b', 'c', 'd'];

  it('takes a range in either direction, or one row when the other end is gone', () => {
    expect(keysBetween(keys, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(keysBetween(keys, 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(keysBetween(keys, 'gone', 'c')).toEqual(['c']);
  });

  it('leaves out exactly what it took in', () => {
    const keySets = fc.uniqueArray(fc.constantFrom(...keys));
    fc.assert(
      fc.property(keySets, keySets, (before, changed) => {
        const selection = new Set(before);
        const taken = withKeys(selection, changed, true);
        expect([...taken].sort()).toEqual([...new Set([...before, ...changed])].sort());
        expect([...withKeys(taken, changed, false)].sort()).toEqual(
          before.filter((key) => !changed.includes(key)).sort(),
        );
        expect([...selection]).toEqual(before);
      }),
    );
  });
});
