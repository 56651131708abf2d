import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from './states';

interface LoadedProps<Data> {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch(): unknown };
  cards?: number;
  children(data: Data): ReactNode;
}

/** What the server answered; until then that it is read, or why it could not be. */
export function Loaded<Data>({ query, cards, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton cards={cards} />;
}
