import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';

export function useExclusions(regionId: number) {
  return useAnswer(
    ['exclusions', regionId],
    (signal) => call('get', '/exclusions', { query: { regionId } }, { signal }),
    { enabled: Number.isInteger(regionId) },
  );
}

export interface ExclusionDecision {
  doorId: string;
  approve: boolean;
  note?: string;
}

export function useDecideExclusion() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ doorId, ...body }: ExclusionDecision) =>
      call('post', '/doors/{id}/exclusion/decision', { path: { id: doorId }, body }),
    // Also after a refusal: somebody else may have decided in the meantime.
    onSettled: (_data, _error, { doorId }) => {
      void queries.invalidateQueries({ queryKey: ['exclusions'] });
      void queries.invalidateQueries({ queryKey: ['coverage'] });
      void queries.invalidateQueries({ queryKey: ['door', doorId] });
    },
  });
}
