import { doorTitle, type LocalDoor } from '@/features/doors';
import type { Entry } from '@/shared/outbox';

/** Whom an entry is about, as far as this phone knows. */
export function subjectOf(entry: Entry, doors: ReadonlyMap<string, LocalDoor>): string {
  if (entry.kind === 'door.register') return doorTitle(entry.payload.kind, entry.payload.name);
  const door = doorOf(entry, doors);
  return door ? doorTitle(door.kind, door.name) : '这一户';
}

export function doorOf(entry: Entry, doors: ReadonlyMap<string, LocalDoor>): LocalDoor | undefined {
  if ('doorId' in entry.payload) return doors.get(entry.payload.doorId);
  if ('visitId' in entry.payload) {
    const { visitId } = entry.payload;
    return [...doors.values()].find(({ visits }) => visits.some(({ id }) => id === visitId));
  }
  return undefined;
}
