import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { countText, DOOR_STATES, REGION_LEVELS } from '@/shared/text';
import { Chip, TableLink, Track, type Column } from '@/shared/ui';
import { coverageBars, isLagging, papersName, papersOf, percent, unsignedBars } from '../coverage.rules';
import { REASON_TONES, UNSIGNED_REASONS } from './coverage-words';
import { Rate } from './rate';

export type Child = Schemas['Coverage']['children'][number];

type Into = (regionId: number) => void;

/** What of a board's places has to do with visits; where papers are asked for, with signed next to visited. */
export function visitColumns({ children, totals }: Schemas['Coverage'], onInto: Into): Column<Child>[] {
  const papers = papersOf(totals);
  const withPapers = papers !== null;
  const name = papers ? papersName(papers) : '';
  return [
    nameColumn(children[0]!, onInto),
    {
      key: 'workers',
      head: '负责人',
      width: withPapers ? '1fr' : '1.1fr',
      cell: ({ workers }) => workers.join('、'),
      sortBy: ({ workers }) => workers[0] ?? null,
    },
    count('total', '户', ({ counts }) => counts.total, withPapers ? '62px' : '76px'),
    count('covered', '已入户', ({ counts }) => counts.covered, withPapers ? '72px' : '76px'),
    ...(withPapers
      ? [count('both', name, ({ counts }) => papersOf(counts)?.both ?? null, name.length > 2 ? '72px' : '62px')]
      : []),
    {
      key: 'progress',
      head: withPapers ? `入户、${name}` : '进度',
      width: '1.4fr',
      cell: ({ counts }) => <Bars counts={counts} />,
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
      width: '90px',
      align: 'right',
      cell: ({ counts }) => <Rate rate={counts.rate} lagging={isLagging(counts, totals)} />,
      sortBy: ({ counts }) => counts.rate,
    },
  ];
}

/** The same places, by what is signed. */
export function paperColumns({ children, totals }: Schemas['Coverage'], onInto: Into): Column<Child>[] {
  const whole = papersOf(totals);
  return [
    nameColumn(children[0]!, onInto),
    count('owed', '应签', ({ counts }) => papersOf(counts)?.owed ?? null, '60px'),
    ...(whole && papersName(whole) !== '两书' ? [] : KIND_COLUMNS),
    count('both', whole ? papersName(whole) : '两书', ({ counts }) => papersOf(counts)?.both ?? null, '70px'),
    {
      key: 'progress',
      head: '进度',
      width: '0.9fr',
      cell: ({ counts }) => <Track parts={[papersOf(counts)?.rate ?? 0]} label={signedText(counts)} />,
    },
    {
      key: 'reason',
      head: '最多的原因',
      width: '1.5fr',
      largestFirst: true,
      cell: ({ counts }) => <MainUnsigned counts={counts} />,
      sortBy: ({ counts }) => firstUnsigned(counts)?.count ?? 0,
    },
    {
      key: 'signed',
      head: '签订率',
      width: '88px',
      align: 'right',
      cell: ({ counts }) => {
        const papers = papersOf(counts);
        return papers && <Rate rate={papers.rate} lagging={whole !== null && isLagging(papers, whole)} />;
      },
      sortBy: ({ counts }) => papersOf(counts)?.rate ?? null,
    },
  ];
}

const KIND_COLUMNS = [
  count('notice', '告知书', ({ counts }) => papersOf(counts)?.notice ?? null, '70px'),
  count('pledge', '承诺书', ({ counts }) => papersOf(counts)?.pledge ?? null, '70px'),
];

function nameColumn({ level }: Child, onInto: Into): Column<Child> {
  return {
    key: 'name',
    head: REGION_LEVELS[level],
    width: '1.4fr',
    cell: ({ name, regionId }) => <TableLink text={name} onTap={() => onInto(regionId)} />,
    sortBy: ({ name }) => name,
  };
}

function count(key: string, head: string, of: (child: Child) => number | null, width: string): Column<Child> {
  return {
    key,
    head,
    width,
    align: 'right',
    largestFirst: true,
    cell: (child) => {
      const number = of(child);
      return number === null ? '' : countText(number);
    },
    sortBy: of,
  };
}

function signedText(counts: Child['counts']): string {
  const papers = papersOf(counts);
  return papers ? `已签 ${percent(papers.rate)}` : '没有要签的';
}

/** Visited, and below it signed. */
function Bars({ counts }: Pick<Child, 'counts'>) {
  const papers = papersOf(counts);
  return (
    <View className="two-bars">
      <Track parts={[counts.rate]} label={`已入户 ${percent(counts.rate)}`} />
      {papers && <Track parts={[papers.rate]} label={signedText(counts)} />}
    </View>
  );
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

function firstUnsigned(counts: Child['counts']) {
  const papers = papersOf(counts);
  return papers ? unsignedBars(papers)[0] : undefined;
}

function MainUnsigned({ counts }: Pick<Child, 'counts'>) {
  if (!papersOf(counts)) return null;
  const main = firstUnsigned(counts);
  if (!main) return <Chip tone="ok">签齐了</Chip>;
  const { name, tone } = UNSIGNED_REASONS[main.reason];
  return (
    <Chip tone={tone}>
      {name} {countText(main.count)}
    </Chip>
  );
}
