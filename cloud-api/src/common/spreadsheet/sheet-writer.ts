import type { CellValue } from './book.js';
import { cellName, sheetBounds } from './cell-names.js';
import { cleanText } from './clean-text.js';
import { encodeOoxml } from './ooxml-text.js';
import { headRows, type PlacedCell } from './sheet-heads.js';
import type { ColumnSpec, RowSpec, SheetSpec } from './sheet-spec.js';
import { styleNumber, type CellStyle } from './sheet-styles.js';
import { linesNeeded } from './text-width.js';

/** Excel's own bound: a longer text would be cut when the file is opened. */
const longestText = 32_767;
const lineHeight = 14;
const padding = 4;
/** A row cannot be higher. */
const highestRow = 409;
const paperNumbers = { A4: 9, A3: 8 } as const;
/** Excel takes 255 characters for a whole footer. */
const longestFooterTitle = 100;
const pieceLength = 64 * 1024;

/** Rows of heads, from 1: those that are printed on each page. */
export interface HeadRange {
  first: number;
  last: number;
}

/** Which rows hold the heads; known before anything is written, because the workbook names them. */
export function headRange({ title, subtitles = [], columns }: SheetSpec): HeadRange {
  const first = (title === undefined ? 0 : 1) + subtitles.length + 1;
  return { first, last: first + headRows(columns).length - 1 };
}

