import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { columnLetters, rawParts, rawXlsx, zipOf } from '../../../test/fixtures/books/raw-xlsx.js';
import { openBook, SpreadsheetError, spreadsheetLimits } from './index.js';

const small = {
  sheets: [
    {
      name: '户册',
      rows: [
        ['户号', '户主'],
        ['0001', '王建国'],
      ],
    },
  ],
};

/** Opens the file and reads all its sheets; the fault's code and place, or 'fine'. */
async function faultOf(bytes: Buffer, fileName = '户册.xlsx'): Promise<unknown> {
  try {
    const book = await openBook(bytes, fileName);
    for (const index of book.sheets.keys()) for await (const _ of book.rows(index));
    return 'fine';
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    return Object.keys(error.detail).length > 0 ? [error.code, error.detail] : error.code;
  }
}

/** The parts of a small workbook, some of them replaced. */
async function spoilt(parts: Record<string, string | Buffer>): Promise<Buffer> {
  return zipOf({ ...rawParts(small), ...parts });
}

async function withSheet(rows: string): Promise<Buffer> {
  return spoilt({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>` });
}

/** A compound file (OLE2) with the named stream in its directory, as old Office writes it. */
function compoundFile(...streams: string[]): Buffer {
  const names = streams.map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 'utf16le');
    return entry;
  });
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), ...names, Buffer.alloc(1024)]);
}

describe('what a file is, told by its bytes', () => {
  const cases: [string, string, () => Buffer | Promise<Buffer>][] = [
    ['nothing', 'empty', () => Buffer.alloc(0)],
    ['blank text', 'empty', () => Buffer.from('\ufeff \r\n,,\n')],
    ['an .xls', 'old_excel', () => compoundFile('Root Entry', 'Workbook')],
    ['an .xls of Excel 95', 'old_excel', () => compoundFile('Root Entry', 'Book')],
    ['a password', 'encrypted', () => compoundFile('Root Entry', 'EncryptionInfo', 'EncryptedPackage')],
    ['an old Word file', 'not_a_spreadsheet', () => compoundFile('Root Entry', 'WordDocument')],
    [
      'a web page saved as .xls',
      'not_a_spreadsheet',
      () => Buffer.from('\ufeff\n<html><table><tr><td>1</td></tr></table>'),
    ],
    ['a picture', 'not_a_spreadsheet', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a pdf', 'not_a_spreadsheet', () => Buffer.from('%PDF-1.7\n1 0 obj')],
    ['a mail archive', 'not_a_spreadsheet', () => Buffer.from('MIME-Version: 1.0\n')],
    ['a zip of something else', 'not_a_spreadsheet', () => zipOf({ 'readme.txt': 'hello' })],
    [
      'a Word document',
      'not_a_spreadsheet',
      () => spoilt({ 'xl/workbook.xml': '<document xmlns="urn:word"><body/></document>' }),
    ],
    ['only hidden sheets', 'empty', () => rawXlsx({ sheets: [{ ...small.sheets[0]!, hidden: true }] })],
    ['sheets without anything', 'empty', () => rawXlsx({ sheets: [{ name: '表1', rows: [[], [null]] }] })],
    ['more than 20 MB', 'too_large', () => Buffer.alloc(spreadsheetLimits.bytes + 1, 'a,b\n')],
    ['neither UTF-8 nor GB18030', 'unknown_encoding', () => Buffer.from('a,\u00ff\u00ff', 'latin1')],
  ];
  test.each(cases)('%s: %s', async (_, fault, make) => {
    expect(await faultOf(await make())).toBe(fault);
  });

  test('random bytes are no spreadsheet', async () => {
    const noise = fc.uint8Array({ minLength: 64, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        expect(await faultOf(Buffer.from(bytes))).not.toBe('fine');
      }),
      { numRuns: 200 },
    );
  });
});

describe('damaged files', () => {
  test('a file cut off anywhere is damaged', async () => {
    const whole = await rawXlsx(small);
    for (let length = 4; length < whole.length; length += 37) {
      expect(await faultOf(whole.subarray(0, length))).toBe('damaged');
    }
  });

  const parts: [string, Record<string, string>][] = [
    ['XML that breaks off', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c>' }],
    ['XML that is none', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></row>' }],
    ['no sheet', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }],
    ['a string that is not there', { 'xl/sharedStrings.xml': '<sst/>' }],
    ['a document type', { 'xl/workbook.xml': '<!DOCTYPE workbook><workbook><sheets/></workbook>' }],
    ['endless depth', { 'xl/workbook.xml': '<a>'.repeat(100_000) }],
  ];
  test.each(parts)('%s', async (_, part) => {
    expect(await faultOf(await spoilt(part))).toEqual(
      part['xl/sharedStrings.xml'] ? ['damaged', { row: 1, column: 0 }] : 'damaged',
    );
  });

  test('rows that go backwards', async () => {
    expect(await faultOf(await withSheet('<row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>'))).toBe(
      'damaged',
    );
  });

  test('whatever byte is changed: it reads, or a fault says why', async () => {
    const whole = await rawXlsx(small);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        await faultOf(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('files made to hurt', () => {
  const entities =
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';

  test('entities', async () => {
    expect(await faultOf(await spoilt({ 'xl/worksheets/sheet1.xml': entities }))).toBe('damaged');
    expect(await faultOf(await withSheet('<row><c t="str"><v>&unknown;</v></c></row>'))).toBe('damaged');
  });

  test('a zip that says it unpacks to more than the limit', async () => {
    const bytes = await spoilt({ 'xl/media/image.bin': 'a' });
    expect(await faultOf(declare(bytes, 'xl/media/image.bin', spreadsheetLimits.inflatedBytes))).toBe('too_large');
  });

  test('a part that unpacks to more than it says', async () => {
    const lying = declare(
      await withSheet(`<row><c><v>1</v></c></row>${' '.repeat(5_000_000)}`),
      'xl/worksheets/sheet1.xml',
      100,
    );
    expect(await faultOf(lying)).toBe('too_large');
  });

  test('a part that shrinks as no sheet does', async () => {
    expect(deflateRawSync(Buffer.alloc(20_000_000)).length).toBeLessThan(20_000);
    expect(await faultOf(await withSheet(`<row><c><v>1</v></c></row>${' '.repeat(20_000_000)}`))).toBe('too_large');
  });

  test('a text without end', async () => {
    const noise = Array.from({ length: 300_000 }, (_, index) => (index * 7919).toString(36)).join('');
    expect(await faultOf(await withSheet(`<row><c t="inlineStr"><is><t>${noise}</t></is></c></row>`))).toBe(
      'too_large',
    );
  });

  test('a million rows are refused before the first is read', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row><c><v>${index}</v></c></row>`).join('');
    await expect(openBook(await withSheet(rows), '户册.xlsx')).rejects.toMatchObject({ code: 'too_many_rows' });
    const csv = Buffer.from('王建国\n'.repeat(1_000_000));
    expect(await faultOf(csv)).toBe('too_many_rows');
  });

  test('a million rows with nothing but a format in them are no rows', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 1}"><c s="1"/></row>`).join('');
    const book = await openBook(await withSheet(rows.replace('<c s="1"/>', '<c><v>1</v></c>')), '户册.xlsx');
    expect(book.sheets).toEqual([{ name: '户册', rowCount: 1 }]);
  });

  test('300 columns; formatted cells that hold nothing do not count', async () => {
    const cells = Array.from({ length: 300 }, (_, index) => `<c r="${columnLetters(index)}1"><v>1</v></c>`);
    expect(await faultOf(await withSheet(`<row>${cells.join('')}</row>`))).toEqual([
      'too_many_columns',
      { row: 1, column: 100 },
    ]);
    const empty = cells.map((cell, index) => (index < 100 ? cell : cell.replace('<v>1</v>', '')));
    expect(await faultOf(await withSheet(`<row>${empty.join('')}</row>`))).toBe('fine');
    expect(await faultOf(Buffer.from(`a\n${'1,'.repeat(300)}`))).toEqual(['too_many_columns', { row: 2, column: 100 }]);
  });

  test('a cell of more than 2,000 characters is named', async () => {
    const rows = (text: string) => rawXlsx({ sheets: [{ name: '户册', rows: [['户号'], [null, text]] }] });
    const tooLong = ['cell_too_long', { row: 2, column: 1 }];
    expect(await faultOf(await rows('王'.repeat(2_001)))).toEqual(tooLong);
    expect(await faultOf(await rows('王'.repeat(2_000)))).toBe('fine');
    expect(await faultOf(await rows('\u200b'.repeat(4_000) + '王'))).toBe('fine');
    expect(await faultOf(Buffer.from(`户号\n,${'王'.repeat(2_001)}`))).toEqual(tooLong);
  });
});

/** Changes the unpacked size that the zip's directory names for a part. */
function declare(zip: Buffer, part: string, size: number): Buffer {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    if (name === part) bytes.writeUInt32LE(size, at + 24);
  }
  return bytes;
}
