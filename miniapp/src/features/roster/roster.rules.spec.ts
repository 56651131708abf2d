import { draftProblems, hasTeam, levelsOf, NO_PERSON, postText, rolesWithin, type Person } from './roster.rules';

const person = (fields: Partial<Person>): Person => ({
  id: '1',
  name: '张伟',
  phoneMasked: '138****0001',
  posts: [
    {
      id: 'p',
      role: 'grid_worker',
      roleLabel: '网格员',
      regionId: 9,
      regionName: '第三网格',
      regionLevel: 'grid',
      placeName: '台头村 第三网格',
    },
  ],
  trainedOn: '2026-10-01',
  doors: 12,
  team: [],
  ...fields,
});

it('police go along with those who walk a grid, not with police', () => {
  const holding = (role: Person['posts'][number]['role']) => ({ posts: [{ ...person({}).posts[0]!, role }] });
  expect(hasTeam(holding('grid_worker'))).toBe(true);
  expect(hasTeam(holding('grid_chief'))).toBe(true);
  expect(hasTeam(holding('police'))).toBe(false);
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
      'school_head',
      'teacher',
      'unit_head',
      'unit_deputy',
      'section_head',
      'liaison',
    ]);
    expect(rolesWithin('township')).toEqual(expect.arrayContaining(['township_chief', 'police_chief']));
    expect(levelsOf('unit_head')).toEqual(['unit']);
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
  expect(postText(person({}).posts[0]!)).toBe('台头村 第三网格 · 网格员');
});
