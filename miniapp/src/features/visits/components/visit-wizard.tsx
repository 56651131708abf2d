import { useState } from 'react';
import { useDoorStore, type DoorRecord } from '@/features/doors';
import { errorSentence } from '@/shared/api';
import { scrollToTop } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Button, ErrorState, Notice, Page, Skeleton, Steps, TEST_IDS, useAction } from '@/shared/ui';
import { countsFor, validateDraft } from '../visits.rules';
import { useDraft } from '../visits.store';
import { AppStep } from './app-step';
import { ClosingStep } from './closing-step';
import type { StepProps } from './step-props';
import { TaughtStep } from './taught-step';
import { UnsuccessfulStep } from './unsuccessful-step';
import { WhoStep } from './who-step';

const STEPS = ['谁在家', '讲了什么', 'APP', '完成'] as const;
const LAST = STEPS.length - 1;

interface VisitWizardProps {
  door: DoorRecord;
  title: string;
  onFinished(visitId: string): void;
}

/** Each answer is on the phone as soon as it is given; a killed app comes back to the same visit. */
export function VisitWizard({ door, title, onFinished }: VisitWizardProps) {
  const { draft, error: notKept, change, finish } = useDraft(door.id);
  const [step, setStep] = useState(0);
  const { busy, error, run } = useAction();
  const plans = useDoorStore((store) => store.plans);
  const trainedOn = useSession((session) => session.me?.trainedOn ?? null);
  if (!draft) return <Page title={title}>{notKept ? <ErrorState error={notKept} /> : <Skeleton />}</Page>;

  const failure = error ?? notKept;
  const met = draft.outcome === 'met';
  const mayFinish = draft.outcome !== null && (!met || step === LAST);
  const missing = mayFinish ? validateDraft(draft) : [];
  const verdicts = met ? countsFor(draft, { door, plans, trainedOn }) : [];
  const goTo = (next: number) => {
    setStep(next);
    scrollToTop();
  };

  const foot = (
    <>
      {met && step > 0 && (
        <Button id={TEST_IDS.previous} tone="ghost" narrow onTap={() => goTo(step - 1)}>
          上一步
        </Button>
      )}
      {mayFinish ? (
        <Button
          id={TEST_IDS.finish}
          busy={busy}
          disabled={missing.length > 0}
          onTap={() => void run(async () => onFinished(await finish()))}
        >
          记下来
        </Button>
      ) : (
        <Button id={TEST_IDS.next} disabled={!met} onTap={() => goTo(step + 1)}>
          {met ? `下一步 · ${STEPS[step + 1]}` : '先选一项'}
        </Button>
      )}
    </>
  );

  const props: StepProps = { door, draft, change };
  return (
    <Page title={title} foot={foot}>
      {met && <Steps names={STEPS} current={step} />}
      {(!met || step === 0) && <WhoStep {...props} />}
      {draft.outcome !== null && !met && <UnsuccessfulStep {...props} />}
      {met && step === 1 && <TaughtStep {...props} verdicts={verdicts} />}
      {met && step === 2 && <AppStep {...props} />}
      {met && step === LAST && <ClosingStep {...props} verdicts={verdicts} />}
      {missing.map(({ field, sentence }) => (
        <Notice key={field} tone="late">
          {sentence}
        </Notice>
      ))}
      {failure !== null && <Notice tone="late">{errorSentence(failure)}</Notice>}
    </Page>
  );
}
