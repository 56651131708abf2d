import { describe, expect, it } from '@jest/globals';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import { type BookLayout, type BookField, type BookHousehold } from './book-fields.rules.js';
import { readHouseholds } from './book-households.rules.js';

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

const coded: BookField[] = ['code', 'relation', 'name', 'address'];

describe('a row per person, with codes', () => {
  it('a code begins a household, a blank one goes on', async () => {
    const households = await read(coded, [
      [1.0, '户主', '王大福', '东头1号'],
      [null, '妻', '李秀英', null],
      ['', '子', '王小明', ''],
      ['２', '户主', '赵铁柱', '西头2号'],
    ]);
    expect(brief(households)).toEqual(['1 王大福: 王大福 head, 李秀英 spouse, 王小明 child', '2 赵铁柱: 赵铁柱 head']);
    expect(households.map(({ firstRow, lastRow }) => [firstRow, lastRow])).toEqual([
      [2, 4],
      [5, 5],
    ]);
    expect(rules(households)).toEqual([]);
  });

  it('the same code further below is the same household when its head is', async () => {
    const households = await read(
      ['code', 'head', 'relation', 'name', 'address'],
      [
        ['1', '王大福', '户主', '王大福', '东头1号'],
        ['2', '赵铁柱', '户主', '赵铁柱', '西头2号'],
        ['1', '王大福', '妻', '李秀英', '东头1号'],
        ['1', '王大福', '子', '王小明', '东头1号'],
      ],
    );
    expect(brief(households)).toEqual(['1 王大福: 王大福 head, 李秀英 spouse, 王小明 child', '2 赵铁柱: 赵铁柱 head']);
    expect(rules(households)).toEqual(['4 household_continued note']);
  });

  it('is there twice when its head is another, and both places are told', async () => {
    const households = await read(coded, [
      ['1', '户主', '王大福', '东头1号'],
      ['2', '户主', '赵铁柱', '西头2号'],
      ['1', '户主', '孙二', '北头'],
      ['1', '妻', '钱氏', '北头'],
    ]);
    expect(brief(households)).toEqual([
      '1 王大福: 王大福 head',
      '2 赵铁柱: 赵铁柱 head',
      '1 孙二: 孙二 head, 钱氏 spouse',
    ]);
    expect(rules(households)).toEqual(['2 code_twice bad', '4 code_twice bad']);
  });

  it("codes are a village's own", async () => {
    const households = await read(
      ['village', ...coded],
      [
        ['台头村', '1', '户主', '王大福', '东头1号'],
        ['上河村', '1', '户主', '赵铁柱', '西头2号'],
      ],
    );
    expect(rules(households)).toEqual([]);
  });

  it('two heads in a block, and none', async () => {
    const households = await read(coded, [
      ['1', '户主', '王大福', '东头1号'],
      ['1', '户主', '李秀英', '东头1号'],
      ['2', '子', '赵小柱', '西头'],
      ['2', '', '赵小花', '西头'],
    ]);
    expect(rules(households)).toEqual(['3 two_heads bad', '4 no_head bad']);
    expect(households[0]!.problems[0]!.shown).toBe('王大福、李秀英');
  });

  it('without a relation the head is the row of the 户主姓名', async () => {
    const households = await read(
      ['code', 'head', 'name', 'address'],
      [
        ['1', '王大福(户主)', '李秀英', '东头'],
        ['1', '王大福(户主)', '王 大 福', '东头'],
        ['2', '赵铁柱', '赵小柱', '西头'],
      ],
    );
    expect(brief(households)[0]).toBe('1 王大福: 王大福 head, 李秀英 other');
    expect(rules(households)).toEqual(['4 no_head bad']);
  });

  it('a forgotten code of another household is not another head of the one above', async () => {
    const households = await read(coded, [
      ['1', '户主', '王大福', '东头1号'],
      ['', '户主', '赵铁柱', '西头2号'],
      ['', '妻', '钱氏', ''],
    ]);
    expect(brief(households)).toEqual(['1 王大福: 王大福 head', ' 赵铁柱: 赵铁柱 head, 钱氏 spouse']);
  });
});

describe('a row per person, without codes', () => {
  const uncoded: BookField[] = ['relation', 'name', 'address'];

  it('a head begins a household', async () => {
    const households = await read(uncoded, [
      ['户主', '王大福', '东头1号'],
      ['妻', '李秀英', '东头1号'],
      ['本人', '赵铁柱', '西头2号'],
      ['子', '赵小柱', ''],
    ]);
    expect(brief(households)).toEqual([' 王大福: 王大福 head, 李秀英 spouse', ' 赵铁柱: 赵铁柱 head, 赵小柱 child']);
    expect(rules(households)).toEqual([]);
  });

  it('the same head at the same address is there twice', async () => {
    const households = await read(uncoded, [
      ['户主', '王大福', '东头1号'],
      ['户主', '赵铁柱', '西头2号'],
      ['户主', '王大福', '东头 1号'],
    ]);
    expect(rules(households)).toEqual(['2 household_twice bad', '4 household_twice bad']);
  });

  it('the head need not stand first when the 户主姓名 says who it is', async () => {
    const households = await read(
      ['head', 'relation', 'name', 'address'],
      [
        ['王大福', '妻', '李秀英', '东头1号'],
        ['王大福', '户主', '王大福', '东头1号'],
        ['赵铁柱', '户主', '赵铁柱', '西头2号'],
        ['王大福', '子', '王小明', '东头1号'],
      ],
    );
    expect(brief(households)).toEqual([' 王大福: 王大福 head, 李秀英 spouse, 王小明 child', ' 赵铁柱: 赵铁柱 head']);
    expect(rules(households)).toEqual(['5 household_continued note']);
  });
});

