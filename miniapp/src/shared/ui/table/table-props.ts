import type { ReactNode } from 'react';
import type { Sorting, SortValue } from './table.rules';

export interface Column<Row> {
  key: string;
  head: string;
  /** Of the row: '90px', or a share such as '2fr'. */
  width?: string;
  align?: 'right';
  /** A cell of plain text shows the whole of it when the mouse rests on it. */
  cell(row: Row): ReactNode;
  /** A column without it is not sorted by. */
  sortBy?(row: Row): SortValue;
  largestFirst?: boolean;
}

export interface Selection {
  keys: ReadonlySet<string>;
  onChange(keys: Set<string>): void;
}

export interface DataTableProps<Row> {
  /** What the rows are, for screen readers. */
  label: string;
  /** What one of them is counted in: 户, 人, 条. */
  unit: string;
  rows: readonly Row[];
  keyOf(row: Row): string;
  columns: readonly Column<Row>[];
  /** The order to begin with; without it the rows stand as given. */
  sorting?: Sorting;
  openKey?: string;
  onOpen?(row: Row): void;
  selection?: Selection;
  /** How a row looks on a phone, and in the elder mode, where a table has no room. */
  phone(row: Row): PhoneRow;
  /** Instead of the rows, when there are none. */
  empty: ReactNode;
}

export interface PhoneRow {
  leading?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  trailing?: ReactNode;
}
