import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';
import { useOutbox } from '@/shared/outbox';
import { usePageSeen } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { keptRelays, pendingRelays, type KeptRelays, type MyRelay } from './relay.rules';

const MINE = 'my-relays';
const ONE = 'relay';
const SUPERVISION = 'supervision';
const MINUTE = 60_000;

/** What lies before those who push for groups: villagers push for none. */
function useMyRelays({ done = false, enabled = true } = {}) {
  const isStaff = useSession(({ me }) => me?.kind === 'staff');
  const seen = usePageSeen();
  return useAnswer(
    [MINE, done],
    (signal) => call('get', '/me/relays', { query: done ? { done: 'true' } : {} }, { signal }),
    { enabled: enabled && isStaff, refetchInterval: seen && !done && MINUTE },
  );
}

/** What this phone did about relays and the server may not know. */
export function useKeptRelays(): KeptRelays {
  const entries = useOutbox((outbox) => outbox.entries);
  return useMemo(() => keptRelays(entries), [entries]);
}

export function usePendingRelays() {
  const query = useMyRelays();
  const kept = useKeptRelays();
  const items = query.data?.value.items;
  const pending = useMemo(() => pendingRelays(items ?? [], kept), [items, kept]);
  return { query, pending, kept };
}

/** One of them, also when there is nothing left to do about it. */
export function useMyRelay(id: string) {
  const open = useMyRelays();
  const found = open.data?.value.items.find(({ relay }) => relay.id === id);
  const past = useMyRelays({ done: true, enabled: !found && !open.isPending });
  const items = [...(open.data?.value.items ?? []), ...(past.data?.value.items ?? [])];
  const source = found ? open : past;
  // Once it is done it moves from one list to the other: the page stays what it is meanwhile.
  const last = useRef<MyRelay>(undefined);
  last.current = items.find(({ relay }) => relay.id === id) ?? last.current;
  return {
    item: last.current?.relay.id === id ? last.current : undefined,
    items,
    asOf: source.data?.fromPhone ? source.data.asOf : null,
    isPending: open.isPending || (!found && past.isPending),
    error: open.error ?? past.error,
  };
}

/** A hop with what happened at it; asked again every so many ms while something is expected. */
export function useRelay(id: string, every: number | false = false) {
  const seen = usePageSeen();
  return useAnswer([ONE, id], (signal) => call('get', '/relays/{id}', { path: { id } }, { signal }), {
    enabled: id !== '',
    refetchInterval: seen && every,
  });
}

/** What is late in one's groups, or with a region everywhere in it; asked anew whenever somebody comes to look. */
export function useSupervision(regionId?: number, every: number = MINUTE) {
  const isStaff = useSession(({ me }) => me?.kind === 'staff');
  const seen = usePageSeen();
  return useAnswer(
    [SUPERVISION, regionId],
    (signal) => call('get', '/supervision', { query: { regionId } }, { signal }),
    { enabled: isStaff, refetchInterval: seen && every, staleTime: 0 },
  );
}

/** What was done about a relay shows wherever relays are. */
function useRelayRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([MINE, ONE, SUPERVISION].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
}

/** A change whose effect is read anew. */
export function useRelayChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const refresh = useRelayRefresh();
  return useMutation({ mutationFn: change, onSettled: () => void refresh() });
}

/** Whose phone may be sent messages of which templates. */
export function useSubscriptions(enabled: boolean) {
  return useQuery({
    queryKey: ['subscriptions'],
    queryFn: ({ signal }) => call('get', '/me/subscriptions', {}, { signal }),
    enabled,
    staleTime: MINUTE,
  });
}
