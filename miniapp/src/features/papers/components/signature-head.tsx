import { Image, View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { MARKS } from '@/shared/text';
import { accessible, Card, Chip, Notice, Skeleton, Sub, TEST_IDS } from '@/shared/ui';
import { momentText, SIGNATURE_STATES } from '../paper-words';
import { capacityText, endingText, type SignatureDetail } from '../signature-words';
import { useInk } from '../signatures.queries';

/** What was signed, by whom, and whether it holds; the signature as it was written. */
export function SignatureHead({ signature }: { signature: SignatureDetail }) {
  const { title, state, signerName, signedAt, ending } = signature;
  const mark = SIGNATURE_STATES[state];
  return (
    <>
      {ending && <Notice tone="wait">{endingText(ending)}。</Notice>}
      <Card aside={<Chip tone={mark.tone}>{mark.text}</Chip>} title={signature.placeName}>
        <View className="lead" {...accessible({ role: 'heading' })}>
          {title}
        </View>
        <Ink signature={signature} />
        <View className="signed-line">
          <View className="lead">{signerName}</View>
          <Sub>{capacityText(signature)}</Sub>
          <Sub>{momentText(signedAt)}</Sub>
        </View>
      </Card>
    </>
  );
}

function Ink({ signature: { id, hasInk, mark, state, signerName } }: { signature: SignatureDetail }) {
  const ink = useInk(id, { enabled: hasInk });
  if (!hasInk) {
    return <View className="ink-words">{state === 'erased' ? '笔迹已依法删除' : `没有手写，${MARKS[mark]}`}</View>;
  }
  if (ink.data) {
    return (
      <Image id={TEST_IDS.ink} className="ink" mode="aspectFit" src={ink.data} ariaLabel={`${signerName}的签名`} />
    );
  }
  if (ink.isError) return <View className="ink-words">签名的图没有取到：{errorSentence(ink.error)}</View>;
  return <Skeleton cards={1} />;
}
