import { levelText } from '@/shared/cascade';
import { DataTable, Empty, type Column } from '@/shared/ui';
import type { Group } from '../group.rules';
import type { Gap } from '../group-words';
import { GroupMark, StepMark } from './group-marks';

/** What is missing beside the steps of building and registering, which have a column of their own. */
const PEOPLE: Partial<Record<Gap, string>> = { pusher: '推送员', supervisor: '监督员', owner: '负责人' };

const COLUMNS: readonly Column<Group>[] = [
  { key: 'name', head: '群', width: '1.5fr', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { key: 'level', head: '级', width: '72px', cell: ({ level }) => levelText(level), sortBy: ({ level }) => level },
  { key: 'pushers', head: '推送员', width: '86px', cell: pusherText, sortBy: pusherText },
  {
    key: 'owner',
    head: '负责人',
    width: '78px',
    cell: ({ ownerName }) => ownerName ?? '',
    sortBy: ({ ownerName }) => ownerName,
  },
  {
    key: 'state',
    head: '到哪一步',
    width: '92px',
    cell: (group) => <StepMark group={group} />,
    sortBy: ({ boundAt, builtOn, late }) => (boundAt !== null ? 3 : builtOn ? 2 : late ? 0 : 1),
  },
  {
    key: 'gaps',
    head: '还缺',
    width: '1fr',
    largestFirst: true,
    cell: (group) => missingPeople(group).join('、'),
    sortBy: (group) => missingPeople(group).length,
  },
];

function missingPeople({ gaps }: Group): string[] {
  return gaps.flatMap((gap) => PEOPLE[gap] ?? []);
}

export function pusherText({ pushers }: Group): string {
  if (pushers.length === 0) return '没有';
  return pushers.length > 2 ? `${pushers[0]}等 ${pushers.length} 人` : pushers.join('、');
}

interface GroupTableProps {
  groups: readonly Group[];
  openId: string | undefined;
  onOpen(group: Group): void;
}

export function GroupTable({ groups, openId, onOpen }: GroupTableProps) {
  return (
    <DataTable
      label="微信群"
      unit="个群"
      rows={groups}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      openKey={openId}
      onOpen={onOpen}
      phone={(group) => ({
        title: group.name,
        detail: `${levelText(group.level)} · 推送员 ${pusherText(group)}`,
        trailing: <GroupMark group={group} />,
      })}
      empty={<Empty title="没有这样的群">换个条件再找。</Empty>}
    />
  );
}
