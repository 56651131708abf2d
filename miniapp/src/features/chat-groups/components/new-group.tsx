import { View } from '@tarojs/components';
import { useState } from 'react';
import { pickedPlace, PlacePicker } from '@/features/regions';
import { mutateThen } from '@/shared/answers';
import type { Schemas } from '@/shared/api';
import { newId } from '@/shared/ids';
import type { RegionLevel } from '@/shared/text';
import { SelectField, StepCard, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { useAddGroup } from '../chat-groups.queries';
import type { CascadePlan } from '../plans.queries';

const PLACES: readonly RegionLevel[] = ['township', 'village', 'group', 'unit'];
const LONGEST_NAME = 60;

interface NewGroupProps {
  plan: CascadePlan;
  places: readonly Schemas['Region'][];
  onAdded(groupId: string): void;
  onLeave(): void;
}

/** A group that no rule makes, such as that of a 楼栋; it hangs below the group from which its kind gets its messages. */
export function NewGroup({ plan, places: begin, onAdded, onLeave }: NewGroupProps) {
  const kinds = plan.cascade.groupKinds.filter(({ level }) => level > 0);
  const [kindKey, setKindKey] = useState(kinds[kinds.length - 1]?.key);
  const [name, setName] = useState('');
  const [places, setPlaces] = useState(begin);
  const [asked, setAsked] = useState(false);
  const adding = useAddGroup();
  const place = pickedPlace(places, PLACES);
  const add = () => {
    setAsked(true);
    if (!kindKey || !place || name.trim() === '') return;
    const body = { id: newId(), planId: plan.id, kindKey, regionId: place.id, name: name.trim() };
    mutateThen(adding, body, ({ id }) => onAdded(id));
  };
  return (
    <StepCard
      title="加一个群"
      saveId={TEST_IDS.saveNewGroup}
      saveName="加上"
      change={adding}
      onSave={add}
      onLeave={onLeave}
    >
      <Sub>方案算不出来的群，例如楼栋群。推送员、监督员按这一类群的规则配。</Sub>
      <TextField
        id={TEST_IDS.groupName}
        label="群名"
        placeholder="例如 幸福小区 3 号楼群"
        value={name}
        maxLength={LONGEST_NAME}
        error={asked && name.trim() === '' ? '请写群名' : undefined}
        onChange={setName}
      />
      <SelectField
        id={TEST_IDS.groupKind}
        label="算哪一类"
        choices={kinds.map(({ key, name: kindName }) => ({ value: key, name: kindName }))}
        value={kindKey}
        onChange={setKindKey}
      />
      <View className="filters gap-top">
        <PlacePicker
          label="在哪里"
          chosen={places}
          wanted={PLACES}
          error={asked && !place ? '请选到村、小组或单位' : undefined}
          onChange={setPlaces}
        />
      </View>
    </StepCard>
  );
}
