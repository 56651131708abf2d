import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import { findHeaderRow, suggestColumns } from './book-columns.rules.js';
import { BookLayout, type BookField, type BookHousehold } from './book-fields.rules.js';
import { readHouseholds } from './book-households.rules.js';
import { textOf } from './book-text.rules.js';

const today = '2026-11-21';
type Cells = SheetRow['cells'];

async function* each(rows: readonly Cells[]): AsyncIterable<SheetRow> {
  for (const [index, cells] of rows.entries()) if (cells.length > 0) yield { number: index + 1, cells };
}

async function read(
  fields: BookField[],
  rows: readonly Cells[],
  layout: BookLayout = 'row_per_person',
  heads: Cells = fields,
) {
  const choice = { headerRow: 1, layout, columns: fields.map((field, column) => ({ field, column })) };
  const households: BookHousehold[] = [];
  for await (const household of readHouseholds(each([heads, ...rows]), choice, today)) households.push(household);
  return households;
}
const brief = (households: readonly BookHousehold[]) =>
  households.map(
    ({ code, name, members }) => `${code} ${name}: ${members.map((one) => `${one.name} ${one.relation}`).join(', ')}`,
  );
const rules = (households: readonly BookHousehold[]) =>
  households.flatMap(({ problems }) => problems.map(({ row, rule, level }) => `${row} ${rule} ${level}`));

/** As it comes out of a village office: titles, heads on two rows, a second printed page, sums, signatures. */
const messy: Cells[] = [
  Array.from({ length: 10 }, () => '台头村2026年户籍册'),
  ['基本信息', '基本信息', '基本信息', '人员信息', '人员信息', '人员信息', '人员信息', '人群', '人群', '位置'],
  ['户号', '户主姓名', '家庭住址', '与户主关系', '姓名', '出生日期', '联系电话', '返乡', '务工', '村民小组'],
  [1, '王大福', '东头1号', '户主', '王 大 福', 22051, 13800001234, null, '√', '第1村民小组'],
  [1, '王大福', '东头1号', '妻', '李秀英', '1962.8', '+86 139 0000 1234', null, null, '一组'],
  [1, '王大福', '东头1号', '长孙', '王小宝', '2019年3月', null, null, null, '一组'],
  [],
  ['2', '赵铁柱', '西头2号', '户主', '赵铁柱（户主）', '1970-13', '0563-5021234', '是', null, '2组'],
  ['小计', '小计', null, null, null, null, null, 1, 1, null],
  Array.from({ length: 10 }, () => '台头村2026年户籍册（第2页）'),
  ['基本信息', '基本信息', '基本信息', '人员信息', '人员信息', '人员信息', '人员信息', '人群', '人群', '位置'],
  ['户 号', '户主姓名', '家庭住址', '与户主关系', '姓名', '出生日期', '联系电话', '返乡', '务工', '村民小组'],
  ['３', '孙二', '北头', '户主', '孙二', '19800512', '13700001234 13600001234', null, null, '三组'],
  [null, null, null, '租住人', '周五', '1990-01', '1370000', null, null, null],
  ['4', '', '南头', '', '', '', '', '', '', '三组'],
  ['合 计', '4户', null, null, null, null, null, null, null, null],
  ['填表人：王某', null, null, '审核人：', null, null, null, null, null, null],
];

describe('a book as messy as life', () => {
  it('is read without a word from anybody', async () => {
    const rows = messy.map((cells, index) => ({ number: index + 1, cells })).filter(({ cells }) => cells.length > 0);
    const headerRow = findHeaderRow(rows);
    expect(headerRow).toBe(3);
    const heads = messy[headerRow - 1]!.map(textOf);
    const { layout, columns } = suggestColumns(
      heads,
      messy.slice(headerRow, headerRow + 4).map((cells) => cells.map(textOf)),
    );
    expect(layout).toBe(BookLayout.RowPerPerson);
    const households: BookHousehold[] = [];
    for await (const household of readHouseholds(each(messy), { headerRow, layout, columns }, today))
      households.push(household);
    expect(brief(households)).toEqual([
      '1 王大福: 王大福 head, 李秀英 spouse',
      '2 赵铁柱: 赵铁柱 head',
      '3 孙二: 孙二 head, 周五 other',
      '4 : ',
    ]);
    expect(rules(households)).toEqual([
      '5 place_differs note',
      '8 birth_impossible bad',
      '8 phone_landline note',
      '13 phone_more note',
      '14 relation_unknown note',
      '14 phone_invalid bad',
      '15 name_missing bad',
    ]);
    expect(households[0]).toMatchObject({
      firstRow: 4,
      lastRow: 6,
      group: '第1村民小组',
      childrenUnder14: 1,
      members: [
        { birthMonth: '1960-05', phone: '13800001234', tags: ['migrant_worker'] },
        { birthMonth: '1962-08', phone: '13900001234', tags: [] },
      ],
    });
    expect(households[1]!.members[0]!.tags).toEqual(['returnee']);
  });
});

describe('for any rows', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '2',
      '户主',
      '妻',
      '子',
      '王大福',
      '李秀英',
      '合计',
      '东头',
      '台头村',
      '2020-05',
      '1980-05',
      '13800001234',
      '=cmd',
      null,
    ),
    fc.string({ maxLength: 5 }),
    fc.integer({ min: 0, max: 60_000 }),
    fc.boolean(),
  );
  const fields: BookField[] = ['code', 'head', 'relation', 'name', 'birth', 'phone', 'address', 'tags'];

  it('each person is kept once at most, in one household, and children never', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }),
        fc.constantFrom(...Object.values(BookLayout)),
        async (rows, layout) => {
          const households = await read(fields, rows, layout);
          const members = households.flatMap((household) => household.members);
          expect(new Set(members.map(({ row }) => row)).size).toBe(members.length);
          expect(members.every(({ birthMonth }) => birthMonth === null || birthMonth <= '2012-11')).toBe(true);
          for (const household of households) {
            const isGood = household.problems.every(({ level }) => level !== 'bad');
            if (isGood) expect(household.name).not.toBe('');
            if (isGood) expect(household.members.filter(({ relation }) => relation === 'head')).toHaveLength(1);
            expect(household.problems.every(({ shown }) => shown.length <= 60)).toBe(true);
          }
        },
      ),
    );
  });
});
