import { Card, Empty, MoreRows, Skeleton, Sub, TEST_IDS, useShownRows } from '@/shared/ui';
import { DOOR_STATES } from '@/shared/text';
import { doorState, type DoorFilter } from '../door.rules';
import { useDoors, useDoorStore } from '../doors.store';
import { DoorRow } from './door-row';
import { doorDetail, STATE_TONES } from './door-words';

export function LocalDoorList({ filter }: { filter: DoorFilter }) {
  const ready = useDoorStore((store) => store.ready);
  const doors = useDoors(filter);
  const { shownRows, hiddenCount, showMore } = useShownRows(doors);
  if (!ready) return <Skeleton />;
  if (doors.length === 0) return <Empty title="没有这样的户">换一个条件再找。</Empty>;
  return (
    <Card title={`${doors.length} 户`} aside={<Sub>存在手机里，没网也能看</Sub>}>
      {shownRows.map((door, index) => {
        const state = doorState(door);
        return (
          <DoorRow
            key={door.id}
            id={door.id}
            kind={door.kind}
            code={door.code}
            name={door.name}
            detail={doorDetail(door.kind, door.address, door.residents.length)}
            mark={{ text: DOOR_STATES[state], tone: STATE_TONES[state] }}
            first={index === 0}
          />
        );
      })}
      <MoreRows id={TEST_IDS.moreDoors} count={hiddenCount} unit="户" onTap={showMore} />
    </Card>
  );
}
