import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import {
  briefDetail,
  DoorSearchField,
  doorTitle,
  FoundMost,
  kindMark,
  MOST_FOUND,
  useWholeDoorList,
  type WholeDoorList,
} from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { countText, dayText, whyText } from '@/shared/text';
import { Button, Card, DataTable, Empty, Loaded, Notice, Panes, Sub, Title } from '@/shared/ui';
import { papersOf } from '../coverage.rules';
import type { BoardView } from './coverage-words';
import { doorColumns, Standing, withFound } from './door-columns';
import { PaperMarks } from './paper-marks';

type DoorBrief = Schemas['DoorBrief'];

interface GridDoorsProps {
  coverage: Schemas['Coverage'];
  view: BoardView;
  pickers: ReactNode;
}

/** The last step down: every door of a grid, and how it stands. */
export function GridDoors({ coverage, view, pickers }: GridDoorsProps) {
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
  const columns = doorColumns(view, papersOf(coverage.totals) !== null);
  const open = query.data?.items.find(({ id }) => id === openId);
  return (
    <Panes
      label="这一户"
      paneAlone={false}
      list={
        <Card title={query.data ? `${countText(query.data.total)} 户` : '每一户'} aside={pickers}>
          <DoorSearchField value={text} onChange={setText} />
          <Loaded query={query} cards={1}>
            {(list) => (
              <Doors {...list} columns={columns} searched={q !== undefined} openId={openId} onOpen={setOpenId} />
            )}
          </Loaded>
        </Card>
      }
      pane={open ? <DoorCard door={open} /> : <Card>点一户，看为什么还没走到。</Card>}
    />
  );
}

interface DoorsProps extends WholeDoorList {
  columns: ReturnType<typeof doorColumns>;
  searched: boolean;
  openId: string | undefined;
  onOpen(doorId: string): void;
}

function Doors({ items, total, columns, searched, openId, onOpen }: DoorsProps) {
  return (
    <>
      {searched && total >= MOST_FOUND && <FoundMost />}
      {items.length < total && <Notice>只列出前 {countText(items.length)} 户。</Notice>}
      <DataTable
        label="每一户"
        unit="户"
        rows={items}
        keyOf={({ id }) => id}
        columns={searched ? withFound(columns) : columns}
        openKey={openId}
        onOpen={({ id }) => onOpen(id)}
        phone={(door) => ({ title: doorTitle(door.kind, door.label), detail: briefDetail(door) })}
        empty={<Empty mark="…" title="没有这样的户" />}
      />
    </>
  );
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
      <PaperMarks papers={door.papers} />
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
