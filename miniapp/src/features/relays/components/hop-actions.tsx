import { View } from '@tarojs/components';
import { Button, TEST_IDS } from '@/shared/ui';
import type { RelayDetail } from '../relay.rules';
import { useUrge } from '../supervision.queries';
import { CallPushers, SkipRelay } from './late-actions';
import { UrgeNotice } from './urge-notice';

/** What whoever watches a hop that is not pushed yet can do about it. */
export function HopActions({ relay }: { relay: RelayDetail }) {
  const urging = useUrge();
  return (
    <>
      <UrgeNotice urging={urging} />
      <View className="late-actions">
        <Button id={TEST_IDS.urge(relay.id)} compact busy={urging.isPending} onTap={() => urging.mutate([relay.id])}>
          催办
        </Button>
        <CallPushers relay={relay} />
        {relay.maySkip && <SkipRelay relay={relay} />}
      </View>
    </>
  );
}
