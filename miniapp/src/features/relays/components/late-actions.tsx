import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { Button, LongTextField, Notice, Sub, TEST_IDS } from '@/shared/ui';
import type { RelayNode } from '../relay.rules';
import { useCallPusher, useSkip } from '../supervision.queries';

interface CallPushersProps {
  relay: RelayNode;
}

/** Messages do not reach everybody: whoever is late can be called. */
export function CallPushers({ relay }: CallPushersProps) {
  const calling = useCallPusher(relay.id);
  return (
    <>
      {relay.pushers.map(({ personId, name, label }) => (
        <Button
          key={personId}
          id={TEST_IDS.callPusher(personId)}
          tone="ghost"
          compact
          busy={calling.isPending}
          label={`给${label}${name}打电话`}
          onTap={() => calling.mutate(personId)}
        >
          打电话 {name}
        </Button>
      ))}
      {calling.data?.phone === null && (
        <View className="whole">
          <Notice tone="wait">{calling.data.name}没有登记手机号。</Notice>
        </View>
      )}
      {calling.isError && (
        <View className="whole">
          <Notice tone="late">{errorSentence(calling.error)}</Notice>
        </View>
      )}
    </>
  );
}

/** 特急 waits for nobody: the groups below begin at once, and it stays on record who decided it and why. */
export function SkipRelay({ relay }: { relay: RelayNode }) {
  const skipping = useSkip(relay.id);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (relay.skippedAt !== null) return <Sub>这一级已经跳过，下一级开始了。</Sub>;
  if (!asking) {
    return (
      <Button id={TEST_IDS.skipRelay} tone="ghost" compact onTap={() => setAsking(true)}>
        跳过这一级
      </Button>
    );
  }
  return (
    <View className="whole">
      <LongTextField
        id={TEST_IDS.skipReason}
        first
        label="为什么跳过（记录在案，下一级马上开始）"
        placeholder="例如 村主干都联系不上"
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      {skipping.isError && <Notice tone="late">{errorSentence(skipping.error)}</Notice>}
      <View className="row gap-top">
        <View className="grow">
          <Button tone="ghost" compact onTap={() => setAsking(false)}>
            不了
          </Button>
        </View>
        <View className="grow">
          <Button
            id={TEST_IDS.saveSkip}
            tone="late"
            compact
            busy={skipping.isPending}
            disabled={reason.trim() === ''}
            onTap={() => mutateThen(skipping, reason.trim(), () => setAsking(false))}
          >
            跳过
          </Button>
        </View>
      </View>
    </View>
  );
}
