import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sendPhotos } from '@/features/visits';
import { useAnswer } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';

const MINE = 'my-scam-reports';
const LIST = 'scam-reports';
const ONE = 'scam-report';
const PAGE = 50;

export function useMyReports() {
  return useAnswer([MINE], (signal) => call('get', '/me/scam-reports', {}, { signal }));
}

/** Sent again, the same report stays one. */
async function send(body: Schemas['NewScamReport']): Promise<Schemas['ScamReport']> {
  await sendPhotos(body.photoIds ?? []);
  return call('post', '/me/scam-reports', { body });
}

export function useSendReport() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries({ queryKey: [MINE] }) });
}

/** Of a place and below, the newest first, a page after the other. */
export function useReports(regionId: number | undefined, state: Schemas['ScamReportState'] | undefined) {
  return useInfiniteQuery({
    queryKey: [LIST, regionId, state],
    queryFn: ({ signal, pageParam }) =>
      call(
        'get',
        '/scam-reports',
        { query: { regionId: regionId!, limit: PAGE, after: pageParam, ...(state && { state }) } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: regionId !== undefined,
  });
}

export function useReport(id: string) {
  return useQuery({
    queryKey: [ONE, id],
    queryFn: ({ signal }) => call('get', '/scam-reports/{id}', { path: { id } }, { signal }),
  });
}

export function useHandleReport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) =>
      call('post', '/scam-reports/{id}/handled', { path: { id }, body: { note } }),
    onSuccess: (report) => queries.setQueryData([ONE, report.id], report),
    // Also after a refusal: somebody else may have handled it in the meantime.
    onSettled: () => [LIST, ONE].map((name) => queries.invalidateQueries({ queryKey: [name] })),
  });
}

/** The reporter's number; each look is recorded, so that it is asked for by hand and kept nowhere. */
export function useReporterPhone() {
  return useMutation({
    mutationFn: (id: string) => call('post', '/scam-reports/{id}/phone', { path: { id } }),
    gcTime: 0,
  });
}
