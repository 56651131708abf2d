import { levelText } from '@/shared/cascade';
import { dayText } from '@/shared/text';
import { Chip, DataTable, Empty, type Column } from '@/shared/ui';
import type { Group } from '../group.rules';
import { GapMarks } from './group-marks';

const COLUMNS: readonly Column<Group>[] = [
  { key: 'name', head: '群', width: '1.6fr', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { key: 'level', head: '级', width: '74px', cell: ({ level }) => levelText(level), sortBy: ({ level }) => level },
  { key: 'pushers', head: '推送员', width: '1fr', cell: pusherText, sortBy: pusherText },
  {
    key: 'owner',
    head: '负责人',
    width: '80px',
    cell: ({ ownerName }) => ownerName ?? '',
    sortBy: ({ ownerName }) => ownerName,
  },
  {
    key: 'built',
    head: '建群',
    width: '84px',
    cell: ({ builtOn }) => (builtOn ? dayText(builtOn) : ''),
    sortBy: ({ builtOn }) => builtOn,
  },
  {
    key: 'bound',
    head: '登记',
    width: '74px',
    cell: ({ boundAt }) => (boundAt === null ? '' : <Chip tone="ok">已登记</Chip>),
    sortBy: ({ boundAt }) => boundAt,
  },
  {
    key: 'gaps',
    head: '缺什么',
    width: '1.5fr',
    largestFirst: true,
    cell: (group) => <GapMarks group={group} />,
    sortBy: ({ gaps, late }) => gaps.length + (late ? 10 : 0),
  },
];

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
        trailing: <GapMarks group={group} />,
      })}
      empty={<Empty title="没有这样的群">换个条件再找。</Empty>}
    />
  );
}
