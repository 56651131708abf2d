import { MergeField } from './book-fields.rules.js';
import type {
  BookContent,
  BookSnapshot,
  ChangeValue,
  Decisions,
  DoorContent,
  DoorFields,
  DoorNow,
  FieldChange,
  MemberContent,
  Merge,
  ResidentContent,
  Take,
} from './book-snapshot.rules.js';
import { squash, textOf } from './book-text.rules.js';
import { matchMembers, type Person } from './match-members.rules.js';

/** One value of a door or of a person: how it is read, compared, shown and put back. */
interface Part<Holder> {
  field: MergeField;
  /** What tells values apart; '' stands for none. */
  sameness(holder: Holder): string;
  shown(holder: Holder): ChangeValue;
  put(from: Holder): Partial<Holder>;
}

const plain = (text: string) => squash(textOf(text));

const doorParts: Part<DoorFields>[] = [
  {
    field: MergeField.Name,
    sameness: ({ name }) => plain(name),
    shown: ({ name }) => name,
    put: ({ name }) => ({ name }),
  },
  { field: MergeField.Kind, sameness: ({ kind }) => kind, shown: ({ kind }) => kind, put: ({ kind }) => ({ kind }) },
  {
    field: MergeField.Code,
    sameness: ({ code }) => plain(code),
    shown: ({ code }) => code,
    put: ({ code }) => ({ code }),
  },
  {
    field: MergeField.Address,
    sameness: ({ address }) => plain(address),
    shown: ({ address }) => address,
    put: ({ address }) => ({ address }),
  },
  {
    field: MergeField.Grid,
    sameness: ({ gridId }) => String(gridId),
    shown: ({ gridId }) => gridId,
    put: ({ gridId }) => ({ gridId }),
  },
  {
    field: MergeField.Group,
    sameness: ({ groupId }) => String(groupId ?? ''),
    shown: ({ groupId }) => groupId,
    put: ({ groupId }) => ({ groupId }),
  },
  {
    field: MergeField.Children,
    sameness: ({ childrenUnder14 }) => String(childrenUnder14 || ''),
    shown: ({ childrenUnder14 }) => childrenUnder14,
    put: ({ childrenUnder14 }) => ({ childrenUnder14 }),
  },
];

const memberParts: Part<MemberContent>[] = [
  {
    field: MergeField.MemberName,
    sameness: ({ name }) => plain(name),
    shown: ({ name }) => name,
    put: ({ name }) => ({ name }),
  },
  {
    field: MergeField.Relation,
    sameness: ({ relation }) => relation,
    shown: ({ relation }) => relation,
    put: ({ relation }) => ({ relation }),
  },
  {
    field: MergeField.Birth,
    sameness: ({ birthMonth }) => birthMonth ?? '',
    shown: ({ birthMonth }) => birthMonth,
    put: ({ birthMonth }) => ({ birthMonth }),
  },
  {
    field: MergeField.Phone,
    sameness: ({ phoneIndex }) => phoneIndex ?? '',
    shown: ({ phoneCipher }) => phoneCipher,
    put: ({ phoneIndex, phoneCipher }) => ({ phoneIndex, phoneCipher }),
  },
  {
    field: MergeField.Tags,
    sameness: ({ tags }) => [...tags].sort().join(),
    shown: ({ tags }) => [...tags].sort(),
    put: ({ tags }) => ({ tags }),
  },
];

/** What one merge reads and writes down. */
interface Merging {
  base: BookSnapshot | null;
  here: DoorNow;
  book: BookContent;
  decisions: Decisions;
  changes: FieldChange[];
}

/**
 * A door (`here`) against a newer book, with what the last book said (`base`; null for a door no book spoke of). Where the
 * book says what it said before, the door keeps its corrections; where the door is as the book had it, the book is taken;
 * where both changed it is a conflict, and the door stands unless the decision says `book`. Without a base every difference
 * is a conflict, but a book fills in what is empty at the door and an empty cell says nothing.
 * A resident keeps their id, whatever changes; `newResidentId` is asked for people the door did not have.
 */
export function mergeThreeWay(
  base: BookSnapshot | null,
  here: DoorNow,
  book: BookContent,
  decisions: Decisions,
  newResidentId: () => string,
): Merge {
  const merging: Merging = { base, here, book, decisions, changes: [] };
  const { version: _version, members: _members, ...fields } = here;
  const merged = mergeParts(merging, doorParts, { base, here: fields, book }, { key: '', memberName: null });
  const people = matchMembers(base?.members ?? [], here.members, book.members).map((person) => ({
    person,
    id: (person.here ?? person.base ?? person.book)!.residentId ?? newResidentId(),
  }));
  const added = new Map<string, number>();
  const members = people.flatMap(({ person, id }) => mergePerson(merging, person, id, added) ?? []);
  const { changes } = merging;
  const isOpen = changes.some(({ conflict, key }) => conflict && decisionOn(decisions, key) === undefined);
  const isChanged = changes.some(({ take }) => take === 'book');
  const result: DoorContent = { ...merged, members };
  return {
    action: isOpen ? 'conflict' : isChanged ? 'update' : 'same',
    result,
    changes,
    nextBase: nextBaseOf(merging, people),
  };
}

