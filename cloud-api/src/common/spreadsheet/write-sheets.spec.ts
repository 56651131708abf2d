import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Archive } from './archive.js';
import { cleanText } from './clean-text.js';
import { openBook, writeSheets, type CellValue, type ColumnSpec, type SheetSpec } from './index.js';

const columns: ColumnSpec[] = [
  { head: '户号', width: 10 },
  { head: '户主', width: 10 },
];

async function write(spec: Partial<SheetSpec>): Promise<Buffer> {
  return writeSheets({ sheets: [{ name: '户册', columns, rows: [], ...spec }] });
}

async function rowsOf(bytes: Buffer): Promise<CellValue[][]> {
  const rows: CellValue[][] = [];
  for await (const { cells } of (await openBook(bytes, 'x')).rows(0)) rows.push(cells);
  return rows;
}

async function partOf(bytes: Buffer, part: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await Archive.open(bytes)).chunks(part)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const sheetPart = 'xl/worksheets/sheet1.xml';

describe('what is written is read back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('𠮷', '😀', '王', '"', "'", '<', '&', '>', '\n', ' ', '_x000D_', '_x005F_', '=', '　'),
    }),
  );
  const number = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  );
  const value: fc.Arbitrary<CellValue> = fc.oneof(text, number, fc.boolean(), fc.constant(null));

  test('any texts, numbers, booleans', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { maxLength: 8 }), async (rows) => {
        const read = await rowsOf(await write({ rows: rows.map((cells) => ({ cells })) }));
        const seen = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cleanText(cell) || null : cell)));
        const expected = seen.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1));
        expect(read).toEqual([['户号', '户主'], ...expected.filter((row) => row.length > 0)]);
      }),
      { numRuns: 300 },
    );
  });

  test('title, lines, heads in two rows, blocks, notes', async () => {
    const bytes = await write({
      title: '入户登记表',
      subtitles: ['单位：蟒河镇'],
      columns: [
        { head: '户号', width: 8, merged: true },
        { head: '姓名', width: 8, group: '成员信息' },
        { head: '电话', width: 12, group: '成员信息' },
      ],
      rows: [
        { block: 'a', cells: ['0001', '王建国', 1] },
        { block: 'a', cells: ['0001', '李梅', 2] },
        { block: 'b', cells: ['0002', '张三'] },
        { cells: ['合计', null, 3], strong: true },
      ],
      notes: ['填表人：'],
    });
    expect(await rowsOf(bytes)).toEqual([
      ['入户登记表', '入户登记表', '入户登记表'],
      ['单位：蟒河镇', '单位：蟒河镇', '单位：蟒河镇'],
      ['户号', '成员信息', '成员信息'],
      ['户号', '姓名', '电话'],
      ['0001', '王建国', 1],
      ['0001', '李梅', 2],
      ['0002', '张三'],
      ['合计', null, 3],
      ['填表人：', '填表人：', '填表人：'],
    ]);
    const xml = await partOf(bytes, sheetPart);
    const merges = [...xml.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, range]) => range);
    expect(merges.sort()).toEqual(['A1:C1', 'A2:C2', 'A3:A4', 'A5:A6', 'A9:C9', 'B3:C3']);
  });

  test('rows that come one after another', async () => {
    async function* rows() {
      for (let index = 0; index < 3; index += 1) yield await Promise.resolve({ cells: [index] });
    }
    expect(await rowsOf(await write({ rows: rows() }))).toEqual([['户号', '户主'], [0], [1], [2]]);
  });

  test('the same content makes the same bytes', async () => {
    expect((await write({ title: '甲' })).equals(await write({ title: '甲' }))).toBe(true);
  });
});

describe('the foot of a page', () => {
  const footOf = async (spec: Partial<SheetSpec>) =>
    /<oddFooter>(.*)<\/oddFooter>/.exec(await partOf(await write(spec), sheetPart))?.[1];

  test('says what it is from and its number', async () => {
    expect(await footOf({ title: '查济村&厚岸村登记表' })).toBe(
      '&amp;L查济村&amp;&amp;厚岸村登记表&amp;C第 &amp;P 页，共 &amp;N 页',
    );
    expect(await footOf({})).toBe('&amp;C第 &amp;P 页，共 &amp;N 页');
  });

  test('stays within what Excel takes, however long the title is', async () => {
    expect((await footOf({ title: '村'.repeat(900) }))!.length).toBeLessThan(255);
  });
});

