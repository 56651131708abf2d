import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import {
  briefDetail,
  DoorSearchField,
  doorTitle,
  FoundMost,
  foundPerson,
  kindMark,
  MOST_FOUND,
  standingMark,
  useWholeDoorList,
  type WholeDoorList,
} from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { countText, dayText, whyText } from '@/shared/text';
import { Button, Card, Chip, DataTable, Empty, Loaded, Notice, Panes, Sub, Title, type Column } from '@/shared/ui';

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
const FOUND_COLUMNS = COLUMNS.map((column) => (column.key === 'why' ? FOUND : column));

interface GridDoorsProps {
  coverage: Schemas['Coverage'];
  pickers: ReactNode;
}

/** The last step down: every door of a grid, and how it stands. */
export function GridDoors({ coverage, pickers }: GridDoorsProps) {
  const [text, setText] = useState('');
  const [openId, setOpenId] = useState<string>();
  const q = text.trim() || undefined;
  const query = useWholeDoorList({
    regionId: coverage.region.id,
    planId: coverage.plan?.id,
    round: coverage.round?.number,
    audience: coverage.audience.key,
    q,
  });
  const open = query.data?.items.find(({ id }) => id === openId);
  return (
    <Panes
      label="这一户"
      paneAlone={false}
      list={
        <Card title={query.data ? `${countText(query.data.total)} 户` : '每一户'} aside={pickers}>
          <DoorSearchField value={text} onChange={setText} />
          <Loaded query={query} cards={1}>
            {(list) => <Doors {...list} searched={q !== undefined} openId={openId} onOpen={setOpenId} />}
          </Loaded>
        </Card>
      }
      pane={open ? <DoorCard door={open} /> : <Card>点一户，看为什么还没走到。</Card>}
    />
  );
}

interface DoorsProps extends WholeDoorList {
  searched: boolean;
  openId: string | undefined;
  onOpen(doorId: string): void;
}

function Doors({ items, total, searched, openId, onOpen }: DoorsProps) {
  return (
    <>
      {searched && total >= MOST_FOUND && <FoundMost />}
      {items.length < total && <Notice>只列出前 {countText(items.length)} 户。</Notice>}
      <DataTable
        label="每一户"
        unit="户"
        rows={items}
        keyOf={({ id }) => id}
        columns={searched ? FOUND_COLUMNS : COLUMNS}
        openKey={openId}
        onOpen={({ id }) => onOpen(id)}
        phone={(door) => ({ title: doorTitle(door.kind, door.label), detail: briefDetail(door) })}
        empty={<Empty mark="…" title="没有这样的户" />}
      />
    </>
  );
}

function Standing({ state }: Pick<DoorBrief, 'state'>) {
  const { text, tone } = standingMark(state);
  return <Chip tone={tone}>{text}</Chip>;
}

function DoorCard({ door }: { door: DoorBrief }) {
  const lines = [
    door.address,
    [door.gridName, door.groupName].filter(Boolean).join(' · '),
    door.nextAttemptOn && `约好 ${dayText(door.nextAttemptOn)}再去`,
    door.assignedTo.length > 0 ? `分给 ${door.assignedTo.join('、')}` : '没人认领',
  ];
  return (
    <Card>
      <View className="row between">
        <Title>
          {door.code || kindMark(door.kind)} {doorTitle(door.kind, door.label)}
        </Title>
        <Standing state={door.state} />
      </View>
      {door.why && <View>{whyText(door.why)}</View>}
      {lines.filter(Boolean).map((line) => (
        <Sub key={String(line)}>{line}</Sub>
      ))}
      <View className="gap-top">
        <Button compact onTap={() => openPage(PAGES.door, { id: door.id })}>
          打开这一户
        </Button>
      </View>
    </Card>
  );
}
