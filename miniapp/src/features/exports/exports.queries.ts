import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, downloadFile, type Schemas } from '@/shared/api';
import { openFile } from '@/shared/platform';
import { isUnderWay, type Export } from './export.rules';

const SECOND = 1000;
const LIST = ['exports'];
// A county's register over a slow line.
const DOWNLOAD_TIMEOUT = 300 * SECOND;

/** One's own lists, newest first; asked for again while one is being made. */
export function useExports() {
  return useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => call('get', '/exports', {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1.5 * SECOND : false),
  });
}

export function useStartExport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewExport']) => call('post', '/exports', { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: LIST }),
  });
}

export function useDownload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, fileName }: Export) => {
      const path = await downloadFile(`/exports/${encodeURIComponent(id)}/file`, DOWNLOAD_TIMEOUT);
      await openFile(path, fileName ?? '名单.xlsx');
    },
    onError: () => void queries.invalidateQueries({ queryKey: LIST }),
  });
}
