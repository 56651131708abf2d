import { View } from '@tarojs/components';
import { PlacePicker } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { choicesOf, countText, ROLES, type RegionLevel, type Role } from '@/shared/text';
import { Card, Chip, Loaded, Notice, SelectField, TEST_IDS, TextField } from '@/shared/ui';
import type { usePeople } from '../roster.queries';
import { PeopleTable } from './people-table';

export const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'grid', 'group', 'unit'];
const EVERY_ROLE = 'every';

export interface RosterFilter {
  text: string;
  role: Role | null;
  untrained: boolean;
  places: readonly Schemas['Region'][];
}

export const EVERYBODY: RosterFilter = { text: '', role: null, untrained: false, places: [] };

interface RosterProps {
  query: ReturnType<typeof usePeople>;
  filter: RosterFilter;
  onFilter(filter: RosterFilter): void;
  openId?: string;
  onOpen(personId: string): void;
}

export function Roster({ query, filter, onFilter, openId, onOpen }: RosterProps) {
  return (
    <>
      <Card>
        <View className="filters">
          <TextField
            first
            id={TEST_IDS.search}
            label="找人"
            placeholder="姓名、地方、手机号"
            value={filter.text}
            maxLength={30}
            onChange={(text) => onFilter({ ...filter, text })}
          />
          <SelectField
            id={TEST_IDS.roleFilter}
            label="职务"
            choices={[{ value: EVERY_ROLE, name: '全部' } as const, ...choicesOf(ROLES)]}
            value={filter.role ?? EVERY_ROLE}
            onChange={(role) => onFilter({ ...filter, role: role === EVERY_ROLE ? null : role })}
          />
          <PlacePicker
            label="地方"
            chosen={filter.places}
            wanted={PLACES}
            onChange={(places) => onFilter({ ...filter, places })}
          />
        </View>
      </Card>
      <Loaded query={query}>
        {({ items, total }) => (
          <Card
            title={`${countText(total)} 人`}
            aside={
              <Chip
                id={TEST_IDS.untrainedFilter}
                tone="wait"
                selected={filter.untrained}
                onTap={() => onFilter({ ...filter, untrained: !filter.untrained })}
              >
                只看没培训的
              </Chip>
            }
          >
            {items.length < total && (
              <Notice tone="wait">人太多，只列出前 {countText(items.length)} 人。选一个地方，再看全。</Notice>
            )}
            <PeopleTable people={items} openId={openId} onOpen={onOpen} />
          </Card>
        )}
      </Loaded>
    </>
  );
}
