import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { LongTextField, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { useHandOver } from '../roster.queries';
import type { Person } from '../roster.rules';
import type { StepProps } from './grant-post';
import { PersonChoice } from './person-choice';

/** Somebody leaves: posts, doors and teams go to one other person at once. */
export function HandOver({ person, onDone, onLeave }: StepProps) {
  const [to, setTo] = useState<Person>();
  const [note, setNote] = useState('');
  const handing = useHandOver(person.id);
  const save = () => {
    if (!to) return;
    mutateThen(handing, { toPersonId: to.id, ...(note.trim() && { note: note.trim() }) }, ({ posts, doors }) =>
      onDone(`交给了${to.name}：${posts} 个职务、${doors} 户`),
    );
  };
  return (
    <StepCard
      title={`${person.name}交接给别人`}
      saveId={TEST_IDS.savePerson}
      saveName={to ? `交给${to.name}` : '选一个人'}
      change={handing}
      onSave={to && save}
      onLeave={onLeave}
    >
      <Sub>全部职务、名下的户和结对都转过去，马上生效；培训记录不转。接手的人不在名册里，先“加一个人”。</Sub>
      <PersonChoice
        question={{}}
        chosen={to ? [to.id] : []}
        among={(people) => people.filter(({ id }) => id !== person.id)}
        nobody="换一个名字再找。"
        onChoose={setTo}
      />
      <LongTextField
        id={TEST_IDS.handOverNote}
        label="说明（可不填）"
        value={note}
        maxLength={200}
        onChange={setNote}
      />
    </StepCard>
  );
}
