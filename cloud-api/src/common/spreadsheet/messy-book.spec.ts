import { beforeAll, describe, expect, test } from '@jest/globals';
import { messyBook, newerBook, type MessyBook } from '../../../test/fixtures/books/messy-book.js';
import { openBook, type CellValue } from './index.js';

const villages = ['台头村', '辉泉村', '桑林社区'].map((name) => ({
  name,
  grids: ['第一网格', '第二网格'],
  groups: ['第一村民小组', '第二村民小组', '第三村民小组'],
}));
const options = { villages, households: 300, today: '2026-11-15' };

async function rowsOf(bytes: Buffer, sheet: string): Promise<Map<number, CellValue[]>> {
  const book = await openBook(bytes, `${sheet}.csv`);
  const rows = new Map<number, CellValue[]>();
  const index = book.sheets.findIndex(({ name }) => name === sheet);
  for await (const { number, cells } of book.rows(index)) rows.set(number, cells);
  return rows;
}

const bare = (cell: CellValue | undefined) =>
  String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/\s/g, '');

describe('a household book as townships have them', () => {
  let book: MessyBook;
  let xlsx: Map<number, CellValue[]>;
  let csv: Map<number, CellValue[]>;
  beforeAll(async () => {
    book = await messyBook(options);
    xlsx = await rowsOf(book.xlsx, book.truth.sheet);
    csv = await rowsOf(book.csv, book.truth.sheet);
  });

  test('its sheets and heads', async () => {
    const { sheets } = await openBook(book.xlsx, '台账.xls');
    expect(sheets.map(({ name }) => name)).toEqual(['填表说明', '农户台账']);
    expect(xlsx.get(3)?.slice(0, 7)).toEqual([
      '序号',
      '基本信息',
      '基本信息',
      '基本信息',
      '基本信息',
      '基本信息',
      '成员信息',
    ]);
    expect(xlsx.get(4)?.slice(0, 3)).toEqual(['序号', '村（社区）', '网格']);
  });

  test.each(['xlsx', 'csv'])('every person stands where the truth says (%s)', (kind) => {
    const rows = kind === 'xlsx' ? xlsx : csv;
    const { columns, households } = book.truth;
    expect(households).toHaveLength(300);
    for (const { members, troubles, code, address, firstRow, lastRow } of households) {
      for (const { row, name, phone, birthMonth } of members) {
        const cells = rows.get(row);
        const formula = troubles.some((trouble) => trouble.row === row && trouble.kind === 'formula_as_name');
        expect(bare(cells?.[columns.name])).toBe(formula ? "=cmd|'/ccalc'!A0" : name);
        if (phone) expect(bare(cells?.[columns.phone]).replaceAll('-', '')).toContain(phone);
        if (birthMonth) expect(cells?.[columns.birth] ?? cells?.[columns.id_number]).not.toBeNull();
        expect(row >= firstRow && row <= lastRow).toBe(true);
      }
      expect([bare(rows.get(firstRow)?.[columns.code]), bare(rows.get(firstRow)?.[columns.address])]).toEqual([
        code,
        address,
      ]);
    }
  });

  test('it holds all that goes wrong', () => {
    const kinds = new Set(book.truth.households.flatMap(({ troubles }) => troubles.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'blank_row_inside',
      'formula_as_name',
      'head_not_first',
      'landline',
      'person_contradicts',
      'person_repeated',
      'two_heads',
      'wrong_phone',
    ]);
    expect(book.truth.households.filter(({ code }) => code === '').length).toBeGreaterThan(20);
    expect(book.truth.households.some(({ childrenUnder14 }) => childrenUnder14 > 0)).toBe(true);
    expect([...csv.values()].at(-2)?.[0]).toBe('合计');
  });

  test('the newer book says what became of each household', async () => {
    const newer = await newerBook(options);
    const before = new Map(book.truth.households.map((household) => [household.id, household]));
    const after = new Map(newer.truth.households.map((household) => [household.id, household]));
    expect(newer.truth.households.flatMap(({ troubles }) => troubles).some(({ stops }) => stops)).toBe(false);
    expect([...before.keys()].filter((id) => !after.has(id))).toEqual(newer.changes.gone);
    expect([...after.keys()].filter((id) => !before.has(id))).toEqual(newer.changes.added);
    const moved = [...after.values()].filter(
      ({ id, village }) => before.has(id) && before.get(id)?.village !== village,
    );
    expect(moved.map(({ id }) => id)).toEqual(newer.changes.moved);
    expect((await rowsOf(newer.xlsx, newer.truth.sheet)).size).toBeGreaterThan(300);
  });
});
