import { useState } from 'react';
import { useWholeDoorList } from '@/features/doors';
import { pickedPlace } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, Empty, Notice, Page, Panes, TEST_IDS } from '@/shared/ui';
import { useAssignDoors } from '../assignment.queries';
import { doorsOf, MOST_AT_ONCE, stillListed } from '../assignment.rules';
import { DoorChoice, DoorFilters, PLACES, type DoorFilter } from '../components/door-choice';
import { WorkerChoice } from '../components/worker-choice';

/** Which doors are whose: chosen from a list, given to a person by name. */
export function AssignmentScreen() {
  const wide = useWide();
  const [filter, setFilter] = useState<DoorFilter>({ places: [], whose: 'nobody', text: '' });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<string>();
  // On a phone the people follow on the doors; the way back keeps what was ticked.
  const [choosingWorker, setChoosingWorker] = useState(false);
  const place = pickedPlace(filter.places, PLACES);
  const query = useWholeDoorList({ regionId: place?.id ?? Number.NaN, q: filter.text });
  const doors = doorsOf(query.data?.items ?? [], filter.whose);
  const selected = stillListed(ticked, doors);
  const assigning = useAssignDoors();
  const tooMany = selected.size > MOST_AT_ONCE;

  const change = (next: DoorFilter) => {
    setFilter(next);
    setDone(undefined);
  };
  const assign = (person: Schemas['Person'], replace: boolean) =>
    assigning.mutate(
      { personId: person.id, doorIds: [...selected], replace },
      {
        onSuccess: ({ assigned, already }) => {
          const before = already > 0 ? `，${countText(already)} 户本来就是` : '';
          setDone(`${countText(assigned)} 户分给了${person.name}${before}`);
          setTicked(new Set());
          setChoosingWorker(false);
        },
      },
    );
  return (
    <Page
      title="分配"
      office="assignment"
      wide
      foot={
        !wide && place && selected.size > 0 && !choosingWorker ? (
          <Button id={TEST_IDS.chooseWorker} disabled={tooMany} onTap={() => setChoosingWorker(true)}>
            {countText(selected.size)} 户，下一步选人
          </Button>
        ) : undefined
      }
    >
      {done && !wide && <Notice tone="ok">{done}</Notice>}
      {tooMany && <Notice tone="wait">一次最多分 {MOST_AT_ONCE} 户，请少选一些。</Notice>}
      <Panes
        label="分给谁"
        paneAlone={choosingWorker}
        list={
          <>
            <DoorFilters filter={filter} onChange={change} />
            {place ? (
              <DoorChoice query={query} doors={doors} selection={{ keys: selected, onChange: setTicked }} />
            ) : (
              <Empty mark="…" title="先选一个村">
                再选要分的户。
              </Empty>
            )}
          </>
        }
        pane={
          place ? (
            <>
              {!wide && (
                <Button tone="plain" onTap={() => setChoosingWorker(false)}>
                  回去改要分的户
                </Button>
              )}
              <WorkerChoice
                key={place.id}
                place={place}
                count={tooMany ? 0 : selected.size}
                assigning={assigning}
                done={done}
                onAssign={assign}
              />
            </>
          ) : (
            <Card>选好户，再选人。这里看得到每个人现在有多少户。</Card>
          )
        }
      />
    </Page>
  );
}
