import { View } from '@tarojs/components';
import type { WholeDoorList } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { countText } from '@/shared/text';
import { Button, Card, Empty, Loaded, Notice, Sub, TEST_IDS } from '@/shared/ui';
import { FEWEST_CORNERS, MOST_CORNERS, type Place } from '../plot.rules';
import { AreaPlot } from './area-plot';

type DoorBrief = Schemas['DoorBrief'];

interface AreaChoiceProps {
  query: { data: WholeDoorList | undefined; isError: boolean; error: unknown; refetch(): unknown };
  /** What may be given. */
  doors: readonly DoorBrief[];
  count: number;
  corners: readonly Place[];
  onChange(corners: readonly Place[]): void;
}

/** Doors as points where they stand, to draw a line round those that are to be given. */
export function AreaChoice({ query, doors, count, corners, onChange }: AreaChoiceProps) {
  const placed = doors.filter(({ geo }) => geo !== null);
  const without = doors.length - placed.length;
  return (
    <Loaded query={query}>
      {({ items, total }) => (
        <Card
          title={corners.length < FEWEST_CORNERS ? '点几个角，圈出要分的户' : `圈里 ${countText(count)} 户`}
          aside={<Sub>上北下南</Sub>}
        >
          {items.length < total && (
            <Notice tone="wait">户太多，只画出前 {countText(items.length)} 户。选一个网格，再画。</Notice>
          )}
          {placed.length === 0 ? (
            <Empty mark="…" title="这里的户都没有位置">
              上门登记时会记下位置。现在请一户一户选，或选整个网格。
            </Empty>
          ) : (
            <>
              <AreaPlot doors={placed} corners={corners} onChange={onChange} />
              <View className="plot-legend">
                <View className="plot-mark nobody" />
                <Sub>没人认领</Sub>
                <View className="plot-mark" />
                <Sub>有人去</Sub>
                <View className="plot-mark inside" />
                <Sub>圈里的</Sub>
              </View>
              <View className="row">
                <Button
                  id={TEST_IDS.undoCorner}
                  compact
                  tone="ghost"
                  disabled={corners.length === 0}
                  onTap={() => onChange(corners.slice(0, -1))}
                >
                  退一个角
                </Button>
                <Button compact tone="ghost" disabled={corners.length === 0} onTap={() => onChange([])}>
                  重新圈
                </Button>
              </View>
              {corners.length >= MOST_CORNERS && <Notice tone="wait">最多 {MOST_CORNERS} 个角。</Notice>}
              {without > 0 && (
                <View className="gap-top">
                  <Sub>还有 {countText(without)} 户没有位置，圈不到，要一户一户选。</Sub>
                </View>
              )}
            </>
          )}
        </Card>
      )}
    </Loaded>
  );
}
