import { mutateThen } from '@/shared/answers';
import { countText } from '@/shared/text';
import { Notice, StepCard, TEST_IDS } from '@/shared/ui';
import { useEndAssignments } from '../roster.queries';
import type { StepProps } from './grant-post';

/** All doors that are a person's by name become nobody's. */
export function EndAssignments({ person, onDone, onLeave }: StepProps) {
  const ending = useEndAssignments(person.id);
  return (
    <StepCard
      title="收回名下的户"
      saveId={TEST_IDS.savePerson}
      saveName="收回"
      change={ending}
      onSave={() => mutateThen(ending, undefined, ({ ended }) => onDone(`收回了 ${countText(ended)} 户`))}
      onLeave={onLeave}
    >
      <Notice tone="wait">
        {person.name}名下的 {countText(person.doors)} 户会变成没人认领，再到“分配”里分给别人。入户记录不变。
      </Notice>
    </StepCard>
  );
}
