import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doorKeys, isFoundBy, nameKeys, plain, searchTerms } from './door-keys.rules.js';

const household = { kind: 'household', code: '2-14', name: '王德福' };
const isFound = (door: typeof household, people: string[], typed: string) =>
  isFoundBy(
    doorKeys(
      door,
      people.map((name) => ({ name, phone: null })),
    ),
    searchTerms(typed).prefixes,
  );

describe('a household is found by', () => {
  it.each([
    '王德福',
    '王',
    '德福',
    '德',
    'wangdefu',
    'wang de fu',
    'WangDe',
    'wdf',
    'w',
    '2-14',
    '2-1',
    '２－１４',
    '小军',
    'wangxiaojun',
    'wxj',
    '王\u200b德福',
  ])('%s', (typed) => expect(isFound(household, ['王德福', '王小军'], typed)).toBe(true));
});

describe('a household is not found by', () => {
  it.each(['福', '大福', 'defu', '14', '-', '%', '_', '', ' ', '\u200b', '李', "王' OR '1'='1"])('%j', (typed) =>
    expect(isFound(household, ['王德福', '王小军'], typed)).toBe(false),
  );
});

it.each([
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['解晓东', 'xiexiaodong', 'xxd'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['吕布', 'lvbu', 'lb'],
  ['仇英', 'qiuying', 'qy'],
  ['欧阳春花', 'ouyangchunhua', 'oych'],
])('%s sounds like a surname: %s, %s', (name, full, initials) => {
  expect(nameKeys(name)).toEqual(expect.arrayContaining([`n${full}`, `n${initials}`]));
});

it('a shop is found by its public name, the end of it and its owner, who is a person', () => {
  const shop = { kind: 'individual_business', code: 'A190', name: '桃花潭便利店' };
  for (const typed of ['桃花', '便利店', 'thtbld', 'taohuatan', 'a190']) {
    expect([typed, isFoundBy(doorKeys(shop, []), searchTerms(typed).prefixes)]).toEqual([typed, true]);
  }
  const keys = doorKeys(shop, [{ name: '周大明', phone: null }]);
  expect(keys).toEqual(expect.arrayContaining(['n周大明', 'nzdm', 'd桃花潭便利店']));
  expect(keys).not.toContain('n桃花潭便利店');
});

it('phones are looked for whole or by their last four digits', () => {
  expect(searchTerms('199 0002 0001')).toMatchObject({ phone: '19900020001', phoneTail: null });
  expect(searchTerms('+86 199-0002-0001').phone).toBe('19900020001');
  expect(searchTerms('0001')).toMatchObject({ phone: null, phoneTail: '0001' });
  const phone = { whole: 'ab'.repeat(32), tail: 'cd'.repeat(32) };
  expect(doorKeys(household, [{ name: '王德福', phone }])).toEqual(
    expect.arrayContaining([`p${'ab'.repeat(12)}`, `t${'cd'.repeat(8)}`]),
  );
});

const names = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'王李张单解曾吕欧阳德福秀英小军𠮷'), minLength: 1, maxLength: 5 }),
);
const doors = fc.record({
  kind: fc.constantFrom('household', 'individual_business', 'enterprise', 'class'),
  code: fc.string({ unit: 'grapheme', maxLength: 20 }),
  name: names,
});

it('keys fit their column, stand in order, once, and name their kind', () => {
  fc.assert(
    fc.property(doors, fc.array(names, { maxLength: 5 }), (door, people) => {
      const keys = doorKeys(
        door,
        people.map((name) => ({ name, phone: null })),
      );
      expect([...new Set(keys)].sort()).toEqual(keys);
      for (const key of keys) {
        expect(key).toMatch(/^[ndc]./su);
        expect([...key].length).toBeLessThanOrEqual(64);
        expect(key).toBe(key.trim());
      }
    }),
  );
});

it('every beginning of a name finds its door', () => {
  fc.assert(
    fc.property(doors, names, fc.nat(60), (door, name, length) => {
      const typed = [...plain(name)].slice(0, length + 1).join('');
      fc.pre(/^(\p{Script=Han}+|[a-z]+)$/u.test(typed) && [...typed].length < 60);
      expect(isFoundBy(doorKeys(door, [{ name, phone: null }]), searchTerms(typed).prefixes)).toBe(true);
    }),
  );
});

it('the order of residents makes no difference', () => {
  fc.assert(
    fc.property(doors, fc.array(names, { maxLength: 4 }), (door, people) => {
      const of = (list: string[]) =>
        doorKeys(
          door,
          list.map((name) => ({ name, phone: null })),
        );
      expect(of(people)).toEqual(of([...people].reverse()));
    }),
  );
});
