import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { errorSentence } from '@/shared/api';
import type { Rendered } from '@/shared/papers';
import { DrawingCanvas, scrollToElement } from '@/shared/platform';
import { MARKS, RELATIONS } from '@/shared/text';
import { Button, Card, Notice, Page, SinglePick, Sub, Tap, TEST_IDS, useAction } from '@/shared/ui';
import { Photos } from '@/features/visits';
import type { Ink } from '../ink';
import type { Mark, PaperToSign, SignerDraft } from '../sitting.rules';
import { PaperRail } from './paper-rail';
import { SignaturePad } from './signature-pad';

export const PICTURE_CANVAS = 'ink-picture';

interface MarkStepProps {
  title: string;
  own: boolean;
  papers: readonly PaperToSign[];
  texts: readonly Rendered[];
  agreed: ReadonlySet<string>;
  signer: SignerDraft;
  witness: string;
  ink: Ink;
  onBack(): void;
  onSign(mark: Mark, photoIds: readonly string[]): Promise<void>;
}

const WAYS: readonly { value: Mark; name: string }[] = [
  { value: 'drawn', name: MARKS.drawn },
  { value: 'confirmed', name: '不写字，点按确认' },
  { value: 'thumbprint', name: '按手印，拍照' },
  { value: 'photo', name: '签在纸上，拍照' },
];
const MOST_PHOTOS = 6;
const MARK = 'mark';
const WAY_LIST = 'mark-ways';

export function MarkStep(props: MarkStepProps) {
  const { title, own, papers, texts, agreed, signer, witness, ink, onBack, onSign } = props;
  const [mark, setMark] = useState<Mark>('drawn');
  const [choosing, setChoosing] = useState(false);
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<string | null>(null);
  const [written, setWritten] = useState(ink.strokes.length > 0);
  const { busy, error, run } = useAction();
  useEffect(() => {
    if (choosing) scrollToElement(WAY_LIST);
  }, [choosing]);
  const name = signerText(signer);
  const onPaper = mark === 'thumbprint' || mark === 'photo';

  const sign = () => {
    const missing = missingOf(mark, ink, photoIds);
    setAsked(missing);
    if (missing !== null) scrollToElement(MARK);
    else void run(() => onSign(mark, onPaper ? photoIds : []));
  };
  return (
    <Page
      title={title}
      foot={
        <>
          <Button id={TEST_IDS.previous} tone="ghost" narrow onTap={onBack}>
            上一步
          </Button>
          <Button id={TEST_IDS.confirmSign} busy={busy} onTap={sign}>
            {mark === 'confirmed' ? '我同意，替代签名' : onPaper ? '拍好了，确认' : written ? '确认签名' : '去签名'}
          </Button>
        </>
      }
    >
      <PaperRail papers={papers} agreed={agreed} />
      <Card>
        {papers.map(({ id }, index) => (
          <View key={id} className={index === 0 ? 'statement first' : 'statement'}>
            <Sub>《{texts[index]?.title}》</Sub>
            <View className="statement-text">{texts[index]?.statement}</View>
          </View>
        ))}
      </Card>
      <View id={MARK}>
        {asked !== null && <Notice tone="late">{asked}</Notice>}
        {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      </View>
      {mark === 'drawn' && (
        <SignaturePad
          ink={ink}
          hint={`请${name}在此签名`}
          onStroke={() => {
            setAsked(null);
            setWritten(ink.strokes.length > 0);
          }}
        />
      )}
      {mark === 'confirmed' && (
        <Card title={`请${name}自己点下面的按钮`}>
          <Sub>不方便写字的人用。{witness}在场见证，凭证上会写明没有手写签名。</Sub>
        </Card>
      )}
      {onPaper && (
        <Photos
          title={mark === 'thumbprint' ? '拍下按了手印的纸' : '拍下签好的每一页'}
          most={MOST_PHOTOS}
          photoIds={photoIds}
          onChange={(ids) => {
            setPhotoIds(ids);
            setAsked(null);
          }}
        />
      )}
      {own ? (
        <Sub>不方便写字，就请网格员上门帮您签。</Sub>
      ) : (
        <View className="row wrap between">
          <Sub>见证：{witness}</Sub>
          <Tap id={TEST_IDS.otherWay} className="link" onTap={() => setChoosing(!choosing)}>
            不方便写字？换一种
          </Tap>
        </View>
      )}
      {choosing && (
        <Card id={WAY_LIST}>
          <SinglePick
            oneColumn
            choices={WAYS}
            picked={mark}
            idOf={TEST_IDS.markWay}
            onPick={(way) => {
              setMark(way);
              setChoosing(false);
              setAsked(null);
            }}
          />
        </Card>
      )}
      {/* The picture is drawn where nobody sees it: upright, and in the size that may be sent. */}
      <DrawingCanvas id={PICTURE_CANVAS} className="ink-picture" label="" />
    </Page>
  );
}

/** 王木生（户主）; somebody who signs for another is called so. */
function signerText({ name, relation, proxy, onBehalfOf }: SignerDraft): string {
  const what = proxy ? `代${onBehalfOf.trim()}` : relation && RELATIONS[relation];
  return what ? `${name.trim()}（${what}）` : name.trim();
}

/** What has to be done before it can be signed; null when nothing. */
function missingOf(mark: Mark, ink: Ink, photoIds: readonly string[]): string | null {
  if (mark === 'drawn' && ink.strokes.length === 0) return '还没签名。请用手指在框里写上名字。';
  if (mark === 'drawn' && ink.isTooLittle) return '只写了一点点，看不出名字。请重写，写大一些。';
  if ((mark === 'thumbprint' || mark === 'photo') && photoIds.length === 0) return '还没拍照。';
  return null;
}
