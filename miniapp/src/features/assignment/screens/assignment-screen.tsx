import { useState } from 'react';
import { pickedPlace } from '@/features/regions';
import { mutateThen } from '@/shared/answers';
import type { Schemas } from '@/shared/api';
import { useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, Empty, Notice, Page, Panes, TEST_IDS } from '@/shared/ui';
import { useAssignDoors } from '../assignment.queries';
import { MOST_AT_ONCE } from '../assignment.rules';
import { DoorFilters, PLACES_OF, type DoorFilter } from '../components/door-choice';
import { useChoice } from '../components/use-choice';
import { WorkerChoice } from '../components/worker-choice';

/** Which doors are whose: one by one, a whole grid or what a line goes round, given to a person by name. */
export function AssignmentScreen() {
  const wide = useWide();
  const [filter, setFilter] = useState<DoorFilter>({ way: 'list', places: [], whose: 'nobody', text: '' });
  const [done, setDone] = useState<string>();
  // On a phone the people follow on the doors; the way back keeps what was chosen.
  const [choosingWorker, setChoosingWorker] = useState(false);
  const place = pickedPlace(filter.places, PLACES_OF[filter.way]);
  const choice = useChoice(filter, place);
  const assigning = useAssignDoors();
  const { target } = choice;
  const tooMany = filter.way === 'list' && target.count > MOST_AT_ONCE;

  const change = (next: DoorFilter) => {
    setFilter(next);
    setDone(undefined);
    if (next.way !== filter.way || next.places !== filter.places) choice.reset();
  };
  const assign = (person: Schemas['Person'], replace: boolean) =>
    mutateThen(assigning, { personId: person.id, ...target.body, replace }, ({ assigned, already }) => {
      const before = already > 0 ? `，${countText(already)} 户本来就是` : '';
      setDone(`${countText(assigned)} 户分给了${person.name}${before}`);
      choice.reset();
      setChoosingWorker(false);
    });
  return (
    <Page
      title="分配"
      office="assignment"
      wide
      foot={
        !wide && place && target.count > 0 && !choosingWorker ? (
          <Button id={TEST_IDS.chooseWorker} disabled={tooMany} onTap={() => setChoosingWorker(true)}>
            {countText(target.count)} 户，下一步选人
          </Button>
        ) : undefined
      }
    >
      {done && !wide && <Notice tone="ok">{done}</Notice>}
      {tooMany && <Notice tone="wait">一次最多分 {MOST_AT_ONCE} 户，请少选一些，或选整个网格。</Notice>}
      <Panes
        label="分给谁"
        paneAlone={choosingWorker}
        list={
          <>
            <DoorFilters filter={filter} onChange={change} />
            {place ? (
              choice.render(place)
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
                count={tooMany ? 0 : target.count}
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
