import { useQuery } from '@tanstack/react-query';
import { ApiError, call } from '@/shared/api';

/** The people one may be in a demonstration; `null` where there is none. */
export function useDemoPeople() {
  return useQuery({
    queryKey: ['demo-people'],
    queryFn: async ({ signal }) => {
      try {
        return await call('get', '/demo/people', {}, { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

export function usePrivacyNotice() {
  return useQuery({
    queryKey: ['privacy-notice'],
    queryFn: ({ signal }) => call('get', '/privacy-notice', {}, { signal }),
  });
}
