import { View } from '@tarojs/components';
import { doorTitle } from '@/features/doors';
import { businessDate } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { dayText, RELATIONS } from '@/shared/text';
import { Chip, classNames, Sub, Tap } from '@/shared/ui';
import type { PairDoor } from '../duplicates.rules';

interface DoorSideProps {
  door: PairDoor;
  /** Of its people, those who also live at the other. */
  shared: ReadonlySet<string>;
  /** While one is chosen: whether it stays. */
  stays?: boolean;
}

/** One of two doors, with all that tells it from the other. */
export function DoorSide({ door, shared, stays }: DoorSideProps) {
  const { id, code, kind, label, address, gridName, groupName, childrenUnder14 } = door;
  const title = `${code} ${doorTitle(kind, label)}`.trim();
  return (
    <View className={classNames('pair-side', stays && 'on')}>
      <View className="row between">
        <Tap className="link" role="link" label={`看${title}`} onTap={() => openPage(PAGES.door, { id })}>
          {title}
        </Tap>
        {stays !== undefined && <Chip tone={stays ? 'ok' : 'gray'}>{stays ? '留下' : '并过去'}</Chip>}
      </View>
      <View>{address}</View>
      <Sub>{[gridName, groupName].filter(Boolean).join(' · ')}</Sub>
      <Sub>{visitsText(door)}</Sub>
      <View className="row wrap marks">
        {door.inBook && <Chip tone="gray">户册里有</Chip>}
        {door.registeredAtDoor && <Chip tone="gray">上门登记的</Chip>}
        {door.excluded && <Chip tone="wait">不计入</Chip>}
      </View>
      {door.residents.map((resident) => (
        <View key={resident.id} className={classNames('pair-person', shared.has(resident.id) && 'strong')}>
          {[resident.name, RELATIONS[resident.relation], bornText(resident.birthMonth), resident.phoneMasked]
            .filter(Boolean)
            .join(' · ')}
        </View>
      ))}
      {door.residents.length === 0 && <Sub>还没登记住户</Sub>}
      {childrenUnder14 > 0 && <Sub>14 岁以下 {childrenUnder14} 人</Sub>}
    </View>
  );
}

function bornText(month: string | null): string | null {
  return month && `${month.slice(0, 4)}年${Number(month.slice(5))}月生`;
}

function visitsText({ visits, lastVisitAt }: PairDoor): string {
  if (visits === 0 || lastVisitAt === null) return '没去过';
  return `去过 ${visits} 次，上次${dayText(businessDate(lastVisitAt))}`;
}
