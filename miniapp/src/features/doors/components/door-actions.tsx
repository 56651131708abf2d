import { enqueue } from '@/shared/outbox';
import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Card, ListItem, TEST_IDS } from '@/shared/ui';
import type { DoorRecord } from '../doors.queries';

/** There is something to end: the door does not count, or was asked not to. */
function mayReturn({ exclusion }: DoorRecord): boolean {
  return exclusion?.state === 'requested' || exclusion?.state === 'approved';
}

export function DoorActions({ door }: { door: DoorRecord }) {
  const me = useSession((session) => session.me);
  const mayEnter = can(me, 'visit.enter');
  const mine = door.assignedTo.some(({ personId }) => personId === me?.personId);
  const splits = door.kind === 'household' && door.residents.length > 1 && can(me, 'assignment.manage');
  const change = (what: 'edit' | 'move' | 'exclude' | 'return' | 'split') =>
    openPage(PAGES.changeDoor, { id: door.id, what });
  return (
    <Card title="这一户有变化">
      {mine ? (
        <ListItem
          first
          leads={false}
          id={TEST_IDS.claimDoor}
          title="不再由我负责"
          onTap={() => void enqueue('door.release', { doorId: door.id })}
        />
      ) : (
        <ListItem
          first
          leads={false}
          id={TEST_IDS.claimDoor}
          title="由我负责"
          onTap={() => void enqueue('door.claim', { doorId: door.id })}
        />
      )}
      {mayEnter && door.status === 'active' && (
        <ListItem
          id={TEST_IDS.openPaper}
          title="补录一次纸质登记"
          detail="以前写在纸上的入户"
          onTap={() => openPage(PAGES.paper, { doorId: door.id })}
        />
      )}
      <ListItem id={TEST_IDS.editDoor} title="改名称、门牌、地址" onTap={() => change('edit')} />
      <ListItem id={TEST_IDS.moveDoor} title="换到别的网格" onTap={() => change('move')} />
      {splits && (
        <ListItem
          id={TEST_IDS.splitDoor}
          title="分出一户"
          detail="儿女成家、分开过的，另立一户"
          onTap={() => change('split')}
        />
      )}
      {mayReturn(door) && (
        <ListItem
          id={TEST_IDS.returnDoor}
          title="返乡，恢复走访"
          detail="人回来了，重新计入、还要走到"
          onTap={() => change('return')}
        />
      )}
      {door.exclusion?.state !== 'requested' && door.status === 'active' && (
        <ListItem
          id={TEST_IDS.excludeDoor}
          title="申请不计入"
          detail="空户、已销户、人户分离"
          onTap={() => change('exclude')}
        />
      )}
    </Card>
  );
}
