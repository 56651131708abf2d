import { Text, View } from '@tarojs/components';
import { accessible } from '../accessible';
import { classNames } from '../class-names';
import { Tap } from '../tap';
import { TEST_IDS } from '../test-ids';
import { Checkbox } from './checkbox';
import { nextSorting, type Sorting, type SortValue } from './table.rules';

interface HeadColumn {
  key: string;
  head: string;
  align?: 'right';
  largestFirst?: boolean;
  // A method, so that a column of any row fits.
  sortBy?(row: never): SortValue;
}

interface TableHeadProps {
  columns: readonly HeadColumn[];
  style: { gridTemplateColumns: string };
  sorting: Sorting | null;
  onSort(sorting: Sorting): void;
  /** Absent: nothing can be selected here. */
  allSelected: boolean | undefined;
  onSelectAll(taken: boolean): void;
}

export function TableHead({ columns, style, sorting, onSort, allSelected, onSelectAll }: TableHeadProps) {
  return (
    <View className="data-row data-head" style={style} {...{ role: 'row' }}>
      {allSelected !== undefined && (
        <Tap
          id={TEST_IDS.selectAll}
          className="data-cell check"
          role="checkbox"
          label="全选"
          checked={allSelected}
          onTap={() => onSelectAll(!allSelected)}
        >
          <Checkbox on={allSelected} />
        </Tap>
      )}
      {columns.map((column) => (
        <HeadCell key={column.key} column={column} sorting={sorting} onSort={onSort} />
      ))}
    </View>
  );
}

function HeadCell({ column, sorting, onSort }: { column: HeadColumn } & Pick<TableHeadProps, 'sorting' | 'onSort'>) {
  const { key, head, align, sortBy, largestFirst } = column;
  const sorted = sorting?.key === key ? sorting : null;
  const order = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
  return (
    <View
      className={classNames('data-cell', align)}
      {...{ role: 'columnheader', ...(sortBy && { 'aria-sort': order }) }}
    >
      {sortBy ? (
        <Tap
          id={TEST_IDS.sortBy(key)}
          className={classNames('sort', sorted && 'on')}
          label={`按${head}排`}
          onTap={() => onSort(nextSorting(sorting, key, largestFirst))}
        >
          <Text>{head}</Text>
          <View
            className={classNames('sort-mark', sorted && (sorted.descending ? 'down' : 'up'))}
            {...accessible({ hidden: true })}
          />
        </Tap>
      ) : (
        head
      )}
    </View>
  );
}
