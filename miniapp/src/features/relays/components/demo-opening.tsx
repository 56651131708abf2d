import { View } from '@tarojs/components';
import { useDemoPeople } from '@/features/people';
import { call, errorSentence, type Schemas } from '@/shared/api';
import { Button, Card, Notice, Sub, TEST_IDS, type Tone } from '@/shared/ui';
import { useRelayChange } from '../relays.queries';
import type { RelayNode } from '../relay.rules';

const OUTCOMES: Record<Schemas['OpeningOutcome'], { text: string; tone: Exclude<Tone, 'gray'> }> = {
  proved: { text: '打开了，微信证实就是这个群。', tone: 'ok' },
  foreign: { text: '打开了，可不是登记的这个群，不算。', tone: 'wait' },
  cannot_verify: { text: '打开了，微信没有说清是哪个群，暂时核实不了。', tone: 'wait' },
};

/** A demonstration has no WeChat: its server plays the group, and the card is opened the usual way. */
export function DemoOpening({ relay }: { relay: RelayNode }) {
  const demo = useDemoPeople();
  const opening = useRelayChange(async () => {
    const body = await call('post', '/demo/group-entry', { body: { groupId: relay.groupId } });
    return call('post', '/cards/{id}/openings', { path: { id: relay.id }, body });
  });
  if (!demo.data) return null;
  const outcome = opening.data && OUTCOMES[opening.data.outcome];
  return (
    <Card title="演示">
      <Sub>这里没有真的微信群，点一下，当作群里有人点开了卡片。</Sub>
      <View className="gap-top">
        {outcome && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
        {opening.isError && <Notice tone="late">{errorSentence(opening.error)}</Notice>}
        <Button id={TEST_IDS.demoOpening} tone="ghost" busy={opening.isPending} onTap={() => opening.mutate(undefined)}>
          演示：在群里打开
        </Button>
      </View>
    </Card>
  );
}
