import type { Schemas } from '@/shared/api';

export type PulledDoor = Schemas['DoorView'];
export type DoorState = PulledDoor['progress'][number]['state'];
export type Pending = 'none' | 'waiting' | 'sent' | 'attention';

/** A door as this phone knows it: what the server said, with the person's own unsent work already applied. */
export type LocalDoor = PulledDoor & { pending: Pending };

export interface DoorFilter {
  mine?: boolean;
  gridId?: number;
  groupId?: number;
  kind?: PulledDoor['kind'];
  planId?: string;
  state?: DoorState | 'open';
  q?: string;
}

/** Under several plans a door shows the state that leaves most to do. */
const MOST_TO_DO_FIRST: readonly DoorState[] = [
  'newly_registered',
  'never',
  'not_counting',
  'nobody',
  'refused',
  'away',
  'covered',
  'excluded',
];

function stateWithoutPlan(door: PulledDoor): DoorState {
  return door.status === 'active' ? stateByVisits(door) : 'excluded';
}

/** As far as the last visit tells, whatever a plan asks for. */
export function stateByVisits({ visits }: Pick<PulledDoor, 'visits'>): DoorState {
  const [latest] = visits;
  if (!latest) return 'never';
  return latest.outcome === 'met' ? 'covered' : latest.outcome;
}

export function doorState(door: PulledDoor, planId?: string): DoorState {
  const states = door.progress.filter((progress) => !planId || progress.planId === planId).map(({ state }) => state);
  return MOST_TO_DO_FIRST.find((state) => states.includes(state)) ?? stateWithoutPlan(door);
}

export function isOpen(state: DoorState): boolean {
  return state !== 'covered' && state !== 'excluded';
}

function matchesState(door: PulledDoor, { state, planId }: DoorFilter): boolean {
  if (!state) return true;
  const own = doorState(door, planId);
  return state === 'open' ? isOpen(own) : own === state;
}

function matchesText(door: PulledDoor, text: string | undefined): boolean {
  const words = text?.trim().toLowerCase();
  if (!words) return true;
  const texts = [door.name, door.code, door.address, ...door.residents.map(({ name }) => name)];
  return texts.some((candidate) => candidate.toLowerCase().includes(words));
}

export function matches(door: PulledDoor, filter: DoorFilter): boolean {
  return (
    (!filter.mine || door.mine) &&
    (filter.gridId === undefined || door.gridId === filter.gridId) &&
    (filter.groupId === undefined || door.groupId === filter.groupId) &&
    (filter.kind === undefined || door.kind === filter.kind) &&
    matchesState(door, filter) &&
    matchesText(door, filter.q)
  );
}

/** Door 9 comes before door 10, door 10 before 10-2. */
export function compareCodes(a: string, b: string): number {
  const [as, bs] = [a, b].map((code) => code.split(/(\d+)/));
  for (let index = 0; index < Math.max(as?.length ?? 0, bs?.length ?? 0); index += 1) {
    const [left = '', right = ''] = [as?.[index], bs?.[index]];
    const isNumber = index % 2 === 1;
    const difference = isNumber ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}

export function byPlace(a: PulledDoor, b: PulledDoor): number {
  return a.gridId - b.gridId || (a.groupId ?? 0) - (b.groupId ?? 0) || compareCodes(a.code, b.code);
}

export function countsByState(doors: Iterable<PulledDoor>): Record<DoorState, number> {
  const counts = Object.fromEntries(MOST_TO_DO_FIRST.map((state) => [state, 0])) as Record<DoorState, number>;
  for (const door of doors) counts[doorState(door)] += 1;
  return counts;
}
