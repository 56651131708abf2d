import {
  DOOR_KIND_MARKS,
  DOOR_KINDS,
  RESIDENT_TAGS,
  type DoorKind,
  type DoorState,
  type ResidentTag,
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
