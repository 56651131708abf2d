import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';
import { usePageSeen } from '@/shared/platform';
import { useSession } from '@/shared/session';

const LIST = 'notifications';
const UNREAD = 'unread-notifications';
const MINUTE = 60_000;
const PAGE = 30;

/** What the person was told, the newest first, page by page. */
export function useInbox() {
  const personId = useSession(({ me }) => me?.personId ?? '');
  return useInfiniteQuery({
    queryKey: [LIST, personId],
    queryFn: ({ signal, pageParam }) =>
      call('get', '/me/notifications', { query: { limit: PAGE, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Schemas['NotificationList']) => next ?? undefined,
    enabled: personId !== '',
  });
}

/** How many the person has not read; kept for when there is no network. */
export function useUnread(): number {
  const seen = usePageSeen();
  const query = useAnswer(
    [UNREAD],
    async (signal) => (await call('get', '/me/notifications', { query: { limit: 1 } }, { signal })).unread,
    { refetchInterval: seen && MINUTE },
  );
  return query.data?.value ?? 0;
}

export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NotificationsRead']) => call('post', '/me/notifications/read', { body }),
    onSettled: () => Promise.all([LIST, UNREAD].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
