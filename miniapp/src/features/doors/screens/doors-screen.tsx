import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePageQuery } from '@/shared/platform';
import { choicesOf, DOOR_KINDS, DOOR_STATES, type DoorState } from '@/shared/text';
import { Card, Chip, Page, SelectField, TEST_IDS } from '@/shared/ui';
import { DoorSearchField } from '../components/door-search';
import { FoundDoors } from '../components/found-doors';
import { LocalDoorList } from '../components/local-door-list';
import { RemoteDoorList } from '../components/remote-door-list';
import type { DoorQuery } from '../doors.queries';

const STATE_FILTERS: readonly DoorState[] = [
  'never',
  'nobody',
  'refused',
  'away',
  'not_counting',
  'newly_registered',
  'covered',
];
const EVERY_KIND = 'every';

type Filter = Pick<DoorQuery, 'state' | 'kind' | 'q'>;

/** The doors of a region as the server knows them, or, without a region, those on this phone. */
export function DoorsScreen() {
  const { regionId, planId, round, audience, state, search } = usePageQuery();
  const [filter, setFilter] = useState<Filter>({ state: state as DoorState | undefined });
  const q = filter.q?.trim();
  const change = (patch: Filter) => setFilter((current) => ({ ...current, ...patch }));
  return (
    <Page title="住户名单" wide>
      <FilterCard filter={filter} searching={search !== undefined} onChange={change} />
      {regionId ? (
        <RemoteDoorList
          question={{
            ...filter,
            regionId: Number(regionId),
            planId,
            round: round ? Number(round) : undefined,
            audience,
          }}
        />
      ) : q ? (
        <FoundDoors filter={{ ...filter, q }} />
      ) : (
        <LocalDoorList filter={filter} />
      )}
    </Page>
  );
}

interface FilterCardProps {
  filter: Filter;
  searching: boolean;
  onChange(patch: Filter): void;
}

function FilterCard({ filter, searching, onChange }: FilterCardProps) {
  const kinds = [{ value: EVERY_KIND, name: '全部' } as const, ...choicesOf(DOOR_KINDS)];
  return (
    <Card>
      <DoorSearchField
        first
        focused={searching}
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined })}
      />
      <View className="row wrap">
        <Chip selected={!filter.state} onTap={() => onChange({ state: undefined })}>
          全部
        </Chip>
        {STATE_FILTERS.map((state) => (
          <Chip
            key={state}
            id={TEST_IDS.stateFilter(state)}
            selected={filter.state === state}
            onTap={() => onChange({ state })}
          >
            {DOOR_STATES[state]}
          </Chip>
        ))}
      </View>
      <SelectField
        label="类型"
        choices={kinds}
        value={filter.kind ?? EVERY_KIND}
        onChange={(kind) => onChange({ kind: kind === EVERY_KIND ? undefined : kind })}
      />
    </Card>
  );
}
