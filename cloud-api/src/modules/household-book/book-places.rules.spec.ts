import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { indexPlaces, matchPlaces, normalisePlace, type BookPlace } from './book-places.rules.js';

describe('one place, many ways to write it', () => {
  it.each([
    ['第1村民小组', '一组'],
    ['1组', '第一村民小组'],
    ['第十二组', '12组'],
    ['村民一组', '第１小组'],
    ['3队', '第三生产队'],
    ['台头村委会', '台头村'],
    ['台头', '台头村'],
    ['台头村村民委员会', '台头村'],
    ['港口社区居委会', '港口社区'],
    ['港口居委会', '港口社区'],
    ['1网格', '第一网格'],
    ['一网格', '第1网格'],
    ['网格二', '2号网格'],
    ['河东第三网格', '河东3网格'],
    ['台头村第一网格', '台头1网格'],
  ])('%s is %s', (one, other) => expect(normalisePlace(one)).toBe(normalisePlace(other)));

  it.each([
    ['一组', '二组'],
    ['1组', '1网格'],
    ['王村', '王'],
    ['台头村', '台头社区'],
    ['十八里铺村', '八里铺村'],
    ['河东1网格', '河西1网格'],
    ['4格村', '4格'],
  ])('%s is not %s', (one, other) => expect(normalisePlace(one)).not.toBe(normalisePlace(other)));

  it('says the same of what it said', () => {
    const village = fc.stringMatching(/^[台头河东]{2,4}(村|社区)?(村委会|居委会)?$/);
    const below = fc.stringMatching(/^(第?(一|二|十二|3|14)号?(网格|小组|村民小组)|(网格|小组)(一|3))?$/);
    fc.assert(
      fc.property(village, below, (name, ordinal) => {
        const once = normalisePlace(`${name}${ordinal}`);
        expect(normalisePlace(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

const place = (id: number, level: string, name: string, parentId: number | null = 1): BookPlace => ({
  id,
  level,
  name,
  parentId,
});
const township = indexPlaces([
  place(10, 'village', '台头村'),
  place(11, 'grid', '第一网格', 10),
  place(12, 'grid', '第二网格', 10),
  place(13, 'group', '第一村民小组', 10),
  place(14, 'group', '第十二村民小组', 10),
  place(20, 'village', '上河村'),
  place(21, 'grid', '上河村网格', 20),
  place(22, 'group', '一组', 20),
  place(30, 'village', '新街社区'),
  place(40, 'village', '港口村'),
  place(41, 'village', '港口社区'),
  place(42, 'grid', '港口第一网格', 40),
  place(43, 'grid', '港口第二网格', 40),
]);
const at = (village: string, grid = '', group = '') => matchPlaces(township, { village, grid, group });

describe('where a household belongs', () => {
  it.each([
    ['台头村委会', '1网格', '一组', { villageId: 10, gridId: 11, groupId: 13 }],
    ['台头', '二', '12', { villageId: 10, gridId: 12, groupId: 14 }],
    ['蟒河镇台头村', '台头村第一网格', '台头村民1组', { villageId: 10, gridId: 11, groupId: 13 }],
    ['上河', '', '1组', { villageId: 20, gridId: 21, groupId: 22 }],
    ['上河村', '', '', { villageId: 20, gridId: 21, groupId: null }],
    ['港口村', '1网格', '', { villageId: 40, gridId: 42, groupId: null }],
  ])('%s %s %s', (village, grid, group, ids) => expect(at(village, grid, group)).toEqual(ids));

  it.each([
    ['', '1网格', '', 'unknown_village'],
    ['不存在村', '', '', 'unknown_village'],
    ['台头村', '', '一组', 'grid_missing'],
    ['台头村', '九网格', '', 'unknown_grid'],
    ['台头村', '1网格', '三组', 'unknown_group'],
    ['新街社区', '', '', 'grid_missing'],
  ])('%s %s %s: %s', (village, grid, group, fault) => expect(at(village, grid, group)).toMatchObject({ fault }));

  it('tells a village from a 社区 of the same name, and 新街村 from nothing else', () => {
    expect(at('港口村', '1')).toMatchObject({ villageId: 40 });
    expect(at('港口社区')).toMatchObject({ villageId: 41, fault: 'grid_missing' });
    expect(at('新街村')).toMatchObject({ villageId: 30 });
  });

  it('needs no village column in a scope of one village', () => {
    const one = indexPlaces([place(10, 'village', '台头村'), place(11, 'grid', '第一网格', 10)]);
    expect(matchPlaces(one, { village: '', grid: '', group: '' })).toEqual({
      villageId: 10,
      gridId: 11,
      groupId: null,
    });
  });

  it('does not choose between two places of one name, and knows a place by its further names', () => {
    const two = indexPlaces([
      place(10, 'village', '东村'),
      place(11, 'village', '东村'),
      place(12, 'village', '西村'),
      place(12, 'village', '老西村'),
      place(13, 'grid', '网格', 12),
    ]);
    expect(matchPlaces(two, { village: '东村', grid: '', group: '' })).toMatchObject({ fault: 'unknown_village' });
    expect(matchPlaces(two, { village: '老西村', grid: '', group: '' })).toMatchObject({ gridId: 13 });
  });
});
