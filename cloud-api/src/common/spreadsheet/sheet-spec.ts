import type { CellValue } from './book.js';

/** A workbook to be written. */
export interface BookSpec {
  sheets: SheetSpec[];
}

/**
 * One sheet: title, subtitle lines, heads, rows, notes, from above to below. It prints on `paper`, one page wide, the heads on top of
 * each page and the page's number at its foot.
 */
export interface SheetSpec {
  /** As its tab shows it; unique in the book, at most 31 characters, without []:*?/\ */
  name: string;
  title?: string;
  subtitles?: string[];
  columns: ColumnSpec[];
  rows: Iterable<RowSpec> | AsyncIterable<RowSpec>;
  /** Lines below the table, such as 填表人. */
  notes?: string[];
  paper?: 'A4' | 'A3';
  landscape?: boolean;
  /** So many columns stay in sight while scrolling sideways. */
  frozenColumns?: number;
}

export interface ColumnSpec {
  head: string;
  /** Neighbours with the same one stand below a common head; without one the head reaches over both rows of heads. */
  group?: string;
  /** In half-width characters: a Chinese character takes two. */
  width: number;
  /** Of texts; numbers stand right. */
  align?: 'left' | 'center';
  /** Whether rows of the same block share one cell here, with what the first of them says. */
  merged?: boolean;
}

export interface RowSpec {
  /** One for each column, from the left; what is missing at the end stays empty. */
  cells: CellValue[];
  /** Neighbouring rows with the same block (a household) belong together. */
  block?: string;
  /** A row of sums. */
  strong?: boolean;
}