describe('the people of a household', () => {
  it('written twice the same count once, written twice differently stop it', async () => {
    const fields: BookField[] = ['code', 'relation', 'name', 'birth', 'phone', 'address'];
    const households = await read(fields, [
      ['1', '户主', '王大福', '1960-05', '13800001234', '东头'],
      ['1', '户主', '王大福', '1960年5月', '', '东头'],
      ['2', '户主', '赵铁柱', '1970-01', '', '西头'],
      ['2', '妻', '钱氏', '1971-01', '', '西头'],
      ['2', '妻', '钱氏', '1981-01', '', '西头'],
    ]);
    expect(households[0]!.members).toHaveLength(1);
    expect(rules(households)).toEqual(['3 person_repeated note', '6 person_twice bad']);
  });

  it('under 14 are counted and leave no trace', async () => {
    const fields: BookField[] = ['code', 'relation', 'name', 'birth', 'children', 'address'];
    const households = await read(fields, [
      ['1', '户主', '王大福', '1980-05', 3, '东头'],
      ['1', '子', '王小宝', '2020-05', 3, '东头'],
      ['1', '女', '', '2019-05', 3, '东头'],
      ['2', '户主', '赵铁柱', '1980-05', null, '西头'],
      ['2', '子', '赵小宝', '2020-05', null, '西头'],
      ['3', '户主', '孙小宝', '2020-05', null, '北头'],
    ]);
    expect(households.map(({ childrenUnder14 }) => childrenUnder14)).toEqual([3, 1, 1]);
    expect(rules(households)).toEqual(['2 children_differ note', '7 head_under_14 bad']);
    expect(JSON.stringify(households)).not.toMatch(/小宝/);
  });

  it('are children in each row that names them, or contradict each other', async () => {
    const fields: BookField[] = ['code', 'relation', 'name', 'birth', 'address'];
    const households = await read(fields, [
      ['1', '户主', '王大福', '1980-05', '东头'],
      ['1', '子', '王小宝', '2015', '东头'],
      ['1', '子', '王小宝', '', '东头'],
      ['2', '户主', '赵铁柱', '1980-05', '西头'],
      ['2', '子', '赵小宝', '2020-05', '西头'],
      ['2', '子', '赵小宝', '1961-02', '西头'],
    ]);
    expect(households.map(({ childrenUnder14, members }) => [childrenUnder14, members.length])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(rules(households)).toEqual(['7 person_twice bad']);
  });

  it('may be too many, at no address, or without a name', async () => {
    const crowd = Array.from({ length: 61 }, (_, index): Cells => [
      '1',
      index === 0 ? '户主' : '其他',
      `人${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${Math.floor(index / 10)}`,
      '东头',
    ]);
    const households = await read(coded, [
      ...crowd,
      ['', '户主', '赵铁柱', '西头'],
      ['9', '户主', '=cmd|x', '北头'],
      ['10', '户主', '', '南头'],
    ]);
    expect(rules(households)).toEqual(['2 too_many_residents bad', '64 name_unreadable bad', '65 name_missing bad']);
    expect(rules(await read(['relation', 'name', 'address'], [['户主', '王大福', '']]))).toEqual([
      '2 address_missing bad',
    ]);
    expect(
      rules(
        await read(
          ['village', ...coded],
          [
            ['台头村', '1', '户主', '王大福', ''],
            ['', '2', '户主', '赵铁柱', ''],
          ],
        ),
      ),
    ).toEqual(['3 address_missing bad']);
  });
});

describe('a row per household', () => {
  it('reads the head, the other people and the count of children', async () => {
    const households = await read(
      ['head', 'phone', 'address', 'members', 'children', 'kind', 'name'],
      [
        ['王大福', '13800001234', '东头1号', '李秀英(妻)、子：王小明', '1人', '', ''],
        ['赵铁柱', '', '街上', '', '', '个体工商户', '老赵面馆(东街店)'],
        ['', '', '街上', '', '', '班级', '三年级2班'],
        ['', '13700001234', '西头', '', '', '', ''],
      ],
      'row_per_household',
    );
    expect(brief(households)).toEqual([
      ' 王大福: 王大福 head, 李秀英 spouse, 王小明 child',
      ' 老赵面馆(东街店): 赵铁柱 owner',
      ' 三年级2班: ',
      ' : ',
    ]);
    expect(households.map(({ kind }) => kind)).toEqual(['household', 'individual_business', 'class', 'household']);
    expect(rules(households)).toEqual(['5 name_missing bad']);
  });
});
