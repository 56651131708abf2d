import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { clock } from '@/shared/clock';
import { useSession } from '@/shared/session';
import { personCache } from '@/shared/storage';
import { ask, type Answered } from './answers';

interface AnswerOptions {
  enabled?: boolean;
  /** ms. */
  refetchInterval?: number | false;
  /** ms for which whoever comes to look is content with the last answer. */
  staleTime?: number;
}

/** A question to the server whose last answer can also be read without a network. */
export function useAnswer<T>(
  question: readonly unknown[],
  fetch: (signal: AbortSignal) => Promise<T>,
  { enabled = true, refetchInterval = false, staleTime }: AnswerOptions = {},
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
    // An undefined one would take the place of what holds for every question.
    ...(staleTime !== undefined && { staleTime }),
  });
}
