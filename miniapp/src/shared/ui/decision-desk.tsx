import { Fragment, useState, type ReactNode } from 'react';
import type { OfficeKey } from '@/shared/office';
import { useWide } from '@/shared/platform';
import { MoreRows } from './more-rows';
import { Card } from './content';
import { Loaded } from './loaded';
import { Page } from './page';
import { Panes } from './panes';
import { DataTable } from './table/data-table';
import type { Column } from './table/table-props';
import { useShownRows } from './use-shown-rows';

interface DecisionDeskProps<Item> {
  title: string;
  office: OfficeKey;
  unit: string;
  query: {
    data: { value: { items: readonly Item[] } } | undefined;
    isError: boolean;
    error: unknown;
    refetch(): unknown;
  };
  keyOf(item: Item): string;
  columns: readonly Column<Item>[];
  /** Above what waits: what a decision brings about. */
  notice?: ReactNode;
  empty: ReactNode;
  /** All there is to know about an item, and the form that decides it. */
  renderItem(item: Item): ReactNode;
}

/** What waits for a yes or a no: one card after the other on a phone, a table and the open one on a PC. */
export function DecisionDesk<Item>({ title, office, query, ...rest }: DecisionDeskProps<Item>) {
  return (
    <Page title={title} office={office} wide>
      <Loaded query={query}>
        {({ value: { items } }) =>
          items.length === 0 ? rest.empty : <Waiting {...rest} items={items} title={title} />
        }
      </Loaded>
    </Page>
  );
}

interface WaitingProps<Item> extends Omit<DecisionDeskProps<Item>, 'office' | 'query'> {
  items: readonly Item[];
}

function Waiting<Item>(props: WaitingProps<Item>) {
  return (
    <>
      {props.notice}
      {useWide() ? <TableAndItem {...props} /> : <Cards {...props} />}
    </>
  );
}

function Cards<Item>({ items, unit, keyOf, renderItem }: WaitingProps<Item>) {
  const { shownRows, hiddenCount, showMore } = useShownRows(items);
  return (
    <>
      {shownRows.map((item) => (
        <Fragment key={keyOf(item)}>{renderItem(item)}</Fragment>
      ))}
      <MoreRows count={hiddenCount} unit={unit} onTap={showMore} />
    </>
  );
}

/** Once an item is decided it leaves the list, and the first of the others is open. */
function TableAndItem<Item>({ title, items, unit, keyOf, columns, empty, renderItem }: WaitingProps<Item>) {
  const [openKey, setOpenKey] = useState<string>();
  const open = items.find((item) => keyOf(item) === openKey) ?? items[0]!;
  return (
    <Panes
      label={title}
      paneAlone={false}
      list={
        <Card title={`${items.length} ${unit}`}>
          <DataTable
            label={title}
            unit={unit}
            rows={items}
            keyOf={keyOf}
            columns={columns}
            openKey={keyOf(open)}
            onOpen={(item) => setOpenKey(keyOf(item))}
            phone={(item) => ({ title: keyOf(item) })}
            empty={empty}
          />
        </Card>
      }
      pane={renderItem(open)}
    />
  );
}
