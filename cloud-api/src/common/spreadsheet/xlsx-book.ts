import { Archive } from './archive.js';
import type { OpenBook } from './book.js';
import { readSheet } from './sheet-reader.js';
import { scanSheet, type SheetScan } from './sheet-scan.js';
import { SpreadsheetError, SpreadsheetFault } from './spreadsheet-error.js';
import { StringTable } from './string-table.js';
import { readStyles } from './xlsx-styles.js';
import { readWorkbook, type WorkbookSheet } from './xlsx-workbook.js';

type ScannedSheet = WorkbookSheet & SheetScan;

export async function openXlsx(bytes: Buffer): Promise<OpenBook> {
  const archive = await Archive.open(bytes);
  const workbook = await readWorkbook(archive);
  const sheets: ScannedSheet[] = [];
  for (const sheet of workbook.sheets) sheets.push({ ...sheet, ...(await scanSheet(archive.chunks(sheet.part))) });
  if (sheets.every(({ rowCount }) => rowCount === 0)) throw new SpreadsheetError(SpreadsheetFault.Empty);
  const strings = workbook.strings ? await StringTable.read(archive, workbook.strings) : new StringTable();
  const styles = workbook.styles ? await readStyles(archive, workbook.styles) : [];
  const { since1904 } = workbook;
  return {
    format: 'xlsx',
    sheets: sheets.map(({ name, rowCount }) => ({ name, rowCount })),
    rows: (index) => {
      const sheet = sheets[index];
      if (!sheet) throw new RangeError(`The book has no sheet ${index}`);
      return readSheet(archive.chunks(sheet.part), { strings, styles, since1904, merges: sheet.merges });
    },
    close: () => Promise.resolve(),
  };
}
