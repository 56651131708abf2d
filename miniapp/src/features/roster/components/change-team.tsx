import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { useChangeTeam } from '../roster.queries';
import { MOST_POLICE } from '../roster.rules';
import { PersonChoice } from './person-choice';
import type { StepProps } from './grant-post';

const isPolice = ({ role }: StepProps['person']['posts'][number]) => role === 'police' || role === 'auxiliary_police';

/** Which police go along from door to door; nobody chosen ends the team. */
export function ChangeTeam({ person, onDone, onLeave }: StepProps) {
  const [chosen, setChosen] = useState<readonly string[]>(person.team.map(({ personId }) => personId));
  const changing = useChangeTeam(person.id);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-MOST_POLICE));
  const save = () =>
    mutateThen(changing, [...chosen], ({ team }) =>
      onDone(team.length > 0 ? `${person.name}和${team.map(({ name }) => name).join('、')}一起走` : '不再结对'),
    );
  return (
    <StepCard
      title="配民警、辅警"
      saveId={TEST_IDS.savePerson}
      saveName={chosen.length > 0 ? `配 ${chosen.length} 人` : '不配'}
      change={changing}
      onSave={save}
      onLeave={onLeave}
    >
      <Sub>
        {person.name}名下的户也会到他们名下，一起入户。最多 {MOST_POLICE} 人。
      </Sub>
      <PersonChoice
        many
        question={{}}
        chosen={chosen}
        among={(people) => people.filter(({ posts }) => posts.some(isPolice))}
        nobody="您能看到的名册里没有民警、辅警，请综治办来配。"
        onChoose={({ id }) => toggle(id)}
      />
    </StepCard>
  );
}
