import { View } from '@tarojs/components';
import { useState } from 'react';
import { REGION_LEVELS } from '@/shared/text';
import { Button, Card, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { drawnBelow, hasOfficialPlaces, mayClose, sortOf, type LocalLevel, type Region } from '../region.rules';
import { CloseRegion } from './close-region';
import { DrawRegions } from './draw-regions';
import { NewUnit } from './new-unit';
import { OfficialPlaces } from './official-places';
import { RenameRegion } from './rename-region';

type Step = LocalLevel | 'official' | 'rename' | 'close';

interface RegionCardProps {
  region: Region;
  /** Where the person's reach begins. */
  reach: readonly Region[];
}

/** One place, and what an office may do there, one thing at a time. */
export function RegionCard({ region, reach }: RegionCardProps) {
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState<string>();
  const leave = () => setStep(undefined);
  const finish = (sentence: string) => {
    setStep(undefined);
    setDone(sentence);
  };
  const begin = (next: Step) => {
    setDone(undefined);
    setStep(next);
  };
  const doing = { region, onDone: finish, onLeave: leave };
  return (
    <>
      <Card>
        <Title>{region.name}</Title>
        <Sub>{region.path.map(({ name }) => name).join(' › ')}</Sub>
        <Sub>
          {sortOf(region)}
          {region.code && ` · 代码 ${region.code}`}
        </Sub>
      </Card>
      {done && <Notice tone="ok">{done}</Notice>}
      {step === undefined && <Choices region={region} reach={reach} onBegin={begin} />}
      {(step === 'grid' || step === 'group') && <DrawRegions key={step} {...doing} level={step} />}
      {step === 'unit' && <NewUnit {...doing} />}
      {step === 'official' && <OfficialPlaces {...doing} />}
      {step === 'rename' && <RenameRegion {...doing} />}
      {step === 'close' && <CloseRegion {...doing} />}
    </>
  );
}

function Choices({ region, reach, onBegin }: RegionCardProps & { onBegin(step: Step): void }) {
  const choices: { step: Step; name: string }[] = [
    ...drawnBelow(region).map((level) => ({ step: level, name: `加${REGION_LEVELS[level]}` })),
    ...(hasOfficialPlaces(region.level) ? [{ step: 'official', name: '补上官方名单里的地方' } as const] : []),
    { step: 'rename', name: region.level === 'unit' ? '改名字、改类别' : '改名' },
    ...(mayClose(region, reach) ? [{ step: 'close', name: '撤并' } as const] : []),
  ];
  return (
    <View className="stack">
      {choices.map(({ step, name }) => (
        <Button key={step} id={TEST_IDS.regionStep(step)} compact tone="ghost" onTap={() => onBegin(step)}>
          {name}
        </Button>
      ))}
    </View>
  );
}
