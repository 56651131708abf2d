import { countText } from '@/shared/text';
import { Button, Empty, Notice, TEST_IDS } from '@/shared/ui';
import { MOST_FOUND, type useDoorPages } from '../doors.queries';
import { DoorRow } from './door-row';
import { briefDetail, standingMark } from './door-words';

interface DoorRowsProps {
  query: ReturnType<typeof useDoorPages>;
  /** A text was searched for. */
  searched: boolean;
  /** Doors that already stand elsewhere on the screen. */
  without?: ReadonlyMap<string, unknown>;
}

/** The pages of doors read so far, and a way to the next. */
export function DoorRows({ query, searched, without }: DoorRowsProps) {
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const total = query.data?.pages[0]?.total ?? items.length;
  const doors = without ? items.filter(({ id }) => !without.has(id)) : items;
  if (items.length === 0)
    return (
      <Empty mark="…" title="没有这样的户">
        {searched ? '少输几个字，或换成拼音、门牌号。' : '换一个条件再找。'}
      </Empty>
    );
  return (
    <>
      {searched && total >= MOST_FOUND && <FoundMost />}
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
          还有 {countText(total - items.length)} 户
        </Button>
      )}
    </>
  );
}

/** A search that found as much as one may. */
export function FoundMost() {
  return <Notice tone="wait">最多显示 {MOST_FOUND} 户，请再多输入几个字。</Notice>;
}
