import { useQuery } from '@tanstack/react-query';
import { call, type Schemas } from '@/shared/api';

export interface CascadePlan {
  id: string;
  name: string;
  regionId: number;
  cascade: Schemas['PlanCascade'];
}

/** The plans that hold in a place and know WeChat groups. */
export function useCascadePlans(regionId: number | undefined) {
  return useQuery({
    queryKey: ['cascade-plans', regionId],
    queryFn: async ({ signal }): Promise<CascadePlan[]> => {
      const { items } = await call('get', '/plans', { query: { regionId: regionId! } }, { signal });
      const plans = await Promise.all(items.map(({ id }) => call('get', '/plans/{id}', { path: { id } }, { signal })));
      return plans.flatMap(({ id, name, regionId: place, document: { cascade } }) =>
        cascade ? [{ id, name, regionId: place, cascade }] : [],
      );
    },
    enabled: regionId !== undefined,
    staleTime: 300_000,
  });
}
