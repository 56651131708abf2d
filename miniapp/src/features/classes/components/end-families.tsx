import { useState } from 'react';
import { doorTitle } from '@/features/doors';
import { mutateThen } from '@/shared/answers';
import { Loaded, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { MOST_AT_ONCE } from '../class.rules';
import { useEndFamilies, useFamilies } from '../classes.queries';
import type { StepProps } from './edit-class';
import { TickList } from './tick-list';

/** Families that no longer belong to the class; their visits stay as they are. */
export function EndFamilies({ own, onDone, onLeave }: StepProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const query = useFamilies(own.id);
  const ending = useEndFamilies(own.id);
  const count = Math.min(ticked.size, MOST_AT_ONCE);
  const save = () => mutateThen(ending, [...ticked].slice(0, MOST_AT_ONCE), () => onDone(`移出了 ${count} 户`));
  return (
    <StepCard
      title="移出家庭"
      saveId={TEST_IDS.saveClass}
      saveName={`移出 ${count} 户`}
      change={ending}
      onSave={count > 0 ? save : undefined}
      onLeave={onLeave}
    >
      <Sub>转学、毕业的勾上。户和走访记录都还在，只是不再归这个班。</Sub>
      <Loaded query={query} cards={1}>
        {({ items }) => (
          <TickList
            rows={items.map(({ doorId, code, label, villageName, gridName }) => ({
              id: doorId,
              title: `${code} ${doorTitle('household', label)}`.trim(),
              detail: `${villageName} ${gridName}`,
            }))}
            ticked={ticked}
            onChange={setTicked}
          />
        )}
      </Loaded>
    </StepCard>
  );
}
