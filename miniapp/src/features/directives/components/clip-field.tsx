import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { chooseFile } from '@/shared/platform';
import { Button, Card, Chip, Notice, Sub, TEST_IDS } from '@/shared/ui';
import type { Directive } from '../directive.rules';
import type { DraftChange, useAddClip } from '../directives.queries';

const ENDINGS = ['mp3', 'm4a', 'wav'];

interface ClipFieldProps {
  change: DraftChange;
  adding: ReturnType<typeof useAddClip>;
  /** Whether the text can be saved: the recording belongs to a saved draft. */
  complete: boolean;
  onAsked(): void;
  onSaved(directive: Directive): void;
}

/** The text read out by somebody, for those who would rather listen. */
export function ClipField({ change, adding, complete, onAsked, onSaved }: ClipFieldProps) {
  const has = change.saved?.hasClip ?? false;
  const choose = () => {
    onAsked();
    if (!complete) return;
    void chooseFile(ENDINGS).then((file) => file && mutateThen(adding, { ...change, file }, onSaved));
  };
  return (
    <Card title="录音（可不加）" aside={has && <Chip tone="ok">有录音</Chip>}>
      <Button id={TEST_IDS.directiveClip} compact tone="ghost" busy={adding.isPending} onTap={choose}>
        {has ? '换一段录音' : '上传录音'}
      </Button>
      <Sub>.mp3、.m4a 或 .wav，最多 3 MB、5 分钟。没有录音的，手机用系统的声音读。</Sub>
      {adding.isError && <Notice tone="late">{errorSentence(adding.error)}</Notice>}
      {adding.isSuccess && <Notice tone="ok">录音传好了，草稿也存好了。</Notice>}
    </Card>
  );
}
