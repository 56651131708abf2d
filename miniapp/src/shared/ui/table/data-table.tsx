import { Text, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { useElderMode } from '@/shared/theme';
import { Button } from '../button';
import { Tap } from '../tap';
import { useShownRows } from '../use-shown-rows';
import { PhoneRows, type PhoneRow } from './phone-rows';
import { sortRows, withKeys, type Sorting, type SortValue } from './table.rules';
import { TableHead } from './table-head';
import { TableRow } from './table-row';

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

// A browser draws so many at once without a pause; more follow as the person scrolls.
const WIDE_PAGE = 100;

/** A table on a PC, with sorting and keys; a list on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, empty, selection, unit } = props;
  const { elder } = useElderMode();
  const wide = useWide();
  const [sorting, setSorting] = useState(props.sorting ?? null);
  const column = props.columns.find(({ key }) => key === sorting?.key);
  const sorted = column?.sortBy && sorting ? sortRows(rows, column.sortBy, sorting.descending) : rows;
  const { shownRows, hiddenCount, showMore } = useShownRows(sorted, wide ? WIDE_PAGE : undefined);
  if (rows.length === 0) return empty;

  return (
    <>
      {selection && selection.keys.size > 0 && <SelectedCount selection={selection} />}
      {wide && !elder ? (
        <TableRows
          {...props}
          sortedRows={sorted}
          shownRows={shownRows}
          sorting={sorting}
          onSort={setSorting}
          onLast={showMore}
        />
      ) : (
        <PhoneRows {...props} rows={shownRows} />
      )}
      {hiddenCount > 0 && (
        <Button tone="plain" onTap={showMore}>
          还有 {countText(hiddenCount)} {unit}
        </Button>
      )}
    </>
  );
}

function SelectedCount({ selection: { keys, onChange } }: { selection: Selection }) {
  return (
    <View className="row selected-count">
      <Text className="strong">{countText(keys.size)} 项已选</Text>
      <Tap className="link" onTap={() => onChange(new Set())}>
        不选了
      </Tap>
    </View>
  );
}

interface TableRowsProps<Row> extends Omit<DataTableProps<Row>, 'sorting'> {
  sortedRows: readonly Row[];
  shownRows: readonly Row[];
  sorting: Sorting | null;
  onSort(sorting: Sorting): void;
  onLast(): void;
}

function TableRows<Row>(props: TableRowsProps<Row>) {
  const { label, sortedRows, shownRows, keyOf, columns, sorting, onSort, openKey, onOpen, selection, onLast } = props;
  const [focused, setFocused] = useState<string>();
  const keys = sortedRows.map(keyOf);
  const reachable = [focused, openKey].find((key) => key !== undefined && keys.includes(key)) ?? keys[0];
  const template = columns.map(({ width = '1fr' }) => (width.endsWith('fr') ? `minmax(0, ${width})` : width));
  const style = { gridTemplateColumns: [...(selection ? ['44px'] : []), ...template].join(' ') };
  return (
    <View className="data-table" {...{ role: 'grid', 'aria-label': label, 'aria-rowcount': keys.length + 1 }}>
      <TableHead
        columns={columns}
        style={style}
        sorting={sorting}
        onSort={onSort}
        allSelected={selection && keys.every((key) => selection.keys.has(key))}
        onSelectAll={(taken) => selection?.onChange(withKeys(selection.keys, keys, taken))}
      />
      <View className="data-table-body" {...{ role: 'rowgroup' }}>
        {shownRows.map((row, index) => (
          <TableRow
            key={keyOf(row)}
            row={row}
            rowKey={keyOf(row)}
            columns={columns}
            style={style}
            open={keyOf(row) === openKey}
            inTabOrder={keyOf(row) === reachable}
            onFocus={setFocused}
            onOpen={onOpen}
            selection={selection}
            keys={keys}
            onPastEnd={index === shownRows.length - 1 ? onLast : undefined}
          />
        ))}
      </View>
    </View>
  );
}
