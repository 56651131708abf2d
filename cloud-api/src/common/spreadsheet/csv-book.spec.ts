import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './clean-text.js';
import { delimiterOf } from './csv-text.js';
import { openBook, type CellValue } from './index.js';
import { writeCsv } from './write-csv.js';

async function cellsOf(bytes: Buffer, fileName = '户册.csv'): Promise<CellValue[][]> {
  const rows: CellValue[][] = [];
  for await (const { cells } of (await openBook(bytes, fileName)).rows(0)) rows.push(cells);
  return rows;
}

/** 户号,户主\n001,王建国 in GBK, bytes as Excel writes them on a Chinese Windows. */
const gbk = Buffer.concat([
  Buffer.from('bba7bac52cbba7d6f70d0a', 'hex'),
  Buffer.from('3030312ccdf5bda8b9fa0d0a', 'hex'),
]);

describe('how a csv is written', () => {
  const table = [
    ['户号', '户主'],
    ['001', '王建国'],
  ];
  const text = '户号,户主\r\n001,王建国\r\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['GBK', gbk],
    ['UTF-16', utf16],
    ['UTF-16, the other end first', Buffer.from(utf16).swap16()],
  ])('%s, whatever its name', async (_, bytes) => {
    expect(await cellsOf(bytes, '户册.xlsx')).toEqual(table);
    const book = await openBook(bytes, '户册.xlsx');
    expect([book.format, book.sheets]).toEqual(['csv', [{ name: '户册', rowCount: null }]]);
  });

  test('characters of four bytes in GB18030', async () => {
    expect((await cellsOf(Buffer.concat([gbk, Buffer.from('9534b235', 'hex')])))[2]).toEqual(['𠮷']);
  });

  test('semicolons and tabs', async () => {
    expect(await cellsOf(Buffer.from('户号;地址\n1;甲,乙,丙\n2;丁'))).toEqual([
      ['户号', '地址'],
      ['1', '甲,乙,丙'],
      ['2', '丁'],
    ]);
    expect(await cellsOf(Buffer.from('户号\t地址\n1\t甲;乙'))).toEqual([
      ['户号', '地址'],
      ['1', '甲;乙'],
    ]);
    expect(delimiterOf('"a;b;c;d",x\n"e;f;g;h",y')).toBe(',');
    expect(delimiterOf('只有一列\n王建国')).toBe(',');
  });

  test('quotes, line breaks in cells, blank lines, ragged rows, ="…"', async () => {
    const bytes = Buffer.from('a,"b ""c"", d"\r\n\r\n"第一行\r\n第二行",5" 管\r="0012",,\n');
    const rows: unknown[] = [];
    for await (const row of (await openBook(bytes, 'x')).rows(0)) rows.push([row.number, ...row.cells]);
    expect(rows).toEqual([
      [1, 'a', 'b "c", d'],
      [3, '第一行\n第二行', '5" 管'],
      [4, '0012'],
    ]);
  });

  test('a quote that never ends is damaged, with its row', async () => {
    const rows = async () => cellsOf(Buffer.from('a,b\n1,"2\n3,4\n'));
    await expect(rows()).rejects.toMatchObject({ code: 'damaged', detail: { row: 2 } });
  });
});

describe('writeCsv', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      '王',
      '𠮷',
      '😀',
      'a',
      '"',
      "'",
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      ' ',
      '=',
      '+',
      '-',
      '@',
      '１',
      '\u200b',
    ),
  });

  test('what it writes is read back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          const whole = [['户号', '户主', '地址', '备注', '电话'], ...rows];
          const clean = whole.map((row) => row.map(cleanText)).filter((row) => row.some((cell) => cell !== ''));
          const read = await cellsOf(writeCsv(whole));
          expect(read.map((row) => row.map((cell) => cell ?? ''))).toEqual(
            clean.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('no cell begins as a formula does', () => {
    const csv = writeCsv([["=cmd|'/c calc'!A0", '+1', '-1', '@x', '＝1', -5, '13800000001']]).toString();
    expect(csv).toBe('\ufeff"\t=cmd|\'/c calc\'!A0","\t+1","\t-1","\t@x","\t＝1",-5,13800000001\r\n');
  });
});
