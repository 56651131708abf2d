import type { SheetRow } from '../../common/spreadsheet/index.js';
import { Relation } from '../plans/index.js';
import { BookField, BookLayout, type BookChoice, type BookHousehold } from './book-fields.rules.js';
import { settle } from './book-household.rules.js';
import { normalisePlace } from './book-places.rules.js';
import { makeProblem, RowReader, type BookRow, type RowGroup } from './book-rows.rules.js';
import { squash } from './book-text.rules.js';

/** Where a row goes, while the file is being read. */
interface Sorting {
  groups: RowGroup[];
  current: RowGroup | null;
  byCode: Map<string, RowGroup[]>;
  byHead: Map<string, RowGroup>;
}

/**
 * The households of a sheet, in the order of their first rows. `today` is `YYYY-MM-DD`. All rows are read before the first
 * household is given: one further down may show that it is there twice, or goes on.
 */
export async function* readHouseholds(
  rows: AsyncIterable<SheetRow>,
  choice: BookChoice,
  today: string,
): AsyncIterable<BookHousehold> {
  const reader = new RowReader(choice, today);
  const sorting: Sorting = { groups: [], current: null, byCode: new Map(), byHead: new Map() };
  const columns = new Map(choice.columns.map(({ field, column }) => [field, column]));
  for await (const row of rows) {
    const read = reader.read(row);
    if (read) sortIn(sorting, read, choice.layout, columns);
  }
  yield* settleAll(sorting, columns);
}

function* settleAll({ groups }: Sorting, columns: ReadonlyMap<BookField, number>): Iterable<BookHousehold> {
  const codeTwice = repeated(groups, (group) =>
    group.code === '' ? '' : codeKey(group.code, first(group, 'village')),
  );
  const householdTwice = repeated(groups, (group) => (group.code === '' && headOf(group) !== '' ? headKey(group) : ''));
  // The file may be long: what has been given is let go.
  for (let group = groups.shift(); group; group = groups.shift()) {
    const household = settle(group, columns);
    const { code, name, address, firstRow, problems } = household;
    if (codeTwice.has(group)) {
      problems.push(makeProblem(columns, firstRow, BookField.Code, 'code_twice', `${code} ${name}`));
    }
    if (householdTwice.has(group)) {
      problems.push(makeProblem(columns, firstRow, BookField.Head, 'household_twice', `${name} ${address}`));
    }
    yield household;
  }
}

/** All of those that share their key with another; '' is no key. */
function repeated(groups: readonly RowGroup[], keyOf: (group: RowGroup) => string): Set<RowGroup> {
  const firsts = new Map<string, RowGroup>();
  const found = new Set<RowGroup>();
  for (const group of groups) {
    const key = keyOf(group);
    const before = firsts.get(key);
    if (key !== '' && before) found.add(before).add(group);
    else firsts.set(key, group);
  }
  return found;
}

function headKey(group: RowGroup): string {
  const [village, place, address] = [first(group, 'village'), first(group, 'group'), first(group, 'address')];
  return addressKey({ village, group: place, address, name: relationHead(group) || headOf(group) });
}

/** Codes are a village's own. */
function codeKey(code: string, village: string): string {
  return `${normalisePlace(village)}\n${code}`;
}

function addressKey({
  village,
  group,
  address,
  name,
}: {
  village: string;
  group: string;
  address: string;
  name: string;
}) {
  const place = address === '' ? normalisePlace(group) : squash(address);
  return `${normalisePlace(village)}\n${place}\n${name}`;
}

function sortIn(sorting: Sorting, row: BookRow, layout: BookLayout, columns: ReadonlyMap<BookField, number>): void {
  const before = sorting.current;
  const group = layout === BookLayout.RowPerHousehold && !row.code ? null : groupOf(sorting, row);
  const isBlankLine = row.persons.length === 0 && row.problems.length === 0;
  if (isBlankLine && layout === BookLayout.RowPerPerson && (group !== null || !row.hasCode)) return;
  if (!group) {
    open(sorting, row);
    return;
  }
  if (group !== before) {
    row.problems.push(makeProblem(columns, row.row, BookField.Code, 'household_continued', row.code || headOf(group)));
  }
  append(group, row);
  sorting.current = group;
}

