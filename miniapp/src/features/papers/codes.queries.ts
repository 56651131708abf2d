import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call, downloadFile } from '@/shared/api';
import { newId } from '@/shared/ids';
import { copyText } from '@/shared/platform';

const PICTURE_TIMEOUT = 20_000;

const codesOf = (doorId: string) => ['sign-codes', doorId];

/** The codes of a door, those that work no longer too. */
export function useSignCodes(doorId: string) {
  return useQuery({
    queryKey: codesOf(doorId),
    queryFn: ({ signal }) => call('get', '/sign-codes', { query: { doorId } }, { signal }),
    enabled: doorId !== '',
  });
}

/** A path under which a code's picture can be shown. */
export function useCodePicture(id: string) {
  return useQuery({
    queryKey: ['sign-code-picture', id],
    queryFn: () => downloadFile(`/sign-codes/${encodeURIComponent(id)}/picture`, PICTURE_TIMEOUT),
    staleTime: Infinity,
  });
}

const reread = (queries: QueryClient, doorId: string) => () => queries.invalidateQueries({ queryKey: codesOf(doorId) });

export function useMakeCode(doorId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (hours: number) => call('post', '/sign-codes', { body: { id: newId(), doorId, hours } }),
    onSettled: reread(queries, doorId),
  });
}

export function useRevokeCode(doorId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('delete', '/sign-codes/{id}', { path: { id } }),
    onSettled: reread(queries, doorId),
  });
}

/** A link for a message to the household; it lies on the clipboard afterwards. */
export function useCopyLink() {
  return useMutation({
    mutationFn: async (id: string) => {
      const link = await call('post', '/sign-codes/{id}/link', { path: { id } });
      await copyText(link.url);
      return link;
    },
  });
}
