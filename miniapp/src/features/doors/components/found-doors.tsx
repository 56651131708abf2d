import { useOutbox } from '@/shared/outbox';
import { countText } from '@/shared/text';
import { Card, Empty, Loaded, Sub } from '@/shared/ui';
import { useDoorPages, type DoorQuery } from '../doors.queries';
import { useDoors } from '../doors.store';
import { DoorRows } from './door-rows';
import { LocalDoorList } from './local-door-list';

/** A phone finds its own doors by name and number; the server knows pinyin and phones as well. */
export function FoundDoors({ filter }: { filter: Pick<DoorQuery, 'state' | 'kind'> & { q: string } }) {
  const online = useOutbox((outbox) => outbox.online);
  const local = useDoors(filter);
  const query = useDoorPages(filter, { enabled: online });
  if (!online) {
    return local.length > 0 ? (
      <LocalDoorList filter={filter} />
    ) : (
      <Empty mark="…" title="手机里没有这样的户">
        没有网络，只能按姓名和门牌号找。联网后也能按拼音和电话找。
      </Empty>
    );
  }
  const known = new Map(local.map((door) => [door.id, door]));
  const others = query.data?.pages.flatMap(({ items }) => items).filter(({ id }) => !known.has(id)) ?? [];
  return (
    <>
      {local.length > 0 && <LocalDoorList filter={filter} />}
      {(local.length === 0 || others.length > 0) && (
        <Loaded query={query} cards={1}>
          {({ pages: [first] }) => (
            <Card
              title={local.length > 0 ? '还找到' : `${countText(first?.total ?? 0)} 户`}
              aside={local.length > 0 && <Sub>按拼音、电话</Sub>}
            >
              <DoorRows query={query} searched without={known} />
            </Card>
          )}
        </Loaded>
      )}
    </>
  );
}
