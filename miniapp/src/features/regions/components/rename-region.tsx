import { useState } from 'react';
import { StepCard, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST_NAME } from '../region.rules';
import { useRenameRegion } from '../regions.queries';
import { nameSentence, type RegionStepProps } from './region-step';

export function RenameRegion({ region, onDone, onLeave }: RegionStepProps) {
  const [name, setName] = useState(region.name);
  const renaming = useRenameRegion(region.id);
  const missing = name.trim() === '';
  const save = () => {
    if (missing) return;
    renaming.mutate(name.trim(), { onSuccess: (renamed) => onDone(`改好了：${renamed.name}`) });
  };
  return (
    <StepCard
      title={`给${region.name}改名`}
      saveId={TEST_IDS.saveRegion}
      saveName="改名"
      change={renaming}
      sentence={nameSentence}
      onSave={save}
      onLeave={onLeave}
    >
      <TextField
        first
        id={TEST_IDS.regionName}
        label="新名字"
        value={name}
        maxLength={LONGEST_NAME}
        error={missing ? '请写名字' : undefined}
        onChange={setName}
      />
    </StepCard>
  );
}
