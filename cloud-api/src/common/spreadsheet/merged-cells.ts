import type { CellValue } from './book.js';
import type { CellRange } from './cell-names.js';
import { spreadsheetLimits } from './spreadsheet-error.js';

interface Cover {
  bottom: number;
  /** Of the top left cell, the only one a person sees. */
  value: CellValue;
}

/** Fills merged cells, row by row from above. */
export class MergedCells {
  private next = 0;
  private readonly covers = new Map<number, Cover>();

  /** `merges` in the order of their first rows. */
  constructor(private readonly merges: readonly CellRange[]) {}

  /** Fills what is merged into the row's cells; false when the row holds nothing but what comes from rows above it. */
  fill(row: number, cells: CellValue[]): boolean {
    this.dropEnded(row);
    let own = false;
    for (let column = 0; column < cells.length && !own; column += 1) {
      own = cells[column] != null && !this.covers.has(column);
    }
    this.begin(row, cells);
    if (!own) return false;
    for (const [column, { value }] of this.covers) {
      if (value === null) continue;
      while (cells.length < column) cells.push(null);
      cells[column] = value;
    }
    return true;
  }

  private dropEnded(row: number): void {
    for (const [column, cover] of this.covers) if (cover.bottom < row) this.covers.delete(column);
  }

  private begin(row: number, cells: readonly CellValue[]): void {
    for (; ; this.next += 1) {
      const merge = this.merges[this.next];
      if (!merge || merge.top > row) return;
      const { top, left, bottom, right } = merge;
      if (bottom < row) continue;
      // When its first row is not in the file, nothing stands in it.
      const value = top === row ? (cells[left] ?? null) : null;
      const last = Math.min(right, spreadsheetLimits.columns - 1);
      for (let column = left; column <= last; column += 1) this.covers.set(column, { bottom, value });
    }
  }
}
