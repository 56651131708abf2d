import { describe, expect, it } from '@jest/globals';
import { messyBook, newerBook, type MessyBook } from '../../../test/fixtures/books/messy-book.js';
import type { TrueHousehold } from '../../../test/fixtures/books/book-truth.js';
import { openBook, type SheetRow } from '../../common/spreadsheet/index.js';
import { findHeaderRow, suggestColumns } from './book-columns.rules.js';
import { BookLayout, type BookHousehold } from './book-fields.rules.js';
import { readHouseholds } from './book-households.rules.js';
import { indexPlaces, matchPlaces, type BookPlace } from './book-places.rules.js';
import { textOf } from './book-text.rules.js';

const today = '2026-11-21';
const villages = ['台头村', '上河村', '港口社区'].map((name) => ({
  name,
  grids: ['第一网格', '第二网格'],
  groups: ['第一村民小组', '第二村民小组', '第十二村民小组'],
}));
const options = { villages, households: 500, today };

/** Reads the book as a person would who takes every suggestion. */
async function readAll(book: MessyBook, format: 'xlsx' | 'csv') {
  const opened = await openBook(book[format], `户册.${format}`);
  const sheet = Math.max(
    0,
    opened.sheets.findIndex(({ name }) => name === book.truth.sheet),
  );
  const rows: SheetRow[] = [];
  for await (const row of opened.rows(sheet)) rows.push(row);
  await opened.close();
  const headerRow = findHeaderRow(rows);
  const heads = rows.find(({ number }) => number === headerRow)?.cells.map(textOf) ?? [];
  const samples = rows.filter(({ number }) => number > headerRow).slice(0, 20);
  const { layout, columns } = suggestColumns(
    heads,
    samples.map(({ cells }) => cells.map(textOf)),
  );
  const households: BookHousehold[] = [];
  const all = async function* () {
    yield* rows;
  };
  for await (const household of readHouseholds(all(), { headerRow, layout, columns }, today))
    households.push(household);
  return { headerRow, layout, columns, households };
}

let nextId = 0;
const places = villages.flatMap(({ name, grids, groups }): BookPlace[] => {
  const id = (nextId += 1);
  const below = (level: string) => (child: string) => ({ id: (nextId += 1), name: child, level, parentId: id });
  return [{ id, name, level: 'village', parentId: null }, ...grids.map(below('grid')), ...groups.map(below('group'))];
});
const index = indexPlaces(places);
const nameOf = (id: number | null) => places.find((place) => place.id === id)?.name ?? '';

const asRead = (household: BookHousehold) => {
  const place = matchPlaces(index, household);
  const { firstRow, code, name, address, childrenUnder14 } = household;
  const placed = 'fault' in place ? [place.fault] : [place.villageId, place.gridId, place.groupId].map(nameOf);
  const members = household.members.map((member) => ({ ...member, tags: [...member.tags].sort() }));
  return { firstRow, code, name, address, childrenUnder14, placed, members };
};
const asTrue = ({ village, grid, group, members, ...truth }: TrueHousehold) => ({
  firstRow: truth.firstRow,
  code: truth.code,
  name: truth.name,
  address: truth.address,
  childrenUnder14: truth.childrenUnder14,
  placed: [village, grid, group],
  members: members.map((member) => ({ ...member, tags: [...member.tags].sort() })),
});
const isBad = ({ problems }: BookHousehold) => problems.some(({ level }) => level === 'bad');

describe.each(['xlsx', 'csv'] as const)("a township's messy book as %s", (format) => {
  it('is read as it was meant, and stopped where it cannot be', async () => {
    const book = await messyBook(options);
    const { headerRow, layout, columns, households } = await readAll(book, format);
    expect({ headerRow, layout }).toEqual({ headerRow: book.truth.headRow, layout: BookLayout.RowPerPerson });
    expect(Object.fromEntries(columns.map(({ field, column }) => [field, column]))).toEqual(book.truth.columns);
    const good = book.truth.households.filter(({ troubles }) => !troubles.some(({ stops }) => stops));
    expect(households.filter((household) => !isBad(household)).map(asRead)).toEqual(good.map(asTrue));
    expect(households).toHaveLength(book.truth.households.length);
  });

  it('is read whole a year later', async () => {
    const book = await newerBook(options);
    const { households } = await readAll(book, format);
    expect(households.filter(isBad)).toEqual([]);
    expect(households.map(asRead)).toEqual(book.truth.households.map(asTrue));
  });
});
