import { create } from 'zustand';
import { call, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { useOutbox } from '@/shared/outbox';
import { useSession } from '@/shared/session';
import { personCache } from '@/shared/storage';
import { dropOldClips } from './clips';
import { keptPapers, type KeptPapers } from './papers.rules';

interface PapersState {
  /** What was kept has been read. */
  ready: boolean;
  kept: KeptPapers | null;
}

const NOTHING: PapersState = { ready: false, kept: null };
const RECORD = 'papers';
/** Texts change a few times a year; a published one must not take a day to arrive. */
const FRESH = 3_600_000;

/** The papers of the person's places: on the phone, so that they can be signed without a network. */
export const usePapers = create<PapersState>()(() => NOTHING);

let personId: string | null = null;
let asking = false;

async function load(owner: string): Promise<void> {
  const kept = await personCache(owner)
    .read<KeptPapers>(RECORD)
    .catch(() => undefined);
  if (owner === personId) usePapers.setState({ ready: true, kept: kept ?? null });
}

async function refresh(owner: string): Promise<void> {
  const current: Schemas['CurrentPapers'] = await call('get', '/documents/current', {});
  if (owner !== personId) return;
  const kept = keptPapers(current, usePapers.getState().kept, clock.now());
  usePapers.setState({ ready: true, kept });
  await personCache(owner).write(RECORD, kept);
  // What could not be deleted now is tried again with the next papers.
  await dropOldClips(kept.versions).catch(() => undefined);
}

/** Asks for the papers when those on the phone are old; without an answer the old ones stay good. */
async function refreshWhenOld(): Promise<void> {
  const owner = personId;
  const { ready, kept } = usePapers.getState();
  if (owner === null || !ready || asking) return;
  if (kept && Math.abs(clock.now() - kept.asOf) < FRESH) return;
  asking = true;
  // A phone without room or network goes on with what it has; the next synchronisation asks again.
  await refresh(owner).catch(() => undefined);
  asking = false;
}

/** For a screen that found no papers: throws when there is no answer. */
export async function fetchPapers(): Promise<void> {
  if (personId !== null) await refresh(personId);
}

function followSession(): void {
  const { status, me } = useSession.getState();
  const next = status === 'ready' ? (me?.personId ?? null) : null;
  if (next === personId) return;
  personId = next;
  usePapers.setState(NOTHING);
  if (next !== null) void load(next).then(refreshWhenOld);
}

/** Once, when the app starts: the papers follow whoever is signed in, and are renewed after a synchronisation. */
export function startPapers(): void {
  useSession.subscribe(followSession);
  useOutbox.subscribe(({ lastSyncedAt }, before) => {
    if (lastSyncedAt !== before.lastSyncedAt) void refreshWhenOld();
  });
  followSession();
}
