import { View } from '@tarojs/components';
import { TimeLeftText } from '@/shared/cascade';
import { openPage, openTab, PAGES } from '@/shared/platform';
import { accessible, classNames, Tap, TEST_IDS } from '@/shared/ui';
import { isHandled } from '../relay.rules';
import { pendingTitle } from '../relay-words';
import { usePendingRelays } from '../relays.queries';

/** What must not wait stands above everything else of the first tab. Nothing when nothing does. */
export function RelayStrip() {
  const { pending } = usePendingRelays();
  const [first] = pending;
  if (!first) return null;
  const title = pendingTitle(pending);
  const { id, dueAt } = first.relay;
  const open = () => (pending.length === 1 ? openPage(PAGES.relay, { id }) : openTab('alerts'));
  return (
    <Tap
      id={TEST_IDS.relayStrip}
      className={classNames('notice relay-strip', first.severity === 'critical' ? 'late' : 'wait')}
      label={title}
      onTap={open}
    >
      <View className="grow">
        <View className="strong">{title}</View>
        <View className="clip">{first.title}</View>
      </View>
      {dueAt !== null && !isHandled(first.relay) && <TimeLeftText dueAt={dueAt} />}
      <View className="chevron" {...accessible({ hidden: true })} />
    </Tap>
  );
}
