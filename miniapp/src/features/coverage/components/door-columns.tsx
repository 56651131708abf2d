import { doorTitle, foundPerson, standingMark } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';
import { dayText, whyText } from '@/shared/text';
import { Chip, type Column } from '@/shared/ui';
import { unsignedMark, type BoardView } from './coverage-words';
import { PaperMarks, SignedMark } from './paper-marks';

type DoorBrief = Schemas['DoorBrief'];

const COLUMNS: readonly Column<DoorBrief>[] = [
  { key: 'code', head: '门牌', width: '76px', cell: ({ code }) => code || '—', sortBy: ({ code }) => code || null },
  {
    key: 'name',
    head: '哪一户',
    width: '1.3fr',
    cell: ({ kind, label }) => doorTitle(kind, label),
    sortBy: ({ label }) => label,
  },
  {
    key: 'state',
    head: '走到没有',
    width: '110px',
    cell: ({ state }) => <Standing state={state} />,
    sortBy: ({ state }) => standingMark(state).text,
  },
  { key: 'why', head: '为什么', width: '1.2fr', cell: ({ why }) => whyText(why) ?? '' },
  {
    key: 'attempts',
    head: '去过',
    width: '64px',
    align: 'right',
    largestFirst: true,
    cell: ({ attempts }) => (attempts > 0 ? `${attempts} 次` : ''),
    sortBy: ({ attempts }) => attempts,
  },
  {
    key: 'last',
    head: '上次',
    width: '96px',
    largestFirst: true,
    cell: ({ lastVisitAt }) => (lastVisitAt === null ? '' : dayText(businessDate(lastVisitAt))),
    sortBy: ({ lastVisitAt }) => lastVisitAt,
  },
  {
    key: 'whose',
    head: '谁去',
    width: '1.1fr',
    cell: ({ assignedTo }) => assignedTo.join('、') || '没人认领',
    sortBy: ({ assignedTo }) => assignedTo[0] ?? null,
  },
];

/** In place of why a door is open, in a search: who was found there. */
const FOUND: Column<DoorBrief> = {
  key: 'found',
  head: '找到的人',
  width: '138px',
  cell: ({ matched }) => foundPerson(matched) ?? '',
};
export const withFound = (columns: readonly Column<DoorBrief>[]) =>
  columns.map((column) => (column.key === 'why' ? FOUND : column));

/** What is signed, in place of when somebody was there last. */
const MARKS: Column<DoorBrief> = {
  key: 'papers',
  head: '两书',
  width: '158px',
  cell: ({ papers }) => <PaperMarks papers={papers} />,
  sortBy: ({ papers }) => papers && Number(papers.noticeSigned) + Number(papers.pledgeSigned),
};
const byKey = (...keys: string[]) => COLUMNS.filter(({ key }) => keys.includes(key));
const WITH_MARKS = [...byKey('code', 'name', 'state', 'why'), MARKS, ...byKey('whose')];

const PAPER_COLUMNS: readonly Column<DoorBrief>[] = [
  ...byKey('code', 'name'),
  signed('notice', '告知书', ({ papers }) => papers?.noticeSigned ?? null),
  signed('pledge', '承诺书', ({ papers }) => papers?.pledgeSigned ?? null),
  {
    key: 'unsigned',
    head: '为什么没签',
    width: '104px',
    cell: ({ papers }) => <Missing papers={papers} />,
    sortBy: ({ papers }) => (papers && unsignedMark(papers)?.name) ?? null,
  },
  ...byKey('state', 'whose'),
];

function signed(key: string, head: string, of: (door: DoorBrief) => boolean | null): Column<DoorBrief> {
  return {
    key,
    head,
    width: '70px',
    cell: (door) => <SignedMark signed={of(door)} />,
    sortBy: (door) => {
      const is = of(door);
      return is === null ? null : Number(is);
    },
  };
}

function Missing({ papers }: Pick<DoorBrief, 'papers'>) {
  // Where nobody said why, the columns before have said all.
  const missing = papers?.why ? unsignedMark(papers) : null;
  return missing && <Chip tone={missing.tone}>{missing.name}</Chip>;
}

export function Standing({ state }: Pick<DoorBrief, 'state'>) {
  const { text, tone } = standingMark(state);
  return <Chip tone={tone}>{text}</Chip>;
}

/** Of the doors of a grid, as they are looked at. */
export function doorColumns(view: BoardView, withPapers: boolean): readonly Column<DoorBrief>[] {
  if (view === 'papers') return PAPER_COLUMNS;
  return withPapers ? WITH_MARKS : COLUMNS;
}
