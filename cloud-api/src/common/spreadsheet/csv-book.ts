import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { CellValue, OpenBook, SheetRow } from './book.js';
import { cleanText } from './clean-text.js';
import { decodeText, delimiterOf, encodingOf, type CsvEncoding, type Delimiter } from './csv-text.js';
import { SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';

/** A quote that is never closed would swallow the whole file. */
const longestRecord = 1_000_000;

export async function openCsv(bytes: Buffer, fileName: string): Promise<OpenBook> {
  const encoding = encodingOf(bytes);
  let beginning = '';
  let blank = true;
  for (const piece of decodeText(bytes, encoding)) {
    beginning ||= piece;
    blank &&= cleanText(piece.replace(/[,;"]/g, '')) === '';
  }
  if (blank) throw new SpreadsheetError(SpreadsheetFault.Empty);
  const delimiter = delimiterOf(beginning);
  return {
    format: 'csv',
    sheets: [{ name: path.parse(fileName).name, rowCount: null }],
    rows: () => readRows(bytes, encoding, delimiter),
    close: () => Promise.resolve(),
  };
}

async function* readRows(bytes: Buffer, encoding: CsvEncoding, delimiter: Delimiter): AsyncGenerator<SheetRow> {
  let number = 0;
  let rowsWithText = 0;
  for await (const record of records(bytes, encoding, delimiter)) {
    number += 1;
    const cells = toCells(record, number);
    if (cells.length === 0) continue;
    rowsWithText += 1;
    if (rowsWithText > spreadsheetLimits.rows) throw new SpreadsheetError(SpreadsheetFault.TooManyRows);
    yield { number, cells };
  }
}

async function* records(bytes: Buffer, encoding: CsvEncoding, delimiter: Delimiter): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    max_record_size: longestRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  });
  // The callback is needed for errors to travel; the loop below meets them.
  const source = Readable.from(decodeText(bytes, encoding), { objectMode: false });
  pipeline(source, parser, () => undefined);
  try {
    yield* parser as AsyncIterable<string[]>;
  } catch (error) {
    if (error instanceof SpreadsheetError) throw error;
    throw new SpreadsheetError(SpreadsheetFault.Damaged, { row: parser.info.records + 1 });
  } finally {
    source.destroy();
  }
}

/** How Excel is made to keep zeros in front, and how official systems export numbers: ="0012". */
const quotedText = /^="(.*)"$/s;

function toCells(record: readonly string[], row: number): CellValue[] {
  const cells: CellValue[] = [];
  record.forEach((raw, column) => {
    const text = cleanText(quotedText.exec(raw)?.[1] ?? raw);
    if (text === '') return;
    if (column >= spreadsheetLimits.columns)
      throw new SpreadsheetError(SpreadsheetFault.TooManyColumns, { row, column });
    if (text.length > spreadsheetLimits.cellLength)
      throw new SpreadsheetError(SpreadsheetFault.CellTooLong, { row, column });
    while (cells.length < column) cells.push(null);
    cells[column] = text;
  });
  return cells;
}
