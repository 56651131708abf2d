import { describe, expect, it } from '@jest/globals';
import { officialPlaces } from './official-places.js';

const countOf = (code: string, level: string) => officialPlaces(code).filter((place) => place.level === level).length;
const villageNames = (code: string) =>
  officialPlaces(code)
    .filter(({ level }) => level === 'village')
    .map(({ name }) => name);

describe('the five founding places', () => {
  it.each([
    ['蟒河镇', '140522108', 1, 18],
    ['乔木乡', '341723200', 1, 5],
    ['港口镇', '442000108', 1, 10],
    ['凤岭街道', '520327004', 1, 6],
    ['泾县', '341823', 11, 127],
  ])('%s (%s) has %i townships and %i villages', (name, code, townships, villages) => {
    expect(officialPlaces(code).some((place) => place.name === name)).toBe(true);
    expect(countOf(code, 'township')).toBe(townships);
    expect(countOf(code, 'village')).toBe(villages);
  });

  it('have the village names that people use', () => {
    expect(villageNames('140522108').slice(0, 3)).toEqual(['台头村', '东峪村', '西峪村']);
    expect(villageNames('341723200')).toEqual(['金山村', '东源村', '凌塘村', '官塘村', '塔山村']);
    expect(villageNames('442000108')).toEqual([
      '港口社区',
      '群众社区',
      '民主社区',
      '群乐社区',
      '石特社区',
      '胜隆社区',
      '西街社区',
      '新港社区',
      '下南村',
      '中南村',
    ]);
    expect(villageNames('520327004')).toEqual(['文峰社区', '柏梓村', '六里村', '宏丰村', '两河口村', '青滩村']);
    expect(villageNames('341823')).toEqual(
      expect.arrayContaining(['城南社区', '官塘社区', '潘村村', '五星村', '宋村村']),
    );
    expect(villageNames('341823').some((name) => /委会|委员会|社区社区/.test(name))).toBe(false);
  });
});

describe('the ancestors', () => {
  it('stand before their children, each once', () => {
    for (const code of ['140522108', '442000', '341823', '110101']) {
      const places = officialPlaces(code);
      const seen = new Set<string | null>([null]);
      for (const place of places) {
        expect(seen.has(place.parentCode)).toBe(true);
        expect(seen.has(place.code)).toBe(false);
        seen.add(place.code);
      }
    }
  });

  it('hold 中山 as a city with its townships directly below', () => {
    const places = officialPlaces('442000108');
    expect(places.slice(0, 3).map(({ code, level }) => [code, level])).toEqual([
      ['440000000000', 'province'],
      ['442000000000', 'city'],
      ['442000108000', 'township'],
    ]);
  });

  it('leave out the list’s fillers for a missing city', () => {
    expect(
      officialPlaces('110101')
        .slice(0, 2)
        .map(({ name }) => name),
    ).toEqual(['北京市', '东城区']);
  });
});

describe('a code', () => {
  it('may be padded', () => {
    expect(officialPlaces('140522108000')).toEqual(officialPlaces('140522108'));
    expect(officialPlaces('341823000000')).toEqual(officialPlaces('341823'));
  });

  it.each([
    ['abc', /no official code/],
    ['14052', /no official code/],
    ['140522108200', /is the village .*140522108/],
    ['3418', /whole city.*341823 泾县/],
    ['341800', /whole city.*341823 泾县/],
    ['34', /whole province/],
    ['140522999', /no place 140522999.*140522108 蟒河镇/],
    ['341899', /no place 341899.*341823 泾县/],
    ['999999', /no place 999999/],
  ])('%s is refused with what to do instead', (code, message) => {
    expect(() => officialPlaces(code)).toThrow(message);
  });
});
