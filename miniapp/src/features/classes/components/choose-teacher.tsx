import { useState } from 'react';
import { useRegion } from '@/features/regions';
import { PersonChoice, type Person } from '@/features/roster';
import { mutateThen } from '@/shared/answers';
import { Chip, Loaded, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { teachersOf } from '../class.rules';
import { useChangeClass } from '../classes.queries';
import type { StepProps } from './edit-class';

/** Who teaches the class: it and its families are theirs to visit. */
export function ChooseTeacher({ own, onDone, onLeave }: StepProps) {
  const [chosen, setChosen] = useState<Pick<Person, 'id' | 'name'> | null>(ownTeacher(own));
  const changing = useChangeClass(own.id);
  const school = useRegion(own.unitId ?? own.gridId);
  const save = () =>
    mutateThen(changing, { teacherId: chosen?.id ?? null }, () =>
      onDone(chosen ? `班主任是${chosen.name}` : '现在没有班主任'),
    );
  return (
    <StepCard
      title="班主任"
      saveId={TEST_IDS.saveClass}
      saveName={chosen ? `由${chosen.name}当` : '先不设'}
      change={changing}
      onSave={save}
      onLeave={onLeave}
    >
      <Sub>班级和这些家庭都归新的班主任去走。</Sub>
      <Chip tone="gray" selected={chosen === null} onTap={() => setChosen(null)}>
        先不设
      </Chip>
      <Loaded query={school} cards={1}>
        {({ value }) => (
          <PersonChoice
            question={{ role: 'teacher', regionId: value.parentId ?? value.id }}
            chosen={chosen ? [chosen.id] : []}
            among={(people) => teachersOf(people, value)}
            nobody="在“人员”里给这所学校加一个班主任，再来选。"
            onChoose={setChosen}
          />
        )}
      </Loaded>
    </StepCard>
  );
}

function ownTeacher({ teachers: [teacher] }: StepProps['own']): { id: string; name: string } | null {
  return teacher ? { id: teacher.personId, name: teacher.name } : null;
}
