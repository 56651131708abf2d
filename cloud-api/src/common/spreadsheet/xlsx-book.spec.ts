import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  columnLetters,
  rawParts,
  rawXlsx,
  zipOf,
  type RawBook,
  type RawCell,
} from '../../../test/fixtures/books/raw-xlsx.js';
import { openBook, type CellValue, type SheetRow } from './index.js';

async function rowsOf(bytes: Buffer, sheet = 0): Promise<SheetRow[]> {
  const book = await openBook(bytes, '户册.xlsx');
  const rows: SheetRow[] = [];
  for await (const row of book.rows(sheet)) rows.push(row);
  return rows;
}

async function readBook(
  rows: readonly RawCell[][],
  rest: Partial<RawBook> = {},
  merges: string[] = [],
): Promise<SheetRow[]> {
  return rowsOf(await rawXlsx({ sheets: [{ name: '户册', rows: [...rows], merges }], ...rest }));
}

/** One row, as it stands between <sheetData> and its end. */
async function readXmlRows(rows: string, parts: Record<string, string> = {}): Promise<CellValue[][]> {
  const sheet = `<x:worksheet xmlns:x="urn:x"><x:sheetData>${rows}</x:sheetData></x:worksheet>`;
  const book = rawParts({ sheets: [{ name: '户册', rows: [] }] });
  return (await rowsOf(await zipOf({ ...book, 'xl/worksheets/sheet1.xml': sheet, ...parts }))).map(
    ({ cells }) => cells,
  );
}

describe('values', () => {
  test('texts, numbers, booleans, nothing', async () => {
    expect(await readBook([['王建国', 13800000001, true, false, null, 0, -1.5, '']])).toEqual([
      { number: 1, cells: ['王建国', 13800000001, true, false, null, 0, -1.5] },
    ]);
  });

  test('a formula gives what it last showed, an error nothing', async () => {
    const cells =
      '<x:row><x:c t="str"><x:f>cmd|A0</x:f><x:v>李四</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c><x:f>1</x:f></x:c></x:row>';
    expect(await readXmlRows(cells)).toEqual([['李四', null, 2]]);
  });

  test('rich text, inline text, pronunciation', async () => {
    const strings =
      '<sst><si><r><t>王</t></r><r><rPr><b/></rPr><t>建国</t></r><rPh sb="0" eb="1"><t>オウ</t></rPh><phoneticPr fontId="1"/></si></sst>';
    const cells =
      '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>第</x:t></x:r><x:r><x:t xml:space="preserve"> 1 组 </x:t></x:r></x:is></x:c></x:row>';
    expect(await readXmlRows(cells, { 'xl/sharedStrings.xml': strings })).toEqual([['王建国', '第 1 组']]);
  });

  test('rows and cells without names follow each other; rows and cells with names may leave gaps', async () => {
    const bare = '<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row>';
    expect(await readXmlRows(bare)).toEqual([[1, 2], [3]]);
    expect(await readBook([['a'], [], [null, null, 'c']])).toEqual([
      { number: 1, cells: ['a'] },
      { number: 3, cells: [null, null, 'c'] },
    ]);
  });

  test('what cannot be seen is taken out, what was escaped comes back', async () => {
    const [row] = await readBook([
      ['\u200b王\ufeff建\u00ad国\u2060', 'a\u00a0b', '甲_x000D__x000A_乙_x005F_x0041_', '１３８', '\u200b'],
    ]);
    expect(row?.cells).toEqual(['王建国', 'a b', '甲\n乙_x0041_', '１３８']);
  });
});

describe('dates', () => {
  const formats = [
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日"',
    '[$-804]yyyy/m',
    'm/d/yy h:mm',
    'yyyy\\-mm;@',
    '[DBNum1][$-804]yyyy"年"m"月"',
  ];
  test.each(formats)('%s is a date', async (dateFormat) => {
    const [row] = await readBook([[{ serial: 29356 }, 29356]], { dateFormat });
    expect(row?.cells).toEqual(['1980-05-15', 29356]);
  });

  test.each(['General', '0.00', 'h:mm:ss', '[h]:mm', '"日期"0', '#,##0_);[Red](#,##0)'])(
    '%s is none',
    async (dateFormat) => {
      expect((await readBook([[{ serial: 29356 }]], { dateFormat }))[0]?.cells).toEqual([29356]);
    },
  );

  test('zeros in front that only the format shows', async () => {
    expect((await readBook([[{ serial: 12 }, { serial: 123456 }]], { dateFormat: '0000' }))[0]?.cells).toEqual([
      '0012',
      '123456',
    ]);
  });

  test('both beginnings of time, and the day that never was', async () => {
    const cells = [1, 59, 60, 61, 45366.75, 2958465, 2958466].map((serial) => ({ serial }));
    expect((await readBook([cells]))[0]?.cells).toEqual([
      '1900-01-01',
      '1900-02-28',
      60,
      '1900-03-01',
      '2024-03-15',
      '9999-12-31',
      2958466,
    ]);
    expect((await readBook([[{ serial: 0 }, { serial: 43904 }]], { since1904: true }))[0]?.cells).toEqual([
      '1904-01-01',
      '2024-03-15',
    ]);
  });

  test('written out, as some programs do', async () => {
    expect(await readXmlRows('<x:row><x:c t="d"><x:v>1980-05-15T00:00:00</x:v></x:c></x:row>')).toEqual([
      ['1980-05-15'],
    ]);
  });
});

