import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { LongTextField, Notice, StepCard, TEST_IDS } from '@/shared/ui';
import { isComplete, LONGEST_REASON, type Content, type Directive } from '../directive.rules';
import { useAmend, useRecall } from '../directives.queries';
import { ContentFields } from './content-fields';

interface ChangeFormProps {
  directive: Directive;
  onDone(sentence: string): void;
  onLeave(): void;
}

/** A new version: it goes down the groups anew, the old one is marked as replaced. */
export function AmendForm({ directive, onDone, onLeave }: ChangeFormProps) {
  const [content, setContent] = useState<Content>(() => directive.versions[0]?.content ?? directive.draft.content);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const amending = useAmend();
  const amend = () => {
    setAsked(true);
    if (!isComplete(content) || reason.trim() === '') return;
    const input = { directive, content, reason: reason.trim() };
    mutateThen(amending, input, ({ number, approval }) =>
      onDone(approval ? '交另一人审了，同意后发出' : `第 ${number} 版发出去了，各群重新推`),
    );
  };
  return (
    <>
      <Notice tone="wait">
        改过的是新的一版，从上到下重新签收、重新推；旧的一版标明“已被替换”，它的录音也不再放。
      </Notice>
      <ContentFields content={content} asked={asked} onChange={setContent} />
      <StepCard
        title="为什么改"
        saveId={TEST_IDS.saveAmendment}
        saveName="发出新的一版"
        change={amending}
        onSave={amend}
        onLeave={onLeave}
      >
        <LongTextField
          first
          id={TEST_IDS.amendReason}
          label="大家会看到这句话"
          value={reason}
          maxLength={LONGEST_REASON}
          error={asked && reason.trim() === '' ? '请写为什么改' : undefined}
          onChange={setReason}
        />
      </StepCard>
    </>
  );
}

export function RecallForm({ directive, onDone, onLeave }: ChangeFormProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const recalling = useRecall();
  const recall = () => {
    setAsked(true);
    if (reason.trim() === '') return;
    mutateThen(recalling, { id: directive.id, reason: reason.trim() }, () => onDone('撤回了，各群都会看到'));
  };
  return (
    <StepCard
      title="撤回"
      saveId={TEST_IDS.saveRecall}
      saveName="撤回"
      change={recalling}
      onSave={recall}
      onLeave={onLeave}
    >
      <View className="gap-top">
        没推的群不用再推；推过的，打开会看到“已撤回”和下面这句话。微信群里的卡片收不回来。
      </View>
      <LongTextField
        id={TEST_IDS.recallReason}
        label="为什么撤回"
        value={reason}
        maxLength={LONGEST_REASON}
        error={asked && reason.trim() === '' ? '请写为什么撤回' : undefined}
        onChange={setReason}
      />
    </StepCard>
  );
}
