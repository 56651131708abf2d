import { SpreadsheetError, SpreadsheetFault } from './spreadsheet-error.js';

/** Excel's own bounds; what lies outside was not written by a spreadsheet program. */
export const sheetBounds = { rows: 1_048_576, columns: 16_384 } as const;

/** Rows from 1, columns from 0, both ends included. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** The column of 'AB12', from 0. Read by hand: it is asked for every cell of a file. */
export function columnOf(cell: string): number {
  let column = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const letter = cell.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (column < 1 || column > sheetBounds.columns) throw new SpreadsheetError(SpreadsheetFault.Damaged);
  return column - 1;
}

const rangePattern = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;

/** Null when the text is no range such as 'A1:C3'. */
export function parseRange(text: string): CellRange | null {
  const [, left, top, right = left, bottom = top] = rangePattern.exec(text) ?? [];
  if (left === undefined || right === undefined) return null;
  return { left: columnOf(left), top: Number(top), right: columnOf(right), bottom: Number(bottom) };
}