describe('a text stays a text', () => {
  const dangerous = ["=cmd|'/c calc'!A0", '+1', '-1+1', '@SUM(A1)', '＝1+1', '=HYPERLINK("http://x","y")'];

  test('no formula is ever written, and editing makes none', async () => {
    const bytes = await write({
      title: '=1+1',
      subtitles: ['+2'],
      notes: ['@3'],
      rows: dangerous.map((text) => ({ cells: [text] })),
    });
    const xml = await partOf(bytes, sheetPart);
    expect(xml).not.toMatch(/<f[\s>/]/);
    const styles = await partOf(bytes, 'xl/styles.xml');
    const cellStyles = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*>/g)].map(([style]) => style);
    const cells = [...xml.matchAll(/<c r="A\d+" s="(\d+)" t="inlineStr"><is><t xml:space="preserve">[=+\-@＝]/g)].slice(
      2,
      -1,
    );
    expect(cells).toHaveLength(dangerous.length);
    for (const [, style] of cells) {
      expect(cellStyles[Number(style)]).toContain('quotePrefix="1"');
      expect(cellStyles[Number(style)]).toContain('numFmtId="49"');
    }
    expect((await rowsOf(bytes)).slice(3, -1).map(([cell]) => cell)).toEqual(dangerous);
  });
});

describe('printing', () => {
  test('paper, one page wide, heads on each page, page numbers, panes', async () => {
    const bytes = await writeSheets({
      sheets: [
        { name: "一村's", title: '甲', columns, rows: [], landscape: true, paper: 'A3', frozenColumns: 1 },
        { name: '二村', columns, rows: [] },
      ],
    });
    const workbook = await partOf(bytes, 'xl/workbook.xml');
    expect(workbook).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'一村\'\'s\'!$2:$2</definedName>',
    );
    expect(workbook).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="1">\'二村\'!$1:$1</definedName>');
    const first = await partOf(bytes, sheetPart);
    expect(first).toContain('<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(first).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(first).toContain('<pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" state="frozen"/>');
    expect(first).toContain('&amp;C第 &amp;P 页，共 &amp;N 页');
    expect(await partOf(bytes, 'xl/worksheets/sheet2.xml')).toContain('paperSize="9" orientation="portrait"');
  });

  test('rows are as high as their texts need, also where they are merged', async () => {
    const merged: ColumnSpec[] = [
      { head: '地址', width: 11, merged: true },
      { head: '姓名', width: 11 },
    ];
    const long = '台头村一组'.repeat(3);
    const heights = async (rows: SheetSpec['rows']) => {
      const xml = await partOf(await write({ columns: merged, rows }), sheetPart);
      return [...xml.matchAll(/<row r="\d+" ht="(\d+)"/g)].slice(1).map(([, height]) => Number(height));
    };
    const [one = 0] = await heights([{ cells: ['甲', '乙'] }]);
    const [three = 0] = await heights([{ cells: ['甲', long] }]);
    expect(three).toBeGreaterThan(one * 2);
    expect(await heights([{ block: 'a', cells: [long, '乙'] }])).toEqual([three]);
    expect(
      await heights([
        { block: 'a', cells: [long] },
        { block: 'a', cells: [long] },
        { block: 'a', cells: [long] },
      ]),
    ).toEqual([one, one, one]);
  });
});

describe('what does not fit is refused, never cut', () => {
  test.each<[string, Partial<SheetSpec>]>([
    ['more cells than columns', { rows: [{ cells: [1, 2, 3] }] }],
    ['a text longer than a cell', { rows: [{ cells: ['王'.repeat(32_768)] }] }],
    ['a number without end', { rows: [{ cells: [Number.NaN] }] }],
    ['a name that is too long', { name: '村'.repeat(32) }],
    ['a name that Excel refuses', { name: '一/二' }],
  ])('%s', async (_, spec) => {
    await expect(write(spec)).rejects.toThrow(RangeError);
  });

  test('two sheets of one name, no sheet, rows that break off', async () => {
    const sheet = { name: 'A', columns, rows: [] };
    await expect(writeSheets({ sheets: [sheet, { ...sheet, name: 'a' }] })).rejects.toThrow(RangeError);
    await expect(writeSheets({ sheets: [] })).rejects.toThrow(RangeError);
    function* broken() {
      yield { cells: ['1'] };
      throw new Error('the source broke off');
    }
    await expect(write({ rows: broken() })).rejects.toThrow('the source broke off');
  });
});
