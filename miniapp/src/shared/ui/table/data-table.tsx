import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { useElderMode } from '@/shared/theme';
import { MoreRows } from '../more-rows';
import { Tap } from '../tap';
import { useShownRows } from '../use-shown-rows';
import { PhoneRows } from './phone-rows';
import { sortRows, withKeys, type Sorting } from './table.rules';
import { TableHead } from './table-head';
import type { DataTableProps, Selection } from './table-props';
import { TableRow } from './table-row';

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
      <MoreRows count={hiddenCount} unit={unit} onTap={showMore} />
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
