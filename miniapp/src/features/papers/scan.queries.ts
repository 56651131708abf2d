import { useQuery } from '@tanstack/react-query';
import { call, isTemporary } from '@/shared/api';
import { useSession } from '@/shared/session';

/** Where a scanned code leads. Asked anew each time the page is shown: a code is revoked, papers are signed. */
export function useOpenedCode(scene: string | undefined) {
  const personId = useSession((session) => session.me?.personId ?? '');
  return useQuery({
    queryKey: ['opened-code', scene, personId],
    queryFn: ({ signal }) => call('post', '/me/papers/open', { body: { scene: scene ?? '' } }, { signal }),
    enabled: scene !== undefined,
    staleTime: 0,
    // Whoever stands there with the phone in the hand is told soon.
    retry: (failures, error) => failures < 1 && isTemporary(error),
  });
}
