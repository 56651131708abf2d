import { View } from '@tarojs/components';
import { accessible } from '../accessible';
import { classNames } from '../class-names';

/** The picture of a tick box, round where one choice drives out the other; what surrounds it takes the tap and tells a screen reader. */
export function Checkbox({ on, round }: { on: boolean; round?: boolean }) {
  return (
    <View className={classNames('checkbox', on && 'on', round && 'round')} {...accessible({ hidden: true })}>
      {on ? '✓' : ''}
    </View>
  );
}
