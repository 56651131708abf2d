import { View } from '@tarojs/components';
import { SeverityChip, TimeLeftText } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { Button, Card, Chip, MoreRows, Sub, Tap, TEST_IDS, useShownRows } from '@/shared/ui';
import { isHandled, stepOf, type MyRelay } from '../relay.rules';
import { pendingTitle } from '../relay-words';
import { usePendingRelays } from '../relays.queries';

/** What waits for the person's 签收 and push, the most urgent first. */
export function PendingRelays() {
  const { pending, kept } = usePendingRelays();
  const { shownRows, hiddenCount, showMore } = useShownRows(pending);
  if (pending.length === 0) return null;
  return (
    <Card title={pendingTitle(pending)} aside={pending.length > 1 && <Sub>共 {pending.length} 条</Sub>}>
      {shownRows.map((mine, index) => (
        <PendingRelay key={mine.relay.id} mine={mine} first={index === 0} waiting={kept.waiting.has(mine.relay.id)} />
      ))}
      <MoreRows count={hiddenCount} unit="条" onTap={showMore} />
    </Card>
  );
}

interface PendingRelayProps {
  mine: MyRelay;
  first: boolean;
  waiting: boolean;
}

function PendingRelay({ mine, first, waiting }: PendingRelayProps) {
  const { relay, severity, title, insteadOf } = mine;
  const verb = stepOf(mine) === 'sign' ? '去签收' : '去推送';
  const open = () => openPage(PAGES.relay, { id: relay.id });
  return (
    <View className="letter">
      <Tap id={TEST_IDS.relay(relay.id)} label={`${verb}：${title}`} onTap={open}>
        <View className="letter-head">
          <View className="lead grow">{title}</View>
          {severity !== 'normal' && <SeverityChip severity={severity} />}
        </View>
        <Sub>{relay.groupName}</Sub>
        {(insteadOf !== null || waiting) && (
          <View className="row wrap">
            {insteadOf !== null && <Chip tone="wait">替 {insteadOf} 代签</Chip>}
            {waiting && <Chip tone="wait">待同步</Chip>}
          </View>
        )}
        {isHandled(relay) ? (
          <Sub>别人推过了，您签收就行</Sub>
        ) : (
          <View className="row wrap between sub">
            {relay.dueAt !== null && (
              <View>
                本级 <TimeLeftText dueAt={relay.dueAt} />
              </View>
            )}
            <View>
              全链 <TimeLeftText dueAt={relay.chainDueAt} />
            </View>
          </View>
        )}
      </Tap>
      {first && (
        <View className="gap-top">
          <Button onTap={open}>{verb}</Button>
        </View>
      )}
    </View>
  );
}
