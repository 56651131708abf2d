import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Role } from '../../common/auth/index.js';
import { mayTeam, type PlaceOfPost } from './team.rules.js';

const post = (role: Role, path: string): PlaceOfPost => ({ role, path });
const posts = fc.array(
  fc.record({
    role: fc.constantFrom(...Object.values(Role)),
    path: fc.constantFrom('/1/', '/1/2/', '/1/2/3/', '/1/2/4/', '/1/5/'),
  }),
  { maxLength: 4 },
);

describe('who may go from door to door together', () => {
  it.each<[string, PlaceOfPost[], PlaceOfPost[], boolean]>([
    ['网格员 and the 民警 of the township', [post('grid_worker', '/1/2/3/')], [post('police', '/1/')], true],
    ['网格员 and the 辅警 of the grid', [post('grid_worker', '/1/2/3/')], [post('auxiliary_police', '/1/2/3/')], true],
    [
      '网格员 and a 辅警 of the next grid',
      [post('grid_worker', '/1/2/3/')],
      [post('auxiliary_police', '/1/2/4/')],
      false,
    ],
    [
      '网格长 of a village and the 辅警 of a grid of it',
      [post('grid_chief', '/1/2/')],
      [post('auxiliary_police', '/1/2/3/')],
      false,
    ],
    ['村主干 and a 民警', [post('village_head', '/1/2/')], [post('police', '/1/')], false],
    ['two 网格员', [post('grid_worker', '/1/2/3/')], [post('grid_worker', '/1/2/3/')], false],
  ])('%s: %s', (_, worker, police, expected) => {
    expect(mayTeam(worker, police)).toBe(expected);
  });

  it('is never undone by one more post', () => {
    fc.assert(
      fc.property(posts, posts, posts, (worker, police, more) => {
        fc.pre(mayTeam(worker, police));
        expect([mayTeam([...worker, ...more], police), mayTeam(worker, [...more, ...police])]).toEqual([true, true]);
      }),
    );
  });
});
