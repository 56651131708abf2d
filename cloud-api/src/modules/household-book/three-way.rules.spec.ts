import { describe, expect, it } from '@jest/globals';
import { DoorKind } from '../plans/index.js';
import { MergeField } from './book-fields.rules.js';
import type { BookContent, BookSnapshot, DoorNow, MemberContent, ResidentContent } from './book-snapshot.rules.js';
import { mergeThreeWay } from './three-way.rules.js';

const ids = () => {
  let next = 0;
  return () => `new-${(next += 1)}`;
};

function member(name: string, changes: Partial<MemberContent> = {}): MemberContent {
  return { name, relation: 'other', birthMonth: null, phoneIndex: null, phoneCipher: null, tags: [], ...changes };
}
const fields = {
  name: '王大福',
  kind: DoorKind.Household,
  code: '12',
  address: '台头村3号',
  gridId: 7,
  groupId: null,
  childrenUnder14: 1,
};
const book = (members: MemberContent[], changes: Partial<BookContent> = {}): BookContent => ({
  ...fields,
  members,
  silent: [],
  ...changes,
});
const phone = (index: string) => ({ phoneIndex: index, phoneCipher: `cipher of ${index}` });

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

const family = [
  member('王大福', { relation: 'head', birthMonth: '1960-05', ...phone('a') }),
  member('李秀英', { relation: 'spouse', birthMonth: '1962-08' }),
  member('王小明', { relation: 'child', birthMonth: '1990-01', ...phone('b'), tags: ['returnee'] }),
];

