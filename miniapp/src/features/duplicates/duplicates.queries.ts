import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, type Schemas } from '@/shared/api';
import { syncNow } from '@/shared/outbox';

const ENOUGH_AT_ONCE = 20;

/**
 * Pairs of doors that are likely one. The server looks through a few villages at a time, and most have none: it is asked
 * on until there are some to show.
 */
export function useDuplicates(regionId: number | undefined) {
  const query = useInfiniteQuery({
    queryKey: ['duplicates', regionId ?? null],
    queryFn: ({ pageParam, signal }) =>
      call('get', '/duplicates', { query: { regionId, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const pairs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const lacking = query.hasNextPage && pairs.length < ENOUGH_AT_ONCE && !query.isFetching && !query.isError;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (lacking) void fetchNextPage();
  }, [lacking, fetchNextPage]);
  return { query, pairs, searching: query.hasNextPage && pairs.length < ENOUGH_AT_ONCE };
}

function useDoorsChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => void syncNow(),
    onSettled: () =>
      Promise.all(
        ['duplicates', 'door', 'doors', 'coverage'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      ),
  });
}

/** Two doors that look like one and are not; nobody is asked again. */
export function useDismiss() {
  return useDoorsChange((doorIds: string[]) => call('post', '/duplicates/dismiss', { body: { doorIds } }));
}

/** The door goes into another one, and everything it has with it. */
export function useMerge(goneId: string) {
  return useDoorsChange((body: Schemas['DoorMerge']) =>
    call('post', '/doors/{id}/merge', { path: { id: goneId }, body }),
  );
}
