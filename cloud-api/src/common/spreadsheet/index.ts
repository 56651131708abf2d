export type { CellValue, OpenBook, SheetRow } from './book.js';
export { openBook } from './open-book.js';
export type { BookSpec, ColumnSpec, RowSpec, SheetSpec } from './sheet-spec.js';
export { SpreadsheetError, spreadsheetLimits } from './spreadsheet-error.js';
export { writeSheets } from './write-sheets.js';
