import { View } from '@tarojs/components';
import { useState } from 'react';
import { useClasses } from '@/features/classes';
import { mutateThen } from '@/shared/answers';
import { ApiError, errorSentence, type Schemas } from '@/shared/api';
import { Checkbox, Empty, Loaded, StepCard, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { useSendToFamilies } from '../letters.queries';
import type { StepProps } from './round-steps';

type SchoolClass = Schemas['SchoolClass'];

/** The families of a class, whose guardians sign below its 班主任; pupils are not named. */
export function SendFamilies({ round, onDone, onLeave }: StepProps) {
  const [classId, setClassId] = useState<string>();
  const query = useClasses(round.regionId);
  const sending = useSendToFamilies(round.id);
  const chosen = query.data?.items.find(({ id }) => id === classId);
  const ofUnit = (items: readonly SchoolClass[]) => items.filter(({ unitId }) => unitId === round.regionId);
  const send = () => {
    if (chosen) mutateThen(sending, chosen.id, () => onDone(`发给了${chosen.name}的 ${chosen.families} 户家长`));
  };
  return (
    <StepCard
      title="发给班级的家长"
      saveId={TEST_IDS.sendRoster}
      saveName={chosen ? `发给 ${chosen.families} 户` : '发'}
      change={sending}
      sentence={familiesRefusal}
      onSave={chosen && chosen.families > 0 ? send : undefined}
      onLeave={onLeave}
    >
      <Sub>由监护人签，排在班主任下面。只用家长的名字，不记学生。</Sub>
      <Loaded query={query} cards={1}>
        {({ items }) =>
          ofUnit(items).length === 0 ? (
            <Empty mark="班" title="这里还没有班级">
              先到“班级”里建班、加家庭，再来发。
            </Empty>
          ) : (
            <View className="workers">
              {ofUnit(items).map(({ id, name, families, teachers }) => (
                <Tap
                  key={id}
                  id={TEST_IDS.schoolClass(id)}
                  className="list-item"
                  role="radio"
                  checked={id === classId}
                  label={name}
                  onTap={() => setClassId(id)}
                >
                  <Checkbox round on={id === classId} />
                  <View className="grow">
                    <View className="strong">{name}</View>
                    <Sub>
                      {teachers.map((teacher) => teacher.name).join('、') || '没有班主任'} ·{' '}
                      {families > 0 ? `${families} 户` : '还没加家庭'}
                    </Sub>
                  </View>
                </Tap>
              ))}
            </View>
          )
        }
      </Loaded>
    </StepCard>
  );
}

const REFUSALS: Record<string, string> = {
  class_of_this_unit: '这个班不在这个单位里。',
  chain_of_classes: '这条链里班主任下面没有家长这一级。',
  class_with_teacher: '这个班还没有班主任，先到“班级”里设。',
};

function familiesRefusal(error: unknown): string {
  const rule = error instanceof ApiError ? error.problem.errors?.[0]?.rule : undefined;
  return (rule && REFUSALS[rule]) || errorSentence(error);
}
