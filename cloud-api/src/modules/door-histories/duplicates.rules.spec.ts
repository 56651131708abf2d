import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressLikeness, type ComparedDoor, comparedPair, likelyPairs } from './duplicates.rules.js';

const door = (id: string, name: string, address: string, residents: ComparedDoor['residents'] = []): ComparedDoor => ({
  id,
  kind: 'household',
  name,
  address,
  residents,
});
const person = (name: string, birthMonth: string | null = null, phone: string | null = null) => ({
  name,
  birthMonth,
  phone,
});

describe('addresses', () => {
  it.each([
    ['3组12号', '3组12号', 'same'],
    ['3 组 １２ 号', '3组12号', 'same'],
    ['桃花潭村3组12号', '3组12号', 'similar'],
    ['三里店12号', '12号', 'similar'],
    ['村东头', '桃花潭村东头', 'similar'],
    ['台头村南街23号', '台头村中街23号', 'different'],
    ['3组12号', '3组13号', 'different'],
    ['2组12号', '3组12号', 'different'],
    ['村东头', '村西头', 'different'],
    ['', '', 'different'],
    ['东头', '东头12号', 'different'],
  ])('%s and %s are %s', (a, b, likeness) => {
    expect(addressLikeness(a, b)).toBe(likeness);
    expect(addressLikeness(b, a)).toBe(likeness);
  });
});

describe('two doors', () => {
  it('are likely one by a phone, by head and address, by the people who live there', () => {
    const people = [person('王德福', '1955-03', 'p'), person('李秀英', '1958-01')];
    const pairs = likelyPairs([
      door('b', '王德福', '3组12号', people),
      door('a', '王德福', '桃花潭3组12号', people),
      door('c', '李秀英', '3组12号', [person('李秀英', null, 'p')]),
      door('d', '王德福', '3组14号', [person('王德福', '1970-01')]),
      door('e', '王德福', '3组14号'),
    ]);
    expect(pairs).toEqual([
      { doorIds: ['a', 'b'], reasons: ['same_phone', 'same_head_similar_address', 'same_residents'], score: 100 },
      { doorIds: ['a', 'c'], reasons: ['same_phone'], score: 50 },
      { doorIds: ['b', 'c'], reasons: ['same_phone'], score: 50 },
      { doorIds: ['d', 'e'], reasons: ['same_head_same_address'], score: 45 },
    ]);
  });

  it('are not one for a name alone, one person alone, or the phone of somebody who helps many', () => {
    expect(likelyPairs([door('a', '王德福', '1号'), door('b', '王德福', '2号')])).toEqual([]);
    const one = [person('王德福', '1955-03')];
    expect(likelyPairs([door('a', '王德福', '1号', one), door('b', '李秀英', '2号', one)])).toEqual([]);
    const helped = [...'abcde'].map((id, place) => door(id, `户${id}`, `${place}号`, [person(id, null, 'cadre')]));
    expect(likelyPairs(helped)).toEqual([]);
  });

  it('of different kinds are two', () => {
    const shop = { ...door('b', '王德福', '1号', [person('王德福', null, 'p')]), kind: 'individual_business' };
    expect(likelyPairs([door('a', '王德福', '1号', [person('王德福', null, 'p')]), shop])).toEqual([]);
  });
});

const doors = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...'abcdefgh'),
    kind: fc.constantFrom('household', 'household', 'enterprise'),
    name: fc.constantFrom('王德福', '李秀英'),
    address: fc.constantFrom('1号', '2组1号', '2号', '村东头'),
    residents: fc.array(
      fc.record({
        name: fc.constantFrom('王德福', '李秀英', '王小军'),
        birthMonth: fc.constantFrom(null, '1955-03'),
        phone: fc.constantFrom(null, null, 'p', 'q'),
      }),
      { maxLength: 4 },
    ),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);

it('pairs do not depend on the order of doors, hold each two once, and say why, by what the two have in common', () => {
  fc.assert(
    fc.property(doors, (some) => {
      const pairs = likelyPairs(some);
      expect(likelyPairs([...some].reverse())).toEqual(pairs);
      expect(new Set(pairs.map(({ doorIds }) => doorIds.join())).size).toBe(pairs.length);
      for (const pair of pairs) {
        const [a, b] = pair.doorIds.map((id) => some.find((each) => each.id === id)!);
        expect(pair.reasons.length).toBeGreaterThan(0);
        expect(pair.score).toBeGreaterThan(0);
        expect(pair.score).toBeLessThanOrEqual(100);
        expect(a!.kind).toBe(b!.kind);
        expect(comparedPair(b!, a!)).toEqual(pair);
      }
    }),
  );
});
