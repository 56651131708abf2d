import type { OpenBook } from './book.js';
import { openCsv } from './csv-book.js';
import { SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';
import { openXlsx } from './xlsx-book.js';

const zipMark = Buffer.from('PK\u0003\u0004');
const compoundMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');
const excelStreams = ['Workbook', 'Book'].map((name) => Buffer.from(`${name}\0`, 'utf16le'));
/** Documents that are text, but no table: web pages (often saved as .xls), XML, mail archives, PDF, rich text. */
const otherDocuments = /^\s*(?:<|MIME-Version:|%PDF|\{\\rtf)/i;

/**
 * Opens a file of which only its bytes are believed; `fileName` names the sheet of a csv. Throws SpreadsheetError, now or while rows
 * are read.
 */
export async function openBook(bytes: Buffer, fileName: string): Promise<OpenBook> {
  if (bytes.length === 0) throw new SpreadsheetError(SpreadsheetFault.Empty);
  if (bytes.length > spreadsheetLimits.bytes) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
  if (bytes.subarray(0, zipMark.length).equals(zipMark)) return openXlsx(bytes);
  if (bytes.subarray(0, compoundMark.length).equals(compoundMark)) throw new SpreadsheetError(compoundFault(bytes));
  if (!looksLikeText(bytes)) throw new SpreadsheetError(SpreadsheetFault.NotASpreadsheet);
  return openCsv(bytes, fileName);
}

/** Old Office files and password-protected new ones share a container. */
function compoundFault(bytes: Buffer): SpreadsheetFault {
  if (bytes.includes(encryptedPackage)) return SpreadsheetFault.Encrypted;
  if (excelStreams.some((name) => bytes.includes(name))) return SpreadsheetFault.OldExcel;
  return SpreadsheetFault.NotASpreadsheet;
}

function looksLikeText(bytes: Buffer): boolean {
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) return true;
  // No text in a one- or many-byte encoding of ours holds these, every picture and program does.
  if (bytes.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a && byte !== 0x1b))) return false;
  return !otherDocuments.test(bytes.toString('latin1', 0, 256).replace(/^\u00ef\u00bb\u00bf/, ''));
}
