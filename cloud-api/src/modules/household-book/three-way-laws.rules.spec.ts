import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DoorKind, Relation, ResidentTag } from '../plans/index.js';
import { MergeField } from './book-fields.rules.js';
import type { BookContent, BookSnapshot, Decisions, DoorNow, MemberContent } from './book-snapshot.rules.js';
import { mergeThreeWay } from './three-way.rules.js';

/** Ids that no other sequence of this file gives. */
let sequences = 0;
const ids = () => {
  const sequence = (sequences += 1);
  let next = 0;
  return () => `${sequence}-${(next += 1)}`;
};

/** The door and the base after a first book was published onto nothing but a bare door. */
function published(first: BookContent): { here: DoorNow; base: BookSnapshot } {
  const bare: DoorNow = { ...first, members: [], version: 1 };
  const { result, nextBase } = mergeThreeWay(null, bare, first, {}, ids());
  return { here: { ...result, version: 2 }, base: nextBase };
}

/** Without ids and regardless of order. */
const contentOf = ({
  members,
  ...rest
}: { members: readonly MemberContent[] } & Omit<DoorNow, 'members' | 'version'>) => ({
  name: rest.name,
  kind: rest.kind,
  code: rest.code,
  address: rest.address,
  gridId: rest.gridId,
  groupId: rest.groupId,
  childrenUnder14: rest.childrenUnder14,
  members: members
    .map((one) => JSON.stringify([one.name, one.relation, one.birthMonth, one.phoneIndex, [...one.tags].sort()]))
    .sort(),
});

const memberArbitrary: fc.Arbitrary<MemberContent> = fc
  .record({
    name: fc.constantFrom('王大福', '王大富', '李秀英', '王小明', '王小红', '赵铁柱'),
    relation: fc.constantFrom(Relation.Head, Relation.Spouse, Relation.Child, Relation.Other),
    birthMonth: fc.constantFrom(null, '1960-05', '1962-08', '1990-01'),
    phone: fc.constantFrom(null, 'a', 'b', 'c'),
    tags: fc.subarray(Object.values(ResidentTag).slice(0, 3)),
  })
  .map(({ phone: index, ...rest }) => ({ ...rest, phoneIndex: index, phoneCipher: index && `cipher of ${index}` }));

const bookArbitrary: fc.Arbitrary<BookContent> = fc.record({
  name: fc.constantFrom('王大福', '李秀英'),
  kind: fc.constantFrom(DoorKind.Household, DoorKind.IndividualBusiness),
  code: fc.constantFrom('', '1', '2'),
  address: fc.constantFrom('', '一号', '二号'),
  gridId: fc.constantFrom(7, 8),
  groupId: fc.constantFrom(null, 1, 2),
  childrenUnder14: fc.nat(2),
  members: fc.uniqueArray(memberArbitrary, {
    maxLength: 5,
    selector: ({ name, birthMonth, phoneIndex }) => [name, birthMonth, phoneIndex].join(),
  }),
  silent: fc.constant([]),
});
/** Every book has names, and a household of a book each name once. */
const mayLack = Object.values(MergeField).filter(
  (field) => field !== MergeField.Name && field !== MergeField.MemberName,
);
const sometimesSilent = bookArbitrary.chain((one) =>
  fc.subarray(mayLack).map((silent) => ({
    ...one,
    members: one.members
      .filter(({ name }, index) => one.members.findIndex((other) => other.name === name) === index)
      .map((each) => ({
        ...each,
        ...(silent.includes('relation') && { relation: Relation.Other }),
        ...(silent.includes('birth') && { birthMonth: null }),
        ...(silent.includes('phone') && { phoneIndex: null, phoneCipher: null }),
        ...(silent.includes('tags') && { tags: [] }),
      })),
    silent,
  })),
);

/** What workers do to a door: they change, add and take off. */
const doorArbitrary = (from: DoorNow): fc.Arbitrary<DoorNow> =>
  fc
    .record({
      fields: bookArbitrary,
      which: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      edits: fc.array(fc.option(memberArbitrary, { nil: null }), { minLength: 5, maxLength: 5 }),
      kept: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      added: fc.array(memberArbitrary, { maxLength: 2 }),
    })
    .map(({ fields: other, which, edits, kept, added }) => ({
      ...from,
      address: which[0] ? other.address : from.address,
      code: which[1] ? other.code : from.code,
      gridId: which[2] ? other.gridId : from.gridId,
      childrenUnder14: which[3] ? other.childrenUnder14 : from.childrenUnder14,
      version: from.version + 1,
      members: [
        ...from.members.flatMap((one, index) => (kept[index] ? [{ ...one, ...edits[index] }] : [])),
        ...added.map((one, index) => ({ ...one, residentId: `door-${index}` })),
      ],
    }));

const story = (books: fc.Arbitrary<BookContent>) =>
  fc.tuple(books, books).chain(([first, newer]) => {
    const { here, base } = published(first);
    return doorArbitrary(here).map((door) => ({ base, published: here, door, newer }));
  });
const takesOf = (decide: readonly boolean[], keys: readonly string[]): Decisions =>
  Object.fromEntries(keys.map((key, index) => [key, decide[index % decide.length] ? 'book' : 'here']));
const runs = { numRuns: 200 };

