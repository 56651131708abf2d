import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { PAGES, useWide } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { choicesOf, countText, ROLES, type RegionLevel } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  Loaded,
  Notice,
  Page,
  Panes,
  SelectField,
  TEST_IDS,
  TextField,
  useOpened,
} from '@/shared/ui';
import { NewPersonCard } from '../components/new-person-card';
import { PeopleTable } from '../components/people-table';
import { PersonCard } from '../components/person-card';
import { MOST_PEOPLE, usePeople } from '../roster.queries';
import { filterPeople, type Person, type RosterFilter } from '../roster.rules';

/** What is open instead of a person: the form for somebody new. */
const NEW = 'new';
const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'grid', 'group', 'unit'];
const EVERY_ROLE = 'every';

/** Who holds which post, who was trained, who has how many doors. */
export function RosterScreen() {
  const me = useSession((session) => session.me);
  const manages = can(me, 'people.manage');
  const { opened, open, openInstead, paneAlone } = useOpened(PAGES.people);
  const [places, setPlaces] = useState<readonly Schemas['Region'][]>([]);
  const query = usePeople(pickedPlace(places, PLACES)?.id);
  return (
    <Page
      title="人员"
      office="people"
      wide
      actions={
        manages && !paneAlone ? (
          <Button id={TEST_IDS.addPerson} compact onTap={() => open(NEW)}>
            加一个人
          </Button>
        ) : undefined
      }
    >
      <Panes
        label="这个人"
        paneAlone={paneAlone}
        list={<Roster query={query} places={places} onPlaces={setPlaces} openId={opened} onOpen={open} />}
        pane={
          opened === NEW ? (
            <NewPersonCard onAdded={openInstead} />
          ) : (
            <Opened query={query} personId={opened} manages={manages} />
          )
        }
      />
    </Page>
  );
}

type PeopleQuery = ReturnType<typeof usePeople>;

function Opened({ query, personId, manages }: { query: PeopleQuery; personId?: string; manages: boolean }) {
  if (personId === undefined) return <Card>点一个人，看职务、培训和名下的户。</Card>;
  return (
    <Loaded query={query}>
      {({ value: { items } }) => {
        const person = items.find(({ id }) => id === personId);
        return person ? (
          <PersonCard key={person.id} person={person} manages={manages} />
        ) : (
          <Notice tone="wait">这个人已经不在名册里。</Notice>
        );
      }}
    </Loaded>
  );
}

interface RosterProps {
  query: PeopleQuery;
  places: readonly Schemas['Region'][];
  onPlaces(places: readonly Schemas['Region'][]): void;
  openId?: string;
  onOpen(id: string): void;
}

function Roster({ query, places, onPlaces, openId, onOpen }: RosterProps) {
  const [filter, setFilter] = useState<RosterFilter>({ text: '', role: null, untrained: false });
  return (
    <>
      <Card>
        <View className="filters">
          <TextField
            first
            id={TEST_IDS.search}
            label="找人"
            placeholder="姓名、电话后四位、地方"
            value={filter.text}
            onChange={(text) => setFilter({ ...filter, text })}
          />
          <SelectField
            id={TEST_IDS.roleFilter}
            label="职务"
            choices={[{ value: EVERY_ROLE, name: '全部' } as const, ...choicesOf(ROLES)]}
            value={filter.role ?? EVERY_ROLE}
            onChange={(role) => setFilter({ ...filter, role: role === EVERY_ROLE ? null : role })}
          />
          <PlacePicker label="地方" chosen={places} wanted={PLACES} onChange={onPlaces} />
        </View>
      </Card>
      <Loaded query={query}>
        {({ value: { items } }) => (
          <PeopleList
            people={items}
            filter={filter}
            onUntrained={(untrained) => setFilter({ ...filter, untrained })}
            openId={openId}
            onOpen={onOpen}
          />
        )}
      </Loaded>
    </>
  );
}

interface PeopleListProps {
  people: readonly Person[];
  filter: RosterFilter;
  onUntrained(untrained: boolean): void;
  openId?: string;
  onOpen(id: string): void;
}

function PeopleList({ people, filter, onUntrained, openId, onOpen }: PeopleListProps) {
  const wide = useWide();
  const found = filterPeople(people, filter);
  const untrained = people.filter(({ trainedOn }) => trainedOn === null).length;
  return (
    <Card
      title={`${countText(found.length)} 人`}
      aside={
        untrained > 0 && (
          <Chip tone="wait" selected={filter.untrained} onTap={() => onUntrained(!filter.untrained)}>
            没培训 {countText(untrained)}
          </Chip>
        )
      }
    >
      {people.length >= MOST_PEOPLE && (
        <Notice tone="wait">
          人多，只列出前 {MOST_PEOPLE} 人。{wide ? '选一个地方' : '在上面选一个地方'}，再看全。
        </Notice>
      )}
      <PeopleTable people={found} openId={openId} onOpen={onOpen} />
    </Card>
  );
}
