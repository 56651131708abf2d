import { View } from '@tarojs/components';
import { useState } from 'react';
import type { CascadePlan } from '@/features/chat-groups';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { DIRECTIVE_KINDS } from '@/shared/cascade';
import { useWide } from '@/shared/platform';
import { choicesOf } from '@/shared/text';
import { Button, Card, ConfirmButton, Notice, SinglePick, Sub, TEST_IDS } from '@/shared/ui';
import { isComplete, serviceText, severityChoice, type Directive } from '../directive.rules';
import { useAddClip, useDiscardDraft, usePublish, useSaveDraft } from '../directives.queries';
import type { KeptText } from '../kept-text.rules';
import { useComposing } from '../use-composing';
import { ClipField } from './clip-field';
import { ContentFields } from './content-fields';
import { KeptNotice } from './kept-notice';
import { ReachCard } from './reach-card';
import { TargetFields } from './target-fields';

const SEVERITY_ORDER = ['critical', 'urgent', 'normal'] as const;

interface DraftFormProps {
  saved: Directive | undefined;
  plan: CascadePlan;
  regionId: number;
  /** What was left unsaved the last time. */
  kept: KeptText | null;
  onSaved(directive: Directive): void;
  onPublished(directive: Directive): void;
  onDiscarded(): void;
}

/** One text from the first word to its publication; what it would reach is said all the while. */
export function DraftForm({ saved, plan, regionId, kept, onSaved, onPublished, onDiscarded }: DraftFormProps) {
  const { cascade } = plan;
  const composing = useComposing(saved, { planId: plan.id, regionId, kept });
  const { draft, setDraft, change, changed } = composing;
  const [asked, setAsked] = useState(false);
  const saving = useSaveDraft();
  const publishing = usePublish();
  const discarding = useDiscardDraft();
  // Nothing goes out ahead of its recording.
  const adding = useAddClip();
  const wide = useWide();
  const complete = isComplete(draft.content);
  const save = () => {
    setAsked(true);
    if (complete) mutateThen(saving, change, onSaved);
  };
  const publish = () => {
    setAsked(true);
    if (complete) mutateThen(publishing, { ...change, changed }, onPublished);
  };
  const giveUp = () => {
    change.arrived();
    onDiscarded();
  };
  const critical = draft.severity === 'critical';
  const failure = publishing.error ?? saving.error ?? discarding.error;

  const kindCard = (
    <Card title="发什么">
      <View className="kind-picks">
        <SinglePick
          choices={choicesOf(DIRECTIVE_KINDS)}
          picked={draft.kind}
          idOf={TEST_IDS.directiveKind}
          onPick={(kind) => setDraft({ ...draft, kind })}
        />
      </View>
      <Sub>
        {draft.kind === 'alert' || draft.kind === 'tip'
          ? '村民在自己的小程序里也看得到。'
          : '只给有职务的人看，推到工作群；村民看不到。'}
      </Sub>
      <View className="field-label gap-top">多急</View>
      <View className="severity-picks">
        <SinglePick
          choices={SEVERITY_ORDER.map((value) => ({ value, name: severityChoice(value, cascade) }))}
          picked={draft.severity}
          idOf={TEST_IDS.severity}
          onPick={(severity) => setDraft({ ...draft, severity })}
        />
      </View>
      <Sub>{serviceText(draft, cascade)}</Sub>
    </Card>
  );
  const notice = <KeptNotice words={composing.words} saved={saved} onStartOver={composing.startOver} />;
  const content = (
    <ContentFields content={draft.content} asked={asked} onChange={(next) => setDraft({ ...draft, content: next })} />
  );
  const clip = <ClipField {...{ change, adding, complete, onSaved }} onAsked={() => setAsked(true)} />;
  const targets = (
    <TargetFields
      targets={draft.targets}
      regionId={regionId}
      cascade={cascade}
      onChange={(next) => setDraft({ ...draft, targets: next })}
    />
  );
  const end = (
    <>
      <ReachCard planId={plan.id} regionId={regionId} targets={draft.targets} />
      {saved?.returnedBecause && <Notice tone="late">退回来了：{saved.returnedBecause}</Notice>}
      {failure && <Notice tone="late">{errorSentence(failure)}</Notice>}
      {composing.error !== null && <Notice tone="late">{errorSentence(composing.error)}</Notice>}
      {asked && !complete && <Notice tone="late">标题和正文要写好。</Notice>}
      {saving.isSuccess && !changed && <Notice tone="ok">存好了，还没发出。</Notice>}
      <Card>
        <ConfirmButton
          id={TEST_IDS.publishDirective}
          tone="main"
          name={critical ? '交另一人审批' : '发出'}
          question={
            critical
              ? '特急要另一个有审批权的人看过才发。交出去以后不能再改。'
              : '发出后各群马上开始计时。微信内容检查没通过的，会交另一人审批。'
          }
          busy={publishing.isPending || adding.isPending}
          onConfirm={publish}
        />
        <View className="gap-top">
          <Button
            id={TEST_IDS.saveDirective}
            tone="ghost"
            busy={saving.isPending || adding.isPending}
            disabled={!changed}
            onTap={save}
          >
            存草稿
          </Button>
        </View>
        {saved && (
          <ConfirmButton
            id={TEST_IDS.discardDirective}
            tone="plain"
            name="不要这份草稿了"
            question="草稿会删掉，找不回来。"
            busy={discarding.isPending}
            onConfirm={() => mutateThen(discarding, saved.id, giveUp)}
          />
        )}
      </Card>
    </>
  );
  if (!wide) {
    return (
      <>
        {notice}
        {kindCard}
        {content}
        {clip}
        {targets}
        {end}
      </>
    );
  }
  return (
    <View className="compose-panes">
      <View>
        {notice}
        {kindCard}
        {content}
        {clip}
      </View>
      <View>
        {targets}
        {end}
      </View>
    </View>
  );
}
