import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { clock } from '@/shared/clock';
import { useSession } from '@/shared/session';
import { personCache } from '@/shared/storage';
import { ask, type Answered } from './answers';

/** A question to the server whose last answer can also be read without a network. */
export function useAnswer<T>(
  question: readonly unknown[],
  fetch: (signal: AbortSignal) => Promise<T>,
  { enabled = true, refetchInterval = false }: { enabled?: boolean; refetchInterval?: number | false } = {},
): UseQueryResult<Answered<T>> {
  const personId = useSession((session) => session.me?.personId ?? '');
  return useQuery({
    queryKey: [...question, personId],
    queryFn: ({ signal }) =>
      ask(
        personCache(personId),
        question,
        () => fetch(signal),
        () => clock.now(),
      ),
    enabled: enabled && personId !== '',
    refetchInterval,
  });
}
