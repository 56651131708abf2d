import { useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Figures, Tap, TEST_IDS, classNames } from '@/shared/ui';
import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import type { GroupFilter } from '../group.rules';

interface GroupFiguresProps {
  counts: Schemas['GroupCounts'];
  gap: GroupFilter['gap'];
  onGap(gap: GroupFilter['gap']): void;
}

/** How many groups there should be, and how far they are; on a phone a tap shows which. */
export function GroupFigures({ counts, gap, onGap }: GroupFiguresProps) {
  const { groups, built, bound, late, withGaps } = counts;
  if (useWide()) {
    return (
      <Figures
        figures={[
          { name: '该建', number: countText(groups), detail: '按方案和地名算出来的' },
          {
            name: '已建',
            number: countText(built),
            detail: late > 0 ? `逾期没建 ${countText(late)} 个` : `还差 ${countText(groups - built)} 个`,
            ...(late > 0 && { tone: 'late' }),
          },
          { name: '已登记', number: countText(bound), detail: '推到了能证实', tone: 'accent' },
          { name: '有缺项', number: countText(withGaps), detail: '缺人、没建、没登记' },
        ]}
      />
    );
  }
  const cells: { key: GroupFilter['gap']; name: string; count: number; late?: boolean }[] = [
    { key: undefined, name: '该建', count: groups },
    { key: 'built', name: '没建', count: groups - built },
    { key: 'late', name: '逾期', count: late, late: true },
    { key: 'bound', name: '没登记', count: groups - bound },
    { key: 'any', name: '有缺项', count: withGaps },
  ];
  return (
    <View className="counts">
      {cells.map(({ key, name, count, late: isLate }) => (
        <Tap
          key={name}
          id={TEST_IDS.gap(key ?? 'all')}
          className={classNames('count live', gap === key && 'on')}
          label={`${name} ${count} 个`}
          checked={gap === key}
          onTap={() => onGap(key)}
        >
          <View className={classNames('count-number', count === 0 ? 'none' : isLate && 'late')}>
            {countText(count)}
          </View>
          <View className="sub">{name}</View>
        </Tap>
      ))}
    </View>
  );
}
