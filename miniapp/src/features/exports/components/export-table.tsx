import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { instantText } from '@/shared/text';
import { Button, Card, Chip, DataTable, Empty, Loaded, Notice, Sub, TEST_IDS, Track, type Column } from '@/shared/ui';
import { EXPORT_KINDS, EXPORT_STATES } from '../export-words';
import { isUnderWay, periodText, sameAgain, standingText, type Export } from '../export.rules';
import { useDownload, useExports, useStartExport } from '../exports.queries';

const nameOf = ({ kind, withPhones }: Export) => `${EXPORT_KINDS[kind].name}${withPhones ? '（带电话）' : ''}`;

const COLUMNS: readonly Column<Export>[] = [
  { key: 'name', head: '名单', width: '1.3fr', cell: nameOf },
  { key: 'place', head: '哪里', width: '1fr', cell: ({ regionName }) => regionName },
  { key: 'period', head: '哪段时间', width: '1fr', cell: (item) => periodText(item) || '—' },
  {
    key: 'when',
    head: '什么时候导的',
    width: '120px',
    largestFirst: true,
    cell: ({ createdAt }) => instantText(createdAt, clock.now()),
    sortBy: ({ createdAt }) => createdAt,
  },
  { key: 'standing', head: '到哪了', width: '2.2fr', cell: (item) => <Standing item={item} /> },
  { key: 'get', head: '', width: '116px', align: 'right', cell: (item) => <Download item={item} /> },
];

function Standing({ item }: { item: Export }) {
  const { name, tone } = EXPORT_STATES[item.state];
  const text = standingText(item, clock.now());
  return (
    <View className="wrapped">
      <View className="row">
        <Chip tone={tone}>{name}</Chip>
        <Sub>{text}</Sub>
      </View>
      {item.state === 'running' && <Track parts={[item.total > 0 ? item.done / item.total : 0]} label={text} />}
    </View>
  );
}

function Download({ item }: { item: Export }) {
  const download = useDownload();
  if (isUnderWay(item)) return null;
  if (item.state !== 'done') return <Again item={item} />;
  return (
    <View>
      <Button
        id={TEST_IDS.download(item.id)}
        tone="ghost"
        compact
        busy={download.isPending}
        onTap={() => download.mutate(item)}
      >
        下载
      </Button>
      {download.isError && <View className="field-error wrapped">{errorSentence(download.error)}</View>}
    </View>
  );
}

/** Of a list that is gone, or was never made. */
function Again({ item }: { item: Export }) {
  const start = useStartExport();
  return (
    <View>
      <Button
        id={TEST_IDS.exportAgain(item.id)}
        tone="ghost"
        compact
        busy={start.isPending}
        onTap={() => start.mutate(sameAgain(newId(), item))}
      >
        再做一份
      </Button>
      {start.isError && <View className="field-error wrapped">{errorSentence(start.error)}</View>}
    </View>
  );
}

/** One's own lists: how far each is, and the file while it is kept. */
export function ExportTable() {
  const query = useExports();
  return (
    <Card title="我导出的" aside={<Sub>文件保存 7 天</Sub>}>
      {query.isError && query.data && <Notice tone="wait">{errorSentence(query.error)}</Notice>}
      <Loaded query={query} cards={1}>
        {({ items }) => (
          <DataTable
            label="我导出的"
            unit="份"
            rows={items}
            keyOf={({ id }) => id}
            columns={COLUMNS}
            phone={(item) => ({
              title: nameOf(item),
              detail: [
                item.regionName,
                periodText(item),
                isUnderWay(item) || item.state === 'done' ? '' : EXPORT_STATES[item.state].name,
                standingText(item, clock.now()),
              ]
                .filter(Boolean)
                .join(' · '),
              trailing: <Download item={item} />,
            })}
            empty={
              <Empty mark="…" title="还没导出过">
                从上面选一份名单开始。
              </Empty>
            }
          />
        )}
      </Loaded>
    </Card>
  );
}