const shared = ['head', 'address', 'village', 'grid', 'group'] as const;

/** Most rows say of their household what the one before said: of those only the person is held. */
function append(group: RowGroup, row: BookRow): void {
  const last = group.rows.at(-1)!;
  group.lastRow = Math.max(group.lastRow, row.row);
  const adds =
    row.problems.length > 0 ||
    (row.kind !== null && row.kind !== last.kind) ||
    (row.children !== null && row.children !== last.children) ||
    shared.some((field) => row[field] !== '' && row[field] !== last[field]);
  if (adds) group.rows.push(row);
  else last.persons = [...last.persons, ...row.persons];
}

function open(sorting: Sorting, row: BookRow): void {
  const group: RowGroup = { code: row.code, rows: [row], lastRow: row.row };
  sorting.groups.push(group);
  sorting.current = group;
  if (group.code !== '') {
    const key = codeKey(row.code, row.village);
    sorting.byCode.set(key, [...(sorting.byCode.get(key) ?? []), group]);
  } else if (headOf(group) !== '') {
    sorting.byHead.set(addressKey({ ...row, name: headOf(group) }), group);
  }
}

/** The household above or further up that a row of a person belongs to; null when it begins another. */
function groupOf(sorting: Sorting, row: BookRow): RowGroup | null {
  if (row.code !== '') return groupOfCode(sorting, row);
  const current = sorting.current;
  // A code that cannot be read is a code all the same: its rows are told apart by their heads.
  if (current && current.code !== '' && !row.hasCode && !startsBelowCode(current, row)) return current;
  return groupWithoutCode(sorting, row, current?.code === '' ? current : null);
}

function groupOfCode(sorting: Sorting, row: BookRow): RowGroup | null {
  const { current } = sorting;
  const village = row.village || (current ? first(current, 'village') : '');
  const known = sorting.byCode.get(codeKey(row.code, village)) ?? [];
  if (current && known.includes(current) && !differs(row.head, first(current, 'head'))) return current;
  const head = row.head || ownHead(row);
  return known.find((group) => !differs(head, headOf(group))) ?? null;
}

/** Below the rows of a coded household: another head, at another address or under another 户主姓名, whose code was forgotten. */
function startsBelowCode(current: RowGroup, row: BookRow): boolean {
  if (differs(row.head, headOf(current))) return true;
  return differs(ownHead(row), headOf(current)) && differs(row.address, first(current, 'address'));
}

function groupWithoutCode(sorting: Sorting, row: BookRow, current: RowGroup | null): RowGroup | null {
  const sameAddress = current !== null && !differs(row.address, first(current, 'address'));
  const own = ownHead(row);
  if (own !== '') {
    // The head need not stand first; a line that was copied stands right below.
    const isWaitedFor = sameAddress && relationHead(current) === '' && headOf(current) === own;
    const isSameBlock = sameAddress && row.head !== '' && row.head === first(current, 'head');
    const isCopy =
      sameAddress && current.rows.length === 1 && current.rows[0]!.persons.length === 1 && headOf(current) === own;
    return isWaitedFor || isSameBlock || isCopy ? current : null;
  }
  if (row.head !== '') {
    if (sameAddress && headOf(current) === row.head) return current;
    return sorting.byHead.get(addressKey({ ...row, name: row.head })) ?? null;
  }
  if (row.persons.some(({ relation }) => relation !== null)) return current;
  return sameAddress ? current : null;
}

/** Both are written, and not the same. */
function differs(one: string, other: string): boolean {
  return one !== '' && other !== '' && squash(one) !== squash(other);
}

function first(group: RowGroup, field: (typeof shared)[number]): string {
  return group.rows.find((row) => row[field] !== '')?.[field] ?? '';
}

function ownHead(row: BookRow): string {
  return row.persons.find(({ relation }) => relation === Relation.Head)?.name ?? '';
}

function relationHead(group: RowGroup): string {
  return group.rows.map(ownHead).find((name) => name !== '') ?? '';
}

function headOf(group: RowGroup): string {
  return first(group, 'head') || relationHead(group);
}
