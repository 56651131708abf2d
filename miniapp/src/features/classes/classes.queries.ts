import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';

type SchoolClass = Schemas['SchoolClass'];

export interface Classes {
  items: SchoolClass[];
  /** Of all that there are; more than the items when there are too many to list. */
  total: number;
}

const LARGEST_PAGE = 200;
const MOST_LISTED = 1000;

async function readClasses(regionId: number | undefined, signal: AbortSignal): Promise<Classes> {
  const items: SchoolClass[] = [];
  let after: string | undefined;
  let total: number;
  do {
    const page = await call('get', '/classes', { query: { regionId, limit: LARGEST_PAGE, after } }, { signal });
    items.push(...page.items);
    total = page.total;
    after = page.next ?? undefined;
  } while (after !== undefined && items.length < MOST_LISTED);
  return { items, total };
}

/** The classes of a place, or of the whole reach; a 班主任's are their own. */
export function useClasses(regionId?: number) {
  return useQuery({
    queryKey: ['classes', regionId ?? null],
    queryFn: ({ signal }) => readClasses(regionId, signal),
  });
}

/** A 班主任's own classes, which are also there without a network: they hold nobody's name but the teacher's. */
export function useOwnClasses({ enabled }: { enabled: boolean }) {
  return useAnswer(['classes', 'own'], (signal) => readClasses(undefined, signal), { enabled });
}

export function useFamilies(classId: string) {
  return useQuery({
    queryKey: ['classes', 'families', classId],
    queryFn: ({ signal }) => call('get', '/classes/{id}/families', { path: { id: classId } }, { signal }),
  });
}

function useClassChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        ['classes', 'doors', 'door', 'people', 'coverage'].map((name) =>
          queries.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}

export function useAddClass() {
  return useClassChange((body: Schemas['NewClass']) => call('post', '/classes', { body }));
}

export function useChangeClass(id: string) {
  return useClassChange((body: Schemas['ClassChange']) => call('patch', '/classes/{id}', { path: { id }, body }));
}

export function useAddFamilies(id: string) {
  return useClassChange((doorIds: string[]) =>
    call('post', '/classes/{id}/families', { path: { id }, body: { doorIds } }),
  );
}

export function useEndFamilies(id: string) {
  return useClassChange((doorIds: string[]) =>
    call('post', '/classes/{id}/families/end', { path: { id }, body: { doorIds } }),
  );
}
