import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, uploadFile, type Schemas } from '@/shared/api';
import type { ChosenFile } from '@/shared/platform';
import type { ImportKind } from './import-words';
import { isBusy, type ChangedRecord, type Import, type Mapping, type RowProblem } from './import.rules';

const SECOND = 1000;
// 20 MB over a slow line.
const UPLOAD_TIMEOUT = 600 * SECOND;

const keyOf = (id: string) => ['import', id];
const LIST = ['imports'];

export function useImports() {
  return useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => call('get', '/imports', { query: {} }, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((item) => isBusy(item.state)) ? 2 * SECOND : false),
  });
}

/** One import; asked for each second while a job is at work. */
export function useImport(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => call('get', '/imports/{id}', { path: { id } }, { signal }),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data && isBusy(state.data.state) ? SECOND : false),
  });
}

interface NewImport {
  id: string;
  kind: ImportKind;
  regionId: number;
  file: ChosenFile;
  onProgress(percent: number): void;
}

export function useUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, kind, regionId, file, onProgress }: NewImport) => {
      const fields = { id, kind, regionId: String(regionId) };
      const upload = { path: '/imports', filePath: file.path, fileName: file.name, fields };
      return (await uploadFile({ ...upload, timeout: UPLOAD_TIMEOUT, onProgress })) as Import;
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: LIST }),
  });
}

/** A step of an import; its answer is the import as it is now, a refusal may mean that somebody else was faster. */
function useStep<Input>(id: string, step: (input: Input) => Promise<Import>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: (record) => {
      queries.setQueryData(keyOf(id), record);
      if (isBusy(record.state)) queries.removeQueries({ queryKey: [...keyOf(id), 'found'] });
    },
    onError: () => void queries.invalidateQueries({ queryKey: keyOf(id), exact: true }),
    onSettled: () => void queries.invalidateQueries({ queryKey: LIST }),
  });
}

export function useCheck(id: string) {
  return useStep(id, (body: Mapping) => call('post', '/imports/{id}/check', { path: { id }, body }));
}

export function useDrawPlaces(id: string) {
  return useStep(id, () => call('post', '/imports/{id}/places', { path: { id } }));
}

export function usePublish(id: string) {
  return useStep(id, (mode: Schemas['PublishMode']) =>
    call('post', '/imports/{id}/publish', { path: { id }, body: { mode } }),
  );
}

export function useCancel(id: string) {
  return useStep(id, () => call('post', '/imports/{id}/cancel', { path: { id } }));
}

/** Everything that a list has, up to so many; the rest is counted. */
export interface Found<Item> {
  items: Item[];
  total: number;
}

const MOST_LISTED = 1000;

async function everyPage<Item>(
  page: (after: number | undefined) => Promise<{ items: Item[]; next: number | null; total: number }>,
  most: number,
): Promise<Found<Item>> {
  const items: Item[] = [];
  let after: number | undefined;
  let total: number;
  do {
    const found = await page(after);
    items.push(...found.items);
    total = found.total;
    after = found.next ?? undefined;
  } while (after !== undefined && items.length < most);
  return { items, total };
}

function problemPages(id: string, level: RowProblem['level'], most: number, signal?: AbortSignal) {
  return everyPage(
    (after) => call('get', '/imports/{id}/problems', { path: { id }, query: { level, after } }, { signal }),
    most,
  );
}

export function useProblems(id: string, level: RowProblem['level']) {
  return useQuery({
    queryKey: [...keyOf(id), 'found', level],
    queryFn: ({ signal }) => problemPages(id, level, MOST_LISTED, signal),
  });
}

/** All of them, for a file to work through. */
export function allProblems(id: string, level: RowProblem['level']): Promise<Found<RowProblem>> {
  return problemPages(id, level, Number.POSITIVE_INFINITY);
}

type Action = Schemas['ChangeAction'];

export function useChanges(id: string, action: Action) {
  return useQuery({
    queryKey: [...keyOf(id), 'found', action],
    queryFn: ({ signal }) =>
      everyPage(
        (after) => call('get', '/imports/{id}/changes', { path: { id }, query: { action, after } }, { signal }),
        MOST_LISTED,
      ),
  });
}

/** Decides a conflict; what is on the screen stays there, so that it can be decided otherwise. */
export function useDecide(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ record, ...decision }: { record: ChangedRecord; key?: string; take: 'here' | 'book' }) =>
      call('post', '/imports/{id}/decisions', { path: { id }, body: { items: [{ id: record.id, ...decision }] } }),
    onSuccess: (record) => {
      queries.setQueryData(keyOf(id), record);
      queries.removeQueries({ queryKey: [...keyOf(id), 'found', 'update'] });
    },
  });
}