describe('a newer book against a door', () => {
  it('keeps what was corrected at the door when the book says what it said', () => {
    const { here, base } = published(book(family));
    const corrected = { ...here, address: '台头村4号' };
    const merge = mergeThreeWay(base, corrected, book(family), {}, ids());
    expect(merge.action).toBe('same');
    expect(merge.result.address).toBe('台头村4号');
    expect(merge.changes).toEqual([
      {
        key: 'address',
        field: 'address',
        memberName: null,
        base: '台头村3号',
        here: '台头村4号',
        book: '台头村3号',
        take: 'here',
        conflict: false,
      },
    ]);
  });

  it('takes what the book changed and the door did not', () => {
    const { here, base } = published(book(family));
    const newer = book([{ ...family[0]!, ...phone('z') }, ...family.slice(1)], { childrenUnder14: 2 });
    const merge = mergeThreeWay(base, here, newer, {}, ids());
    expect(merge.action).toBe('update');
    expect(merge.result.childrenUnder14).toBe(2);
    expect(merge.result.members[0]).toMatchObject({ residentId: here.members[0]!.residentId, ...phone('z') });
  });

  it('shows a conflict, keeps the door, and takes the book when told to', () => {
    const { here, base } = published(book(family));
    const [head, ...others] = here.members;
    const corrected = { ...here, members: [{ ...head!, ...phone('door') }, ...others] };
    const newer = book([{ ...family[0]!, ...phone('book') }, ...family.slice(1)]);
    const open = mergeThreeWay(base, corrected, newer, {}, ids());
    const key = `${head!.residentId}/phone`;
    expect(open.action).toBe('conflict');
    expect(open.result.members[0]!.phoneIndex).toBe('door');
    expect(open.changes).toEqual([
      {
        key,
        field: 'phone',
        memberName: '王大福',
        base: 'cipher of a',
        here: 'cipher of door',
        book: 'cipher of book',
        take: 'here',
        conflict: true,
      },
    ]);
    expect(mergeThreeWay(base, corrected, newer, { [key]: 'here' }, ids()).action).toBe('same');
    const decided = mergeThreeWay(base, corrected, newer, { [key]: 'book' }, ids());
    expect(decided.action).toBe('update');
    expect(decided.result.members[0]).toMatchObject(phone('book'));
    expect(open.nextBase.members[0]!.phoneIndex).toBe('book');
  });

  it('lets a person added at the door stay, and one taken off stay away', () => {
    const { here, base } = published(book(family));
    const added: ResidentContent = { residentId: 'door-1', ...member('赵租客', { relation: 'tenant' }) };
    const corrected = { ...here, members: [here.members[0]!, here.members[2]!, added] };
    const merge = mergeThreeWay(base, corrected, book(family), {}, ids());
    expect(merge.action).toBe('same');
    expect(merge.result.members).toEqual(corrected.members);
    expect(merge.nextBase.members.map(({ name }) => name).sort()).toEqual(['李秀英', '王大福', '王小明']);
  });

  it('removes whom the new book leaves out, unless the door knew better of them', () => {
    const { here, base } = published(book(family));
    const gone = mergeThreeWay(base, here, book(family.slice(0, 2)), {}, ids());
    expect(gone.result.members.map(({ name }) => name)).toEqual(['王大福', '李秀英']);
    const corrected = {
      ...here,
      members: here.members.map((one) => (one.name === '王小明' ? { ...one, birthMonth: '1991-01' } : one)),
    };
    const kept = mergeThreeWay(base, corrected, book(family.slice(0, 2)), {}, ids());
    expect(kept.action).toBe('conflict');
    expect(kept.result.members).toHaveLength(3);
    const [conflict] = kept.changes;
    expect(conflict).toMatchObject({
      field: 'members',
      memberName: '王小明',
      here: '王小明',
      book: null,
      conflict: true,
    });
    expect(
      mergeThreeWay(base, corrected, book(family.slice(0, 2)), { [conflict!.key]: 'book' }, ids()).result.members,
    ).toHaveLength(2);
  });

  it('asks before it brings back a person taken off at the door whom the book tells anew', () => {
    const { here, base } = published(book(family));
    const corrected = { ...here, members: here.members.slice(0, 2) };
    const newer = book([...family.slice(0, 2), { ...family[2]!, ...phone('c') }]);
    const open = mergeThreeWay(base, corrected, newer, {}, ids());
    expect(open.action).toBe('conflict');
    expect(open.result.members).toHaveLength(2);
    const back = mergeThreeWay(base, corrected, newer, { [open.changes[0]!.key]: 'book' }, ids());
    expect(back.result.members[2]).toMatchObject({ residentId: here.members[2]!.residentId, name: '王小明' });
  });

  it('asks about everything on a door that was registered by hand, but fills in what is empty', () => {
    const here: DoorNow = {
      ...fields,
      code: '',
      address: '台头村南头',
      version: 1,
      members: [
        { residentId: 'r1', ...member('王大福', { relation: 'head', ...phone('door') }) },
        { residentId: 'r2', ...member('李秀英', { relation: 'spouse', birthMonth: null, tags: ['elderly'] }) },
      ],
    };
    const merge = mergeThreeWay(null, here, book(family), {}, ids());
    const conflict = merge.changes.filter((change) => change.conflict);
    const taken = merge.changes.filter((change) => !change.conflict);
    expect(conflict.map(({ key }) => key)).toEqual(['address', 'r1/phone']);
    expect(taken.map(({ key, take }) => [key, take])).toEqual([
      ['code', 'book'],
      ['r1/birth', 'book'],
      ['r2/birth', 'book'],
      ['new/王小明/1', 'book'],
    ]);
    expect(merge.result.members.map(({ residentId }) => residentId)).toEqual(['r1', 'r2', 'new-1']);
    expect(merge.result.members[1]!.tags).toEqual(['elderly']);
  });

  it('keeps a person whose name was written wrongly: the door and the book may each have put it right', () => {
    const wrong = [{ ...family[0]!, name: '王大富' }, ...family.slice(1)];
    const { here, base } = published(book(wrong, { name: '王大富' }));
    const atDoor = {
      ...here,
      name: '王大福',
      members: here.members.map((one) => (one.name === '王大富' ? { ...one, name: '王大福' } : one)),
    };
    for (const [door, newer] of [
      [atDoor, book(wrong, { name: '王大富' })],
      [atDoor, book(family)],
      [here, book(family)],
    ] as const) {
      const merge = mergeThreeWay(base, door, newer, {}, ids());
      expect(merge.result.members.map(({ residentId }) => residentId)).toEqual(
        here.members.map(({ residentId }) => residentId),
      );
      expect(merge.result.members[0]!.name).toBe('王大福');
    }
  });

  it('does not take a successor for the head before them', () => {
    const { here, base } = published(book([family[0]!]));
    const merge = mergeThreeWay(
      base,
      here,
      book([member('赵铁柱', { relation: 'head' })], { name: '赵铁柱' }),
      {},
      () => 'somebody-new',
    );
    expect(merge.result.members).toMatchObject([{ residentId: 'somebody-new', name: '赵铁柱' }]);
  });

  it('tells two of one name apart by their births', () => {
    const twice = [
      member('王秀英', { relation: 'parent', birthMonth: '1940-01' }),
      member('王秀英', { relation: 'spouse', birthMonth: '1965-01' }),
    ];
    const { here, base } = published(book(twice));
    const newer = book([{ ...twice[1]!, ...phone('x') }, twice[0]!]);
    const merge = mergeThreeWay(base, here, newer, {}, ids());
    expect(merge.result.members.find(({ birthMonth }) => birthMonth === '1965-01')).toMatchObject({
      residentId: here.members.find(({ birthMonth }) => birthMonth === '1965-01')!.residentId,
      phoneIndex: 'x',
    });
    expect(merge.result.members.find(({ birthMonth }) => birthMonth === '1940-01')!.phoneIndex).toBeNull();
  });

  it('does not double a person taken off and entered again at the door', () => {
    const { here, base } = published(book(family));
    const again: ResidentContent = { ...here.members[2]!, residentId: 'door-1', ...phone('door') };
    const corrected = { ...here, members: [...here.members.slice(0, 2), again] };
    const newer = book([...family.slice(0, 2), { ...family[2]!, birthMonth: '1990-02' }]);
    const merge = mergeThreeWay(base, corrected, newer, {}, ids());
    expect(merge.result.members).toHaveLength(3);
    expect(merge.result.members[2]).toMatchObject({ residentId: 'door-1', birthMonth: '1990-02', phoneIndex: 'door' });
  });

  it('takes a file without a column for saying nothing, now and later', () => {
    const { here, base } = published(book(family));
    const bare = book(
      family.slice(0, 1).map((one) => ({ ...one, phoneIndex: null, phoneCipher: null })),
      {
        silent: [MergeField.Phone, MergeField.Members, MergeField.Address],
        address: '',
      },
    );
    const merge = mergeThreeWay(base, here, bare, {}, ids());
    expect(merge).toMatchObject({ action: 'same', changes: [], result: { address: '台头村3号' } });
    expect(contentOf(merge.nextBase)).toEqual(contentOf(book(family)));
    expect(merge.nextBase.silent).toEqual([]);
  });

  it('asks about a value of which the last book said nothing', () => {
    const first = mergeThreeWay(
      null,
      { ...fields, members: [], version: 1 },
      book(family, { silent: [MergeField.Phone] }),
      {},
      ids(),
    );
    const here = {
      ...first.result,
      version: 2,
      members: first.result.members.map((one) => ({ ...one, ...phone('door') })),
    };
    const merge = mergeThreeWay(first.nextBase, here, book(family), {}, ids());
    expect(merge.changes.filter(({ conflict }) => conflict).map(({ field }) => field)).toEqual(['phone', 'phone']);
  });
});
