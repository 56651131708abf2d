import { View } from '@tarojs/components';
import { doorDetail, doorTitle, kindMark, tagNames, type DayItem } from '@/features/doors';
import { openPage, PAGES } from '@/shared/platform';
import { distanceText } from '@/shared/text';
import { Button, Card, Chip, DoorNumber, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { dayMark, dayReason } from './day-words';

export function NextDoor({ item, today }: { item: DayItem; today: string }) {
  const { door, distance, reason } = item;
  const tags = tagNames(door.tags);
  return (
    <Card
      title="下一户"
      aside={
        distance === null ? (
          <Chip tone={dayMark(item).tone}>{dayMark(item).text}</Chip>
        ) : (
          <Sub>{distanceText(distance)}</Sub>
        )
      }
    >
      <Tap id={TEST_IDS.door(door.id)} className="list-item first" onTap={() => openPage(PAGES.door, { id: door.id })}>
        <DoorNumber code={door.code} kindMark={kindMark(door.kind)} />
        <View className="grow">
          <View className="lead">{doorTitle(door.kind, door.name)}</View>
          <Sub>{doorDetail(door.kind, door.address, door.residents.length)}</Sub>
          {reason !== 'never_visited' && reason !== 'newly_registered' && <Sub>{dayReason(item, today)}</Sub>}
          {tags.length > 0 && (
            <View className="row wrap">
              {tags.map((tag) => (
                <Chip key={tag} tone="gray">
                  {tag}
                </Chip>
              ))}
            </View>
          )}
        </View>
      </Tap>
      <Button id={TEST_IDS.startVisit} onTap={() => openPage(PAGES.logVisit, { doorId: door.id })}>
        开始入户
      </Button>
    </Card>
  );
}
