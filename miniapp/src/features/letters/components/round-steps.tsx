import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { Button, Card, ConfirmButton, Notice, TEST_IDS } from '@/shared/ui';
import type { RoundDetail } from '../letter.rules';
import { useCloseRound } from '../letters.queries';

export interface StepProps {
  round: RoundDetail;
  onDone(sentence: string): void;
  onLeave(): void;
}

export const STEPS = { roster: '发给名单', families: '发给班级家长', code: '签字码' } as const;
export type Step = keyof typeof STEPS;

export function isStep(key: string | undefined): key is Step {
  return key !== undefined && key in STEPS;
}

interface RoundStepsProps {
  round: RoundDetail;
  /** The place has classes. */
  hasClasses: boolean;
  onStep(step: Step): void;
}

/** What one can do about a round that is running. */
export function RoundSteps({ round, hasClasses, onStep }: RoundStepsProps) {
  const closing = useCloseRound(round.id);
  const { total, signed } = round.counts;
  if (round.closedAt !== null) return <Card>这一轮已经结束。签过的都还在，点名字看。</Card>;
  const steps = (Object.keys(STEPS) as Step[]).filter((step) => step !== 'families' || hasClasses);
  return (
    <Card title="办这一轮">
      <View className="class-steps">
        {steps.map((step) => (
          <Button key={step} id={TEST_IDS.letterStep(step)} compact tone="ghost" onTap={() => onStep(step)}>
            {STEPS[step]}
          </Button>
        ))}
      </View>
      {closing.isError && <Notice tone="late">{errorSentence(closing.error)}</Notice>}
      <ConfirmButton
        id={TEST_IDS.closeRound}
        compact
        tone="plain"
        name="结束这一轮"
        question={
          signed < total ? `还有 ${total - signed} 人没签，结束后就不能再签了。` : '都签齐了，结束后不能再加人。'
        }
        busy={closing.isPending}
        onConfirm={() => closing.mutate()}
      />
    </Card>
  );
}
