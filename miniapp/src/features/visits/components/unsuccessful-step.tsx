import { businessDate, clock } from '@/shared/clock';
import { AWAY_CONTACTS, choicesOf, nearDayText } from '@/shared/text';
import { Card, DateField, LongTextField, SinglePick, Sub } from '@/shared/ui';
import type { StepProps } from './step-props';

/** The suggested date is already filled in, so that an unsuccessful visit is two taps. */
export function UnsuccessfulStep({ draft, change }: StepProps) {
  const today = businessDate(clock.now());
  return (
    <>
      <Card title="下次什么时候去">
        <DateField
          first
          label="已按情况填好，可以改"
          start={today}
          value={draft.nextAttemptOn}
          onChange={(nextAttemptOn) => change({ nextAttemptOn })}
        />
        {draft.nextAttemptOn && <Sub>{nearDayText(draft.nextAttemptOn, today)}再去，到时排进“今日”。</Sub>}
      </Card>
      {draft.outcome === 'away' && (
        <Card title="联系上了吗">
          <SinglePick
            choices={choicesOf(AWAY_CONTACTS)}
            picked={draft.awayContact}
            onPick={(awayContact) => change({ awayContact })}
          />
        </Card>
      )}
      <Card>
        <LongTextField
          first
          label="备注（可不填）"
          placeholder="例如 邻居说晚上才回来"
          value={draft.note}
          onChange={(note) => change({ note })}
        />
      </Card>
    </>
  );
}
