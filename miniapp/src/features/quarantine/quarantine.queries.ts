import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';

export function useQuarantine(regionId: number) {
  return useAnswer(
    ['quarantine', regionId],
    (signal) => call('get', '/quarantine', { query: { regionId, state: 'pending' } }, { signal }),
    { enabled: Number.isInteger(regionId) },
  );
}

export interface QuarantineDecision {
  id: string;
  accept: boolean;
  note?: string;
}

export function useDecideQuarantine() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: QuarantineDecision) =>
      call('post', '/quarantine/{id}/decision', { path: { id }, body }),
    // Also after a refusal: somebody else may have decided in the meantime.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['quarantine'] });
      void queries.invalidateQueries({ queryKey: ['coverage'] });
    },
  });
}
