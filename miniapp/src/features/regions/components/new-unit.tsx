import { useState } from 'react';
import { StepCard, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST_NAME } from '../region.rules';
import { useAddRegion } from '../regions.queries';
import { nameSentence, type RegionStepProps } from './region-step';

/** A school, a hospital, an enterprise: it stands where it belongs and has no grids of its own. */
export function NewUnit({ region, onDone, onLeave }: RegionStepProps) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const adding = useAddRegion();
  const missing = name.trim() === '';
  const save = () => {
    setAsked(true);
    if (missing) return;
    adding.mutate(
      { parentId: region.id, level: 'unit', name: name.trim() },
      { onSuccess: (added) => onDone(`加好了：${added.name}`) },
    );
  };
  return (
    <StepCard
      title={`在${region.name}加单位`}
      saveId={TEST_IDS.saveRegion}
      saveName="加上"
      change={adding}
      sentence={nameSentence}
      onSave={save}
      onLeave={onLeave}
    >
      <Sub>学校、医院、企业、工地都是单位。</Sub>
      <TextField
        id={TEST_IDS.regionName}
        label="单位名称"
        value={name}
        maxLength={LONGEST_NAME}
        error={asked && missing ? '请写名称' : undefined}
        onChange={setName}
      />
    </StepCard>
  );
}