/** The XML of a sheet, piece by piece. Throws when a row does not fit its columns or a text no cell. */
export async function* sheetXml(spec: SheetSpec): AsyncGenerator<string> {
  const writer = new SheetWriter(spec);
  let piece = writer.begin();
  for await (const row of spec.rows) {
    piece += writer.row(row);
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece + writer.end();
}

type Weight = 'plain' | 'strong';

interface WaitingRow {
  values: CellValue[];
  weight: Weight;
  lines: number;
}

class SheetWriter {
  private number = 0;
  private readonly merges: string[] = [];
  /** The rows of the block that has not ended yet: how high they get is known with the last of them. */
  private waiting: WaitingRow[] = [];
  private block: string | undefined;

  constructor(private readonly spec: SheetSpec) {}

  begin(): string {
    const { title, subtitles = [], columns, frozenColumns = 0 } = this.spec;
    const { last } = headRange(this.spec);
    const corner = cellName(last + 1, frozenColumns);
    const sideways = frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '';
    const pane = frozenColumns > 0 ? 'bottomRight' : 'bottomLeft';
    return (
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">' +
      `<pane${sideways} ySplit="${last}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
      `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="${lineHeight + padding}"/>` +
      `<cols>${columns.map(columnXml).join('')}</cols><sheetData>` +
      (title === undefined ? '' : this.line(title, 'title', 32)) +
      subtitles.map((line) => this.line(line, 'line')).join('') +
      headRows(columns)
        .map((cells) => this.heads(cells))
        .join('')
    );
  }

  /** What can be written now that this row is known. */
  row({ cells, block, strong = false }: RowSpec): string {
    const { columns } = this.spec;
    if (cells.length > columns.length) {
      throw new RangeError(`Row ${this.number + this.waiting.length + 1} has more cells than columns`);
    }
    const ended = block === undefined || block !== this.block ? this.endBlock() : '';
    this.block = block;
    const continues = this.waiting.length > 0;
    const values = columns.map(({ merged }, column) => (merged && continues ? null : tidied(cells[column] ?? null)));
    this.waiting.push({ values, weight: strong ? 'strong' : 'plain', lines: this.lines(values, false) });
    return ended;
  }

  end(): string {
    const { notes = [], paper = 'A4', landscape = false } = this.spec;
    const ended = this.endBlock();
    const below = notes.map((line) => this.line(line, 'line')).join('');
    const merges = this.merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
    return (
      `${ended}${below}</sheetData>` +
      (merges && `<mergeCells count="${this.merges.length}">${merges}</mergeCells>`) +
      '<printOptions horizontalCentered="1"/>' +
      '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.2" footer="0.3"/>' +
      `<pageSetup paperSize="${paperNumbers[paper]}" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>` +
      `<headerFooter><oddFooter>${encodeOoxml(footer(this.spec.title))}</oddFooter></headerFooter></worksheet>`
    );
  }

  private heads(cells: readonly (PlacedCell | null)[]): string {
    const row = this.number + 1;
    const values = cells.map((cell, column) => {
      if (cell && (cell.down > 1 || cell.across > 1)) this.merge(row, column, cell.down, cell.across);
      return this.cellXml(column, cell ? tidied(cell.text) : null, 'head', row);
    });
    const lines = cells.map((cell, column) => {
      if (!cell || cell.down > 1) return 1;
      return linesNeeded(cell.text, this.widthOf(column, cell.across));
    });
    const tall = cells.map((cell, column) =>
      cell && cell.down > 1 ? Math.ceil(linesNeeded(cell.text, this.widthOf(column, 1)) / cell.down) : 1,
    );
    return this.rowXml(Math.max(...lines, ...tall) * lineHeight + padding * 2, values);
  }

  /** A line over the whole width. */
  private line(text: string, style: CellStyle, height?: number): string {
    const count = this.spec.columns.length;
    if (count > 1) this.merge(this.number + 1, 0, 1, count);
    const needed = linesNeeded(text, this.widthOf(0, count)) * lineHeight + padding;
    return this.rowXml(height ?? needed, [this.cellXml(0, tidied(text), style)]);
  }

  private widthOf(column: number, across: number): number {
    return this.spec.columns.slice(column, column + across).reduce((sum, { width }) => sum + width, 0);
  }

  private endBlock(): string {
    const rows = this.waiting;
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last) return '';
    this.waiting = [];
    // A text in a merged cell has the room of all its rows; what it needs beyond that the last of them gets.
    const lines = rows.reduce((sum, row) => sum + row.lines, 0);
    last.lines += Math.max(0, this.lines(first.values, true) - lines);
    if (rows.length > 1) {
      this.spec.columns.forEach(({ merged }, column) => {
        if (merged) this.merge(this.number + 1, column, rows.length, 1);
      });
    }
    return rows.map((row) => this.bodyRow(row)).join('');
  }

  private bodyRow({ values, weight, lines }: WaitingRow): string {
    const cells = values.map((value, column) =>
      this.cellXml(column, value, styleOf(value, weight, this.spec.columns[column]?.align ?? 'left')),
    );
    return this.rowXml(lines * lineHeight + padding, cells);
  }

  /** The lines that the longest text takes, in the columns that are merged or in the others. */
  private lines(values: readonly CellValue[], inMerged: boolean): number {
    return this.spec.columns.reduce((lines, { merged = false, width }, column) => {
      const value = values[column];
      return merged === inMerged && typeof value === 'string' ? Math.max(lines, linesNeeded(value, width)) : lines;
    }, 1);
  }

  private merge(row: number, column: number, down: number, across: number): void {
    this.merges.push(`${cellName(row, column)}:${cellName(row + down - 1, column + across - 1)}`);
  }

  private cellXml(column: number, value: CellValue, style: CellStyle, row = this.number + 1): string {
    const opening = `<c r="${cellName(row, column)}" s="${styleNumber(style)}"`;
    if (value === null) return `${opening}/>`;
    if (typeof value === 'number') return `${opening}><v>${value}</v></c>`;
    if (typeof value === 'boolean') return `${opening} t="b"><v>${value ? 1 : 0}</v></c>`;
    return `${opening} t="inlineStr"><is><t xml:space="preserve">${encodeOoxml(value)}</t></is></c>`;
  }

  private rowXml(height: number, cells: readonly string[]): string {
    this.number += 1;
    if (this.number > sheetBounds.rows) throw new RangeError('A sheet cannot hold so many rows');
    const own = `ht="${Math.min(height, highestRow)}" customHeight="1"`;
    return `<row r="${this.number}" ${own}>${cells.join('')}</row>`;
  }
}

/** A page that comes loose still says what it is from. An ampersand in a title stands for itself. */
function footer(title = ''): string {
  const name = cleanText(title).slice(0, longestFooterTitle).replaceAll('&', '&&');
  return `${name && `&L${name}`}&C第 &P 页，共 &N 页`;
}

function columnXml({ width }: ColumnSpec, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}

function tidied(value: CellValue): CellValue {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('A cell cannot hold a number without end');
  if (typeof value !== 'string') return value;
  const text = cleanText(value);
  if (text.length > longestText) throw new RangeError(`A cell cannot hold ${text.length} characters`);
  return text === '' ? null : text;
}

/** As in a formula's beginning, also in the full-width forms that Excel takes for the same. */
const likeFormula = /^[=+\-@＝＋－＠]/;

function styleOf(value: CellValue, weight: Weight, align: 'left' | 'center'): CellStyle {
  if (typeof value === 'number') return `${weight}-number`;
  if (typeof value === 'string' && likeFormula.test(value)) return `${weight}-${align}-quoted`;
  return `${weight}-${align}`;
}
