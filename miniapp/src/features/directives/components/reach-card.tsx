import { errorSentence } from '@/shared/api';
import { Card, Notice, Sub, TEST_IDS } from '@/shared/ui';
import { reachText, type Targets } from '../directive.rules';
import { useReach } from '../directives.queries';

interface ReachCardProps {
  planId: string;
  regionId: number;
  targets: Targets;
}

/** What would happen if it were published now, said before anybody does it. */
export function ReachCard({ planId, regionId, targets }: ReachCardProps) {
  const { data: reach, isError, error } = useReach(planId, regionId, targets);
  if (isError && !reach) return <Notice tone="wait">算不出会发到几个群：{errorSentence(error)}</Notice>;
  if (!reach) return <Card id={TEST_IDS.reach}>正在算会发到几个群…</Card>;
  const { groups, unbound, withoutPusher } = reach;
  return (
    <Card id={TEST_IDS.reach} title={reachText(reach)}>
      {groups === 0 && <Notice tone="late">请放宽“发给谁”，或先在“微信群”里看看群建了没有。</Notice>}
      {unbound > 0 && <Notice tone="wait">{unbound} 个群没登记，推了也证实不了，要靠监督员说看到了。</Notice>}
      {withoutPusher > 0 && <Notice tone="late">{withoutPusher} 个群没有推送员，会停在那里。</Notice>}
      {groups > 0 && unbound + withoutPusher === 0 && <Sub>每个群都有推送员，都登记过，推到了能证实。</Sub>}
    </Card>
  );
}
