import type { CellValue, SheetRow } from './book.js';
import { columnOf, sheetBounds, type CellRange } from './cell-names.js';
import { MergedCells } from './merged-cells.js';
import { SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';
import type { StringTable } from './string-table.js';
import { cellText, TextCollector } from './text-collector.js';
import { dateOfSerial } from './xlsx-dates.js';
import type { NumberStyle } from './xlsx-styles.js';
import { XmlReader, type XmlAttributes, type XmlHandler } from './xml-reader.js';

/** What the cells of a sheet point to. */
export interface SheetContext {
  strings: StringTable;
  styles: readonly NumberStyle[];
  since1904: boolean;
  merges: readonly CellRange[];
}

/** The rows of a worksheet in which something stands. */
export async function* readSheet(chunks: AsyncIterable<Buffer>, context: SheetContext): AsyncGenerator<SheetRow> {
  const sheet = new SheetHandler(context);
  const reader = new XmlReader(sheet);
  for await (const chunk of chunks) {
    reader.write(chunk);
    yield* sheet.takeRows();
  }
  reader.end();
  yield* sheet.takeRows();
}

class SheetHandler implements XmlHandler {
  private ready: SheetRow[] = [];
  private readonly merged: MergedCells;
  private readonly inline = new TextCollector();
  private inData = false;
  private row = 0;
  private rowsWithText = 0;
  private cells: CellValue[] = [];
  private column = -1;
  private type = '';
  private style = 0;
  private inCell = false;
  private inValue = false;
  private value = '';

  constructor(private readonly context: SheetContext) {
    this.merged = new MergedCells(context.merges);
  }

  takeRows(): SheetRow[] {
    const rows = this.ready;
    if (rows.length > 0) this.ready = [];
    return rows;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (this.inCell) {
      if (name === 'v') this.inValue = true;
      else this.inline.open(name);
    } else if (name === 'c' && this.inData) this.openCell(attributes);
    else if (name === 'row' && this.inData) this.openRow(attributes);
    else if (name === 'sheetData') this.inData = true;
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else if (this.inCell) this.inline.text(text);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c' && this.inCell) this.closeCell();
    else if (this.inCell) this.inline.close(name);
    else if (name === 'row' && this.inData) this.closeRow();
    else if (name === 'sheetData') this.inData = false;
  }

  private openRow({ r: number }: XmlAttributes): void {
    const row = number === undefined ? this.row + 1 : Number(number);
    if (!(row > this.row && row <= sheetBounds.rows)) throw new SpreadsheetError(SpreadsheetFault.Damaged);
    this.row = row;
    this.column = -1;
    this.cells = [];
  }

  private closeRow(): void {
    if (!this.merged.fill(this.row, this.cells)) return;
    this.rowsWithText += 1;
    if (this.rowsWithText > spreadsheetLimits.rows) throw new SpreadsheetError(SpreadsheetFault.TooManyRows);
    this.ready.push({ number: this.row, cells: this.cells });
  }

  private openCell({ r: name, t: type = 'n', s: style = '0' }: XmlAttributes): void {
    this.column = name === undefined ? this.column + 1 : columnOf(name);
    this.type = type;
    this.style = Number(style);
    this.value = '';
    this.inline.begin();
    this.inCell = true;
  }

  private closeCell(): void {
    this.inCell = false;
    const value = this.placed(() => this.cellValue());
    if (value === null) return;
    if (this.column >= spreadsheetLimits.columns) this.placed(() => fail(SpreadsheetFault.TooManyColumns));
    while (this.cells.length < this.column) this.cells.push(null);
    this.cells[this.column] = value;
  }

  /** Says where in the sheet a fault was met. */
  private placed<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SpreadsheetError)) throw error;
      throw new SpreadsheetError(error.code, { row: this.row, column: this.column });
    }
  }

  private cellValue(): CellValue {
    if (this.type === 'inlineStr') return orTooLong(this.inline.take());
    if (this.value === '') return null;
    switch (this.type) {
      case 's':
        return this.context.strings.at(Number(this.value));
      case 'b':
        return this.value.trim() === '1';
      case 'e':
        return null;
      case 'd':
        return this.value.trim().slice(0, 10);
      case 'str':
        return orTooLong(cellText(this.value));
      default:
        return this.number();
    }
  }

  private number(): CellValue {
    const number = Number(this.value);
    if (!Number.isFinite(number)) return orTooLong(cellText(this.value));
    const style = this.context.styles[this.style] ?? 'plain';
    if (style === 'plain') return number;
    if (style === 'date') return dateOfSerial(number, this.context.since1904) ?? number;
    return Number.isSafeInteger(number) && number >= 0 ? String(number).padStart(style.digits, '0') : number;
  }
}

function fail(code: SpreadsheetFault): never {
  throw new SpreadsheetError(code);
}

function orTooLong(text: string | null | undefined): string | null {
  return text === undefined ? fail(SpreadsheetFault.CellTooLong) : text;
}
