import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import type { UnitKind } from '@/shared/text';
import { StepCard, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST_NAME } from '../region.rules';
import { useAddRegion } from '../regions.queries';
import { nameSentence, type RegionStepProps } from './region-step';
import { UnitKindField } from './unit-kind-field';

const SAYS = {
  own: '学校、医院、企业、工地、镇上的站所都是单位。',
  below: '这个单位管理的企业、工地，写在它的下面。',
} as const;

/** A school, a hospital, an enterprise: it stands where it belongs and has no grids of its own. */
export function NewUnit({ region, onDone, onLeave }: RegionStepProps) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<UnitKind | null>(region.level === 'unit' ? 'enterprise' : null);
  const [asked, setAsked] = useState(false);
  const adding = useAddRegion();
  const missing = name.trim() === '';
  const save = () => {
    setAsked(true);
    if (missing || kind === null) return;
    mutateThen(adding, { parentId: region.id, level: 'unit', name: name.trim(), unitKind: kind }, (added) =>
      onDone(`加好了：${added.name}`),
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
      <Sub>{SAYS[region.level === 'unit' ? 'below' : 'own']}</Sub>
      <TextField
        id={TEST_IDS.regionName}
        label="单位名称"
        value={name}
        maxLength={LONGEST_NAME}
        error={asked && missing ? '请写名称' : undefined}
        onChange={setName}
      />
      <UnitKindField parent={region.level} value={kind} asked={asked} onChange={setKind} />
    </StepCard>
  );
}
