import { useQuery } from '@tanstack/react-query';
import { currentToken, downloadPhoto, uploadPhoto } from '@/shared/api';
import { photoStore } from '@/shared/storage';

/** A path under which a photo can be shown: from this phone, else fetched once. */
export function usePhoto(id: string): string | undefined {
  const { data } = useQuery({
    queryKey: ['photo', id],
    queryFn: async () => (await photoStore.path(id)) ?? (await downloadPhoto(id)),
    staleTime: Infinity,
  });
  return data;
}

/** Those of them that are on this phone go up, before the text that names them; sent again, one stays one. */
export async function sendPhotos(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const path = await photoStore.path(id);
    if (path) await uploadPhoto(id, path, currentToken() ?? '');
  }
}
