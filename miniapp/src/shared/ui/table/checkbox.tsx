import { View } from '@tarojs/components';
import { accessible } from '../accessible';
import { classNames } from '../class-names';

/** The picture of a tick box; what surrounds it takes the tap and tells a screen reader. */
export function Checkbox({ on }: { on: boolean }) {
  return (
    <View className={classNames('checkbox', on && 'on')} {...accessible({ hidden: true })}>
      {on ? '✓' : ''}
    </View>
  );
}
