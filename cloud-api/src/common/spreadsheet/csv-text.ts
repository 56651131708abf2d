import { isUtf8 } from 'node:buffer';
import { SpreadsheetError, SpreadsheetFault } from './spreadsheet-error.js';

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const pieceBytes = 64 * 1024;

/** Tells by the bytes how a text is written: a byte order mark, else strict UTF-8, else GB18030 (which holds GBK and GB2312). */
export function encodingOf(bytes: Buffer): CsvEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

/** The text piece by piece, without a byte order mark. Throws `unknown_encoding` where the bytes do not fit. */
export function* decodeText(bytes: Buffer, encoding: CsvEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const piece = bytes.subarray(from, from + pieceBytes);
    yield known(() => decoder.decode(piece, { stream: true }));
  }
  yield known(() => decoder.decode());
}

function known(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new SpreadsheetError(SpreadsheetFault.UnknownEncoding);
  }
}

const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];
const sampledLines = 30;

/** The separator that cuts the first lines into the same number of cells most often; a comma when none does. */
export function delimiterOf(text: string): Delimiter {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/, sampledLines)
    .filter((line) => line.trim() !== '');
  const scores = delimiters.map((delimiter) => agreement(lines.map((line) => line.split(delimiter).length - 1)));
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
}

/** How many cuts lie in lines that agree on their number. */
function agreement(cuts: readonly number[]): number {
  const total = new Map<number, number>();
  for (const count of cuts) total.set(count, (total.get(count) ?? 0) + count);
  return Math.max(0, ...total.values());
}
