import { doorTitle, type LocalDoor } from '@/features/doors';
import type { Entry } from '@/shared/outbox';

/** Whom an entry is about, as far as this phone knows. */
export function subjectOf(entry: Entry, doors: ReadonlyMap<string, LocalDoor>): string {
  if (entry.kind === 'door.register') return doorTitle(entry.payload.kind, entry.payload.name);
  if (isRelay(entry)) return '预警';
  const door = doorOf(entry, doors);
  if (!door && entry.kind === 'papers.sign_own') return entry.payload.signer.name;
  return door ? doorTitle(door.kind, door.name) : '这一户';
}

function doorOf(entry: Entry, doors: ReadonlyMap<string, LocalDoor>): LocalDoor | undefined {
  if ('doorId' in entry.payload && entry.payload.doorId) return doors.get(entry.payload.doorId);
  if (entry.kind === 'visit.correct' || entry.kind === 'visit.void') {
    const { visitId } = entry.payload;
    return [...doors.values()].find(({ visits }) => visits.some(({ id }) => id === visitId));
  }
  return undefined;
}

/** The door and the visit as the server has them, to be put beside what this phone wanted; empty where there is none. */
export function recordsOf(entry: Entry, doors: ReadonlyMap<string, LocalDoor>): { doorId: string; visitId: string } {
  if (isPaper(entry) || isRelay(entry)) return { doorId: '', visitId: '' };
  const doorId = 'doorId' in entry.payload ? entry.payload.doorId : (doorOf(entry, doors)?.id ?? entry.id);
  return { doorId, visitId: 'visitId' in entry.payload ? entry.payload.visitId : entry.id };
}

type PaperEntry = Extract<Entry, { kind: 'papers.sign' | 'papers.sign_own' | 'papers.decline' }>;

function isPaper(entry: Entry): entry is PaperEntry {
  return entry.kind.startsWith('papers.');
}

function isRelay({ kind }: Entry): boolean {
  return kind === 'relay.sign' || kind === 'relay.push';
}
