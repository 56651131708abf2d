import { DoorKind, Relation } from '../plans/index.js';
import {
  BookField,
  bookLimits,
  type BookHousehold,
  type BookMember,
  type BookRule,
  type RowProblem,
} from './book-fields.rules.js';
import { makeProblem, type BookRow, type RowGroup, type RowPerson } from './book-rows.rules.js';
import { squash } from './book-text.rules.js';

type Columns = ReadonlyMap<BookField, number>;
type Tell = (row: number, field: BookField | null, rule: BookRule, shown: string) => void;

/** Judges the rows of one household. */
export function settle(group: RowGroup, columns: Columns): BookHousehold {
  const { rows } = group;
  const problems = rows.flatMap((row) => row.problems);
  const tell: Tell = (row, field, rule, shown) => problems.push(makeProblem(columns, row, field, rule, shown));
  const kind = rows.find((row) => row.kind !== null)?.kind ?? DoorKind.Household;
  const persons = withoutRepeats(
    rows.flatMap((row) => row.persons),
    tell,
  );
  const written = {
    village: agreed(rows, 'village', 'place_differs', tell),
    grid: agreed(rows, 'grid', 'place_differs', tell),
    group: agreed(rows, 'group', 'place_differs', tell),
    address: agreed(rows, 'address', 'address_differs', tell),
  };
  const name = kind === DoorKind.Household ? nameOfHome(rows, persons, tell) : nameOfOther(rows, persons, tell);
  const members = persons.filter(({ isChild }) => !isChild).map(memberOf);
  const household: BookHousehold = {
    ...written,
    firstRow: rows[0]!.row,
    lastRow: group.lastRow,
    code: group.code,
    name,
    kind,
    childrenUnder14: countChildren(rows, persons, tell),
    members: [...members.filter(isFirst), ...members.filter((member) => !isFirst(member))],
    problems,
  };
  if (household.members.length > bookLimits.residents) {
    tell(household.firstRow, null, 'too_many_residents', String(household.members.length));
  }
  checkAddress(household, columns, tell);
  return { ...household, problems: inOrder(problems) };
}

function isFirst({ relation }: BookMember): boolean {
  return relation === Relation.Head || relation === Relation.Owner;
}

function memberOf({ row, name, relation, birthMonth, phone, tags }: RowPerson): BookMember {
  return { row, name, relation: relation ?? Relation.Other, birthMonth, phone, tags: [...tags] };
}

/** Each person once. What a second row adds to the first is taken. */
function withoutRepeats(persons: readonly RowPerson[], tell: Tell): RowPerson[] {
  const kept: RowPerson[] = [];
  for (const person of persons) {
    const index = person.name === '' ? -1 : kept.findIndex(({ name }) => name === person.name);
    const known = kept[index];
    if (!known) kept.push(person);
    else if (contradict(known, person)) {
      tell(person.row, BookField.Name, 'person_twice', person.name);
    } else {
      kept[index] = together(known, person);
      if (!kept[index].isChild) tell(person.row, BookField.Name, 'person_repeated', person.name);
    }
  }
  return kept;
}

function contradict(one: RowPerson, other: RowPerson): boolean {
  const differ = (left: string | null, right: string | null) => left !== null && right !== null && left !== right;
  const grown = [one, other].find(({ isChild }) => !isChild);
  return (
    differ(one.relation, other.relation) ||
    differ(one.birthMonth, other.birthMonth) ||
    differ(one.phone, other.phone) ||
    // Of a child perhaps only the year is known.
    (one.isChild !== other.isChild && grown?.birthMonth != null)
  );
}

function together(one: RowPerson, other: RowPerson): RowPerson {
  const isChild = one.isChild || other.isChild;
  return {
    ...one,
    relation: one.relation ?? other.relation,
    birthMonth: one.birthMonth ?? other.birthMonth,
    phone: isChild ? null : (one.phone ?? other.phone),
    tags: isChild ? [] : [...new Set([...one.tags, ...other.tags])].sort(),
    isChild,
  };
}

/** What the rows write first; a row that writes something else is told of. */
function agreed(
  rows: readonly BookRow[],
  field: 'village' | 'grid' | 'group' | 'address',
  rule: BookRule,
  tell: Tell,
): string {
  const value = rows.find((row) => row[field] !== '')?.[field] ?? '';
  const told = new Set([squash(value), '']);
  for (const row of rows) {
    if (told.has(squash(row[field]))) continue;
    told.add(squash(row[field]));
    tell(row.row, field, rule, row[field]);
  }
  return value;
}

