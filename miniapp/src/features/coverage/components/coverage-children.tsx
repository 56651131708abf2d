import { Text, View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { isH5 } from '@/shared/platform';
import { countText, DOOR_STATES, REGION_LEVELS } from '@/shared/text';
import { Button, Card, Chip, Sub, Tap, TEST_IDS, Track, useShownRows } from '@/shared/ui';
import { coverageBars, percent } from '../coverage.rules';
import { REASON_TONES } from './coverage-words';

type Child = Schemas['Coverage']['children'][number];

interface CoverageChildrenProps {
  coverage: Schemas['Coverage'];
  onOpen(child: Child): void;
}

// Below this share of the whole region's rate a child is shown as lagging.
const LAGGING_SHARE = 0.9;

export function CoverageChildren({ coverage, onOpen }: CoverageChildrenProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(coverage.children);
  const [first] = coverage.children;
  if (!first) return null;
  const isLagging = (child: Child) => child.counts.rate < coverage.totals.rate * LAGGING_SHARE;
  return (
    <Card title={`按${REGION_LEVELS[first.level]}`} aside={<Sub>少的在前</Sub>}>
      <View className="only-narrow">
        {shownRows.map((child) => (
          <ChildBar key={child.regionId} child={child} lagging={isLagging(child)} onTap={() => onOpen(child)} />
        ))}
      </View>
      {isH5 && (
        <View className="only-wide">
          <ChildTable rows={shownRows} isLagging={isLagging} onOpen={onOpen} />
        </View>
      )}
      {hiddenCount > 0 && (
        <Button tone="plain" onTap={showMore}>
          还有 {hiddenCount} 个
        </Button>
      )}
    </Card>
  );
}

function Rate({ child, lagging }: { child: Child; lagging: boolean }) {
  return (
    <Text className={lagging ? 'number late' : 'number'}>
      {lagging ? '慢 ' : ''}
      {percent(child.counts.rate)}
    </Text>
  );
}

function ChildBar({ child, lagging, onTap }: { child: Child; lagging: boolean; onTap(): void }) {
  const { covered, total, rate } = child.counts;
  return (
    <Tap id={TEST_IDS.region(child.regionId)} onTap={onTap} className="child-bar">
      <View className="row">
        <Text className="strong">{child.name}</Text>
        <Text className="sub grow clip">{child.workers.join('、')}</Text>
        <Rate child={child} lagging={lagging} />
      </View>
      <Track parts={[rate]} label={`${child.name}已入户 ${covered} / ${total} 户`} />
    </Tap>
  );
}

interface ChildTableProps {
  rows: readonly Child[];
  isLagging(child: Child): boolean;
  onOpen(child: Child): void;
}

function ChildTable({ rows, isLagging, onOpen }: ChildTableProps) {
  const heads = ['名称', '负责人', '应走到', '已入户', '进度', '没走到最多的原因', '覆盖率'];
  return (
    <View className="table">
      <View className="table-row">
        {heads.map((head, index) => (
          <View key={head} className={`table-cell head${index === 2 || index === 3 || index === 6 ? ' right' : ''}`}>
            {head}
          </View>
        ))}
      </View>
      {rows.map((child) => {
        const [main] = coverageBars(child.counts);
        return (
          <Tap key={child.regionId} className="table-row" label={child.name} onTap={() => onOpen(child)}>
            <View className="table-cell strong">{child.name}</View>
            <View className="table-cell sub">{child.workers.join('、')}</View>
            <View className="table-cell right">{countText(child.counts.total)}</View>
            <View className="table-cell right">{countText(child.counts.covered)}</View>
            <View className="table-cell">
              <Track parts={[child.counts.rate]} label={percent(child.counts.rate)} />
            </View>
            <View className="table-cell">
              {main ? (
                <Chip tone={REASON_TONES[main.reason]}>
                  {DOOR_STATES[main.reason]} {main.count}
                </Chip>
              ) : (
                <Chip tone="ok">一户不漏</Chip>
              )}
            </View>
            <View className="table-cell right">
              <Rate child={child} lagging={isLagging(child)} />
            </View>
          </Tap>
        );
      })}
    </View>
  );
}
