import { View } from '@tarojs/components';
import { RELAY_STEPS } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { instantText } from '@/shared/text';
import { Card, classNames, MoreRows, Sub, useShownRows } from '@/shared/ui';
import type { RelayDetail } from '../relay.rules';

/** What happened at a hop, the latest first. */
export function StepsCard({ steps }: Pick<RelayDetail, 'steps'>) {
  const { shownRows, hiddenCount, showMore } = useShownRows([...steps].reverse());
  const now = clock.now();
  if (steps.length === 0) return null;
  return (
    <Card title="经过">
      {shownRows.map(({ kind, at, byName, note }, index) => (
        <View key={`${kind} ${at} ${byName}`} className={classNames('relay-step', index === 0 && 'first')}>
          <View className="grow">
            {[byName, RELAY_STEPS[kind]].filter(Boolean).join(' ')}
            {note && <Sub>{kind === 'signed' ? `替 ${note}` : note}</Sub>}
          </View>
          <Sub>{instantText(at, now)}</Sub>
        </View>
      ))}
      <MoreRows count={hiddenCount} unit="条" onTap={showMore} />
    </Card>
  );
}
