import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import type { Schemas } from '@/shared/api';
import { REGION_LEVELS } from '@/shared/text';
import { DataTable, Empty, Loaded, StepCard, Sub, TEST_IDS, type Column } from '@/shared/ui';
import { useAddOfficialPlaces, useMissingPlaces } from '../regions.queries';
import type { RegionStepProps } from './region-step';

type Choice = Schemas['OfficialPlaceChoice'];

const COLUMNS: readonly Column<Choice>[] = [
  { key: 'name', head: '地方', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { key: 'level', head: '级', width: '60px', cell: ({ level }) => REGION_LEVELS[level] },
  {
    key: 'below',
    head: '带村',
    width: '64px',
    align: 'right',
    cell: ({ placesBelow }) => (placesBelow > 0 ? `${placesBelow} 个` : ''),
  },
];

/** Places with an official code that are not in the tree yet; a township brings its villages along. */
export function OfficialPlaces({ region, onDone, onLeave }: RegionStepProps) {
  const [codes, setCodes] = useState<ReadonlySet<string>>(new Set());
  const query = useMissingPlaces(region.id);
  const adding = useAddOfficialPlaces(region.id);
  const save = () => {
    mutateThen(adding, [...codes], ({ items }) => onDone(`补上了 ${items.length} 个地方`));
  };
  return (
    <StepCard
      title={`${region.name}：官方名单`}
      saveId={TEST_IDS.saveRegion}
      saveName={`补上 ${codes.size} 个`}
      change={adding}
      onSave={codes.size > 0 ? save : undefined}
      onLeave={onLeave}
    >
      <Sub>名单里有、这里还没有的地方。选中要补的。</Sub>
      <Loaded query={query} cards={1}>
        {({ value: { items } }) => (
          <DataTable
            label="官方名单"
            unit="个"
            rows={items}
            keyOf={({ code }) => code}
            columns={COLUMNS}
            selection={{ keys: codes, onChange: setCodes }}
            phone={({ name, level, placesBelow }) => ({
              title: name,
              detail: [REGION_LEVELS[level], placesBelow > 0 && `带 ${placesBelow} 个村`].filter(Boolean).join(' · '),
            })}
            empty={<Empty title="一个不缺">名单里的地方，这里都有了。</Empty>}
          />
        )}
      </Loaded>
    </StepCard>
  );
}
