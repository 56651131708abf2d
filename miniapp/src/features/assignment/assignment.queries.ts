import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type Schemas } from '@/shared/api';

/** Gives doors to a person by name. */
export function useAssignDoors() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewAssignments']) => call('post', '/doors/assignments', { body }),
    onSettled: () =>
      Promise.all(['doors', 'door', 'people'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}
