import { View } from '@tarojs/components';
import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { classNames } from '../class-names';
import { TEST_IDS } from '../test-ids';
import { Checkbox } from './checkbox';
import type { Column, Selection } from './table-props';
import { keysBetween, withKeys } from './table.rules';

interface TableRowProps<Row> {
  row: Row;
  rowKey: string;
  columns: readonly Column<Row>[];
  style: { gridTemplateColumns: string };
  open: boolean;
  /** One row of the table is reached by the Tab key, the others from there by the arrows. */
  inTabOrder: boolean;
  onFocus(key: string): void;
  onOpen?(row: Row): void;
  selection?: Selection;
  /** Of all rows in their order. */
  keys: readonly string[];
  /** The arrow went down from the last row that is drawn. */
  onPastEnd?(): void;
}

// Where the last tick was set, for a range with the Shift key; there is one mouse.
let lastTicked = '';

function focusOn(element: Element | null | undefined): void {
  (element as HTMLElement | null | undefined)?.focus();
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, rowKey, columns, style, open, inTabOrder, onFocus, onOpen, selection } = props;
  const selected = selection?.keys.has(rowKey);
  const keyboard = useRowKeys(props);
  const tick = (range: boolean) => {
    if (!selection) return;
    const ticked = range ? keysBetween(props.keys, lastTicked, rowKey) : [rowKey];
    lastTicked = rowKey;
    selection.onChange(withKeys(selection.keys, ticked, !selected));
  };
  const act = (range: boolean) => (onOpen ? onOpen(row) : tick(range));
  return (
    <View
      id={TEST_IDS.row(rowKey)}
      className={classNames('data-row', open && 'open', selected && 'selected', (onOpen || selection) && 'live')}
      style={style}
      onClick={(event) => act((event as unknown as MouseEvent).shiftKey)}
      {...{
        role: 'row',
        tabIndex: inTabOrder ? 0 : -1,
        onFocus: () => onFocus(rowKey),
        onKeyDown: (event: KeyboardEvent) => keyboard(event, tick),
        ...(selected !== undefined && { 'aria-selected': String(selected) }),
        ...(open && { 'aria-current': 'true' }),
      }}
    >
      {selection && (
        <View
          id={TEST_IDS.selectRow(rowKey)}
          className="data-cell check"
          onClick={(event) => {
            event.stopPropagation();
            tick((event as unknown as MouseEvent).shiftKey);
          }}
          {...{ role: 'gridcell' }}
        >
          <Checkbox on={selected === true} />
        </View>
      )}
      {columns.map(({ key, align, cell }) => {
        const content = cell(row);
        return (
          <View
            key={key}
            className={classNames('data-cell', align)}
            {...{ role: 'gridcell', ...(typeof content === 'string' && { title: content }) }}
          >
            {content}
          </View>
        );
      })}
    </View>
  );
}

/** Arrows go from row to row, Enter opens, Space ticks; Home and End jump. */
function useRowKeys<Row>({ row, onOpen, selection, onPastEnd }: TableRowProps<Row>) {
  const waiting = useRef(false);
  return (event: KeyboardEvent, tick: (range: boolean) => void) => {
    const element = event.currentTarget;
    if (event.target !== element) return;
    const down = () => {
      if (!onPastEnd) return focusOn(element.nextElementSibling);
      if (waiting.current) return;
      waiting.current = true;
      onPastEnd();
      // The next rows are drawn first.
      setTimeout(() => {
        waiting.current = false;
        focusOn(element.nextElementSibling);
      }, 0);
    };
    const moves: Record<string, () => void> = {
      ArrowDown: down,
      ArrowUp: () => focusOn(element.previousElementSibling),
      Home: () => focusOn(element.parentElement?.firstElementChild),
      End: () => focusOn(element.parentElement?.lastElementChild),
      Enter: () => (onOpen ? onOpen(row) : tick(false)),
      ' ': () => (selection ? tick(event.shiftKey) : onOpen?.(row)),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
}
