import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';

export function useRegion(id: number) {
  return useAnswer(['region', id], (signal) => call('get', '/regions/{id}', { path: { id } }, { signal }));
}

/** The regions right below one; without a parent, where the person's scope begins. */
export function useChildren(parentId?: number) {
  return useAnswer(['regions', parentId ?? null], (signal) =>
    call('get', '/regions', { query: { parentId } }, { signal }),
  );
}
