import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { Card, Chip, DataTable, Empty, Loaded, type Column } from '@/shared/ui';
import { IMPORT_KINDS, IMPORT_STATES } from '../import-words';
import { useImports } from '../imports.queries';
import { outcomeText, type Import } from '../import.rules';

const COLUMNS: readonly Column<Import>[] = [
  { key: 'file', head: '文件', width: '1.6fr', cell: ({ fileName }) => fileName, sortBy: ({ fileName }) => fileName },
  { key: 'kind', head: '名单', width: '90px', cell: ({ kind }) => IMPORT_KINDS[kind].name },
  { key: 'place', head: '哪里', width: '1fr', cell: ({ regionName }) => regionName },
  { key: 'who', head: '谁导的', width: '84px', cell: ({ byName }) => byName, sortBy: ({ byName }) => byName },
  {
    key: 'when',
    head: '什么时候',
    width: '120px',
    largestFirst: true,
    cell: ({ createdAt }) => instantText(createdAt, clock.now()),
    sortBy: ({ createdAt }) => createdAt,
  },
  { key: 'state', head: '到哪一步', width: '104px', cell: ({ state }) => <State state={state} /> },
  { key: 'outcome', head: '结果', width: '1.8fr', cell: outcomeText },
];

function State({ state }: Pick<Import, 'state'>) {
  const { name, tone } = IMPORT_STATES[state];
  return <Chip tone={tone}>{name}</Chip>;
}

/** The imports so far, newest first. */
export function ImportTable() {
  return (
    <Card title="导入过的">
      <Loaded query={useImports()} cards={1}>
        {({ items }) => (
          <DataTable
            label="导入过的"
            unit="份"
            rows={items}
            keyOf={({ id }) => id}
            columns={COLUMNS}
            onOpen={({ id }) => openPage(PAGES.import, { id })}
            phone={(item) => ({
              title: item.fileName,
              detail: [
                `${IMPORT_KINDS[item.kind].name} · ${item.regionName}`,
                `${item.byName} ${instantText(item.createdAt, clock.now())}`,
                outcomeText(item),
              ]
                .filter(Boolean)
                .join(' · '),
              trailing: <State state={item.state} />,
            })}
            empty={
              <Empty mark="…" title="还没导入过">
                从上面选一个文件开始。
              </Empty>
            }
          />
        )}
      </Loaded>
    </Card>
  );
}
