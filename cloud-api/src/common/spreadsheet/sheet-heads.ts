import type { ColumnSpec } from './sheet-spec.js';

/** A head with the rows and columns it reaches over, itself included. */
export interface PlacedCell {
  text: string;
  down: number;
  across: number;
}

/** The one or two rows of heads; null where a head from above or from the left reaches. */
export function headRows(columns: readonly ColumnSpec[]): (PlacedCell | null)[][] {
  const plain = (down: number) => (column: ColumnSpec) => ({ text: column.head, down, across: 1 });
  if (columns.every(({ group }) => group === undefined)) return [columns.map(plain(1))];
  const upper = columns.map((column, index) => {
    if (column.group === undefined) return plain(2)(column);
    if (columns[index - 1]?.group === column.group) return null;
    const end = columns.findIndex(({ group }, at) => at > index && group !== column.group);
    return { text: column.group, down: 1, across: (end < 0 ? columns.length : end) - index };
  });
  const lower = columns.map((column) => (column.group === undefined ? null : plain(1)(column)));
  return [upper, lower];
}
