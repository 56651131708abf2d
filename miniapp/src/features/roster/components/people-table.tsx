import { dayText } from '@/shared/text';
import { Chip, DataTable, Empty, type Column } from '@/shared/ui';
import { postText, type Person } from '../roster.rules';

const COLUMNS: readonly Column<Person>[] = [
  { key: 'name', head: '姓名', width: '1fr', cell: ({ name }) => name, sortBy: ({ name }) => name },
  {
    key: 'post',
    head: '职务',
    width: '2.2fr',
    cell: ({ posts }) => posts.map(postText).join('；'),
    sortBy: ({ posts }) => posts[0]?.roleLabel ?? null,
  },
  { key: 'phone', head: '电话', width: '120px', cell: ({ phoneMasked }) => phoneMasked ?? '' },
  {
    key: 'trained',
    head: '培训',
    width: '100px',
    cell: ({ trainedOn }) => (trainedOn ? dayText(trainedOn) : <Chip tone="wait">没培训</Chip>),
    sortBy: ({ trainedOn }) => trainedOn,
  },
  {
    key: 'doors',
    head: '户数',
    width: '76px',
    align: 'right',
    largestFirst: true,
    cell: ({ doors }) => String(doors),
    sortBy: ({ doors }) => doors,
  },
];

interface PeopleTableProps {
  people: readonly Person[];
  openId?: string;
  onOpen(id: string): void;
}

export function PeopleTable({ people, openId, onOpen }: PeopleTableProps) {
  return (
    <DataTable
      label="名册"
      unit="人"
      rows={people}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      sorting={{ key: 'name', descending: false }}
      openKey={openId}
      onOpen={({ id }) => onOpen(id)}
      phone={({ name, posts, trainedOn, doors }) => ({
        title: name,
        detail: [...posts.map(postText), `${doors} 户`].join(' · '),
        trailing: trainedOn === null && <Chip tone="wait">没培训</Chip>,
      })}
      empty={
        <Empty mark="…" title="没有这样的人">
          换一个条件再找。
        </Empty>
      }
    />
  );
}
