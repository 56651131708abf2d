import { businessDate, clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { instantText, nearDayText, OUTCOMES, paperText } from '@/shared/text';
import { Card, Chip, ListItem, Notice, Sub, TEST_IDS } from '@/shared/ui';
import type { DoorRecord } from '../doors.queries';

export function DoorHistory({ door }: { door: DoorRecord }) {
  const now = clock.now();
  return (
    <Card title="走访记录" aside={door.attempts > 0 && <Sub>共 {door.attempts} 次</Sub>}>
      {door.nextAttemptOn && <NextAttempt date={door.nextAttemptOn} today={businessDate(now)} />}
      {door.visits.length === 0 && <Sub>还没去过。</Sub>}
      {door.visits.map((visit, index) => (
        <ListItem
          key={visit.id}
          id={TEST_IDS.visit(visit.id)}
          first={index === 0}
          title={OUTCOMES[visit.outcome]}
          detail={[instantText(visit.happenedAt, now), visit.visitorName, paperText(visit)].filter(Boolean).join(' · ')}
          trailing={visit.faceToFace && <Chip tone="ok">当面讲了</Chip>}
          onTap={() => openPage(PAGES.visit, { id: visit.id, doorId: door.id })}
        />
      ))}
    </Card>
  );
}

function NextAttempt({ date, today }: { date: string; today: string }) {
  if (date < today) return <Notice tone="late">约好{nearDayText(date, today)}再去，已经过了。</Notice>;
  return <Notice tone="wait">约好{nearDayText(date, today)}再去。</Notice>;
}
