import type { Schemas } from '@/shared/api';
import { countText, DOOR_STATES, REGION_LEVELS } from '@/shared/text';
import { Chip, DataTable, TableLink, Track, type Column } from '@/shared/ui';
import { coverageBars, isLagging, percent } from '../coverage.rules';
import { REASON_TONES } from './coverage-words';
import { Rate } from './rate';

type Child = Schemas['Coverage']['children'][number];

interface ChildTableProps {
  coverage: Schemas['Coverage'];
  openId: number | undefined;
  onOpen(regionId: number): void;
  onInto(regionId: number): void;
}

export function ChildTable({ coverage, openId, onOpen, onInto }: ChildTableProps) {
  const { children, totals } = coverage;
  const level = REGION_LEVELS[children[0]!.level];
  const columns: Column<Child>[] = [
    {
      key: 'name',
      head: level,
      width: '1.5fr',
      cell: ({ name, regionId }) => <TableLink text={name} onTap={() => onInto(regionId)} />,
      sortBy: ({ name }) => name,
    },
    {
      key: 'workers',
      head: '负责人',
      width: '1.1fr',
      cell: ({ workers }) => workers.join('、'),
      sortBy: ({ workers }) => workers[0] ?? null,
    },
    count('total', '户', ({ counts }) => counts.total),
    count('covered', '已入户', ({ counts }) => counts.covered),
    {
      key: 'progress',
      head: '进度',
      width: '1.5fr',
      cell: ({ counts }) => <Track parts={[counts.rate]} label={percent(counts.rate)} />,
    },
    {
      key: 'reason',
      head: '最多的原因',
      width: '1.6fr',
      largestFirst: true,
      cell: ({ counts }) => <MainReason counts={counts} />,
      sortBy: ({ counts }) => coverageBars(counts)[0]?.count ?? 0,
    },
    {
      key: 'rate',
      head: '覆盖率',
      width: '96px',
      align: 'right',
      cell: ({ counts }) => <Rate rate={counts.rate} lagging={isLagging(counts, totals)} />,
      sortBy: ({ counts }) => counts.rate,
    },
  ];
  return (
    <DataTable
      label={`各${level}的进展`}
      unit="个"
      rows={children}
      keyOf={({ regionId }) => String(regionId)}
      columns={columns}
      sorting={{ key: 'rate', descending: false }}
      openKey={openId === undefined ? undefined : String(openId)}
      onOpen={({ regionId }) => onOpen(regionId)}
      phone={({ name, counts }) => ({ title: name, trailing: percent(counts.rate) })}
      empty={null}
    />
  );
}

function count(key: string, head: string, of: (child: Child) => number): Column<Child> {
  return {
    key,
    head,
    width: '76px',
    align: 'right',
    largestFirst: true,
    cell: (child) => countText(of(child)),
    sortBy: of,
  };
}

function MainReason({ counts }: Pick<Child, 'counts'>) {
  const [main] = coverageBars(counts);
  if (!main) return <Chip tone="ok">一户不漏</Chip>;
  return (
    <Chip tone={REASON_TONES[main.reason]}>
      {DOOR_STATES[main.reason]} {countText(main.count)}
    </Chip>
  );
}
