import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { businessDate, clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { DateField, Notice, SelectField, StepCard, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { absenceTimes, emptyAbsence, problemsOf, type AbsenceDraft } from '../absence.rules';
import { useAddAbsence } from '../chat-groups.queries';
import type { Person } from '../group.rules';

interface AbsenceFormProps {
  /** Whom an office speaks for; oneself without. */
  absent: { personId: string; name: string } | undefined;
  deputies: readonly Person[];
  onDone(): void;
}

/** From when until when somebody is away, and who of their groups stands in. */
export function AbsenceForm({ absent, deputies, onDone }: AbsenceFormProps) {
  const now = clock.now();
  const today = businessDate(now);
  const [draft, setDraft] = useState<AbsenceDraft>(() => emptyAbsence(today));
  const [asked, setAsked] = useState(false);
  const adding = useAddAbsence();
  const problems = problemsOf(draft, today);
  const change = (patch: Partial<AbsenceDraft>) => setDraft({ ...draft, ...patch });
  const save = () => {
    setAsked(true);
    if (Object.keys(problems).length > 0) return;
    const reason = draft.reason.trim();
    mutateThen(
      adding,
      {
        id: newId(),
        deputyId: draft.deputyId!,
        ...absenceTimes(draft, now),
        ...(absent && { personId: absent.personId }),
        ...(reason && { reason }),
      },
      onDone,
    );
  };
  const people = [...new Map(deputies.map((person) => [person.personId, person])).values()];
  return (
    <StepCard
      title={absent ? `${absent.name}离开几天` : '我离开几天'}
      saveId={TEST_IDS.saveAbsence}
      saveName="存下来"
      change={adding}
      onSave={people.length > 0 ? save : undefined}
      onLeave={onDone}
    >
      {people.length === 0 ? (
        <Notice tone="wait">同一个群里没有别的人可以代办，请找镇里。</Notice>
      ) : (
        <SelectField
          first
          id={TEST_IDS.deputy}
          label="谁代办（同一个群里的人）"
          choices={people.map(({ personId, name, label }) => ({ value: personId, name: `${name}（${label}）` }))}
          value={draft.deputyId}
          error={asked ? problems.deputyId : undefined}
          onChange={(deputyId) => change({ deputyId })}
        />
      )}
      <DateField
        id={TEST_IDS.absenceFrom}
        label="从哪天"
        value={draft.from}
        start={today}
        error={asked ? problems.from : undefined}
        onChange={(from) => change({ from: from || today })}
      />
      <DateField
        id={TEST_IDS.absenceUntil}
        label="到哪天（这天也不在）"
        value={draft.until}
        start={draft.from}
        error={asked ? problems.until : undefined}
        onChange={(until) => change({ until: until || null })}
      />
      {draft.until === null && <Sub>没写到哪天，就一直代办到取消。</Sub>}
      <TextField
        id={TEST_IDS.absenceReason}
        label="为什么（可不写）"
        value={draft.reason}
        maxLength={100}
        onChange={(reason) => change({ reason })}
      />
    </StepCard>
  );
}