function mergeParts<Holder>(
  merging: Merging,
  parts: readonly Part<Holder>[],
  sides: { base: Holder | null; here: Holder; book: Holder },
  { key: prefix, memberName }: { key: string; memberName: string | null },
): Holder {
  const { base, book: inBook } = merging;
  const { here, book } = sides;
  let result = here;
  for (const part of parts) {
    if (inBook.silent.includes(part.field) || part.sameness(here) === part.sameness(book)) continue;
    const before = base === null || base.silent.includes(part.field) ? null : sides.base;
    const told = judge(part, before, here, book);
    if (told === 'nothing') continue;
    const take = note(merging, {
      key: `${prefix}${part.field}`,
      field: part.field,
      memberName,
      base: before === null ? null : part.shown(before),
      here: part.shown(here),
      book: part.shown(book),
      told,
    });
    if (take === 'book') result = { ...result, ...part.put(book) };
  }
  return result;
}

/** Who is right about a value on which door and book differ. */
function judge<Holder>(
  part: Part<Holder>,
  base: Holder | null,
  here: Holder,
  book: Holder,
): Take | 'conflict' | 'nothing' {
  const [atDoor, inBook] = [part.sameness(here), part.sameness(book)];
  if (base !== null) {
    const before = part.sameness(base);
    if (before === inBook) return 'here';
    return before === atDoor ? 'book' : 'conflict';
  }
  if (inBook === '') return 'nothing';
  return atDoor === '' ? 'book' : 'conflict';
}

/** Writes a difference down and says which side stands. */
function note(
  { changes, decisions }: Merging,
  { told, ...change }: Omit<FieldChange, 'take' | 'conflict'> & { told: Take | 'conflict' },
): Take {
  const take = told === 'conflict' ? (decisionOn(decisions, change.key) ?? 'here') : told;
  changes.push({ ...change, take, conflict: told === 'conflict' });
  return take;
}

function decisionOn(decisions: Decisions, key: string): Take | undefined {
  return Object.hasOwn(decisions, key) ? decisions[key] : undefined;
}

/** The person as they live at the door afterwards; null when they do not. */
function mergePerson(merging: Merging, person: Person, id: string, added: Map<string, number>): ResidentContent | null {
  const { base, here, book } = person;
  if (here && book) {
    const { residentId: _id, ...now } = here;
    const merged = mergeParts<MemberContent>(
      merging,
      memberParts,
      { base, here: now, book },
      { key: `${id}/`, memberName: here.name },
    );
    return { residentId: id, ...merged };
  }
  if (here) return livesOn(merging, here, base) ? here : null;
  if (book) return movesIn(merging, book, base, id, added) ? { ...contentOf(book), residentId: id } : null;
  return null;
}

/** Somebody whom the book does not name. */
function livesOn(merging: Merging, here: ResidentContent, base: ResidentContent | null): boolean {
  if (merging.book.silent.includes(MergeField.Members)) return true;
  const isUnknown = merging.base === null || merging.base.silent.includes(MergeField.Members);
  const told =
    base === null ? (isUnknown ? 'conflict' : 'here') : isEqual(merging.base, base, here) ? 'book' : 'conflict';
  const names = { base: base?.name ?? null, here: here.name, book: null };
  const key = `${here.residentId}/${MergeField.Members}`;
  return note(merging, { key, field: MergeField.Members, memberName: here.name, ...names, told }) === 'here';
}

/** Somebody whom the door does not have: new in the book, or taken off at the door. */
function movesIn(
  merging: Merging,
  book: MemberContent,
  base: ResidentContent | null,
  id: string,
  added: Map<string, number>,
): boolean {
  const count = (added.get(book.name) ?? 0) + 1;
  if (base === null) added.set(book.name, count);
  const key = base === null ? `new/${book.name}/${count}` : `${id}/${MergeField.Members}`;
  const told = base === null ? 'book' : isEqual(merging.base, base, book, merging.book) ? 'here' : 'conflict';
  const names = { base: base?.name ?? null, here: null, book: book.name };
  return note(merging, { key, field: MergeField.Members, memberName: book.name, ...names, told }) === 'book';
}

/** Whether the two say the same of a person, as far as both sides speak of it. */
function isEqual(
  base: BookSnapshot | null,
  one: MemberContent,
  other: MemberContent,
  book: BookContent | null = null,
): boolean {
  return memberParts.every(
    (part) =>
      base?.silent.includes(part.field) ||
      book?.silent.includes(part.field) ||
      part.sameness(one) === part.sameness(other),
  );
}

function contentOf({ name, relation, birthMonth, phoneIndex, phoneCipher, tags }: MemberContent): MemberContent {
  return { name, relation, birthMonth, phoneIndex, phoneCipher, tags };
}

/** What the book says; where it is silent, what an earlier one said. */
function nextBaseOf({ base, book }: Merging, people: readonly { person: Person; id: string }[]): BookSnapshot {
  const silent = book.silent.filter((field) => base === null || base.silent.includes(field));
  const keepsOthers = book.silent.includes(MergeField.Members);
  const members = people.flatMap(({ person, id }): ResidentContent[] => {
    if (!person.book) return keepsOthers && person.base ? [{ ...person.base, residentId: id }] : [];
    return [{ residentId: id, ...said(memberParts, book, person.base, contentOf(person.book)) }];
  });
  const { name, kind, code, address, gridId, groupId, childrenUnder14 } = book;
  const fields = { name, kind, code, address, gridId, groupId, childrenUnder14 };
  return { ...said(doorParts, book, base, fields), members, silent };
}

function said<Holder>(parts: readonly Part<Holder>[], book: BookContent, before: Holder | null, now: Holder): Holder {
  if (before === null) return now;
  const silent = parts.filter(({ field }) => book.silent.includes(field));
  return silent.reduce((result, part) => ({ ...result, ...part.put(before) }), now);
}
