import { View } from '@tarojs/components';
import { durationText, stopwatchText, useNow } from '@/shared/cascade';
import { accessible, classNames } from '@/shared/ui';
import { isHandled, type RelayNode } from '../relay.rules';

// Beyond a day nobody counts seconds.
const DAY = 24 * 3_600_000;

/** The two clocks of a hop that is not pushed yet, apart: its own, and the whole chain's. */
export function Clocks({ relay }: { relay: RelayNode }) {
  const now = useNow(isHandled(relay) ? 0 : undefined);
  if (isHandled(relay)) return null;
  return (
    <View className="clocks">
      {relay.dueAt !== null && <Clock name="本级" dueAt={relay.dueAt} now={now} />}
      <Clock name="全链" dueAt={relay.chainDueAt} now={now} />
    </View>
  );
}

function Clock({ name, dueAt, now }: { name: string; dueAt: number; now: number }) {
  const late = now > dueAt;
  const left = Math.abs(dueAt - now);
  const words = `${name}${late ? '晚了' : '还剩'}`;
  return (
    <View className="clock" {...accessible({ role: 'timer', label: `${words} ${durationText(left)}` })}>
      <View className="sub">{words}</View>
      <View className={classNames('clock-number', late && 'late')}>
        {left < DAY ? stopwatchText(left) : durationText(left)}
      </View>
    </View>
  );
}
