import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { Button, Notice, TEST_IDS } from '@/shared/ui';
import type { RelayNode } from '../relay.rules';
import { useAttest } from '../supervision.queries';

/** A supervisor's own word on what nothing else proves. */
export function Attest({ relay }: { relay: RelayNode }) {
  const attesting = useAttest(relay.id);
  const answer = (seen: boolean) => attesting.mutate({ seen });
  return (
    <View>
      {attesting.isError && <Notice tone="late">{errorSentence(attesting.error)}</Notice>}
      {attesting.variables?.seen === false && attesting.isSuccess && <Notice tone="wait">记下了：您没看到。</Notice>}
      <View className="late-actions">
        <Button
          id={TEST_IDS.attest(relay.id, 'seen')}
          compact
          busy={attesting.isPending}
          label={`${relay.groupName}，我在群里看到了`}
          onTap={() => answer(true)}
        >
          我在群里看到了
        </Button>
        <Button
          id={TEST_IDS.attest(relay.id, 'unseen')}
          tone="ghost"
          compact
          busy={attesting.isPending}
          label={`${relay.groupName}，没看到`}
          onTap={() => answer(false)}
        >
          没看到
        </Button>
      </View>
    </View>
  );
}
