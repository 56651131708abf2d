import { useQuery } from '@tanstack/react-query';
import { downloadPhoto } from '@/shared/api';
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
