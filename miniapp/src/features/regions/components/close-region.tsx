import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { REGION_LEVELS } from '@/shared/text';
import { Notice, SelectField, StepCard, TEST_IDS } from '@/shared/ui';
import { hasPlacesBelow, type Region } from '../region.rules';
import { useChildren, useCloseRegion } from '../regions.queries';
import { closingSentence, type RegionStepProps } from './region-step';

const NOWHERE = 'nowhere';

/** 撤并: with a successor everything below moves there; without one nothing may be left below. */
export function CloseRegion({ region, onDone, onLeave }: RegionStepProps) {
  const [successor, setSuccessor] = useState<string>();
  const [asked, setAsked] = useState(false);
  const beside = useChildren(region.parentId ?? undefined).data?.value.items ?? [];
  const others = beside.filter(({ id, level }) => id !== region.id && level === region.level);
  const closing = useCloseRegion(region.id);
  const into = others.find(({ id }) => String(id) === successor);
  const save = () => {
    setAsked(true);
    if (successor === undefined) return;
    mutateThen(closing, into?.id, () => onDone(into ? `${region.name}并到了${into.name}` : `${region.name}撤掉了`));
  };
  return (
    <StepCard
      title={`撤并${region.name}`}
      saveId={TEST_IDS.saveRegion}
      saveName="撤并"
      change={closing}
      sentence={closingSentence}
      onSave={save}
      onLeave={onLeave}
    >
      <Notice tone="wait">{closingNotice(region)}</Notice>
      <SelectField
        first
        id={TEST_IDS.successor}
        label="并到哪里"
        choices={[
          ...others.map(({ id, name }) => ({ value: String(id), name })),
          { value: NOWHERE, name: '不并，直接撤掉' },
        ]}
        value={successor}
        error={asked && successor === undefined ? '请选一个' : undefined}
        onChange={setSuccessor}
      />
    </StepCard>
  );
}

function closingNotice(region: Region): string {
  if (region.level === 'unit') return '并过去以后，它管理的单位跟着走。撤并后不能恢复。';
  return hasPlacesBelow(region)
    ? '并过去以后，下面的网格、小组、单位和每一户都跟着走，入户记录不变。撤并后不能恢复。'
    : `有户的${REGION_LEVELS[region.level]}撤不了，先把户移到别处。撤掉后不能恢复。`;
}
