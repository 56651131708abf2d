/** A date cell arrives as 'YYYY-MM-DD'; a cell with an error or nothing but blanks is null. Texts are clean (`cleanText`). */
export type CellValue = string | number | boolean | null;

/**
 * `number` is the row's number as Excel shows it, from 1. Merged cells are filled into every cell they cover; there are
 * no nulls after the last value. Rows in which nothing was written are left out, so a gap in the numbers is a blank row.
 */
export interface SheetRow {
  number: number;
  cells: CellValue[];
}

/** `rowCount` counts the rows that hold something; null when only reading would tell (csv). */
export interface SheetInfo {
  name: string;
  rowCount: number | null;
}

export interface OpenBook {
  format: 'xlsx' | 'csv';
  /** The sheets a person sees; hidden ones are left out. */
  sheets: SheetInfo[];
  /** Reads the sheet from its beginning, as often as asked, holding a few rows at a time. Throws SpreadsheetError on the way. */
  rows(sheet: number): AsyncIterable<SheetRow>;
  close(): Promise<void>;
}
