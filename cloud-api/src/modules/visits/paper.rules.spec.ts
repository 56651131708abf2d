import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Permission, permissionsOf, reachesOnlyAssigned, Role } from '../../common/auth/index.js';
import { canHaveComeAlong, canHaveVisited, type HeldDoor, type HeldPost } from './paper.rules.js';

const door = { id: 'd', path: '/1/2/3/', groupPath: '/1/2/9/' };
const post = (details: Partial<HeldPost> = {}): HeldPost => ({
  role: Role.GridWorker,
  path: '/1/2/3/',
  revokedAt: null,
  ...details,
});
const posts = fc.array(
  fc.record({
    role: fc.constantFrom(...Object.values(Role)),
    path: fc.constantFrom('/1/', '/1/2/', '/1/2/3/', '/1/2/4/', '/1/2/9/', '/7/'),
    revokedAt: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
  { maxLength: 4 },
);
const doors = fc.array(
  fc.record({ doorId: fc.constantFrom('d', 'e'), endedAt: fc.option(fc.integer({ min: 0, max: 100 })) }),
  { maxLength: 3 },
);
const at = fc.integer({ min: 0, max: 100 });

describe('who can have visited a door', () => {
  it.each<[string, HeldPost[], HeldDoor[], boolean]>([
    ['a grid worker of its grid', [post()], [], true],
    ['a grid worker of the next grid', [post({ path: '/1/2/4/' })], [], false],
    ['a grid chief of the village', [post({ role: Role.GridChief, path: '/1/2/' })], [], true],
    ['an office above, which visits nobody', [post({ role: Role.TownshipOffice, path: '/1/' })], [], false],
    ['whoever left on the day after', [post({ revokedAt: 51 })], [], true],
    ['whoever left on the day before', [post({ revokedAt: 49 })], [], false],
    ['a teacher at the school', [post({ role: Role.Teacher })], [], false],
    [
      'a teacher whose family it is',
      [post({ role: Role.Teacher, path: '/7/' })],
      [{ doorId: 'd', endedAt: null }],
      true,
    ],
    ['a teacher whose family it was', [post({ role: Role.Teacher })], [{ doorId: 'd', endedAt: 50 }], false],
    ['somebody with the door and without a post', [], [{ doorId: 'd', endedAt: null }], false],
    ['nobody', [], [], false],
  ])('%s', (_, held, named, expected) => {
    expect(canHaveVisited(door, 50, { posts: held, doors: named })).toBe(expected);
  });

  it('is never refused for a later end of a post or of a door', () => {
    fc.assert(
      fc.property(posts, doors, at, fc.integer({ min: 0, max: 100 }), (held, named, when, longer) => {
        fc.pre(canHaveVisited(door, when, { posts: held, doors: named }));
        const later = (end: number | null) => (end === null ? null : end + longer);
        const extended = {
          posts: held.map((one) => ({ ...one, revokedAt: later(one.revokedAt) })),
          doors: named.map((one) => ({ ...one, endedAt: later(one.endedAt) })),
        };
        expect(canHaveVisited(door, when, extended)).toBe(true);
      }),
    );
  });

  it('always held a post that visits, and by it the place or the door itself', () => {
    fc.assert(
      fc.property(posts, doors, at, (held, named, when) => {
        fc.pre(canHaveVisited(door, when, { posts: held, doors: named }));
        const visiting = held.filter(({ role }) => permissionsOf[role].includes(Permission.VisitWrite));
        const placed = visiting.some(
          ({ role, path }) =>
            !reachesOnlyAssigned.has(role) && [door.path, door.groupPath].some((one) => one.startsWith(path)),
        );
        expect(visiting.length > 0 && (placed || named.some(({ doorId }) => doorId === 'd'))).toBe(true);
      }),
    );
  });
});

describe('who can have come along', () => {
  it('is everybody who can have visited, and others with a post there', () => {
    fc.assert(
      fc.property(posts, doors, at, (held, named, when) => {
        fc.pre(canHaveVisited(door, when, { posts: held, doors: named }));
        expect(canHaveComeAlong(door, when, { posts: held, doors: named })).toBe(true);
      }),
    );
    const office = post({ role: Role.TownshipOffice, path: '/1/' });
    expect(canHaveComeAlong(door, 50, { posts: [office], doors: [] })).toBe(true);
    expect(canHaveComeAlong(door, 50, { posts: [{ ...office, path: '/7/' }], doors: [] })).toBe(false);
    expect(canHaveComeAlong(door, 50, { posts: [{ ...office, revokedAt: 49 }], doors: [] })).toBe(false);
  });
});
