import type { CellValue } from './book.js';
import { cleanText } from './clean-text.js';

/** What Excel takes for the beginning of a formula, also in full width. */
const likeFormula = /^[=+\-@＝＋－＠]/;

/**
 * A csv that Excel opens without a question: UTF-8 with a byte order mark, CRLF. A text that looks like a formula gets a tab in front,
 * inside its quotes: Excel and WPS then show it as text, no character of it changes for a reader, and `openBook` takes the tab away again.
 */
export function writeCsv(rows: Iterable<readonly CellValue[]>): Buffer {
  let text = '\ufeff';
  for (const cells of rows) text += `${cells.map(csvCell).join(',')}\r\n`;
  return Buffer.from(text);
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = cleanText(value);
  const safe = likeFormula.test(text) ? `\t${text}` : text;
  return /[",;\t\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
