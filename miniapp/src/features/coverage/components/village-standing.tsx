import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { Card, Empty, ErrorState, Page, Skeleton } from '@/shared/ui';
import { useCoverage } from '../coverage.queries';
import { CoverageSummary } from './coverage-summary';

/** How far the own village is, for the people who live there: the sum, no doors and no names. */
export function VillageStanding({ villageId }: { villageId: number }) {
  const query = useCoverage({ regionId: villageId });
  const coverage = query.data?.value;
  return (
    <Page title={coverage ? `${coverage.region.name} · 进展` : '进展'} tab="progress">
      {query.isError && !coverage && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton cards={1} />}
      {coverage && <Standing coverage={coverage} />}
    </Page>
  );
}

function Standing({ coverage }: { coverage: Schemas['Coverage'] }) {
  if (!coverage.plan) return <Empty title="村里还没有开始走访">开始以后，这里看得到走到了多少户。</Empty>;
  return (
    <>
      <CoverageSummary coverage={coverage} />
      <Card>
        <View className="lead-text">网格员会到每一户，当面讲怎么防骗。家里没走到的，可以找网格员约时间。</View>
      </Card>
    </>
  );
}
