import type { Schemas } from '@/shared/api';
import { doorsOf, stillListed, visitorsAmong } from './assignment.rules';

type Person = Schemas['Person'];

const person = (name: string, role: Person['posts'][number]['role'], doors: number, regionName = '第一网格') =>
  ({ id: name, name, doors, posts: [{ role, regionName }] }) as Person;
const door = (id: string, ...assignedTo: string[]) => ({ id, assignedTo }) as Schemas['DoorBrief'];

describe('visitorsAmong', () => {
  const people = [
    person('张伟', 'grid_worker', 40),
    person('何金民', 'group_leader', 0),
    person('刘春梅', 'police', 3, '蟒河镇'),
  ];

  it('leaves out who goes to no doors, and puts the one with the fewest first', () => {
    expect(visitorsAmong(people).map(({ name }) => name)).toEqual(['刘春梅', '张伟']);
  });
});

describe('doors to give', () => {
  const doors = [door('a'), door('b', '张伟'), door('c')];

  it('are all, those of nobody, or those of somebody', () => {
    expect(doorsOf(doors, 'all')).toHaveLength(3);
    expect(doorsOf(doors, 'nobody').map(({ id }) => id)).toEqual(['a', 'c']);
    expect(doorsOf(doors, 'somebody').map(({ id }) => id)).toEqual(['b']);
  });

  it('are never ones that the list no longer shows', () => {
    expect([...stillListed(new Set(['a', 'b', 'gone']), doorsOf(doors, 'nobody'))]).toEqual(['a']);
  });
});