/** The head's name. Who is 户主 says the relation; where it does not, the 户主姓名 column. */
function nameOfHome(rows: readonly BookRow[], persons: RowPerson[], tell: Tell): string {
  const firstRow = rows[0]!.row;
  const named = rows.find((row) => row.head !== '');
  const heads = persons.filter(({ relation }) => relation === Relation.Head);
  if (heads.length > 1) tell(heads[1]!.row, BookField.Relation, 'two_heads', heads.map(({ name }) => name).join('、'));
  const byName = persons.findIndex(({ name }) => named !== undefined && name === named.head);
  const head = heads[0] ?? persons[byName];
  if (!head) {
    const unread =
      persons.length === 0 &&
      rows.some((row) => row.problems.some(({ rule }) => rule.startsWith('name_') && rule !== 'name_suffix_dropped'));
    if (persons.length === 0 && !unread) tell(firstRow, BookField.Name, 'name_missing', '');
    if (!unread && persons.length > 0)
      tell(firstRow, BookField.Relation, 'no_head', named?.head || persons.map(({ name }) => name).join('、'));
    return '';
  }
  if (head.isChild) tell(head.row, BookField.Head, 'head_under_14', '');
  else if (named && head.name !== named.head && heads.length === 1)
    tell(named.row, BookField.Head, 'head_differs', named.head);
  if (heads.length === 0) persons[byName] = { ...head, relation: Relation.Head };
  return head.isChild ? '' : head.name;
}

/** A shop, an enterprise or a class goes by its own name, or by that of whoever runs it. */
function nameOfOther(rows: readonly BookRow[], persons: readonly RowPerson[], tell: Tell): string {
  const written = rows.map((row) => row.doorName || row.head).find((name) => name !== '');
  const owner = persons.find(
    ({ relation, isChild }) => !isChild && (relation === Relation.Owner || relation === Relation.Head),
  );
  const name = written ?? owner?.name ?? '';
  const told = rows.some((row) => row.problems.some(({ rule }) => rule.startsWith('name_')));
  if (name === '' && !told) tell(rows[0]!.row, BookField.Name, 'name_missing', '');
  return name;
}

/** Rows of children are counted; a column that says more counts those who have no row. It is written on every row of a household. */
function countChildren(rows: readonly BookRow[], persons: readonly RowPerson[], tell: Tell): number {
  const counted = persons.filter(({ isChild }) => isChild).length;
  const stated = rows.filter((row) => row.children !== null);
  const said = Math.max(0, ...stated.map((row) => row.children ?? 0));
  if (counted > 0 && stated.length > 0 && said !== counted) {
    tell(stated[0]!.row, BookField.Children, 'children_differ', String(said));
  }
  const children = Math.max(counted, said);
  if (children > bookLimits.children) tell(rows[0]!.row, BookField.Children, 'too_many_children', String(children));
  return children;
}

function checkAddress(household: BookHousehold, columns: Columns, tell: Tell): void {
  const unread = household.problems.some(({ rule }) => rule === 'address_unreadable' || rule === 'address_too_long');
  // A code finds the household within its village; without a village column the file is one village's.
  const isFound = household.code !== '' && (household.village !== '' || !columns.has(BookField.Village));
  if (household.address === '' && !unread && !isFound)
    tell(household.firstRow, BookField.Address, 'address_missing', '');
}

const ofTheHousehold = new Set<BookField | null>([
  'code',
  'head',
  'address',
  'village',
  'grid',
  'group',
  'kind',
  'children',
]);

/** In the order of rows and columns. What stands on every row of the household, because cells are merged, is told once. */
function inOrder(problems: readonly RowProblem[]): RowProblem[] {
  const told = new Set<string>();
  return [...problems]
    .sort((left, right) => left.row - right.row || (left.column ?? -1) - (right.column ?? -1))
    .filter(({ row, field, rule, shown }) => {
      const key = [ofTheHousehold.has(field) && rule !== 'household_continued' ? '' : row, field, rule, shown].join(
        '\n',
      );
      return !told.has(key) && told.add(key);
    });
}
