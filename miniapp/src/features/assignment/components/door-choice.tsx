import { View } from '@tarojs/components';
import { DoorSearchField, doorTitle, foundPerson, standingMark, type WholeDoorList } from '@/features/doors';
import { PlacePicker } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { isH5 } from '@/shared/platform';
import { choicesOf, countText, type RegionLevel } from '@/shared/text';
import {
  Card,
  Chip,
  DataTable,
  Empty,
  Loaded,
  Notice,
  SelectField,
  TEST_IDS,
  type Column,
  type Selection,
} from '@/shared/ui';
import { WHOSE, type Way, type Whose } from '../assignment.rules';

type DoorBrief = Schemas['DoorBrief'];

/** Doors are chosen within a village or one of its grids: a township has too many to look through. */
export const PLACES_OF: Record<Way, readonly RegionLevel[]> = {
  list: ['village', 'grid'],
  grid: ['village'],
  area: ['village', 'grid'],
};

const WAYS: Record<Way, string> = { list: '一户一户选', grid: '整个网格', area: '图上圈' };

const COLUMNS: readonly Column<DoorBrief>[] = [
  { key: 'code', head: '门牌', width: '84px', cell: ({ code }) => code || '—', sortBy: ({ code }) => code || null },
  {
    key: 'name',
    head: '哪一户',
    width: '1.2fr',
    cell: ({ kind, label }) => doorTitle(kind, label),
    sortBy: ({ label }) => label,
  },
  { key: 'address', head: '地址', width: '1.5fr', cell: ({ address }) => address, sortBy: ({ address }) => address },
  { key: 'grid', head: '网格', width: '1fr', cell: ({ gridName }) => gridName, sortBy: ({ gridName }) => gridName },
  {
    key: 'state',
    head: '走到没有',
    width: '104px',
    cell: ({ state }) => <Standing state={state} />,
    sortBy: ({ state }) => standingMark(state).text,
  },
  {
    key: 'whose',
    head: '现在谁去',
    width: '1.1fr',
    cell: ({ assignedTo }) => assignedTo.join('、') || '没人认领',
    sortBy: ({ assignedTo }) => assignedTo[0] ?? null,
  },
];

/** In place of the address, in a search: who was found there. */
const FOUND: Column<DoorBrief> = {
  key: 'found',
  head: '找到的人、地址',
  width: '1.5fr',
  cell: ({ matched, address }) => foundPerson(matched) ?? address,
};
const FOUND_COLUMNS = COLUMNS.map((column) => (column.key === 'address' ? FOUND : column));

function Standing({ state }: Pick<DoorBrief, 'state'>) {
  const { text, tone } = standingMark(state);
  return <Chip tone={tone}>{text}</Chip>;
}

export interface DoorFilter {
  way: Way;
  places: readonly Schemas['Region'][];
  whose: Whose;
  text: string;
}

/** Another way of choosing keeps the place, as far as it asks for one of its kind; a grid or an area is given whole. */
function inWay(filter: DoorFilter, way: Way): DoorFilter {
  const places = filter.places.filter(({ level }) => level !== 'grid' || PLACES_OF[way].includes('grid'));
  const whose = way === 'list' ? filter.whose : 'all';
  return { way, places, whose, text: '' };
}

export function DoorFilters({ filter, onChange }: { filter: DoorFilter; onChange(filter: DoorFilter): void }) {
  return (
    <Card>
      <View className="row wrap reasons">
        {choicesOf(WAYS)
          // The plot is drawn by a browser.
          .filter(({ value }) => value !== 'area' || isH5)
          .map(({ value, name }) => (
            <Chip
              key={value}
              id={TEST_IDS.assignWay(value)}
              selected={filter.way === value}
              onTap={() => onChange(inWay(filter, value))}
            >
              {name}
            </Chip>
          ))}
      </View>
      <View className="filters">
        <PlacePicker
          label="地方"
          chosen={filter.places}
          wanted={PLACES_OF[filter.way]}
          onChange={(places) => onChange({ ...filter, places })}
        />
        <SelectField
          id={TEST_IDS.whoseFilter}
          label="现在谁去"
          choices={choicesOf(WHOSE).filter(({ value }) => value !== 'somebody' || filter.way === 'list')}
          value={filter.whose}
          onChange={(whose) => onChange({ ...filter, whose })}
        />
        {filter.way === 'list' && (
          <DoorSearchField value={filter.text} onChange={(text) => onChange({ ...filter, text })} />
        )}
      </View>
    </Card>
  );
}

interface DoorChoiceProps {
  query: { data: WholeDoorList | undefined; isError: boolean; error: unknown; refetch(): unknown };
  doors: readonly DoorBrief[];
  /** A text was searched for. */
  searched: boolean;
  selection: Selection;
}

/** The doors to choose from, with who goes there now. */
export function DoorChoice({ query, doors, searched, selection }: DoorChoiceProps) {
  return (
    <Loaded query={query}>
      {({ items, total }) => (
        <Card title={`${countText(doors.length)} 户`}>
          {items.length < total && (
            <Notice tone="wait">户太多，只列出前 {countText(items.length)} 户。选一个网格，再看全。</Notice>
          )}
          <DataTable
            label="要分的户"
            unit="户"
            rows={doors}
            keyOf={({ id }) => id}
            columns={searched ? FOUND_COLUMNS : COLUMNS}
            selection={selection}
            phone={({ kind, code, label, assignedTo, state }) => ({
              title: `${code} ${doorTitle(kind, label)}`.trim(),
              detail: assignedTo.join('、') || '没人认领',
              trailing: <Standing state={state} />,
            })}
            empty={
              <Empty mark="…" title="没有这样的户">
                换一个条件再找。
              </Empty>
            }
          />
        </Card>
      )}
    </Loaded>
  );
}
