import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { pickedPlace, PlacePicker, useChildren } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { levelText } from '@/shared/cascade';
import { choicesOf, REGION_LEVELS, RESIDENT_TAGS, type RegionLevel } from '@/shared/text';
import { Button, Card, Chip, Notice, SinglePick, Sub, TEST_IDS } from '@/shared/ui';
import { DEEPEST_LEVEL, type Cascade, type Targets } from '../directive.rules';

type Region = Schemas['Region'];
type Place = Pick<Region, 'id' | 'name'>;

const PLACES: readonly RegionLevel[] = ['township', 'village', 'unit'];
const LEVELS = Array.from({ length: DEEPEST_LEVEL + 1 }, (_, level) => ({
  value: String(level),
  name: level === DEEPEST_LEVEL ? '一直到底' : level === 0 ? '只到指挥群' : `到${levelText(level)}`,
}));

interface TargetFieldsProps {
  targets: Targets;
  regionId: number;
  cascade: Cascade;
  onChange(targets: Targets): void;
}

/** Whom it goes to. Nothing chosen means everybody: each choice only narrows it. */
export function TargetFields({ targets, regionId, cascade, onChange }: TargetFieldsProps) {
  const { chains, audiences, deepestLevel } = targets;
  const change = (patch: Partial<Targets>) => onChange({ ...targets, ...patch });
  return (
    <Card title="发给谁">
      <Choice name="哪条链" all={chains.length === 0} onAll={() => change({ chains: [] })}>
        {cascade.chains.map(({ key, name }) => (
          <Chip
            key={key}
            id={TEST_IDS.targetChain(key)}
            tone="gray"
            selected={chains.includes(key)}
            onTap={() => change({ chains: toggled(chains, key) })}
          >
            {name}
          </Chip>
        ))}
      </Choice>
      <Places regionId={regionId} targets={targets} onChange={change} />
      <Choice name="哪些人" all={audiences.length === 0} onAll={() => change({ audiences: [] })}>
        {choicesOf(RESIDENT_TAGS).map(({ value, name }) => (
          <Chip
            key={value}
            id={TEST_IDS.targetAudience(value)}
            tone="gray"
            selected={audiences.includes(value)}
            onTap={() => change({ audiences: toggled(audiences, value) })}
          >
            {name}
          </Chip>
        ))}
      </Choice>
      {audiences.length > 0 && <Sub>只发到有这些人的群；群里别的人也看得到。</Sub>}
      <View className="field-label gap-top">推到哪一级</View>
      <View className="level-picks">
        <SinglePick
          choices={LEVELS}
          picked={String(deepestLevel)}
          idOf={TEST_IDS.deepestLevel}
          onPick={(level: string) => change({ deepestLevel: Number(level) })}
        />
      </View>
    </Card>
  );
}

function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

interface ChoiceProps {
  name: string;
  all: boolean;
  onAll(): void;
  children: ReactNode;
}

function Choice({ name, all, onAll, children }: ChoiceProps) {
  return (
    <View className="target-choice">
      <View className="field-label">{name}</View>
      <View className="row wrap reasons">
        <Chip tone="gray" selected={all} onTap={onAll}>
          全部
        </Chip>
        {children}
      </View>
    </View>
  );
}

interface PlacesProps {
  regionId: number;
  targets: Targets;
  onChange(patch: Partial<Targets>): void;
}

/** The places right below; one that lies deeper is added by name. */
function Places({ regionId, targets: { regionIds }, onChange }: PlacesProps) {
  const below = useChildren(regionId).data?.value.items.filter(({ closedOn }) => closedOn === null) ?? [];
  const [deeper, setDeeper] = useState<readonly Place[]>([]);
  const [adding, setAdding] = useState(false);
  const known = new Map<number, Place>([...below, ...deeper].map((place) => [place.id, place]));
  const shown = [
    ...known.values(),
    ...regionIds.filter((id) => !known.has(id)).map((id) => ({ id, name: `地方 ${id}` })),
  ];
  if (shown.length === 0) return null;
  const levels = [...new Set(below.map(({ level }) => REGION_LEVELS[level]))].join('、');
  return (
    <>
      <Choice name={`哪些地方（${levels}）`} all={regionIds.length === 0} onAll={() => onChange({ regionIds: [] })}>
        {shown.map(({ id, name }) => (
          <Chip
            key={id}
            id={TEST_IDS.targetPlace(id)}
            tone="gray"
            selected={regionIds.includes(id)}
            onTap={() => onChange({ regionIds: toggled(regionIds, id) })}
          >
            {name}
          </Chip>
        ))}
        <Chip selected={adding} onTap={() => setAdding(!adding)}>
          ＋ 别的地方
        </Chip>
      </Choice>
      {adding && (
        <AddPlace
          onAdd={(place) => {
            setDeeper([...deeper, place]);
            onChange({ regionIds: [...regionIds.filter((id) => id !== place.id), place.id] });
            setAdding(false);
          }}
        />
      )}
    </>
  );
}

function AddPlace({ onAdd }: { onAdd(place: Region): void }) {
  const [chosen, setChosen] = useState<readonly Region[]>([]);
  const place = pickedPlace(chosen, PLACES);
  return (
    <View className="gap-top">
      <View className="filters">
        <PlacePicker label="哪里" chosen={chosen} wanted={PLACES} onChange={setChosen} />
      </View>
      {place ? (
        <Button compact tone="ghost" onTap={() => onAdd(place)}>
          加上{place.name}
        </Button>
      ) : (
        <Notice>选到乡镇、村或单位。</Notice>
      )}
    </View>
  );
}
