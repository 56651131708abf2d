import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query';
import { isTemporary } from './errors';
import { onAppShown, onNetworkChange } from './network';

const SECOND = 1000;
const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A query that fails offline must fail, so that the last known answer can be shown; it must not wait.
      networkMode: 'always',
      staleTime: 30 * SECOND,
      gcTime: 600 * SECOND,
      retry: (failures, error) => failures < RETRIES && isTemporary(error),
      retryDelay: (attempt) => Math.min(SECOND * 2 ** attempt, 8 * SECOND),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** TanStack listens to `window`, which WeChat does not have. */
export function connectQueries(): void {
  onlineManager.setEventListener((setOnline) => onNetworkChange(setOnline));
  focusManager.setEventListener((refocused) => {
    onAppShown(() => refocused());
    return undefined;
  });
}
