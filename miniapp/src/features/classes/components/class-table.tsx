import { standingMark } from '@/features/doors';
import { countText } from '@/shared/text';
import { Chip, DataTable, Empty, Track, type Column } from '@/shared/ui';
import { familiesText, shortName, teacherText, type SchoolClass } from '../class.rules';

const COLUMNS: readonly Column<SchoolClass>[] = [
  {
    key: 'unit',
    head: '学校',
    width: '1.3fr',
    cell: ({ unitName, gridName }) => unitName ?? `没归学校（${gridName}）`,
    sortBy: ({ unitName }) => unitName,
  },
  { key: 'name', head: '班级', width: '1.3fr', cell: shortName, sortBy: ({ name }) => name },
  {
    key: 'teacher',
    head: '班主任',
    width: '1fr',
    cell: (own) => (own.teachers.length > 0 ? teacherText(own) : <Chip tone="wait">没有</Chip>),
    sortBy: ({ teachers }) => teachers[0]?.name ?? null,
  },
  {
    key: 'pupils',
    head: '学生',
    width: '68px',
    align: 'right',
    largestFirst: true,
    cell: ({ pupils }) => countText(pupils),
    sortBy: ({ pupils }) => pupils,
  },
  {
    key: 'families',
    head: '家庭',
    width: '68px',
    align: 'right',
    largestFirst: true,
    cell: ({ families }) => countText(families),
    sortBy: ({ families }) => families,
  },
  {
    key: 'visited',
    head: '家庭走到',
    width: '1.1fr',
    cell: (own) => <Visited own={own} />,
    sortBy: ({ families, familiesVisited }) => (families === 0 ? null : familiesVisited / families),
  },
  {
    key: 'state',
    head: '班级走到',
    width: '112px',
    cell: ({ state }) => <Standing state={state} />,
    sortBy: ({ state }) => standingMark(state).text,
  },
];

function Visited({ own: { families, familiesVisited } }: { own: SchoolClass }) {
  if (families === 0) return <Chip tone="gray">还没加</Chip>;
  return <Track parts={[familiesVisited / families]} label={`${familiesVisited} / ${families} 户`} />;
}

function Standing({ state }: Pick<SchoolClass, 'state'>) {
  const { text, tone } = standingMark(state);
  return <Chip tone={tone}>{text}</Chip>;
}

interface ClassTableProps {
  classes: readonly SchoolClass[];
  openId?: string;
  onOpen(id: string): void;
}

export function ClassTable({ classes, openId, onOpen }: ClassTableProps) {
  return (
    <DataTable
      label="班级"
      unit="个班"
      rows={classes}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      sorting={{ key: 'unit', descending: false }}
      openKey={openId}
      onOpen={({ id }) => onOpen(id)}
      phone={(own) => ({
        title: own.name,
        detail: [teacherText(own), `${own.pupils} 个学生`, familiesText(own)].join(' · '),
        trailing: <Standing state={own.state} />,
      })}
      empty={
        <Empty mark="班" title="这里还没有班级">
          新建一个，或导入班级名单。学校没有的，先在“网格与地名”里加。
        </Empty>
      }
    />
  );
}
