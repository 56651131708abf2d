import type { Schemas } from '@/shared/api';
import { draftProblems, familiesText, shortName, teachersOf, type SchoolClass } from './class.rules';

describe('what a class lacks', () => {
  const draft = { name: '一年级一班', pupils: '32', unitId: 7 };

  it('is nothing once it has a name, a school and a number of pupils', () => {
    expect(draftProblems(draft)).toEqual({});
    expect(draftProblems({ ...draft, pupils: '0' })).toEqual({});
  });

  it('is said by field', () => {
    expect(Object.keys(draftProblems({ name: ' ', pupils: '', unitId: null }))).toEqual(['name', 'pupils', 'unitId']);
    for (const pupils of ['201', '-1', '3.5', '三十'])
      expect(Object.keys(draftProblems({ ...draft, pupils }))).toEqual(['pupils']);
  });
});

describe('the 班主任 of a school', () => {
  const person = (name: string, role: string, regionId: number) =>
    ({ name, posts: [{ role, regionId }] }) as Schemas['Person'];
  const school = {
    path: [
      { id: 1, name: '镇' },
      { id: 2, name: '村' },
      { id: 3, name: '小学' },
    ],
  } as Schemas['Region'];

  it('have their post at the school or around it', () => {
    const people = [
      person('校内', 'teacher', 3),
      person('村里', 'teacher', 2),
      person('别校', 'teacher', 9),
      person('网格员', 'grid_worker', 2),
    ];
    expect(teachersOf(people, school).map(({ name }) => name)).toEqual(['校内', '村里']);
  });
});

describe('a class beside its school', () => {
  it('is not called by the school again', () => {
    expect(shortName({ name: '台头小学一年级一班', unitName: '台头小学' })).toBe('一年级一班');
    expect(shortName({ name: '一年级一班', unitName: '台头小学' })).toBe('一年级一班');
    expect(shortName({ name: '台头小学', unitName: '台头小学' })).toBe('台头小学');
    expect(shortName({ name: '一班', unitName: null })).toBe('一班');
  });
});

describe('how far the families are', () => {
  it('is said in numbers, or that there are none', () => {
    const of = (families: number, familiesVisited: number) =>
      familiesText({ families, familiesVisited } as SchoolClass);
    expect(of(0, 0)).toBe('还没加家庭');
    expect(of(12, 3)).toBe('3 / 12 户走到');
  });
});
