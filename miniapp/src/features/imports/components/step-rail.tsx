import { View } from '@tarojs/components';
import { classNames, TEST_IDS } from '@/shared/ui';
import { STEPS } from '../import.rules';

interface StepRailProps {
  /** From 0. */
  current: number;
  /** Also the last step is behind. */
  finished?: boolean;
}

/** The way of a file in, and where this one is. */
export function StepRail({ current, finished }: StepRailProps) {
  return (
    <View id={TEST_IDS.importSteps} className="rail" {...{ role: 'list', 'aria-label': '导入分四步' }}>
      {STEPS.map((name, index) => {
        const done = finished || index < current;
        return (
          <View
            key={name}
            className={classNames('rail-step', done && 'done', !done && index === current && 'on')}
            {...{ role: 'listitem', ...(index === current && { 'aria-current': 'step' }) }}
          >
            <View className="rail-mark">{done ? '✓' : index + 1}</View>
            <View className="rail-name">{name}</View>
          </View>
        );
      })}
    </View>
  );
}
