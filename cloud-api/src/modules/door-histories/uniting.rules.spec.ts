import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type UnitedResident, uniteResidents } from './uniting.rules.js';

const resident = (id: string, name: string, known: Partial<UnitedResident> = {}): UnitedResident => ({
  id,
  name,
  relation: 'other',
  birthMonth: null,
  tags: [],
  phoneCipher: null,
  phoneIndex: null,
  ...known,
});
const phone = (index: string) => ({ phoneIndex: index, phoneCipher: `cipher of ${index}` });

describe('two doors that are one', () => {
  it('keep each person once, with all that either door knew', () => {
    const staying = [resident('a1', '王德福', { relation: 'head', tags: ['elderly'] }), resident('a2', '李秀英')];
    const leaving = [
      resident('b1', '王德福', { relation: 'head', birthMonth: '1955-03', tags: ['cadre'], ...phone('p') }),
      resident('b2', '王小军'),
    ];
    const { residents, renamed } = uniteResidents(staying, leaving);
    expect(residents.map(({ id }) => id)).toEqual(['a1', 'a2', 'b2']);
    expect(residents[0]).toEqual({ ...leaving[0], id: 'a1', tags: ['elderly', 'cadre'] });
    expect([...renamed]).toEqual([['b1', 'a1']]);
  });

  it('keep two of one name whose births differ, and one head', () => {
    const staying = [resident('a1', '王建国', { relation: 'head', birthMonth: '1955-03' })];
    const leaving = [resident('b1', '王建国', { relation: 'head', birthMonth: '1981-11' })];
    const { residents, renamed } = uniteResidents(staying, leaving);
    expect(residents.map(({ id, relation }) => [id, relation])).toEqual([
      ['a1', 'head'],
      ['b1', 'other'],
    ]);
    expect(renamed.size).toBe(0);
  });

  it('take the surest pair: the phone before the birth month before the name alone', () => {
    const staying = [
      resident('a1', '王明', { birthMonth: '1990-01' }),
      resident('a2', '王明', { birthMonth: '1960-01', ...phone('p') }),
    ];
    const leaving = [resident('b1', '王明', phone('p')), resident('b2', '王明', { birthMonth: '1990-01' })];
    expect(Object.fromEntries(uniteResidents(staying, leaving).renamed)).toEqual({ b1: 'a2', b2: 'a1' });
  });
});

const residents = (prefix: string) =>
  fc
    .array(
      fc.record({
        name: fc.constantFrom('王德福', '李秀英', '王小军'),
        relation: fc.constantFrom('head', 'spouse', 'child'),
        birthMonth: fc.constantFrom(null, '1955-03', '1988-07'),
        tags: fc.uniqueArray(fc.constantFrom('elderly', 'returnee'), { maxLength: 2 }),
        phoneIndex: fc.constantFrom(null, 'p', 'q'),
      }),
      { maxLength: 6 },
    )
    .map((list) =>
      list.map((known, place) => ({
        ...known,
        id: `${prefix}${place}`,
        phoneCipher: known.phoneIndex && `cipher of ${known.phoneIndex}`,
      })),
    );

it('nobody is lost, nobody doubled, and nothing known of them is forgotten', () => {
  fc.assert(
    fc.property(residents('a'), residents('b'), (staying, leaving) => {
      const { residents: united, renamed } = uniteResidents(staying, leaving);
      const ids = united.map(({ id }) => id);
      expect(ids.length).toBe(new Set(ids).size);
      expect(ids).toEqual([...staying, ...leaving.filter(({ id }) => !renamed.has(id))].map(({ id }) => id));
      expect(new Set(renamed.values()).size).toBe(renamed.size);
      for (const before of [...staying, ...leaving]) {
        const after = united.find(({ id }) => id === (renamed.get(before.id) ?? before.id))!;
        expect(after.name).toBe(before.name);
        expect(after.tags).toEqual(expect.arrayContaining(before.tags));
        if (before.birthMonth !== null) expect(after.birthMonth).not.toBeNull();
        if (before.phoneIndex !== null) expect(after.phoneCipher).toBe(`cipher of ${after.phoneIndex}`);
      }
      const heads = (list: UnitedResident[]) => list.filter(({ relation }) => relation === 'head').length;
      if (heads(staying) > 0) expect(heads(united)).toBe(heads(staying));
    }),
  );
});

it('a door united with a copy of itself stays as it is', () => {
  fc.assert(
    fc.property(residents('a'), (staying) => {
      const copy = staying.map((each) => ({ ...each, id: `copy ${each.id}` }));
      expect(uniteResidents(staying, copy).residents.length).toBe(staying.length);
    }),
  );
});
