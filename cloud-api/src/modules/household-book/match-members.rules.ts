import type { MemberContent, ResidentContent } from './book-snapshot.rules.js';
import { squash, textOf } from './book-text.rules.js';

type BookMemberContent = MemberContent & { residentId?: string };

/** One person on the three sides. */
export interface Person {
  base: ResidentContent | null;
  here: ResidentContent | null;
  book: BookMemberContent | null;
}

/**
 * Who is who: by id, then by name (with birth, phone and relation where a name repeats), at last by a name that is nearly the
 * same with the same phone or birth. The order of the three lists does not matter. In the door's order, then the book's.
 */
export function matchMembers(
  base: readonly ResidentContent[],
  here: readonly ResidentContent[],
  book: readonly BookMemberContent[],
): Person[] {
  const persons = here.map((member): Person => ({
    base: base.find(({ residentId }) => residentId === member.residentId) ?? null,
    here: member,
    book: null,
  }));
  const leftOut = base.filter(({ residentId }) => !here.some((member) => member.residentId === residentId));
  // A worker who took somebody off and entered them again has made another id of the same person.
  const entered = pair(
    leftOut,
    persons.filter((person) => person.base === null),
    [(person) => person.here],
    () => true,
  );
  for (const [member, person] of entered.pairs) person.base = member;
  for (const member of entered.left) persons.push({ base: member, here: null, book: null });
  const known = book.filter((member) => findById(persons, member));
  for (const member of known) findById(persons, member)!.book = member;
  const found = pair(
    book.filter((member) => !known.includes(member)),
    persons.filter((person) => person.book === null),
    [(person) => person.base, (person) => person.here],
    ({ residentId }) => residentId === undefined,
  );
  for (const [member, person] of found.pairs) person.book = member;
  const added = book.filter((member) => found.left.includes(member));
  return [...persons, ...added.map((member) => ({ base: null, here: null, book: member }))];
}

function findById(persons: readonly Person[], { residentId }: BookMemberContent): Person | undefined {
  if (residentId === undefined) return undefined;
  return persons.find(({ base, here }) => (here ?? base)?.residentId === residentId);
}

const nameOf = (member: MemberContent) => squash(textOf(member.name));

/** What two records of one person share, the surest first; null where the record does not hold it. */
const signs: ((member: MemberContent) => string | null)[] = [
  (member) => [nameOf(member), member.birthMonth, member.phoneIndex, member.relation].join('\n'),
  (member) => member.birthMonth && [nameOf(member), member.birthMonth].join('\n'),
  (member) => member.phoneIndex && [nameOf(member), member.phoneIndex].join('\n'),
  (member) => [nameOf(member), member.relation].join('\n'),
  nameOf,
];
/** Signs under another name, which hold only for one person of the household. */
const otherSigns: typeof signs = [
  (member) => member.phoneIndex && [member.phoneIndex, member.relation].join('\n'),
  (member) => member.birthMonth && [member.birthMonth, member.relation].join('\n'),
];

function pair<Member extends MemberContent>(
  members: readonly Member[],
  persons: readonly Person[],
  faces: readonly ((person: Person) => MemberContent | null)[],
  isFresh: (member: Member) => boolean,
): { pairs: [Member, Person][]; left: Member[] } {
  const pairs: [Member, Person][] = [];
  let left = [...members].sort(byContent);
  let open = [...persons].sort((one, other) => byContent(anyFace(one), anyFace(other)));
  const join = (member: Member, person: Person) => {
    pairs.push([member, person]);
    left = left.filter((one) => one !== member);
    open = open.filter((one) => one !== person);
  };
  // The new book follows the last one: whoever it named is meant before anybody the door names so.
  for (const face of faces) {
    for (const sign of signs) {
      for (const member of left) {
        const own = sign(member);
        const person = own === null ? undefined : open.find((one) => signOf(one, face, sign) === own);
        if (person) join(member, person);
      }
    }
  }
  for (const sign of otherSigns) {
    for (const face of faces) {
      // Who was found to be new when the file was compared first is nobody under another name.
      for (const member of left.filter(isFresh)) {
        const own = sign(member);
        const alike = own === null ? [] : open.filter((one) => signOf(one, face, sign) === own);
        const rivals = left.filter((other) => sign(other) === own);
        const [person] = alike;
        if (person && alike.length === 1 && rivals.length === 1 && nearlySame(member, face(person)!))
          join(member, person);
      }
    }
  }
  return { pairs, left };
}

function signOf(person: Person, face: (person: Person) => MemberContent | null, sign: (typeof signs)[number]) {
  const member = face(person);
  return member === null ? null : sign(member);
}

function anyFace({ base, here, book }: Person): MemberContent {
  return (here ?? base ?? book)!;
}

/** Names that begin or end alike: what a slip of the pen leaves. */
function nearlySame(one: MemberContent, other: MemberContent): boolean {
  const [left, right] = [[...nameOf(one)], [...nameOf(other)]];
  return left[0] === right[0] || left.at(-1) === right.at(-1);
}

/** Any fixed order does, as long as it is the same for the same people. */
function byContent(left: BookMemberContent, right: BookMemberContent): number {
  const [one, other] = [left, right].map(({ birthMonth, phoneIndex, relation, tags, residentId, ...member }) =>
    JSON.stringify([squash(textOf(member.name)), birthMonth, phoneIndex, relation, [...tags].sort(), residentId ?? '']),
  );
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}
