import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sendPhotos } from '@/features/visits';
import { useSettled } from '@/shared/answers';
import { call, uploadFile, type Schemas } from '@/shared/api';
import type { RelayState } from '@/shared/cascade';
import { usePageSeen, type ChosenFile } from '@/shared/platform';
import { refreshEvery } from './board.rules';
import { tidied, type Content, type Directive, type Draft, type Targets } from './directive.rules';

const LIST = 'directives';
const BOARD = 'cascade-board';
const RELAYS = 'cascade-relays';
const keyOf = (id: string) => ['directive', id];
const PAGE = 50;
const UPLOAD_TIMEOUT = 120_000;

/** Of a place and below, a page after the other. */
export function useDirectives(regionId: number | undefined) {
  return useInfiniteQuery({
    queryKey: [LIST, regionId],
    queryFn: ({ signal, pageParam }) =>
      call('get', '/directives', { query: { regionId: regionId!, limit: PAGE, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: regionId !== undefined,
  });
}

const APPROVAL_WAIT = 5_000;

/** While a second person is waited for it looks again by itself: whoever wrote it wants to see it go out. */
export function useDirective(id: string | undefined) {
  const seen = usePageSeen();
  return useQuery({
    queryKey: keyOf(id ?? ''),
    queryFn: ({ signal }) => call('get', '/directives/{id}', { path: { id: id! } }, { signal }),
    enabled: Boolean(id),
    refetchInterval: ({ state: { data } }) => (seen && data?.approval ? APPROVAL_WAIT : false),
  });
}

/** How far a directive came; looks again by itself while something can change and the page is seen. */
export function useBoard(id: string | undefined, number?: number) {
  const seen = usePageSeen();
  return useQuery({
    queryKey: [BOARD, id, number],
    queryFn: ({ signal }) =>
      call('get', '/directives/{id}/cascade', { path: { id: id! }, query: { number } }, { signal }),
    enabled: Boolean(id),
    refetchInterval: ({ state: { data } }) => (seen && number === undefined ? refreshEvery(data) : false),
    placeholderData: keepPreviousData,
  });
}

export interface RelayQuestion {
  level?: number;
  state?: RelayState;
  late?: 'true';
}

const RELAY_PAGE = 100;

/** The groups of a level, by state; kept fresh with the board that stands above it. */
export function useRelays(id: string, question: RelayQuestion, every: number | false) {
  const seen = usePageSeen();
  return useInfiniteQuery({
    queryKey: [RELAYS, id, question],
    queryFn: ({ signal, pageParam }) =>
      call(
        'get',
        '/directives/{id}/relays',
        { path: { id }, query: { ...question, limit: RELAY_PAGE, after: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: seen ? every : false,
    placeholderData: keepPreviousData,
  });
}

/** What such targets would reach, once the person stops choosing. */
export function useReach(planId: string | undefined, regionId: number | undefined, targets: Targets) {
  const settled = useSettled(targets);
  return useQuery({
    queryKey: ['directive-reach', planId, regionId, settled],
    queryFn: ({ signal }) =>
      call(
        'post',
        '/directives/reach',
        { body: { planId: planId!, regionId: regionId!, targets: settled } },
        { signal },
      ),
    enabled: planId !== undefined && regionId !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** A change whose answer is the directive as it is now. */
function useDirectiveChange<Input>(change: (input: Input) => Promise<Directive>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (directive) => queries.setQueryData(keyOf(directive.id), directive),
    onSettled: () => Promise.all([LIST, BOARD, RELAYS].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}

/** The server has those that the text before named. */
function sendNewPhotos({ photoIds = [] }: Content, before: Content | undefined): Promise<void> {
  return sendPhotos(photoIds.filter((id) => !before?.photoIds?.includes(id)));
}

export interface DraftChange {
  draft: Draft;
  /** As the server knows it; absent before it was saved once. */
  saved: Directive | undefined;
  beginning: Pick<Schemas['NewDirective'], 'id' | 'planId' | 'regionId'>;
  /** The server has it: the phone need not keep it. */
  arrived(): void;
}

async function save({ draft, saved, beginning, arrived }: DraftChange): Promise<Directive> {
  await sendNewPhotos(draft.content, saved?.draft.content);
  const body = tidied(draft);
  const directive = saved
    ? await call('put', '/directives/{id}/draft', {
        path: { id: saved.id },
        body: { ...body, baseRevision: saved.revision },
      })
    : await call('post', '/directives', { body: { ...beginning, ...body } });
  arrived();
  return directive;
}

export function useSaveDraft() {
  return useDirectiveChange(save);
}

/** Publishes the text, or hands it to a second person; what is not saved yet is saved first. */
export function usePublish() {
  return useDirectiveChange(async (change: DraftChange & { changed: boolean }) => {
    const { id, revision } = change.saved && !change.changed ? change.saved : await save(change);
    return call('post', '/directives/{id}/publish', { path: { id }, body: { baseRevision: revision } });
  });
}

export function useAddClip() {
  return useDirectiveChange(async ({ file, ...change }: DraftChange & { file: ChosenFile }) => {
    const { id } = change.saved ?? (await save(change));
    return (await uploadFile({
      path: `/directives/${id}/clip`,
      filePath: file.path,
      fileName: file.name,
      fields: {},
      timeout: UPLOAD_TIMEOUT,
    })) as Directive;
  });
}

export function useDiscardDraft() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('delete', '/directives/{id}', { path: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIST] }),
  });
}

export function useApprove() {
  return useDirectiveChange(({ id, revision }: Directive) =>
    call('post', '/directives/{id}/approve', { path: { id }, body: { baseRevision: revision } }),
  );
}

export function useGiveBack() {
  return useDirectiveChange(({ directive, reason }: { directive: Directive; reason: string }) =>
    call('post', '/directives/{id}/return', {
      path: { id: directive.id },
      body: { baseRevision: directive.revision, reason },
    }),
  );
}

export function useAmend() {
  return useDirectiveChange(async (input: { directive: Directive; content: Content; reason: string }) => {
    const { directive, content, reason } = input;
    await sendNewPhotos(content, directive.versions[0]?.content);
    return call('post', '/directives/{id}/amend', {
      path: { id: directive.id },
      body: { baseNumber: directive.number, content, reason },
    });
  });
}

export function useRecall() {
  return useDirectiveChange(({ id, reason }: { id: string; reason: string }) =>
    call('post', '/directives/{id}/recall', { path: { id }, body: { reason } }),
  );
}
