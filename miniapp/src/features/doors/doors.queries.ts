import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { useSettled } from '@/shared/answers';
import { call, NetworkError, type Schemas } from '@/shared/api';
import { syncNow } from '@/shared/outbox';
import type { DoorState, LocalDoor, PulledDoor } from './door.rules';
import { useDoor, useDoorStore } from './doors.store';

export interface DoorQuery {
  /** The whole reach without one. */
  regionId?: number;
  planId?: string;
  round?: number;
  audience?: string;
  state?: DoorState;
  kind?: PulledDoor['kind'];
  /** Whether all their papers are signed. */
  papers?: Schemas['PapersFilter'];
  q?: string;
}

const PAGE = 50;

/** The server finds so many doors by a text and no more. */
export const MOST_FOUND = 200;

function isAskable({ regionId }: DoorQuery): boolean {
  return regionId === undefined || Number.isInteger(regionId);
}

/** The doors of a region as the server knows them, page by page. */
export function useDoorPages(
  { q, ...where }: DoorQuery,
  { enabled = true } = {},
): UseInfiniteQueryResult<InfiniteData<Schemas['DoorList']>> {
  const text = useSettled(q?.trim() || undefined);
  return useInfiniteQuery({
    queryKey: ['doors', where, text],
    queryFn: ({ pageParam, signal }) =>
      call('get', '/doors', { query: { ...where, q: text, limit: PAGE, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: enabled && isAskable(where),
  });
}

const LARGEST_PAGE = 200;
const MOST_LISTED = 1000;

export interface WholeDoorList {
  items: Schemas['DoorBrief'][];
  /** Of all doors that there are; more than the items when there are too many to list. */
  total: number;
}

/** All doors of a region at once, to sort and to choose from; of a large region the first thousand. */
export function useWholeDoorList({ q, ...where }: DoorQuery, { enabled = true } = {}) {
  const text = useSettled(q?.trim() || undefined);
  return useQuery({
    queryKey: ['doors', 'whole', where, text],
    queryFn: async ({ signal }): Promise<WholeDoorList> => {
      const items: Schemas['DoorBrief'][] = [];
      let after: string | undefined;
      let total: number;
      do {
        const query = { ...where, q: text, limit: LARGEST_PAGE, after };
        const page = await call('get', '/doors', { query }, { signal });
        items.push(...page.items);
        total = page.total;
        after = page.next ?? undefined;
      } while (after !== undefined && items.length < MOST_LISTED);
      return { items, total };
    },
    enabled: enabled && isAskable(where),
  });
}

export function useRemoteDoor(id: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: ['door', id],
    queryFn: ({ signal }) => call('get', '/doors/{id}', { path: { id } }, { signal }),
    enabled: enabled && id !== '',
  });
}

export type DoorRecord = LocalDoor | PulledDoor;

export interface DoorRecordResult {
  door: DoorRecord | undefined;
  loading: boolean;
  error: unknown;
  /** There was no network to look further than this phone. */
  offline: boolean;
}

/** A door by its id: the one on this phone, else the server's. */
export function useDoorRecord(id: string): DoorRecordResult {
  const local = useDoor(id);
  const ready = useDoorStore((store) => store.ready);
  const remote = useRemoteDoor(id, { enabled: ready && !local });
  const door = local ?? remote.data;
  const offline = !door && remote.error instanceof NetworkError;
  return {
    door,
    offline,
    loading: !door && id !== '' && (!ready || remote.isPending),
    error: door || offline ? null : remote.error,
  };
}

/** The whole number; the server records who asked for it. */
export async function revealPhone(residentId: string): Promise<string> {
  const { phone } = await call('get', '/residents/{id}/phone', { path: { id: residentId } });
  return phone;
}

/** Some people of a household become one of their own; the answer is the new door. */
export function useSplitDoor(doorId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['DoorSplit']) => call('post', '/doors/{id}/split', { path: { id: doorId }, body }),
    onSuccess: () => void syncNow(),
    onSettled: () =>
      Promise.all(
        ['door', 'doors', 'coverage', 'duplicates'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      ),
  });
}
