import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';

export function useRegion(id: number) {
  return useAnswer(['region', id], (signal) => call('get', '/regions/{id}', { path: { id } }, { signal }), {
    enabled: Number.isInteger(id),
  });
}

/** The regions right below one; without a parent, where the person's scope begins. */
export function useChildren(parentId?: number, { enabled = true } = {}) {
  return useAnswer(
    ['regions', parentId ?? null],
    (signal) => call('get', '/regions', { query: { parentId } }, { signal }),
    { enabled },
  );
}

/** A change of the tree; every name on the screen may be another one afterwards. */
function useRegionChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        ['region', 'regions', 'coverage', 'people', 'doors'].map((queryKey) =>
          queries.invalidateQueries({ queryKey: [queryKey] }),
        ),
      ),
  });
}

export function useAddRegion() {
  return useRegionChange((body: Schemas['NewRegion']) => call('post', '/regions', { body }));
}

export function useChangeRegion(id: number) {
  return useRegionChange((body: Schemas['RegionChange']) => call('patch', '/regions/{id}', { path: { id }, body }));
}

export function useCloseRegion(id: number) {
  return useRegionChange((successorId: number | undefined) =>
    call('post', '/regions/{id}/close', { path: { id }, body: { successorId } }),
  );
}

/** Draws grids or groups, by their names or so many that carry on the numbering. */
export function useDrawRegions(parentId: number, level: 'grid' | 'group') {
  return useRegionChange((body: Schemas['DrawnRegions']) =>
    level === 'grid'
      ? call('post', '/regions/{id}/grids', { path: { id: parentId }, body })
      : call('post', '/regions/{id}/groups', { path: { id: parentId }, body }),
  );
}

/** Places that the state's list has below a region and the tree has not. */
export function useMissingPlaces(regionId: number) {
  return useAnswer(['regions', 'official', regionId], (signal) =>
    call('get', '/official-places', { query: { regionId } }, { signal }),
  );
}

export function useAddOfficialPlaces(regionId: number) {
  return useRegionChange((codes: string[]) => call('post', '/official-places', { body: { regionId, codes } }));
}
