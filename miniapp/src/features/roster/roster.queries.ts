import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSettled } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';
import type { Role } from '@/shared/text';

type Person = Schemas['Person'];

export interface PeopleQuestion {
  /** The whole reach without one. */
  regionId?: number;
  role?: Role;
  q?: string;
  trained?: 'true' | 'false';
}

export interface People {
  items: Person[];
  /** Of all that were found; more than the items when there are too many to list. */
  total: number;
}

const LARGEST_PAGE = 200;
const MOST_LISTED = 1000;

/** Who holds a post in a region or below it. Not kept on the device: it is about people. */
export function usePeople({ q, ...where }: PeopleQuestion, { enabled = true } = {}) {
  const text = useSettled(q?.trim() || undefined);
  return useQuery({
    queryKey: ['people', where, text],
    queryFn: async ({ signal }): Promise<People> => {
      const items: Person[] = [];
      let after: string | undefined;
      let total: number;
      do {
        const query = { ...where, q: text, limit: LARGEST_PAGE, after };
        const page = await call('get', '/people', { query }, { signal });
        items.push(...page.items);
        total = page.total;
        after = page.next ?? undefined;
      } while (after !== undefined && items.length < MOST_LISTED);
      return { items, total };
    },
    placeholderData: (previous) => previous,
    enabled,
  });
}

/** A change of the roster; what was read of it is read anew, also after a refusal. */
function useRosterChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      for (const name of ['people', 'coverage', 'doors', 'door']) void queries.invalidateQueries({ queryKey: [name] });
    },
  });
}

export function useAddPerson() {
  return useRosterChange((body: Schemas['NewPerson']) => call('post', '/people', { body }));
}

export function useGrantPost(personId: string) {
  return useRosterChange((body: Schemas['NewPost']) =>
    call('post', '/people/{id}/posts', { path: { id: personId }, body }),
  );
}

export function useRevokePost() {
  return useRosterChange((postId: string) => call('delete', '/posts/{id}', { path: { id: postId } }));
}

export function useRecordTraining(personId: string) {
  return useRosterChange((body: Schemas['NewTraining']) =>
    call('post', '/people/{id}/trainings', { path: { id: personId }, body }),
  );
}

export function useSetPassword(personId: string) {
  return useRosterChange((password: string) =>
    call('post', '/people/{id}/password', { path: { id: personId }, body: { password } }),
  );
}

/** The police that go along with a worker; the list replaces the team. */
export function useChangeTeam(personId: string) {
  return useRosterChange((policeIds: string[]) =>
    call('put', '/people/{id}/team', { path: { id: personId }, body: { policeIds } }),
  );
}

/** Posts, doors and teams to somebody else, at once. */
export function useHandOver(personId: string) {
  return useRosterChange((body: Schemas['HandOver']) =>
    call('post', '/people/{id}/hand-over', { path: { id: personId }, body }),
  );
}

/** All of a person's doors within one's reach become nobody's. */
export function useEndAssignments(personId: string) {
  return useRosterChange(() => call('post', '/doors/assignments/end', { body: { personId } }));
}
