import type { DayItem } from '@/features/doors';
import { dayText, distanceText, DOOR_STATES, nearDayText } from '@/shared/text';
import type { Tone } from '@/shared/ui';

/** Why this door is on the list. */
export function dayReason({ door, reason, dueOn, distance }: DayItem, today: string): string {
  const far = distance === null ? null : distanceText(distance);
  const why = {
    never_visited: door.address,
    newly_registered: `新登记 · ${door.address}`,
    not_counting: '去过，还没算数，要当面讲',
    retry_due: `${lastAttempt(door)} · 今天可以再去`,
    retry_later: dueOn ? `${lastAttempt(door)} · ${nearDayText(dueOn, today)}再去` : lastAttempt(door),
  }[reason];
  return [why, far].filter(Boolean).join(' · ');
}

export function dayMark({ reason, dueOn }: DayItem): { text: string; tone: Tone } {
  switch (reason) {
    case 'never_visited':
      return { text: '没去过', tone: 'accent' };
    case 'newly_registered':
      return { text: '新登记', tone: 'accent' };
    case 'not_counting':
      return { text: '没讲成', tone: 'wait' };
    case 'retry_due':
      return { text: '再访', tone: 'wait' };
    case 'retry_later':
      return { text: dueOn ? dayText(dueOn) : '以后', tone: 'gray' };
  }
}

function lastAttempt(door: DayItem['door']): string {
  const [last] = door.visits;
  return last && last.outcome !== 'met' ? `上次${DOOR_STATES[last.outcome]}` : '上次没讲成';
}
