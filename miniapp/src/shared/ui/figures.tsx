import { View } from '@tarojs/components';
import { classNames } from './class-names';
import { withId } from './with-id';

export interface Figure {
  id?: string;
  name: string;
  number: string;
  detail?: string;
  tone?: 'accent' | 'late';
}

/** A few numbers side by side, readable from across a room. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <View className="figures">
      {figures.map(({ id, name, number, detail, tone }) => (
        <View key={name} className="figure">
          <View className="sub">{name}</View>
          <View {...withId(id)} className={classNames('figure-number', tone)}>
            {number}
          </View>
          <View className="sub clip" {...{ title: detail ?? '' }}>
            {detail ?? ' '}
          </View>
        </View>
      ))}
    </View>
  );
}
