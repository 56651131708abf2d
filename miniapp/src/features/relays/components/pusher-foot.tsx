import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { enqueue } from '@/shared/outbox';
import { canShare, copyText } from '@/shared/platform';
import { Button, Notice, ShareButton, Sub, TEST_IDS, useAction } from '@/shared/ui';
import type { MyRelay, Step } from '../relay.rules';
import { pastedText } from '../card-words';
import { useOneMoreMessage } from '../use-one-more-message';

interface PusherFootProps {
  mine: MyRelay;
  step: Step;
}

// The button changes under the thumb: a second tap in haste must not say that something was pushed.
const SECOND_TAP = 600;
const rest = () => new Promise((resolve) => setTimeout(resolve, SECOND_TAP));

/** The two taps: 签收, then 推送到群. */
export function PusherFoot({ mine, step }: PusherFootProps) {
  const { offered, ask } = useOneMoreMessage();
  const { busy, error, run } = useAction();
  const relayId = mine.relay.id;
  const sign = () => {
    ask();
    void run(async () => {
      await enqueue('relay.sign', { relayId });
      await rest();
    });
  };
  return (
    <View className="foot-words">
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      {step === 'sign' && offered && <Sub>签收时可再允许一条提醒，下次特急能及时收到。</Sub>}
      {step === 'push' && <Sub>签收好了。再点一下，{canShare ? '选群发出去' : '复制文字，发到群里'}。</Sub>}
      {step === 'sign' ? (
        <Button id={TEST_IDS.signRelay} busy={busy} onTap={sign}>
          {mine.insteadOf === null ? '签收' : `替${mine.insteadOf}签收`}
        </Button>
      ) : (
        <Push mine={mine} again={step === 'pushed'} busy={busy} />
      )}
    </View>
  );
}

interface PushProps {
  mine: MyRelay;
  again: boolean;
  busy: boolean;
}

/** In WeChat the page's own card does it (see `useShareCard`); elsewhere the text is copied, to be pasted. */
function Push({ mine, again, busy }: PushProps) {
  const [copied, setCopied] = useState(false);
  const copying = useAction();
  const name = again ? '再推一次' : '推送到群';
  const tone = again ? 'ghost' : 'main';
  if (canShare) {
    return (
      <ShareButton id={TEST_IDS.pushRelay} tone={tone} busy={busy}>
        {name}
      </ShareButton>
    );
  }
  const copy = () =>
    copying.run(async () => {
      await copyText(pastedText(mine));
      await enqueue('relay.push', { relayId: mine.relay.id });
      setCopied(true);
    });
  return (
    <>
      {copying.error !== null && <Notice tone="late">没有复制成，请再点一次。</Notice>}
      {copied && <Notice tone="ok">文字复制好了，请粘贴到群里。</Notice>}
      <Button id={TEST_IDS.pushRelay} tone={tone} busy={busy || copying.busy} onTap={() => void copy()}>
        {name}
      </Button>
    </>
  );
}
