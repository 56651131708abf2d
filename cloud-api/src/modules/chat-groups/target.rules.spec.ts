import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Candidate, type Choice, chosen } from './target.rules.js';

/** A tree of groups: each below an earlier one, a level deeper. */
const trees: fc.Arbitrary<Candidate[]> = fc
  .array(fc.tuple(fc.nat(100), fc.constantFrom('x', 'y', 'z')), { maxLength: 30 })
  .map((lines) => {
    const groups: Candidate[] = [{ id: '0', upperId: null, kindKey: 'top', level: 0, path: '/1/' }];
    for (const [under, kindKey] of lines) {
      const upper = groups[under % groups.length]!;
      const id = String(groups.length);
      groups.push({ id, upperId: upper.id, kindKey, level: upper.level + 1, path: `${upper.path}${id}/` });
    }
    return groups;
  });

const choices: fc.Arbitrary<Choice> = fc.record({
  kindKeys: fc.option(fc.subarray(['x', 'y', 'z']).map((kinds) => new Set(kinds))),
  paths: fc.option(
    fc.array(
      fc.nat(30).map((id) => `/1/${id}/`),
      { maxLength: 3 },
    ),
  ),
  groupIds: fc.option(fc.array(fc.nat(30).map(String)).map((ids) => new Set(ids))),
  deepestLevel: fc.nat(3),
});

describe('the groups of a directive', () => {
  it('are a whole chain: whoever gets it has the one above getting it too, up to the 指挥群', () => {
    fc.assert(
      fc.property(trees, choices, (groups, choice) => {
        const ids = new Set(chosen(groups, choice).map(({ id }) => id));
        expect(ids.has('0')).toBe(true);
        for (const { id, upperId } of groups) if (ids.has(id) && upperId !== null) expect(ids.has(upperId)).toBe(true);
      }),
    );
  });

  it('end with groups that were meant, and leave none of these out', () => {
    fc.assert(
      fc.property(trees, choices, (groups, choice) => {
        const isMeant = ({ id, level, kindKey, path }: Candidate) =>
          level <= choice.deepestLevel &&
          (choice.kindKeys?.has(kindKey) ?? true) &&
          (choice.groupIds?.has(id) ?? true) &&
          (choice.paths?.some((place) => path.startsWith(place)) ?? true);
        const found = chosen(groups, choice);
        const ends = found.filter(({ id, level }) => level > 0 && !found.some(({ upperId }) => upperId === id));
        expect(ends.filter((group) => !isMeant(group))).toEqual([]);
        expect(groups.filter((group) => isMeant(group) && !found.includes(group))).toEqual([]);
      }),
    );
  });
});
