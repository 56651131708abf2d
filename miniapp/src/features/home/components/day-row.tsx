import { DoorRow, type DayItem } from '@/features/doors';
import { dayMark, dayReason } from './day-words';

export function DayRow({ item, today, first }: { item: DayItem; today: string; first: boolean }) {
  const { door } = item;
  return (
    <DoorRow
      id={door.id}
      kind={door.kind}
      code={door.code}
      name={door.name}
      detail={dayReason(item, today)}
      mark={dayMark(item)}
      first={first}
    />
  );
}
