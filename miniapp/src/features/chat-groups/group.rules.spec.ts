import * as fc from 'fast-check';
import {
  filtered,
  foldedAtFirst,
  isFiltering,
  joinShare,
  ownersOf,
  peopleOf,
  treeRows,
  type Group,
  type Person,
} from './group.rules';

const group = (id: string, facts: Partial<Group> = {}): Group => ({
  id,
  name: id,
  kindKey: 'village',
  kindName: '村民群',
  chains: ['village'],
  level: 1,
  regionId: 1,
  placeName: '孔池村',
  upperId: null,
  reaches: null,
  ownerName: null,
  builtOn: null,
  dueOn: null,
  late: false,
  boundAt: null,
  reportedSize: null,
  reportedOn: null,
  pushers: [],
  gaps: [],
  ...facts,
});

/** Groups whose uppers stand before them, or are not in the list. */
const forest = fc
  .array(fc.option(fc.nat(30), { nil: null }), { maxLength: 30 })
  .map((uppers) =>
    uppers.map((upper, index) =>
      group(`${index}`, { upperId: upper === null ? null : `${upper < index ? upper : 99}` }),
    ),
  );

describe('the tree', () => {
  it('shows every group once, each right below its upper', () => {
    fc.assert(
      fc.property(forest, (groups) => {
        const rows = treeRows(groups, new Set());
        expect(rows.map(({ group: { id } }) => id).sort()).toEqual(groups.map(({ id }) => id).sort());
        rows.forEach(({ group: { upperId }, depth }, index) => {
          const upper = rows.findIndex((row) => row.group.id === upperId);
          if (upper < 0) return expect(depth).toBe(0);
          expect(rows[upper]!.depth).toBe(depth - 1);
          expect(rows.slice(upper + 1, index).every((between) => between.depth >= depth)).toBe(true);
        });
      }),
    );
  });

  it('hides what is folded, and no more', () => {
    const groups = [group('a'), group('b', { upperId: 'a' }), group('c', { upperId: 'b' }), group('d')];
    const ids = (folded: string[]) => treeRows(groups, new Set(folded)).map(({ group: { id } }) => id);
    expect(ids(['b'])).toEqual(['a', 'b', 'd']);
    expect(ids(['a'])).toEqual(['a', 'd']);
    expect(treeRows(groups, new Set(['a']))[0]!.below).toBe(1);
  });

  it('begins with its upper levels where there are many', () => {
    const villages = Array.from({ length: 30 }, (_, index) => [
      group(`v${index}`, { upperId: 'top', level: 1 }),
      group(`g${index}`, { upperId: `v${index}`, level: 2 }),
    ]).flat();
    const groups = [group('top', { level: 0 }), ...villages];
    expect(treeRows(groups, foldedAtFirst(groups)).map(({ group: { level } }) => level)).toEqual([
      0,
      ...Array(30).fill(1),
    ]);
    expect(foldedAtFirst(groups.slice(0, 3)).size).toBe(0);
  });
});

describe('looking for groups', () => {
  const groups = [
    group('孔池村村民群', { pushers: ['王大福'] }),
    group('学校群', { level: 2, placeName: '中心学校', gaps: ['pusher', 'bound'] }),
    group('单位群', { gaps: ['built'], late: true }),
  ];
  const names = (filter: Parameters<typeof filtered>[1]) => filtered(groups, filter).map(({ name }) => name);

  it('goes by name, place, people, level and what is lacking, all at once', () => {
    expect(names({})).toHaveLength(3);
    expect(names({ text: ' 王大福 ' })).toEqual(['孔池村村民群']);
    expect(names({ text: '中心' })).toEqual(['学校群']);
    expect(names({ level: 1, gap: 'any' })).toEqual(['单位群']);
    expect(names({ gap: 'late' })).toEqual(['单位群']);
    expect(names({ gap: 'bound' })).toEqual(['学校群']);
    expect(isFiltering({ text: '  ' })).toBe(false);
    expect(isFiltering({ level: 0 })).toBe(true);
  });
});

describe('the people', () => {
  const person = (personId: string, part: Person['part'], origin: Person['origin'] = 'rule'): Person => ({
    personId,
    name: personId,
    part,
    label: '村主干',
    origin,
    deputyName: null,
  });
  const people = [
    person('a', 'pusher'),
    person('a', 'pusher'),
    person('a', 'member'),
    person('b', 'member', 'removed'),
  ];

  it('are named once for each part', () => {
    expect(peopleOf({ people }, 'pusher').map(({ personId }) => personId)).toEqual(['a']);
    expect(peopleOf({ people }, 'member').map(({ personId }) => personId)).toEqual(['a', 'b']);
  });

  it('may own the group unless they were taken out of it', () => {
    expect(ownersOf({ people }).map(({ personId }) => personId)).toEqual(['a']);
  });
});

it('has no 入群率 where nobody of that age lives', () => {
  expect(joinShare({ registered: 0, joined: 0 })).toBeNull();
  expect(joinShare({ registered: 4, joined: 1 })).toBe(0.25);
});
