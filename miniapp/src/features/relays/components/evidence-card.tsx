import { Text, View } from '@tarojs/components';
import { RelayStateChip } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { accessible, Button, Card, classNames, Sub, TEST_IDS } from '@/shared/ui';
import type { RelayNode } from '../relay.rules';
import { afterSentence, evidence } from '../evidence.rules';

/** What came of a push: from what somebody says to what WeChat proves. */
export function EvidenceCard({ relay }: { relay: RelayNode }) {
  const now = clock.now();
  return (
    <Card id={TEST_IDS.evidence} title="推送以后" aside={<RelayStateChip state={relay.state} />}>
      {evidence(relay).map(({ name, detail, done, at }) => (
        <View key={name} className={classNames('rung', done && 'done')}>
          <Text className="rung-mark" {...accessible({ label: done ? '有了' : '还没有' })}>
            {done ? '✓' : '…'}
          </Text>
          <View className="grow">
            <View className="strong">{name}</View>
            {detail && <Sub>{detail}</Sub>}
          </View>
          {at !== null && <Sub>{instantText(at, now)}</Sub>}
        </View>
      ))}
      <View className="gap-top">{afterSentence(relay)}</View>
      <Sub>打开的人数只会少算：在群里看了没点开的，数不到。</Sub>
      {!relay.bound && (
        <View className="gap-top">
          <Button
            id={TEST_IDS.registerGroup}
            tone="ghost"
            onTap={() => openPage(PAGES.groupCard, { group: relay.groupId })}
          >
            把群认下来（发登记卡）
          </Button>
        </View>
      )}
    </Card>
  );
}
