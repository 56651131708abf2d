import { parseRange, type CellRange } from './cell-names.js';
import { SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';

export interface SheetScan {
  /** Rows in which something stands. */
  rowCount: number;
  /** In the order of their first rows. */
  merges: CellRange[];
}

const mostMerges = 500_000;
const longestTag = 1_000_000;
const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const colon = 0x3a;
const mergedRange = /\sref\s*=\s*["']([^"']+)["']/;

/**
 * Goes over a sheet before it is read: the merged cells stand in the file after the rows they change, and a sheet with a million rows
 * should be refused before anything is done with the first. Looks at bytes only, many times faster than reading the XML; whether
 * that is well-formed is seen when it is read.
 */
export async function scanSheet(chunks: AsyncIterable<Buffer>): Promise<SheetScan> {
  const scanner = new SheetScanner();
  let left: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
    // A tag is looked at with the text behind it, so the last one waits for the next piece.
    const end = bytes.lastIndexOf(lessThan);
    if (end > 0) scanner.scan(bytes.subarray(0, end));
    left = Buffer.from(end > 0 ? bytes.subarray(end) : bytes);
    if (left.length > longestTag) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
  }
  scanner.scan(left);
  return scanner.result();
}

class SheetScanner {
  private readonly merges: CellRange[] = [];
  private rowCount = 0;
  /** Whether the row we are in has been counted. */
  private counted = true;

  scan(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === lessThan) this.look(bytes, at + 1);
    }
  }

  result(): SheetScan {
    this.merges.sort((one, other) => one.top - other.top);
    return { rowCount: this.rowCount, merges: this.merges };
  }

  private look(bytes: Buffer, from: number): void {
    let start = from;
    let end = from;
    for (; isNameByte(bytes[end]); end += 1) {
      if (bytes[end] === colon) start = end + 1;
    }
    const length = end - start;
    // v and t hold values, row begins a row; everything else with such a length is told apart by its letters.
    if (length === 1 && (bytes[start] === 0x76 || bytes[start] === 0x74)) this.value(bytes, end);
    else if (length === 3 && bytes.toString('latin1', start, end) === 'row') this.counted = false;
    else if (length === 9 && bytes.toString('latin1', start, end) === 'mergeCell') this.merge(bytes, end);
  }

  private value(bytes: Buffer, from: number): void {
    if (this.counted) return;
    const close = bytes.indexOf(greaterThan, from);
    if (close < 0 || bytes[close - 1] === slash || close + 1 >= bytes.length) return;
    if (bytes[close + 1] === lessThan) return;
    this.counted = true;
    this.rowCount += 1;
    if (this.rowCount > spreadsheetLimits.rows) throw new SpreadsheetError(SpreadsheetFault.TooManyRows);
  }

  private merge(bytes: Buffer, from: number): void {
    const close = bytes.indexOf(greaterThan, from);
    const range = parseRange(
      mergedRange.exec(bytes.toString('latin1', from, close < 0 ? bytes.length : close))?.[1] ?? '',
    );
    if (!range) throw new SpreadsheetError(SpreadsheetFault.Damaged);
    if (this.merges.length === mostMerges) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
    this.merges.push(range);
  }
}

function isNameByte(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte !== greaterThan && byte !== slash;
}
