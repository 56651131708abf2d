import { useMemo } from 'react';
import { create } from 'zustand';
import { connectQueries, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { startOutbox, useOutbox, type PullReceiver } from '@/shared/outbox';
import { usePapers } from '@/shared/papers';
import { useSession } from '@/shared/session';
import { personCache } from '@/shared/storage';
import { DoorCache, type Surroundings } from './door-cache';
import { byPlace, matches, type DoorFilter, type LocalDoor } from './door.rules';
import { overlay } from './overlay.rules';

interface DoorStore extends Surroundings {
  ready: boolean;
  doors: ReadonlyMap<string, LocalDoor>;
}

const NOTHING: DoorStore = { ready: false, doors: new Map(), grids: [], groups: [], plans: [], pulledAt: null };

export const useDoorStore = create<DoorStore>()(() => NOTHING);

/** The cache of whoever is signed in, once it is read. */
let open: { personId: string; cache: DoorCache; isLoaded: boolean } | null = null;

function isSignedIn(personId: string): boolean {
  const { status, me } = useSession.getState();
  return status === 'ready' && me?.personId === personId;
}

function show(): void {
  const { me } = useSession.getState();
  if (!open?.isLoaded || !me) return;
  const { grids, groups, plans, pulledAt } = open.cache.surroundings;
  const { personId, name, trainedOn } = me;
  const templates = usePapers.getState().kept?.templates ?? {};
  const context = { person: { personId, name, trainedOn }, grids, groups, plans, templates };
  const doors = overlay(open.cache.all, useOutbox.getState().entries, context);
  useDoorStore.setState({ ready: true, doors, grids, groups, plans, pulledAt });
}

function receiverFor(personId: string): PullReceiver {
  const cache = new DoorCache(personCache(personId));
  const own = { personId, cache, isLoaded: false };
  open = own;
  const showOwn = () => {
    if (open === own) show();
  };
  const loaded = cache.load().then(() => {
    own.isLoaded = true;
    showOwn();
  });
  return {
    async cursor() {
      await loaded;
      return cache.cursor;
    },
    async receive(page: Schemas['PullAnswer']) {
      await loaded;
      await cache.receive(page, clock.now());
      showOwn();
    },
  };
}

function followSession(): void {
  if (!open) return;
  if (isSignedIn(open.personId)) return show();
  open.cache.close();
  open = null;
  useDoorStore.setState(NOTHING);
}

/** Once, when the app starts: doors, outbox and queries follow whoever is signed in. */
export function startSync(): void {
  connectQueries();
  useOutbox.subscribe((state, before) => {
    if (state.entries !== before.entries) show();
  });
  usePapers.subscribe(show);
  useSession.subscribe(followSession);
  startOutbox(receiverFor);
}

/** The doors on this phone in the order of their places. */
export function useDoors(filter: DoorFilter = {}): LocalDoor[] {
  const doors = useDoorStore((store) => store.doors);
  const key = JSON.stringify(filter);
  return useMemo(() => {
    const wanted = JSON.parse(key) as DoorFilter;
    return [...doors.values()].filter((door) => matches(door, wanted)).sort(byPlace);
  }, [doors, key]);
}

export function useDoor(id: string): LocalDoor | undefined {
  return useDoorStore((store) => store.doors.get(id));
}
