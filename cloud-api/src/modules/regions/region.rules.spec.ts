import { describe, expect, it } from '@jest/globals';
import { fitsBelow, idsOfPath, nameAfterMerge, parentPath, unitKindFault } from './region.rules.js';

describe('paths', () => {
  it('know their ids and their parent', () => {
    expect(idsOfPath('/1/23/456/')).toEqual([1, 23, 456]);
    expect(parentPath('/1/23/456/')).toBe('/1/23/');
    expect(parentPath('/1/')).toBe('/');
  });
});

describe('a merge', () => {
  it('calls a region after its old parent when its name is taken', () => {
    expect(nameAfterMerge('第二网格', '台头村', new Set(['第一网格']))).toBe('第二网格');
    expect(nameAfterMerge('第一网格', '台头村', new Set(['第一网格']))).toBe('台头村第一网格');
    expect(nameAfterMerge('第一网格', '台头村', new Set(['第一网格', '台头村第一网格']))).toBeNull();
    expect(nameAfterMerge('格'.repeat(59), '台头村', new Set(['格'.repeat(59)]))).toBeNull();
  });
});

describe('levels', () => {
  it('let grids and groups hang below villages, units also below townships and counties', () => {
    expect(fitsBelow('village', 'grid')).toBe(true);
    expect(fitsBelow('village', 'group')).toBe(true);
    expect(fitsBelow('township', 'grid')).toBe(false);
    expect(fitsBelow('grid', 'group')).toBe(false);
    expect((['village', 'township', 'county'] as const).every((level) => fitsBelow(level, 'unit'))).toBe(true);
    expect(fitsBelow('grid', 'unit')).toBe(false);
  });

  it('let units hang below units, but no deeper', () => {
    expect(fitsBelow('unit', 'unit', 'township')).toBe(true);
    expect(fitsBelow('unit', 'unit', 'unit')).toBe(false);
    expect(fitsBelow('unit', 'grid', 'township')).toBe(false);
  });

  it('know what a unit may be: only units are anything, and schools hang below no unit', () => {
    expect(unitKindFault('unit', 'township', 'school')).toBeNull();
    expect(unitKindFault('unit', 'unit', 'enterprise')).toBeNull();
    expect(unitKindFault('unit', 'unit', 'school')).toBe('school_below_unit');
    expect(unitKindFault('grid', 'village', 'school')).toBe('only_for_units');
    expect(unitKindFault('grid', 'village', undefined)).toBeNull();
  });
});
