import type { Schemas } from '@/shared/api';
import {
  dayText,
  DOOR_KIND_MARKS,
  DOOR_KINDS,
  DOOR_STATES,
  RELATIONS,
  RESIDENT_TAGS,
  type DoorKind,
  type DoorState,
  type ResidentTag,
  whyText,
} from '@/shared/text';
import type { Tone } from '@/shared/ui';

export const STATE_TONES: Record<DoorState, Tone> = {
  covered: 'ok',
  never: 'accent',
  nobody: 'wait',
  refused: 'wait',
  away: 'gray',
  not_counting: 'wait',
  newly_registered: 'accent',
  excluded: 'gray',
};

export function doorTitle(kind: DoorKind, name: string): string {
  return kind === 'household' ? `${name} 家` : name;
}

export function kindMark(kind: DoorKind): string {
  return DOOR_KIND_MARKS[kind];
}

/** 台头村中街 17 号 · 4 口人; a shop says what it is. */
export function doorDetail(kind: DoorKind, address: string, residents: number): string {
  const about = kind === 'household' ? (residents > 0 ? `${residents} 口人` : '还没登记住户') : DOOR_KINDS[kind];
  return [address, about].filter(Boolean).join(' · ');
}

export function tagNames(tags: readonly ResidentTag[]): string[] {
  return tags.map((tag) => RESIDENT_TAGS[tag]);
}

/** How a door stands in the plan looked at; null when the plan does not ask for it. */
export function standingMark(state: DoorState | null): { text: string; tone: Tone } {
  return state ? { text: DOOR_STATES[state], tone: STATE_TONES[state] } : { text: '不在方案里', tone: 'gray' };
}

/** What a search looks at; a phone without a network knows only the first and the last. */
export const SEARCH_HINT = '姓名、拼音、电话、门牌';

/** Who was found at a door, when it was not the one it is called by: 王小军（子女）. */
export function foundPerson(matched: Schemas['DoorBrief']['matched']): string | null {
  return matched && `${matched.name}（${RELATIONS[matched.relation]}）`;
}

export function foundText(matched: Schemas['DoorBrief']['matched']): string | null {
  return matched && `找到 ${foundPerson(matched)}`;
}

/** Why a door of a list is open, what was tried, and whose it is. */
export function briefDetail(door: Schemas['DoorBrief']): string {
  const parts = [
    foundText(door.matched),
    whyText(door.why) ?? door.address,
    door.attempts > 1 && `去过 ${door.attempts} 次`,
    door.nextAttemptOn && `${dayText(door.nextAttemptOn)}再去`,
    door.assignedTo.length > 0 ? door.assignedTo.join('、') : '没人认领',
  ];
  return parts.filter(Boolean).join(' · ');
}
