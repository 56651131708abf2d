import { View } from '@tarojs/components';
import { useState } from 'react';
import { Photos } from '@/features/visits';
import { mutateThen } from '@/shared/answers';
import { ApiError, errorSentence, type Schemas } from '@/shared/api';
import { choicesOf, TOPICS } from '@/shared/text';
import { Button, Card, LongTextField, Notice, SinglePick, Sub, Tap, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST_STORY, missingIn, MOST_PHOTOS, reportBody } from '../report.rules';
import { useSendReport } from '../reports.queries';
import type { useReportDraft } from '../use-report-draft';

type FraudType = Schemas['FraudType'];

interface ReportFormProps {
  drafting: ReturnType<typeof useReportDraft>;
  /** The scam that the warning is about, if the person comes from one. */
  ofWarning: FraudType | null;
  onSent(): void;
}

/** What happened, in one's own words; everything else may be left out. */
export function ReportForm({ drafting: { draft, error, change, done }, ofWarning, onSent }: ReportFormProps) {
  const sending = useSendReport();
  const [asked, setAsked] = useState(false);
  if (!draft) return null;
  const missing = missingIn(draft);
  const send = () => {
    setAsked(true);
    if (missing !== null) return;
    mutateThen(sending, reportBody(draft, ofWarning), () => {
      void done();
      onSent();
    });
  };
  return (
    <>
      <Card>
        <LongTextField
          first
          id={TEST_IDS.story}
          label="怎么回事？一句话就行"
          placeholder="比如：有人打电话说我快递丢了，要给我退钱"
          value={draft.story}
          maxLength={LONGEST_STORY}
          onChange={(story) => change({ story })}
        />
        <TextField
          id={TEST_IDS.reportPhone}
          label="您的电话（可不填，好回您）"
          type="phone"
          maxLength={20}
          value={draft.phone}
          onChange={(phone) => change({ phone })}
        />
      </Card>
      <Photos
        title="截图（可不加）"
        most={MOST_PHOTOS}
        photoIds={draft.photoIds}
        onChange={(photoIds) => change({ photoIds })}
      />
      <FraudTypeCard chosen={draft.fraudType ?? ofWarning ?? 'other'} onChoose={(fraudType) => change({ fraudType })} />
      {asked && missing !== null && <Notice tone="late">{missing}</Notice>}
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      {sending.isError && <Notice tone="late">{sentence(sending.error)}</Notice>}
      <Button id={TEST_IDS.sendReport} busy={sending.isPending} onTap={send}>
        报给综治办
      </Button>
    </>
  );
}

function sentence(error: unknown): string {
  if (error instanceof ApiError && error.is('too_many_requests')) return '今天报得太多了，明天再报，急事请打 96110。';
  if (error instanceof ApiError) return errorSentence(error);
  return '没有发出去，写的都存在手机里。有网了再点一次。';
}

/** Eleven answers are a long list in large letters: it is open only for whoever wants to say it better. */
function FraudTypeCard({ chosen, onChoose }: { chosen: FraudType; onChoose(type: FraudType): void }) {
  const [open, setOpen] = useState(false);
  const choose = (type: FraudType) => {
    onChoose(type);
    setOpen(false);
  };
  return (
    <Card>
      <Tap
        id={TEST_IDS.fraudType}
        className="switch-row"
        label={`像哪一种骗术：${TOPICS[chosen]}`}
        onTap={() => setOpen(!open)}
      >
        <View className="grow">
          <View className="strong">像哪一种：{TOPICS[chosen]}</View>
          <Sub>{open ? '说不清，就选“其他”' : '点这里换一种'}</Sub>
        </View>
      </Tap>
      {open && <SinglePick choices={choicesOf(TOPICS)} picked={chosen} idOf={TEST_IDS.topic} onPick={choose} />}
    </Card>
  );
}
