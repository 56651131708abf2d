export type { CellValue, OpenBook, SheetInfo, SheetRow } from './book.js';
export { cleanText } from './clean-text.js';
export { openBook } from './open-book.js';
export { type FaultPlace, SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';
