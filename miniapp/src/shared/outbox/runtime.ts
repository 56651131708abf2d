import { create } from 'zustand';
import { call, onAppShown, onNetworkChange, uploadPhoto, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { useSession } from '@/shared/session';
import { personCache, personRecords, photoStore } from '@/shared/storage';
import type { CommandKind, Payloads } from './commands';
import { entryStore } from './entry-store';
import { Outbox, type EnqueueOptions, type PullReceiver, type SyncServer } from './outbox';
import { countEntries, type Entry, type OutboxCounts } from './outbox.rules';
import { createSchedule, type Schedule } from './schedule';

interface OutboxState {
  ready: boolean;
  entries: Entry[];
  counts: OutboxCounts;
  online: boolean;
  syncing: boolean;
  lastSyncedAt: number | null;
  /** Why the last round did not get through; `null` when it did. */
  error: unknown;
}

const CLOSED = { ready: false, entries: [], counts: countEntries([]), syncing: false, lastSyncedAt: null, error: null };

export const useOutbox = create<OutboxState>()(() => ({ ...CLOSED, online: true }));

// A batch of 200 or a page of 500 doors takes longer than an ordinary question.
const TIMEOUT = 45_000;
/** While a batch is being answered the screen follows at this pace, not at each entry. */
const PUBLISH_EVERY = 80;

interface OpenOutbox {
  personId: string;
  token: string;
  outbox: Promise<Outbox>;
  display: Display;
  schedule: Schedule;
}

let open: OpenOutbox | null = null;

/** Bound to one sign-in: what one person wrote never travels under another's token. */
function serverFor(token: string): SyncServer {
  return {
    push: (commands) => {
      const body = { sentAt: clock.deviceNow(), commands: commands as unknown as Schemas['CommandEnvelope'][] };
      return call('post', '/sync/push', { body }, { token, timeout: TIMEOUT });
    },
    async pull(cursor, awaiting) {
      const sentAt = clock.deviceNow();
      const page = await call('post', '/sync/pull', { body: { cursor, awaiting } }, { token, timeout: TIMEOUT });
      clock.learn(page.serverTime, sentAt, clock.deviceNow());
      return page;
    },
    uploadPhoto: (id, path) => uploadPhoto(id, path, token),
  };
}

interface Display {
  show(entries: Entry[]): void;
  /** What is known is on the screen when this returns. */
  flush(): void;
}

/** The first change of a busy stretch shows at once, the others together shortly after. */
function createDisplay(isCurrent: () => boolean): Display {
  let latest: Entry[] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!latest || !isCurrent()) return;
    useOutbox.setState({ ready: true, entries: latest, counts: countEntries(latest) });
    latest = null;
  }

  return {
    show(entries) {
      latest = entries;
      if (timer) return;
      flush();
      timer = setTimeout(flush, PUBLISH_EVERY);
    },
    flush,
  };
}

function openFor(personId: string, token: string, receiver: PullReceiver): OpenOutbox {
  const isCurrent = () => open?.token === token;
  const display = createDisplay(isCurrent);
  const outbox = Outbox.open({
    store: entryStore(personRecords(personId), personCache(personId)),
    server: serverFor(token),
    receiver,
    photos: photoStore,
    newId,
    now: () => clock.deviceNow(),
    onChange: (entries) => display.show(entries),
  });

  async function work(): Promise<boolean> {
    const opened = await outbox;
    const tell = (state: Partial<OutboxState>) => {
      if (isCurrent()) useOutbox.setState(state);
    };
    tell({ syncing: true });
    try {
      await opened.synchronize();
      tell({ error: null, lastSyncedAt: clock.now() });
    } catch (error) {
      tell({ error });
      throw error;
    } finally {
      display.flush();
      tell({ syncing: false });
    }
    return opened.hasSendable();
  }
  return { personId, token, outbox, display, schedule: createSchedule({ work, random: Math.random }) };
}

function close(): void {
  open?.schedule.stop();
  void open?.outbox.then(
    (outbox) => outbox.close(),
    () => undefined,
  );
  open = null;
  useOutbox.setState(CLOSED);
}

/** Once, when the app starts. The outbox follows the session: whoever is signed in has their own open. */
export function startOutbox(receiverFor: (personId: string) => PullReceiver): void {
  const follow = () => {
    const { status, token, me } = useSession.getState();
    const isUsable = status === 'ready' && token !== null && me !== null;
    if (open && (!isUsable || open.token !== token)) close();
    if (open || !isUsable) return;
    open = openFor(me.personId, token, receiverFor(me.personId));
    void syncNow();
  };
  useSession.subscribe(follow);
  follow();

  onNetworkChange((online) => {
    useOutbox.setState({ online });
    if (online) void syncNow();
  });
  onAppShown(() => void syncNow());
}

/** Asks for a round and waits for its end; how it ended stands in `useOutbox`. */
export async function syncNow(): Promise<void> {
  await open?.schedule.run();
}

/** Does something with the open outbox; when it resolves, the screen shows it and sending goes on by itself. */
async function withOutbox<T>(work: (outbox: Outbox) => Promise<T>): Promise<T> {
  if (!open) throw new Error('nobody is signed in');
  const { outbox, display } = open;
  const result = await work(await outbox);
  display.flush();
  void syncNow();
  return result;
}

/** Resolves with the command's id as soon as it is durable on this phone. */
export function enqueue<K extends CommandKind>(
  kind: K,
  payload: Payloads[K],
  options?: EnqueueOptions,
): Promise<string> {
  return withOutbox((outbox) => outbox.enqueue(kind, payload, options));
}

/** Takes a refused entry off the phone. */
export function discard(id: string): Promise<void> {
  return withOutbox((outbox) => outbox.discard(id));
}

/** A new command in the place of a refused one; resolves with its id. */
export function replace(id: string, payload: Payloads[CommandKind]): Promise<string> {
  return withOutbox((outbox) => outbox.replace(id, payload));
}

export function entry(id: string): Entry | undefined {
  return useOutbox.getState().entries.find((candidate) => candidate.id === id);
}
