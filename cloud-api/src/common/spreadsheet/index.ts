export type { CellValue, OpenBook, SheetInfo, SheetRow } from './book.js';
export { cleanText } from './clean-text.js';
export { openBook } from './open-book.js';
export type { BookSpec, ColumnSpec, RowSpec, SheetSpec } from './sheet-spec.js';
export { type FaultPlace, SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';
export { writeCsv } from './write-csv.js';
export { writeSheets } from './write-sheets.js';
