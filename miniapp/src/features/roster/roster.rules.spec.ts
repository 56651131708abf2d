import {
  draftProblems,
  filterPeople,
  levelsOf,
  NO_PERSON,
  postText,
  rolesWithin,
  type Person,
  type RosterFilter,
} from './roster.rules';

const person = (fields: Partial<Person>): Person => ({
  id: '1',
  name: '张伟',
  phoneMasked: '138****0001',
  posts: [
    { id: 'p', role: 'grid_worker', roleLabel: '网格员', regionId: 9, regionName: '第三网格', regionLevel: 'grid' },
  ],
  trainedOn: '2026-10-01',
  doors: 12,
  ...fields,
});

describe('filterPeople', () => {
  const people = [person({}), person({ id: '2', name: '郭建国', trainedOn: null, posts: [] })];
  const all = { text: '', role: null, untrained: false };
  const ids = (filter: Partial<RosterFilter>) => filterPeople(people, { ...all, ...filter }).map(({ id }) => id);

  it('looks in names, phones and posts', () => {
    expect(ids({})).toEqual(['1', '2']);
    expect(ids({ text: ' 张 ' })).toEqual(['1']);
    expect(ids({ text: '0001' })).toEqual(['1', '2']);
    expect(ids({ text: '第三网格' })).toEqual(['1']);
    expect(ids({ text: '没有' })).toEqual([]);
  });

  it('keeps those who hold the role and those who were never trained', () => {
    expect(ids({ role: 'grid_worker' })).toEqual(['1']);
    expect(ids({ untrained: true })).toEqual(['2']);
  });
});

describe('roles', () => {
  it('are given at the level they belong to, and by nobody below it', () => {
    expect(levelsOf('grid_worker')).toEqual(['grid']);
    expect(rolesWithin('county')).toContain('county_office');
    expect(rolesWithin('township')).not.toContain('county_office');
    expect(rolesWithin('township')).toContain('township_office');
    expect(rolesWithin('village')).toEqual([
      'police',
      'auxiliary_police',
      'village_head',
      'grid_chief',
      'grid_worker',
      'group_leader',
      'teacher',
    ]);
  });
});

describe('a new person', () => {
  it('needs a name, a post and its place; a phone only when it is a phone', () => {
    expect(Object.keys(draftProblems(NO_PERSON)).sort()).toEqual(['name', 'regionId', 'role']);
    const draft = { name: '张伟', phone: '', role: 'grid_worker', regionId: 9 } as const;
    expect(draftProblems(draft)).toEqual({});
    expect(draftProblems({ ...draft, phone: '13800000001' })).toEqual({});
    expect(Object.keys(draftProblems({ ...draft, phone: '1380000' }))).toEqual(['phone']);
  });
});

it('a post is named by its place and its role', () => {
  expect(postText(person({}).posts[0]!)).toBe('第三网格 · 网格员');
});
