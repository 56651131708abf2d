import { useState } from 'react';
import { pickedPlace } from '@/features/regions';
import { PAGES, usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Button, Card, Loaded, Notice, Page, Panes, TEST_IDS, useOpened } from '@/shared/ui';
import { NewPersonCard } from '../components/new-person-card';
import { PersonCard } from '../components/person-card';
import { EVERYBODY, PLACES, Roster, type RosterFilter } from '../components/roster-list';
import { usePeople } from '../roster.queries';

/** What is open instead of a person: the form for somebody new. */
const NEW = 'new';

/** Who holds which post, who was trained, who has how many doors. */
export function RosterScreen() {
  const manages = can(
    useSession((session) => session.me),
    'people.manage',
  );
  const [filter, setFilter] = useState<RosterFilter>(EVERYBODY);
  const asked = usePageQuery().regionId;
  const regionId = pickedPlace(filter.places, PLACES)?.id ?? (asked === undefined ? undefined : Number(asked));
  const { opened, open, openInstead, paneAlone } = useOpened(PAGES.people, { regionId });
  const query = usePeople({
    regionId,
    q: filter.text,
    ...(filter.role && { role: filter.role }),
    ...(filter.untrained && { trained: 'false' }),
  });
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
        list={<Roster query={query} filter={filter} onFilter={setFilter} openId={opened} onOpen={open} />}
        pane={
          opened === NEW ? (
            <NewPersonCard onAdded={openInstead} />
          ) : opened === undefined ? (
            <Card>点一个人，看职务、培训和名下的户。</Card>
          ) : (
            <Opened query={query} personId={opened} alone={paneAlone} />
          )
        }
      />
    </Page>
  );
}

interface OpenedProps {
  query: ReturnType<typeof usePeople>;
  personId: string;
  alone: boolean;
}

function Opened({ query, personId, alone }: OpenedProps) {
  // Beside the list, what went wrong is said there.
  if (!alone && !query.data) return null;
  return (
    <Loaded query={query}>
      {({ items }) => {
        const person = items.find(({ id }) => id === personId);
        return person ? (
          <PersonCard key={person.id} person={person} />
        ) : (
          <Notice tone="wait">这个人不在现在的名单里：没有职务了，或不合上面的条件。</Notice>
        );
      }}
    </Loaded>
  );
}