describe('merged cells', () => {
  test('down, across and both: filled into every cell they cover', async () => {
    const rows = [
      ['户册', null, null],
      ['0001', '台头村', '王建国'],
      [null, null, '李梅'],
      [null, null, '王小明'],
    ];
    expect(await readBook(rows, {}, ['A1:C1', 'A2:A4', 'B2:B4'])).toEqual([
      { number: 1, cells: ['户册', '户册', '户册'] },
      { number: 2, cells: ['0001', '台头村', '王建国'] },
      { number: 3, cells: ['0001', '台头村', '李梅'] },
      { number: 4, cells: ['0001', '台头村', '王小明'] },
    ]);
  });

  test('a row in which only merged cells end is no row of its own, and hidden rests below a merge are not seen', async () => {
    const rows = [
      ['甲', 'x'],
      ['rest', null],
      [null, 'y'],
    ];
    expect(await readBook(rows, {}, ['A1:A3'])).toEqual([
      { number: 1, cells: ['甲', 'x'] },
      { number: 3, cells: ['甲', 'y'] },
    ]);
  });

  test('a merge over all columns and rows neither counts nor costs', async () => {
    const rows = await readBook([['标题'], ['户号', '户主']], {}, ['A1:XFD1', 'C2:C1048576']);
    expect(rows.map(({ cells }) => cells.length)).toEqual([100, 2]);
  });

  test('any merges give what a sheet held in memory would give', async () => {
    const cell = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null });
    const sheet = fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 8, maxLength: 8 });
    const range = fc.tuple(fc.nat(7), fc.nat(5), fc.nat(3), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(sheet, fc.array(range, { maxLength: 5 }), async (rows, wanted) => {
        const ranges = apart(wanted);
        const names = ranges.map(
          ([top, left, bottom, right]) => `${columnLetters(left)}${top + 1}:${columnLetters(right)}${bottom + 1}`,
        );
        const read = await readBookOrEmpty(rows, names);
        for (const { number, cells } of read) expect(cells).toEqual(shown(rows, ranges)[number - 1]);
        expect(read.map(({ number }) => number - 1)).toEqual(ownRows(rows, ranges));
      }),
      { numRuns: 200 },
    );
  });
});

type Range = [top: number, left: number, bottom: number, right: number];

/** Ranges within the sheet that do not touch each other; Excel allows no others. */
function apart(wanted: readonly (readonly [number, number, number, number])[]): Range[] {
  const kept: Range[] = [];
  for (const [top, left, down, across] of wanted) {
    const range: Range = [top, left, Math.min(7, top + down), Math.min(5, left + across)];
    if (kept.every((other) => range[0] > other[2] || range[2] < other[0] || range[1] > other[3] || range[3] < other[1]))
      kept.push(range);
  }
  return kept;
}

function shown(rows: readonly (string | null)[][], ranges: readonly Range[]): (string | null)[][] {
  const filled = rows.map((row) => [...row]);
  for (const [top, left, bottom, right] of ranges) {
    const value = rows[top]?.[left] ?? null;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) if (value !== null) filled[row]![column] = value;
    }
  }
  return filled.map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1));
}

/** Rows in which a cell stands that no merge from above covers. */
function ownRows(rows: readonly (string | null)[][], ranges: readonly Range[]): number[] {
  const fromAbove = (row: number, column: number) =>
    ranges.some(([top, left, bottom, right]) => row > top && row <= bottom && column >= left && column <= right);
  return [...rows.keys()].filter((row) =>
    rows[row]!.some((value, column) => value !== null && !fromAbove(row, column)),
  );
}

async function readBookOrEmpty(rows: (string | null)[][], merges: string[]): Promise<SheetRow[]> {
  return rows.flat().some((value) => value !== null) ? readBook(rows, {}, merges) : [];
}

describe('sheets', () => {
  test('hidden ones are not offered, hidden rows are read, each sheet as often as wanted', async () => {
    const bytes = await rawXlsx({
      sheets: [
        { name: '说明 & 填表', rows: [['请先看']] },
        { name: '字典', rows: [['x']], hidden: true },
        { name: '户册', rows: [['户号'], ['0001']] },
        { name: '空', rows: [] },
      ],
    });
    const book = await openBook(bytes, '户册.xlsx');
    expect(book.sheets).toEqual([
      { name: '说明 & 填表', rowCount: 1 },
      { name: '户册', rowCount: 2 },
      { name: '空', rowCount: 0 },
    ]);
    expect(await rowsOf(bytes, 1)).toEqual(await rowsOf(bytes, 1));
    expect((await rowsOf(bytes, 1)).map(({ cells }) => cells[0])).toEqual(['户号', '0001']);
    expect(() => book.rows(3)).toThrow(RangeError);
  });

  test('a reader may stop after a row', async () => {
    const book = await openBook(await rawXlsx({ sheets: [{ name: 'a', rows: [['1'], ['2'], ['3']] }] }), 'a');
    for await (const row of book.rows(0)) {
      expect(row.cells).toEqual(['1']);
      break;
    }
  });
});
