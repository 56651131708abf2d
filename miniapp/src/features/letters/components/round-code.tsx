import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { isH5, openFile } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { Button, Card, Notice, SinglePick, Sub, TEST_IDS } from '@/shared/ui';
import { useMakeCode, type RoundCode as MadeCode } from '../letters.queries';
import type { StepProps } from './round-steps';

const HOURS = [
  { value: '24', name: '1 天' },
  { value: '72', name: '3 天' },
  { value: '168', name: '7 天' },
  { value: '720', name: '30 天' },
] as const;

/** One code for the whole place: who scans it and is in the round signs their own letter. */
export function RoundCode({ round, onLeave }: StepProps) {
  const [hours, setHours] = useState<string>('168');
  const making = useMakeCode(round.id);
  const made = making.data;
  return (
    <Card title="签字码">
      {made ? (
        <Made code={made} round={round} />
      ) : (
        <>
          <Sub>贴在门口或发到群里。用微信扫一下，就签自己的那一份；不在名单里的人签不了。</Sub>
          <View className="field-label gap-top">多久有效</View>
          <SinglePick choices={HOURS} picked={hours} onPick={(value: string) => setHours(value)} />
        </>
      )}
      {making.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(making.error)}</Notice>
        </View>
      )}
      <View className="row gap-top">
        <View className="grow">
          <Button compact tone="ghost" onTap={onLeave}>
            {made ? '好了' : '不了'}
          </Button>
        </View>
        {!made && (
          <View className="grow">
            <Button id={TEST_IDS.roundCode} compact busy={making.isPending} onTap={() => making.mutate(Number(hours))}>
              做一个码
            </Button>
          </View>
        )}
      </View>
    </Card>
  );
}

function Made({ code: { code, picture }, round }: { code: MadeCode; round: StepProps['round'] }) {
  return (
    <>
      {/* Held long in WeChat, a picture can be kept or sent on. */}
      <Image className="door-code" src={picture} mode="aspectFit" showMenuByLongpress ariaLabel="签字码" />
      <View className="code-head">
        <View className="lead">{round.regionName}</View>
        <Sub>{round.title}</Sub>
        <Sub>{instantText(code.expiresAt, clock.now())}前有效</Sub>
        {!isH5 && <Sub>长按图片，可以保存，也可以发到群里。</Sub>}
      </View>
      {isH5 && (
        <View className="gap-top">
          <Button compact onTap={() => void openFile(picture, `${round.regionName}-签字码.png`)}>
            下载图片，打印出来贴
          </Button>
        </View>
      )}
    </>
  );
}
