import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { StepCard, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST_NAME } from '../region.rules';
import { useChangeRegion } from '../regions.queries';
import { nameSentence, type RegionStepProps } from './region-step';
import { UnitKindField } from './unit-kind-field';

/** The name, and for a unit what it is. */
export function RenameRegion({ region, onDone, onLeave }: RegionStepProps) {
  const [name, setName] = useState(region.name);
  const [kind, setKind] = useState(region.unitKind);
  const renaming = useChangeRegion(region.id);
  const missing = name.trim() === '';
  const save = () => {
    if (missing) return;
    const change = { name: name.trim(), ...(kind !== null && { unitKind: kind }) };
    mutateThen(renaming, change, (renamed) => onDone(`改好了：${renamed.name}`));
  };
  return (
    <StepCard
      title={kind === null ? `给${region.name}改名` : `改${region.name}`}
      saveId={TEST_IDS.saveRegion}
      saveName={kind === null ? '改名' : '改好'}
      change={renaming}
      sentence={nameSentence}
      onSave={save}
      onLeave={onLeave}
    >
      <TextField
        first
        id={TEST_IDS.regionName}
        label={kind === null ? '新名字' : '名字'}
        value={name}
        maxLength={LONGEST_NAME}
        error={missing ? '请写名字' : undefined}
        onChange={setName}
      />
      {kind !== null && (
        <UnitKindField
          parent={region.path[region.path.length - 2]?.level}
          value={kind}
          asked={false}
          onChange={setKind}
        />
      )}
    </StepCard>
  );
}
