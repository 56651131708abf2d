import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { StepCard, TEST_IDS } from '@/shared/ui';
import { draftProblems, type ClassDraft, type SchoolClass } from '../class.rules';
import { useChangeClass } from '../classes.queries';
import { ClassFields } from './class-fields';

export interface StepProps {
  own: SchoolClass;
  onDone(sentence: string): void;
  onLeave(): void;
}

export function EditClass({ own, onDone, onLeave }: StepProps) {
  const [draft, setDraft] = useState<ClassDraft>({ name: own.name, pupils: String(own.pupils), unitId: own.unitId });
  const changing = useChangeClass(own.id);
  const { name, pupils } = draftProblems(draft);
  const save = () =>
    mutateThen(changing, { name: draft.name.trim(), pupils: Number(draft.pupils) }, () => onDone('改好了'));
  return (
    <StepCard
      title="改名称和人数"
      saveId={TEST_IDS.saveClass}
      saveName="保存"
      change={changing}
      onSave={name || pupils ? undefined : save}
      onLeave={onLeave}
    >
      <ClassFields draft={draft} problems={{ name, pupils }} onChange={(patch) => setDraft({ ...draft, ...patch })} />
    </StepCard>
  );
}
