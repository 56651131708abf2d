import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { countText, DOOR_STATES } from '@/shared/text';
import { Card, Chip, TEST_IDS } from '@/shared/ui';
import { coverageBars, type CoverageReason } from '../coverage.rules';
import { openCount, REASON_TONES } from './coverage-words';

interface CoverageReasonsProps {
  coverage: Schemas['Coverage'];
  onOpen(reason: CoverageReason): void;
}

/** Each number leads to the doors that it counts. */
export function CoverageReasons({ coverage, onOpen }: CoverageReasonsProps) {
  const { totals } = coverage;
  const open = openCount(totals);
  if (open === 0) return null;
  return (
    <Card title={`${countText(open)} 户为什么还没走到`}>
      <View className="row wrap">
        {coverageBars(totals).map(({ reason, count }) => (
          <Chip key={reason} id={TEST_IDS.reason(reason)} tone={REASON_TONES[reason]} onTap={() => onOpen(reason)}>
            {DOOR_STATES[reason]} {countText(count)}
          </Chip>
        ))}
      </View>
    </Card>
  );
}
