import { Text, View } from '@tarojs/components';
import { businessDate, clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { countText, dayText } from '@/shared/text';
import { Chip, DataTable, Empty, type Column } from '@/shared/ui';
import { isOpen, shortTitle, signedShare, termText, type Round } from '../letter.rules';
import { LevelBars } from './level-bars';

const TERM: Column<Round> = {
  key: 'term',
  head: '学期',
  width: '84px',
  cell: ({ term }) => term ?? '',
  sortBy: ({ term }) => term,
};

const COLUMNS: readonly Column<Round>[] = [
  {
    key: 'title',
    head: '责任书',
    width: '1.1fr',
    cell: ({ title }) => shortTitle(title),
    sortBy: ({ title }) => shortTitle(title),
  },
  {
    key: 'place',
    head: '哪里',
    width: '1.4fr',
    cell: ({ regionName }) => regionName,
    sortBy: ({ regionName }) => regionName,
  },
  {
    key: 'due',
    head: '截止',
    width: '92px',
    cell: (round) => <Due round={round} />,
    sortBy: ({ dueOn }) => dueOn,
  },
  { key: 'levels', head: '一级一级签到哪', width: '2.6fr', cell: ({ levels }) => <LevelBars levels={levels} /> },
  {
    key: 'signed',
    head: '已签',
    width: '92px',
    align: 'right',
    cell: ({ counts }) => `${countText(counts.signed)} / ${countText(counts.total)}`,
    sortBy: ({ counts }) => signedShare(counts),
  },
  {
    key: 'late',
    head: '晚了',
    width: '84px',
    align: 'right',
    largestFirst: true,
    cell: (round) => <Late round={round} />,
    sortBy: ({ counts }) => counts.late,
  },
];

function Due({ round }: { round: Round }) {
  if (!isOpen(round)) return <Text className="sub">已结束</Text>;
  return <Text className={isOverdue(round) ? 'number late' : ''}>{dayText(round.dueOn)}</Text>;
}

/** Past its day, and somebody has not signed. */
function isOverdue({ dueOn, counts, closedAt }: Round): boolean {
  return closedAt === null && counts.signed < counts.total && dueOn < businessDate(clock.now());
}

function Late({ round: { counts } }: { round: Round }) {
  if (counts.late > 0) return <Chip tone="late">{countText(counts.late)} 人</Chip>;
  return counts.total > 0 && counts.signed === counts.total ? <Chip tone="ok">签齐了</Chip> : null;
}

interface RoundTableProps {
  rounds: readonly Round[];
  mayStart: boolean;
}

/** Each round with how far it has come down its chain. */
export function RoundTable({ rounds, mayStart }: RoundTableProps) {
  const columns = rounds.some(({ term }) => term !== null)
    ? [...COLUMNS.slice(0, 2), TERM, ...COLUMNS.slice(2)]
    : COLUMNS;
  return (
    <DataTable
      label="责任书"
      unit="轮"
      rows={rounds}
      keyOf={({ id }) => id}
      columns={columns}
      onOpen={({ id }) => openPage(PAGES.letter, { id })}
      phone={(round) => ({
        title: round.title,
        detail: (
          <View>
            <View>{[round.regionName, termText(round.term)].filter(Boolean).join(' · ')}</View>
            <View className={isOverdue(round) ? 'number late' : ''}>
              {isOpen(round) ? `${dayText(round.dueOn)}${isOverdue(round) ? '已截止' : '截止'}` : '已结束'}
            </View>
            <LevelBars levels={round.levels} />
          </View>
        ),
        trailing: <Late round={round} />,
      })}
      empty={
        <Empty mark="书" title="还没有发过责任书">
          {mayStart
            ? '点“发起一轮”，选哪个村或单位、哪一条链，从上往下一级一级签。'
            : '镇里、村里发起以后，这里看得到签到了哪一级。'}
        </Empty>
      }
    />
  );
}
