import type { WholeDoorList } from '@/features/doors';
import { useChildren } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { countText } from '@/shared/text';
import { Card, Chip, DataTable, Empty, Loaded, type Column } from '@/shared/ui';
import { gridRows, type GridRow } from '../assignment.rules';

const COLUMNS: readonly Column<GridRow>[] = [
  { key: 'name', head: '网格', width: '1.2fr', cell: ({ name }) => name, sortBy: ({ name }) => name },
  {
    key: 'doors',
    head: '户',
    width: '80px',
    align: 'right',
    largestFirst: true,
    cell: ({ doors }) => countText(doors),
    sortBy: ({ doors }) => doors,
  },
  {
    key: 'unassigned',
    head: '没人认领',
    width: '110px',
    align: 'right',
    largestFirst: true,
    cell: ({ unassigned }) => (unassigned > 0 ? <Chip tone="wait">{countText(unassigned)}</Chip> : '0'),
    sortBy: ({ unassigned }) => unassigned,
  },
  {
    key: 'people',
    head: '现在谁去（户）',
    width: '2.4fr',
    cell: ({ people }) => people.join('、') || '没人',
    sortBy: ({ people }) => people[0] ?? null,
  },
];

interface GridChoiceProps {
  village: Schemas['Region'];
  query: { data: WholeDoorList | undefined; isError: boolean; error: unknown; refetch(): unknown };
  gridId: number | undefined;
  onChoose(grid: GridRow): void;
}

/** The grids of a village, one of them to be given as a whole. */
export function GridChoice({ village, query, gridId, onChoose }: GridChoiceProps) {
  const grids = useChildren(village.id);
  return (
    <Loaded query={grids}>
      {({ value }) => (
        <Loaded query={query}>
          {({ items }) => (
            <Card title={`${village.name}的网格`}>
              <DataTable
                label="网格"
                unit="个"
                rows={gridRows(
                  value.items.filter(({ level, closedOn }) => level === 'grid' && closedOn === null),
                  items,
                )}
                keyOf={({ id }) => String(id)}
                columns={COLUMNS}
                openKey={gridId === undefined ? undefined : String(gridId)}
                onOpen={onChoose}
                phone={({ name, doors, people, id }) => ({
                  title: name,
                  detail: people.join('、') || '没人',
                  trailing: id === gridId ? <Chip tone="ok">选了</Chip> : `${countText(doors)} 户`,
                })}
                empty={
                  <Empty mark="网" title="这个村还没有网格">
                    先在“网格与地名”里划网格。
                  </Empty>
                }
              />
            </Card>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
