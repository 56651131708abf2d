import { View } from '@tarojs/components';
import { dayText } from '@/shared/text';
import { Chip } from '@/shared/ui';
import type { Group } from '../group.rules';
import { GAPS } from '../group-words';

/** The worst that a group lacks; that everything is there is told as well. */
export function GroupMark({ group: { gaps, late, dueOn } }: { group: Group }) {
  if (late) return <Chip tone="late">{dueOn ? `${dayText(dueOn)}前该建` : '逾期没建'}</Chip>;
  const [gap, ...others] = gaps;
  if (!gap) return <Chip tone="ok">齐了</Chip>;
  const more = others.length > 0 ? ` 等 ${gaps.length} 项` : '';
  return <Chip tone={gap === 'pusher' ? 'late' : 'wait'}>{GAPS[gap].name + more}</Chip>;
}

/** All that it lacks, in a table. */
export function GapMarks({ group: { gaps, late } }: { group: Group }) {
  if (gaps.length === 0) return <Chip tone="ok">齐了</Chip>;
  return (
    <View className="paper-marks">
      {gaps.map((gap) => (
        <Chip key={gap} tone={gap === 'pusher' || (gap === 'built' && late) ? 'late' : 'wait'}>
          {GAPS[gap].name}
        </Chip>
      ))}
    </View>
  );
}
