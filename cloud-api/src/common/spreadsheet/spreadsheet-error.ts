/** Why a file cannot be read. Stable names: they are stored with an import and have Chinese sentences on the phone. */
export const SpreadsheetFault = {
  NotASpreadsheet: 'not_a_spreadsheet',
  OldExcel: 'old_excel',
  Encrypted: 'encrypted',
  Damaged: 'damaged',
  UnknownEncoding: 'unknown_encoding',
  Empty: 'empty',
  TooLarge: 'too_large',
  TooManyRows: 'too_many_rows',
  TooManyColumns: 'too_many_columns',
  CellTooLong: 'cell_too_long',
} as const;
export type SpreadsheetFault = (typeof SpreadsheetFault)[keyof typeof SpreadsheetFault];

/** Where it happened, when that is known: `row` as Excel shows it, from 1; `column` from 0 like the cells of a row. */
export interface FaultPlace {
  row?: number;
  column?: number;
}

export class SpreadsheetError extends Error {
  constructor(
    readonly code: SpreadsheetFault,
    readonly detail: FaultPlace = {},
  ) {
    super(code);
  }
}

export const spreadsheetLimits = {
  /** Of the file as it was sent. */
  bytes: 20 * 1024 * 1024,
  /** Of everything in it when unpacked. */
  inflatedBytes: 400 * 1024 * 1024,
  /** Rows that hold something, in one sheet. */
  rows: 300_000,
  /** The last column that holds something. */
  columns: 100,
  /** Characters of one cell. */
  cellLength: 2_000,
} as const;
