import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Role } from '../../common/auth/index.js';
import {
  adopt,
  type ChainLevel,
  countsOf,
  fillChain,
  guardianOf,
  letterState,
  maySign,
  type PostInChain,
  sumOf,
} from './letters.rules.js';

const levels: ChainLevel[] = [
  { number: 1, name: '村干部', role: Role.VillageHead },
  { number: 2, name: '网格长', role: Role.GridChief },
  { number: 3, name: '网格员', role: Role.GridWorker },
];
const village = { path: '/1/2/' };
const post = (personId: string, role: Role, path = '/1/2/', heldSince = 0): PostInChain => ({
  personId,
  name: personId,
  role,
  regionName: path === '/1/2/' ? '台头村' : '第一网格',
  path,
  heldSince,
});
const superiorsOf = (posts: PostInChain[]) =>
  Object.fromEntries(fillChain(levels, village, posts).map(({ personId, superior }) => [personId, superior]));

describe('a village chain filled from posts', () => {
  it('goes from the 村干部 to the 网格长 and from each of them to the 网格员 of the grid', () => {
    const posts = [
      post('worker', Role.GridWorker, '/1/2/3/'),
      post('other', Role.GridWorker, '/1/2/4/'),
      post('chief', Role.GridChief, '/1/2/3/'),
      post('chief of four', Role.GridChief, '/1/2/4/'),
      post('head', Role.VillageHead),
      post('police', Role.Police),
    ];
    expect(superiorsOf(posts)).toEqual({
      head: null,
      chief: 'head',
      'chief of four': 'head',
      worker: 'chief',
      other: 'chief of four',
    });
    expect(fillChain(levels, village, posts).map(({ level, position }) => [level, position])).toEqual([
      [1, '村干部'],
      [2, '第一网格网格长'],
      [2, '第一网格网格长'],
      [3, '第一网格网格员'],
      [3, '第一网格网格员'],
    ]);
  });

  it.each<[string, PostInChain[], string | null]>([
    ['the 村干部 where the grid has no 网格长', [post('head', Role.VillageHead)], 'head'],
    [
      'the 网格长 of the village where one is for all grids',
      [post('head', Role.VillageHead), post('chief', Role.GridChief)],
      'chief',
    ],
    [
      'the 网格长 of the grid rather than the one of the village',
      [post('of all', Role.GridChief), post('of three', Role.GridChief, '/1/2/3/', 9)],
      'of three',
    ],
    [
      'of two the one who has been 网格长 longer',
      [post('new', Role.GridChief, '/1/2/3/', 9), post('old', Role.GridChief, '/1/2/3/', 5)],
      'old',
    ],
    ['the 村干部 who is 网格长 too', [post('head', Role.VillageHead), post('head', Role.GridChief, '/1/2/3/')], 'head'],
    ['nobody where nobody is', [post('chief', Role.GridChief, '/1/2/4/')], null],
  ])('a 网格员 signs with %s', (_, above, expected) => {
    expect(superiorsOf([...above, post('worker', Role.GridWorker, '/1/2/3/')]).worker).toBe(expected);
  });

  it('leaves the name of a place out where the position would not fit', () => {
    const far = { ...post('worker', Role.GridWorker, '/1/2/3/'), regionName: '长'.repeat(60) };
    expect(fillChain(levels, village, [far])[0]!.position).toBe('网格员');
  });

  const anyPosts = fc.array(
    fc.record({
      personId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      name: fc.constant('某某'),
      role: fc.constantFrom(Role.VillageHead, Role.GridChief, Role.GridWorker, Role.Teacher),
      regionName: fc.constant('第一网格'),
      path: fc.constantFrom('/1/2/', '/1/2/3/', '/1/2/4/'),
      heldSince: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 12 },
  );

  it('holds everybody once, each below somebody of a higher level', () => {
    fc.assert(
      fc.property(anyPosts, (posts) => {
        const placed = fillChain(levels, village, posts);
        const inChain = posts.filter(({ role }) => role !== Role.Teacher).map(({ personId }) => personId);
        expect(placed.map(({ personId }) => personId).sort()).toEqual([...new Set(inChain)].sort());
        for (const { level, superior } of placed) {
          if (level === 1) expect(superior).toBeNull();
          if (superior === null) continue;
          expect(placed.find(({ personId }) => personId === superior)!.level).toBeLessThan(level);
        }
      }),
    );
  });

  it('leaves nobody without a superior while a post around theirs is of a higher level', () => {
    fc.assert(
      fc.property(anyPosts, (posts) => {
        const withHead = [...posts, post('head', Role.VillageHead)];
        const alone = fillChain(levels, village, withHead).filter(({ superior }) => superior === null);
        expect(alone.every(({ level }) => level === 1)).toBe(true);
      }),
    );
  });

  it('does not depend on the order in which posts are read', () => {
    fc.assert(
      fc.property(anyPosts, fc.infiniteStream(fc.nat()), (posts, numbers) => {
        // Two posts alike in all but the name of their place would tell the same person apart by nothing.
        const shuffled = posts
          .map((one) => ({ one, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(fillChain(levels, village, shuffled)).toEqual(fillChain(levels, village, posts));
      }),
    );
  });
});

describe('the state of a letter', () => {
  const due = '2026-11-22';
  it.each([
    ['signed, however late', { level: 3, signed: true, superiorSigned: false }, '2027-01-01', 'signed'],
    ['due at the top at once', { level: 1, signed: false, superiorSigned: null }, '2026-11-01', 'due'],
    ['due on the day itself', { level: 2, signed: false, superiorSigned: true }, due, 'due'],
    ['late on the day after', { level: 2, signed: false, superiorSigned: true }, '2026-11-23', 'late'],
    ['waiting for whoever is above', { level: 2, signed: false, superiorSigned: false }, '2026-11-01', 'waiting'],
    [
      'waiting, not late, while above is not signed',
      { level: 3, signed: false, superiorSigned: false },
      '2027-01-01',
      'waiting',
    ],
    ['waiting while nobody is above', { level: 2, signed: false, superiorSigned: null }, '2026-11-01', 'waiting'],
  ] as const)('is %s', (_, letter, today, expected) => {
    expect(letterState(letter, due, today)).toBe(expected);
  });

  const letters = fc.array(
    fc.record({
      level: fc.integer({ min: 1, max: 4 }),
      signed: fc.boolean(),
      superiorSigned: fc.constantFrom(null, true, false),
    }),
  );
  const days = fc.constantFrom('2026-11-21', due, '2026-11-23');

  it('is what the counts of its level say', () => {
    fc.assert(
      fc.property(letters, days, (all, today) => {
        const states = all.map((letter) => letterState(letter, due, today));
        const sums = all.map((letter) => ({
          total: 1,
          signed: Number(letter.signed),
          open: Number(!letter.signed && maySign(letter)),
        }));
        const count = (state: string) => states.filter((one) => one === state).length;
        expect(countsOf(sumOf(sums), due, today)).toEqual({
          total: all.length,
          signed: count('signed'),
          due: count('due'),
          late: count('late'),
          waiting: count('waiting'),
        });
      }),
    );
  });
});

describe('those below the top who have nobody above', () => {
  it('come below the first of the nearest level that has anybody', () => {
    const member = (id: string, level: number, superiorId: string | null = null) => ({ id, level, superiorId });
    const members = [member('a', 1), member('b', 1), member('d', 3), member('e', 4), member('f', 4, 'd')];
    expect(adopt(members)).toEqual(
      new Map([
        ['d', 'a'],
        ['e', 'd'],
      ]),
    );
    expect(adopt([member('d', 3), member('e', 3)])).toEqual(new Map());
  });
});

describe('who signs for a family', () => {
  const resident = (id: string, relation: string, tags: string[] = []) => ({ id, name: id, relation, tags });
  it('is whoever is marked as a parent, else the head, else the first', () => {
    const [old, head, mother] = [
      resident('old', 'parent'),
      resident('head', 'head'),
      resident('mother', 'spouse', ['teacher_student_parent']),
    ];
    expect(guardianOf([old, head, mother])!.id).toBe('mother');
    expect(guardianOf([old, head])!.id).toBe('head');
    expect(guardianOf([old])!.id).toBe('old');
    expect(guardianOf([])).toBeNull();
  });
});
