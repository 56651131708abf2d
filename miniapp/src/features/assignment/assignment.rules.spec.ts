import type { Schemas } from '@/shared/api';
import { doorsOf, givenOf, gridRows, stillListed, visitorsAmong } from './assignment.rules';

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

describe('whole grids', () => {
  const at = (gridName: string, status: 'active' | 'excluded', ...assignedTo: string[]) =>
    ({ id: gridName, gridName, status, assignedTo }) as Schemas['DoorBrief'];
  const grid = (id: number, name: string) => ({ id, name }) as Schemas['Region'];
  const doors = [
    at('第一网格', 'active', '张伟', '黄娟'),
    at('第一网格', 'active', '黄娟'),
    at('第一网格', 'active'),
    at('第一网格', 'excluded'),
  ];

  it('say how many doors they have, of whom, and how many are nobody’s', () => {
    expect(gridRows([grid(1, '第一网格'), grid(2, '第二网格')], doors)).toEqual([
      { id: 1, name: '第一网格', doors: 3, unassigned: 1, people: ['黄娟 2', '张伟 1'] },
      { id: 2, name: '第二网格', doors: 0, unassigned: 0, people: [] },
    ]);
  });

  it('give the doors that count, or of those what is nobody’s', () => {
    expect(givenOf(doors, 'all')).toHaveLength(3);
    expect(givenOf(doors, 'nobody')).toHaveLength(1);
  });
});
