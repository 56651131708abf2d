import { View } from '@tarojs/components';
import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { Card, Chip, Empty, ListItem, MoreRows, Sub, useShownRows } from '@/shared/ui';
import { openersText } from '../evidence.rules';
import { attestOrder, whoText, type SupervisedRelay } from '../supervision.rules';
import { Attest } from './attest';

interface AttestListProps {
  toAttest: readonly SupervisedRelay[];
  /** Only a group's own supervisors saw it there. */
  mayAttest: boolean;
}

/** What claims to be pushed: only somebody in the group can say whether it is there. */
export function AttestList({ toAttest, mayAttest }: AttestListProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(attestOrder(toAttest));
  if (toAttest.length === 0) return <Empty title="没有要见证的">推过的群都证实了，或者有人见证了。</Empty>;
  return (
    <>
      <View className="gap-bottom">
        <Sub>推送员说推过了，微信还没证实。{mayAttest ? '请打开群看一眼再答。' : '等各群的监督员看到。'}</Sub>
      </View>
      {shownRows.map(({ relay, title }) => (
        <Card key={relay.id}>
          <ListItem
            first
            title={relay.groupName}
            detail={
              <>
                <View>{title}</View>
                <View>
                  {whoText(relay)} · {relay.pushedAt !== null && `${instantText(relay.pushedAt, clock.now())} 自称已推`}
                </View>
                {relay.openers > 0 && <View>{openersText(relay)}</View>}
              </>
            }
            trailing={!relay.bound && <Chip tone="wait">群没登记</Chip>}
            onTap={() => openPage(PAGES.relay, { id: relay.id })}
          />
          {mayAttest && <Attest relay={relay} />}
        </Card>
      ))}
      <MoreRows count={hiddenCount} unit="个" onTap={showMore} />
    </>
  );
}
