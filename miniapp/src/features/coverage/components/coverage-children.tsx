import { Text, View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { REGION_LEVELS } from '@/shared/text';
import { Card, MoreRows, Sub, Tap, TEST_IDS, Track, useShownRows } from '@/shared/ui';
import { isLagging, papersOf, percent } from '../coverage.rules';
import { Rate } from './rate';

type Child = Schemas['Coverage']['children'][number];

interface CoverageChildrenProps {
  coverage: Schemas['Coverage'];
  onOpen(child: Child): void;
}

export function CoverageChildren({ coverage, onOpen }: CoverageChildrenProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(coverage.children);
  const [first] = coverage.children;
  if (!first) return null;
  return (
    <Card title={`按${REGION_LEVELS[first.level]}`} aside={<Sub>少的在前</Sub>}>
      {shownRows.map((child) => (
        <ChildBar
          key={child.regionId}
          child={child}
          lagging={isLagging(child.counts, coverage.totals)}
          onTap={() => onOpen(child)}
        />
      ))}
      <MoreRows count={hiddenCount} unit="个" onTap={showMore} />
    </Card>
  );
}

function ChildBar({ child, lagging, onTap }: { child: Child; lagging: boolean; onTap(): void }) {
  const { covered, total, rate } = child.counts;
  const papers = papersOf(child.counts);
  return (
    <Tap id={TEST_IDS.region(child.regionId)} onTap={onTap} className="child-bar">
      <View className="row">
        <Text className="strong">{child.name}</Text>
        <Text className="sub grow clip">{child.workers.join('、')}</Text>
        <Rate rate={rate} lagging={lagging} />
      </View>
      <Track parts={[rate]} label={`${child.name}已入户 ${covered} / ${total} 户`} />
      {papers && (
        <View className="signed-bar">
          <Track parts={[papers.rate]} label={`${child.name}已签 ${papers.both} / ${papers.owed} 户`} />
          <Text className="sub">签 {percent(papers.rate)}</Text>
        </View>
      )}
    </Tap>
  );
}
