import { countText } from '@/shared/text';
import { Button, Card, Empty, ErrorState, Skeleton, TEST_IDS } from '@/shared/ui';
import { useDoorPages, type DoorQuery } from '../doors.queries';
import { DoorRow } from './door-row';
import { briefDetail, standingMark } from './door-words';

interface RemoteDoorListProps {
  filter: Pick<DoorQuery, 'state' | 'kind' | 'q'>;
  regionId: number;
  planId?: string;
  round?: number;
  audience?: string;
}

export function RemoteDoorList({ filter, ...scope }: RemoteDoorListProps) {
  const query = useDoorPages({ ...scope, ...filter });
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton />;
  const doors = query.data.pages.flatMap(({ items }) => items);
  const total = query.data.pages[0]?.total ?? doors.length;
  if (doors.length === 0) return <Empty title="没有这样的户">换一个条件再找。</Empty>;
  return (
    <Card title={`${countText(total)} 户`}>
      {doors.map((door, index) => (
        <DoorRow
          key={door.id}
          id={door.id}
          kind={door.kind}
          code={door.code}
          name={door.label}
          detail={briefDetail(door)}
          mark={standingMark(door.state)}
          first={index === 0}
        />
      ))}
      {query.hasNextPage && (
        <Button
          id={TEST_IDS.moreDoors}
          tone="plain"
          busy={query.isFetchingNextPage}
          onTap={() => void query.fetchNextPage()}
        >
          还有 {total - doors.length} 户
        </Button>
      )}
    </Card>
  );
}
