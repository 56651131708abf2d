import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';
import { byPlace, doorState, type DoorState, type LocalDoor } from './door.rules';

export type DayReason = 'never_visited' | 'newly_registered' | 'not_counting' | 'retry_due' | 'retry_later';

export interface DayItem {
  door: LocalDoor;
  reason: DayReason;
  dueOn: string | null;
  /** In metres, when both places are known. */
  distance: number | null;
}

export interface DayPlan {
  items: DayItem[];
  met: number;
  retry: number;
  total: number;
  remaining: number;
}

type Place = NonNullable<Schemas['DoorView']['geo']>;

/** Doors nobody has been to come first, doors whose day has not come last. */
const ORDER: readonly DayReason[] = ['never_visited', 'newly_registered', 'not_counting', 'retry_due', 'retry_later'];
/** The reasons that are walked together: a door registered today lies among those never visited. */
const RANK: Record<DayReason, number> = {
  never_visited: 0,
  newly_registered: 0,
  not_counting: 1,
  retry_due: 1,
  retry_later: 2,
};

const EARTH_RADIUS = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

export function distanceBetween(a: Place, b: Place): number {
  const latitude = radians(b.latitude - a.latitude);
  const longitude = radians(b.longitude - a.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitude / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord))));
}

function reasonFor(state: DoorState, dueOn: string | null, today: string): DayReason {
  if (state === 'never') return 'never_visited';
  if (state === 'newly_registered') return 'newly_registered';
  if (dueOn !== null && dueOn > today) return 'retry_later';
  return state === 'not_counting' ? 'not_counting' : 'retry_due';
}

function compare(a: DayItem, b: DayItem): number {
  const byRank = RANK[a.reason] - RANK[b.reason];
  if (byRank !== 0) return byRank;
  if (a.reason === 'retry_later' && b.reason === 'retry_later' && a.dueOn !== b.dueOn) {
    return (a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1;
  }
  const byDistance = (a.distance ?? Infinity) - (b.distance ?? Infinity);
  if (Number.isFinite(byDistance) ? byDistance !== 0 : a.distance !== b.distance) return byDistance;
  return ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) || byPlace(a.door, b.door);
}

/** The doors still to be reached, in the order to walk them, each with the reason why it is on the list. */
export function dayPlan(doors: readonly LocalDoor[], now: number, location: Place | null): DayPlan {
  const today = businessDate(now);
  const items: DayItem[] = [];
  const plan = { met: 0, retry: 0, total: 0 };
  for (const door of doors) {
    const state = doorState(door);
    if (door.status !== 'active' || state === 'excluded') continue;
    plan.total += 1;
    if (state === 'covered') {
      plan.met += 1;
      continue;
    }
    const isFirst = state === 'never' || state === 'newly_registered';
    if (!isFirst) plan.retry += 1;
    const dueOn = isFirst ? null : door.nextAttemptOn;
    const distance = location && door.geo ? distanceBetween(location, door.geo) : null;
    items.push({ door, reason: reasonFor(state, dueOn, today), dueOn, distance });
  }
  return { ...plan, items: items.sort(compare), remaining: plan.total - plan.met };
}
