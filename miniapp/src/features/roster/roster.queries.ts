import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';

/** The server lists no more people at once. */
export const MOST_PEOPLE = 500;

/** Who holds a post in a region or below it; of the whole reach without one. */
export function usePeople(regionId?: number, { enabled = true } = {}) {
  return useAnswer(
    ['people', regionId ?? null],
    (signal) => call('get', '/people', { query: { regionId } }, { signal }),
    { enabled },
  );
}

/** A change of the roster; what was read of it is read anew, also after a refusal. */
function useRosterChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['people'] });
      void queries.invalidateQueries({ queryKey: ['coverage'] });
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
