import type { Schemas } from '@/shared/api';
import { doorsOfToday, homeOf } from './home.rules';

function post(role: Schemas['Me']['posts'][number]['role']): Schemas['Me']['posts'][number] {
  return { id: '1', role, roleLabel: '', regionId: 1, regionName: '', regionLevel: 'village', placeName: '' };
}

describe('what the first tab shows', () => {
  it('a villager sees their own home', () => {
    expect(homeOf({ kind: 'resident', posts: [] })).toBe('household');
  });

  it.each(['grid_worker', 'police', 'teacher', 'grid_chief'] as const)('%s sees the doors of the day', (role) => {
    expect(homeOf({ kind: 'staff', posts: [post(role)] })).toBe('today');
  });

  it.each([
    'village_head',
    'township_office',
    'township_leader',
    'township_chief',
    'police_chief',
    'county_office',
  ] as const)('%s sees how far it is', (role) => {
    expect(homeOf({ kind: 'staff', posts: [post('grid_worker'), post(role)] })).toBe('oversight');
  });
});

describe('somebody of a unit', () => {
  it.each(['school_head', 'unit_head', 'unit_deputy', 'section_head', 'liaison'] as const)(
    '%s sees what to push into the groups, and what another post asks for',
    (role) => {
      expect(homeOf({ kind: 'staff', posts: [post(role), post('liaison')] })).toBe('groups');
      expect(homeOf({ kind: 'staff', posts: [post(role), post('teacher')] })).toBe('today');
      expect(homeOf({ kind: 'staff', posts: [post(role), post('group_leader')] })).toBe('oversight');
      expect(homeOf({ kind: 'staff', posts: [post(role), post('village_head')] })).toBe('oversight');
    },
  );
});

describe('a leader of a 村民小组', () => {
  it('sees how far the group is, and the doors of the day with a post that has some', () => {
    expect(homeOf({ kind: 'staff', posts: [post('group_leader')] })).toBe('oversight');
    expect(homeOf({ kind: 'staff', posts: [post('group_leader'), post('grid_worker')] })).toBe('today');
  });
});

describe('the doors of the day', () => {
  const asked = [{ planId: 'p' }];
  const hers = { id: 'a', mine: true, progress: asked };
  const others = { id: 'b', mine: false, progress: asked };
  const outside = { id: 'c', mine: true, progress: [] };

  it('are those of the worker', () => {
    expect(doorsOfToday([hers, others])).toEqual([hers]);
  });

  it('are all doors while none is claimed', () => {
    expect(doorsOfToday([others])).toEqual([others]);
  });

  it('leave out what no plan asks for', () => {
    expect(doorsOfToday([hers, outside])).toEqual([hers]);
  });

  it('are whatever there is while no plan runs', () => {
    expect(doorsOfToday([outside])).toEqual([outside]);
  });
});