describe('for any book and door', () => {
  it('the same book twice changes nothing, whatever was corrected in between', () => {
    fc.assert(
      fc.property(story(sometimesSilent), fc.array(fc.boolean(), { minLength: 1 }), ({ base, door, newer }, decide) => {
        const open = mergeThreeWay(base, door, newer, {}, ids());
        const decisions = takesOf(
          decide,
          open.changes.map(({ key }) => key),
        );
        const merge = mergeThreeWay(base, door, newer, decisions, ids());
        const again = mergeThreeWay(merge.nextBase, { ...merge.result, version: 9 }, newer, {}, ids());
        expect(again.action).toBe('same');
        expect(again.result).toEqual(merge.result);
      }),
      runs,
    );
  });

  it('no correction is overwritten unless a conflict was decided for the book', () => {
    fc.assert(
      fc.property(story(sometimesSilent), fc.array(fc.boolean(), { minLength: 1 }), ({ base, door, newer }, decide) => {
        const open = mergeThreeWay(base, door, newer, {}, ids());
        const decisions = takesOf(
          decide,
          open.changes.map(({ key }) => key),
        );
        const { result, changes } = mergeThreeWay(base, door, newer, decisions, ids());
        const overruled = (key: string) =>
          changes.some((one) => one.key === key && one.conflict && decisions[key] === 'book');
        for (const field of ['code', 'address'] as const) {
          const isCorrection = !base.silent.includes(field) && door[field] !== base[field] && door[field] !== '';
          if (isCorrection && result[field] !== door[field]) expect(overruled(field)).toBe(true);
        }
        for (const person of door.members) {
          const before = base.members.find(({ residentId }) => residentId === person.residentId);
          const after = result.members.find(({ residentId }) => residentId === person.residentId);
          if (!after) {
            const isCorrection =
              !before || before.phoneIndex !== person.phoneIndex || before.birthMonth !== person.birthMonth;
            const known = base.members.some(({ name }) => name === person.name);
            if (isCorrection && !known && base.silent.length === 0)
              expect(overruled(`${person.residentId}/members`)).toBe(true);
          } else if (before && !base.silent.includes('phone') && before.phoneIndex !== person.phoneIndex) {
            if (after.phoneIndex !== person.phoneIndex) expect(overruled(`${person.residentId}/phone`)).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  it('undecided, only values that the door left alone change', () => {
    fc.assert(
      fc.property(story(bookArbitrary), ({ base, door, newer }) => {
        const { result, changes, action } = mergeThreeWay(base, door, newer, {}, ids());
        expect(action === 'conflict').toBe(changes.some(({ conflict }) => conflict));
        expect(changes.every(({ conflict, take }) => !conflict || take === 'here')).toBe(true);
        if (!changes.some(({ take }) => take === 'book')) expect({ ...result, version: door.version }).toEqual(door);
      }),
      runs,
    );
  });

  it('a door nobody touched becomes what the book says', () => {
    fc.assert(
      fc.property(story(bookArbitrary), ({ base, published: here, newer }) => {
        const merge = mergeThreeWay(base, here, newer, {}, ids());
        expect(contentOf(merge.result)).toEqual(contentOf(newer));
        expect(merge.action).not.toBe('conflict');
        expect(contentOf(merge.nextBase)).toEqual(contentOf(newer));
      }),
      runs,
    );
  });

  it('the order of the members does not matter', () => {
    fc.assert(
      fc.property(story(bookArbitrary), ({ base, door, newer }) => {
        const reversed = <Side extends { members: readonly unknown[] }>(side: Side): Side => ({
          ...side,
          members: [...side.members].reverse(),
        });
        const one = mergeThreeWay(base, door, newer, {}, ids());
        const other = mergeThreeWay(reversed(base), reversed(door), reversed(newer), {}, ids());
        expect(contentOf(other.result)).toEqual(contentOf(one.result));
        expect(other.action).toBe(one.action);
      }),
      runs,
    );
  });

  it('nobody is there twice, and no id is lost or given twice', () => {
    fc.assert(
      fc.property(story(sometimesSilent), ({ base, door, newer }) => {
        const { result, changes } = mergeThreeWay(base, door, newer, {}, ids());
        const after = result.members.map(({ residentId }) => residentId);
        expect(new Set(after).size).toBe(after.length);
        expect(result.members.length).toBeLessThanOrEqual(door.members.length + newer.members.length);
        for (const { residentId } of door.members) {
          if (!after.includes(residentId))
            expect(changes).toContainEqual(expect.objectContaining({ key: `${residentId}/members`, take: 'book' }));
        }
        const names = new Set([...door.members, ...newer.members].map(({ name }) => name));
        for (const name of names) {
          const count = (members: readonly MemberContent[]) => members.filter((one) => one.name === name).length;
          expect(count(result.members)).toBeLessThanOrEqual(Math.max(count(door.members) + count(newer.members), 1));
        }
      }),
      runs,
    );
  });

  it('decisions taken again on what the file said give the same', () => {
    fc.assert(
      fc.property(story(bookArbitrary), fc.array(fc.boolean(), { minLength: 1 }), ({ base, door, newer }, decide) => {
        const open = mergeThreeWay(base, door, newer, {}, ids());
        const decisions = takesOf(
          decide,
          open.changes.map(({ key }) => key),
        );
        const once = mergeThreeWay(base, door, newer, decisions, ids());
        const staged: BookContent = open.nextBase;
        expect(contentOf(mergeThreeWay(base, door, staged, decisions, ids()).result)).toEqual(contentOf(once.result));
      }),
      runs,
    );
  });
});
