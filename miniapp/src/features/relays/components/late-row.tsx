import { View } from '@tarojs/components';
import { SeverityChip } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { Button, Chip, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { lateText, mayUrge, type SupervisedRelay } from '../supervision.rules';
import { CallPushers, SkipRelay } from './late-actions';

interface LateRowProps {
  item: SupervisedRelay;
  now: number;
  first: boolean;
  unfolded: boolean;
  urging: boolean;
  onUnfold(): void;
  onUrge(): void;
}

/** A group that is late: urged with one tap; another one shows what else can be done. */
export function LateRow({ item, now, first, unfolded, urging, onUnfold, onUrge }: LateRowProps) {
  const { relay, severity, title } = item;
  return (
    // One node for a row and what unfolds below it: WeChat is told anew of all that follows a node that comes in between.
    <View>
      <View className={first ? 'list-item first' : 'list-item'}>
        <Tap
          id={TEST_IDS.unfoldRelay(relay.id)}
          className="grow"
          label={`${relay.groupName}，还能做什么`}
          onTap={onUnfold}
        >
          <View className="strong">{relay.groupName}</View>
          <View className="sub late-words">{lateText(relay, now)}</View>
          <View className="row wrap">
            {severity !== 'normal' && <SeverityChip severity={severity} />}
            <View className="sub grow clip">{title}</View>
          </View>
        </Tap>
        {mayUrge(item, now) ? (
          <Button
            id={TEST_IDS.urge(relay.id)}
            tone="ghost"
            compact
            busy={urging}
            label={`催办${relay.groupName}`}
            onTap={onUrge}
          >
            催办
          </Button>
        ) : (
          <Chip tone="gray">刚催过</Chip>
        )}
      </View>
      {unfolded && (
        <View className="late-actions">
          {relay.pushers.length === 0 && <Sub>这个群还没有推送员。</Sub>}
          <CallPushers relay={relay} />
          <Button tone="ghost" compact onTap={() => openPage(PAGES.relay, { id: relay.id })}>
            看经过
          </Button>
          {severity === 'critical' && <SkipRelay relay={relay} />}
        </View>
      )}
    </View>
  );
}
