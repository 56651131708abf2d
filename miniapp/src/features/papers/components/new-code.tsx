import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { Button, Card, Notice, SinglePick, Sub, TEST_IDS, Title, type Choice } from '@/shared/ui';
import { useMakeCode } from '../codes.queries';

type Hours = '24' | '168';

const SPANS: readonly Choice<Hours>[] = [
  { value: '24', name: '1 天' },
  { value: '168', name: '7 天' },
];

/** A new code: for how long, and the button. */
export function NewCode({ doorId, title }: { doorId: string; title: string }) {
  const [hours, setHours] = useState<Hours>('24');
  const make = useMakeCode(doorId);
  return (
    <Card>
      <Title>给{title}出一个签名码</Title>
      <Sub>住户用自己的微信扫一下，就能看文书、签字。一户一码。</Sub>
      <View className="field-label gap-top">能用多久</View>
      <SinglePick choices={SPANS} picked={hours} onPick={(value) => setHours(value)} idOf={TEST_IDS.codeHours} />
      {make.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(make.error)}</Notice>
        </View>
      )}
      <View className="gap-top">
        <Button id={TEST_IDS.makeCode} busy={make.isPending} onTap={() => make.mutate(Number(hours))}>
          出示签名码
        </Button>
      </View>
    </Card>
  );
}
