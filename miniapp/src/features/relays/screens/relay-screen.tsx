import { usePageQuery } from '@/shared/platform';
import { ErrorState, Page, Skeleton } from '@/shared/ui';
import { PusherPage } from '../components/pusher-page';
import { WatchedPage } from '../components/watched-page';
import { useKeptRelays, useMyRelay, useRelay } from '../relays.queries';

/** One hop: for its pushers to sign and push, for others to watch. */
export function RelayScreen() {
  const { id = '' } = usePageQuery();
  const mine = useMyRelay(id);
  const kept = useKeptRelays();
  const watched = useRelay(id);
  if (mine.item) return <PusherPage mine={mine.item} items={mine.items} kept={kept} asOf={mine.asOf} />;
  if (!mine.isPending && watched.data) {
    return <WatchedPage detail={watched.data.value} asOf={watched.data.fromPhone ? watched.data.asOf : null} />;
  }
  return (
    <Page title="预警">
      {mine.isPending || watched.isPending ? (
        <Skeleton cards={2} />
      ) : (
        <ErrorState error={watched.error ?? mine.error} onRetry={() => void watched.refetch()} />
      )}
    </Page>
  );
}
