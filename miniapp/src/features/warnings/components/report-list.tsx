import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { countText, instantText, TOPICS } from '@/shared/text';
import { Button, Card, Chip, DataTable, Empty, type Column } from '@/shared/ui';
import type { useReports } from '../reports.queries';

type Report = Schemas['ScamReport'];

const state = (report: Report) =>
  report.state === 'new' ? <Chip tone="wait">没处理</Chip> : <Chip tone="ok">处理了</Chip>;

const COLUMNS: readonly Column<Report>[] = [
  { key: 'state', head: '处理', width: '90px', cell: state, sortBy: (report) => report.state },
  {
    key: 'type',
    head: '骗术',
    width: '110px',
    cell: ({ fraudType }) => TOPICS[fraudType],
    sortBy: ({ fraudType }) => TOPICS[fraudType],
  },
  { key: 'story', head: '怎么回事', width: '2.4fr', cell: ({ story }) => story },
  {
    key: 'place',
    head: '哪里',
    width: '1fr',
    cell: ({ placeName }) => placeName,
    sortBy: ({ placeName }) => placeName,
  },
  {
    key: 'at',
    head: '什么时候',
    width: '130px',
    largestFirst: true,
    cell: ({ createdAt }) => instantText(createdAt, clock.now()),
    sortBy: ({ createdAt }) => createdAt,
  },
];

interface ReportListProps {
  query: ReturnType<typeof useReports>;
  /** The list shows what nobody has handled, and nothing else. */
  onlyOpen: boolean;
  opened?: string;
  onOpen(id: string): void;
}

export function ReportList({ query, onlyOpen, opened, onOpen }: ReportListProps) {
  const pages = query.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const open = pages[0]?.open ?? 0;
  return (
    <Card title={open > 0 ? `${countText(open)} 条没处理` : '都处理了'}>
      <DataTable
        label="群众反映"
        unit="条"
        rows={items}
        keyOf={({ id }) => id}
        columns={COLUMNS}
        openKey={opened}
        onOpen={({ id }) => onOpen(id)}
        phone={(report) => ({
          title: TOPICS[report.fraudType],
          detail: (
            <>
              <View className="story-line">{report.story}</View>
              <View>
                {report.reporterName} · {report.placeName} · {instantText(report.createdAt, clock.now())}
              </View>
            </>
          ),
          trailing: state(report),
        })}
        empty={<Empty title={onlyOpen ? '没有要处理的' : '没有人反映'}>村民在手机上点“我遇到了”，会出现在这里。</Empty>}
      />
      {query.hasNextPage && (
        <Button tone="plain" busy={query.isFetchingNextPage} onTap={() => void query.fetchNextPage()}>
          看更早的
        </Button>
      )}
    </Card>
  );
}
