import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { REGION_LEVELS } from '@/shared/text';
import { LongTextField, SinglePick, StepCard, Stepper, Sub, TEST_IDS } from '@/shared/ui';
import { MOST_DRAWN, namesIn, namesProblem } from '../region.rules';
import { useDrawRegions } from '../regions.queries';
import { nameSentence, type RegionStepProps } from './region-step';

type Way = 'names' | 'count';
const WAYS: readonly { value: Way; name: string }[] = [
  { value: 'count', name: '接着往下编' },
  { value: 'names', name: '自己写名字' },
];

/** Many grids or groups at once. */
export function DrawRegions({ region, level, onDone, onLeave }: RegionStepProps & { level: 'grid' | 'group' }) {
  const [way, setWay] = useState<Way>('count');
  const [text, setText] = useState('');
  const [count, setCount] = useState(1);
  const [asked, setAsked] = useState(false);
  const drawing = useDrawRegions(region.id, level);
  const what = REGION_LEVELS[level];
  const names = namesIn(text);
  const problem = way === 'names' ? namesProblem(names) : undefined;
  const save = () => {
    setAsked(true);
    if (problem) return;
    mutateThen(drawing, way === 'names' ? { names } : { count }, ({ items }) =>
      onDone(`加好了：${items.map(({ name }) => name).join('、')}`),
    );
  };
  return (
    <StepCard
      title={`在${region.name}加${what}`}
      saveId={TEST_IDS.saveRegion}
      saveName="加上"
      change={drawing}
      sentence={nameSentence}
      onSave={save}
      onLeave={onLeave}
    >
      <SinglePick choices={WAYS} picked={way} idOf={TEST_IDS.regionStep} onPick={(next) => setWay(next)} />
      {way === 'count' ? (
        <>
          <Stepper
            id={TEST_IDS.regionCount}
            title="加几个"
            value={count}
            most={MOST_DRAWN}
            onChange={(next) => setCount(Math.max(1, next))}
          />
          <Sub>
            按已有的编号往下编，比如已有到第三{what}，就从第四{what}开始。
          </Sub>
        </>
      ) : (
        <LongTextField
          id={TEST_IDS.regionName}
          label={`名字，一行一个（可以从表格里粘贴），现在 ${names.length} 个`}
          value={text}
          maxLength={4000}
          error={asked ? problem : undefined}
          onChange={setText}
        />
      )}
    </StepCard>
  );
}
