import { useState } from 'react';
import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { PAGES, usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Card, Chip, Loaded, Page, Panes, TEST_IDS, useOpened } from '@/shared/ui';
import { ReportCard } from '../components/report-card';
import { ReportList } from '../components/report-list';
import { useReport, useReports } from '../reports.queries';

type State = Schemas['ScamReportState'];

const FILTERS: readonly { key: string; name: string; state?: State }[] = [
  { key: 'new', name: '没处理的', state: 'new' },
  { key: 'handled', name: '处理了的', state: 'handled' },
  { key: 'all', name: '全部' },
];

/** 群众反映: what people met, for the office to look into and to answer. */
export function ReportsScreen() {
  const { regionId: asked } = usePageQuery();
  const home = useSession((session) => session.me?.homeRegionId) ?? undefined;
  const regionId = asked === undefined ? home : Number(asked);
  const [filter, setFilter] = useState(FILTERS[0]!);
  const query = useReports(regionId, filter.state);
  const { opened, open, paneAlone } = useOpened(PAGES.scamReports, { regionId });
  return (
    <Page title="群众反映" office="scamReports" wide>
      <Panes
        label="这一条"
        paneAlone={paneAlone}
        list={
          <>
            <View className="row wrap filter-chips">
              {FILTERS.map((each) => (
                <Chip
                  key={each.key}
                  id={TEST_IDS.reportFilter(each.key)}
                  selected={each === filter}
                  onTap={() => setFilter(each)}
                >
                  {each.name}
                </Chip>
              ))}
            </View>
            <Loaded query={query}>
              {() => <ReportList query={query} onlyOpen={filter.state === 'new'} opened={opened} onOpen={open} />}
            </Loaded>
          </>
        }
        pane={opened === undefined ? <Card>点一条，看怎么回事，写下怎么处理的。</Card> : <Opened id={opened} />}
      />
    </Page>
  );
}

function Opened({ id }: { id: string }) {
  const query = useReport(id);
  return <Loaded query={query}>{(report) => <ReportCard key={report.id} report={report} />}</Loaded>;
}
