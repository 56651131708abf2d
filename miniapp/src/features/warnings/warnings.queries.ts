import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useAnswer } from '@/shared/answers';
import { call, downloadFile } from '@/shared/api';
import { useSession } from '@/shared/session';
import { sendReadings, useReadings } from './readings.store';
import { asRead, feedAsRead, mediaPath, type Readings, type Warning } from './warning.rules';

const PAGE = 50;
const PHOTO_TIMEOUT = 50_000;

const NOTHING: Readings = {};

/** What this person did and the server may not know: a phone can go from hand to hand. */
function usePending(): Readings {
  const me = useSession((session) => session.me?.personId);
  return useReadings(({ personId, pending }) => (personId === me ? pending : NOTHING));
}

/** The newest warnings of one's groups, as the person left them; readable without a network. */
export function useWarningFeed() {
  const query = useAnswer(['warnings'], (signal) =>
    call('get', '/me/warnings', { query: { limit: PAGE } }, { signal }),
  );
  const pending = usePending();
  const { data } = query;
  const asOf = data?.asOf;
  useEffect(() => {
    if (asOf !== undefined) void sendReadings();
  }, [asOf]);
  const feed = useMemo(() => data && feedAsRead(data.value, pending), [data, pending]);
  return { query, feed, asOf: data?.fromPhone ? data.asOf : null };
}

/** What is older than the feed's first page, once it is asked for. */
export function useOlderWarnings(after: string | null) {
  const [wanted, setWanted] = useState(false);
  const pending = usePending();
  const query = useInfiniteQuery({
    queryKey: ['older-warnings', after],
    queryFn: ({ signal, pageParam }) =>
      call('get', '/me/warnings', { query: { limit: PAGE, after: pageParam } }, { signal }),
    initialPageParam: after ?? '',
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: wanted && after !== null,
  });
  const items = useMemo(
    () => query.data?.pages.flatMap((page) => page.items).map((item) => asRead(item, pending[item.directiveId])) ?? [],
    [query.data, pending],
  );
  const more = () => {
    if (query.data) void query.fetchNextPage();
    else if (query.isError) void query.refetch();
    else setWanted(true);
  };
  return {
    items,
    more,
    busy: query.isFetching,
    error: query.error,
    hasMore: query.data ? query.hasNextPage : after !== null,
  };
}

/** One warning, also when the phone only has it from the feed. */
export function useWarning(id: string, enabled = true) {
  const { feed } = useWarningFeed();
  const query = useAnswer(['warning', id], (signal) => call('get', '/me/warnings/{id}', { path: { id } }, { signal }), {
    enabled: enabled && id !== '',
  });
  const reading = usePending()[id];
  const found = query.data?.value ?? feed?.items.find(({ directiveId }) => directiveId === id);
  const warning = useMemo(() => found && asRead(found, reading), [found, reading]);
  return { query, warning };
}

/** A shared card's warning, also for those who are not signed in. */
export function useCard(relayId: string) {
  return useQuery({
    queryKey: ['card', relayId],
    queryFn: ({ signal }) => call('get', '/cards/{id}', { path: { id: relayId } }, { signal }),
    enabled: relayId !== '',
  });
}

/** A path under which a warning's picture can be shown. */
export function useWarningPhoto(warning: Warning, photoId: string) {
  return useQuery({
    queryKey: ['warning-photo', warning.versionId, photoId],
    queryFn: () => downloadFile(`${mediaPath(warning)}/photos/${photoId}`, PHOTO_TIMEOUT),
    staleTime: Infinity,
  });
}
