import { View } from '@tarojs/components';
import { useState } from 'react';
import { compareCodes, useDoorRecord, useWholeDoorList } from '@/features/doors';
import { PlacePicker, pickedPlace } from '@/features/regions';
import { usePeople } from '@/features/roster';
import { errorSentence, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { enqueue } from '@/shared/outbox';
import { usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { countText, type RegionLevel } from '@/shared/text';
import { Button, Card, Empty, Loaded, Notice, Page, Skeleton, TEST_IDS, useAction } from '@/shared/ui';
import { PageCard } from '../components/page-card';
import { PaperLines, type PaperDoor } from '../components/paper-lines';
import { lineToPayload, pageFault, visitors, type PaperLine, type PaperPage } from '../paper.rules';

const GRIDS: readonly RegionLevel[] = ['grid'];

/** Lines of a paper register copied in: a whole page of a grid, or the one line of a door. */
export function PaperScreen() {
  const { doorId } = usePageQuery();
  return doorId === undefined ? <GridPage /> : <DoorPage doorId={doorId} />;
}

function GridPage() {
  const [places, setPlaces] = useState<readonly Schemas['Region'][]>([]);
  const grid = pickedPlace(places, GRIDS);
  const doors = useWholeDoorList({ regionId: grid?.id ?? Number.NaN });
  return (
    <Page title="补录纸质登记" office="paper" wide>
      <Card title="哪个网格">
        <PlacePicker label="地方" chosen={places} wanted={GRIDS} onChange={setPlaces} />
      </Card>
      {grid ? (
        <Loaded query={doors}>
          {({ items }) => (
            <Copying
              key={grid.id}
              doors={items.filter(({ status }) => status === 'active').sort((a, b) => compareCodes(a.code, b.code))}
              placeId={grid.parentId ?? grid.id}
            />
          )}
        </Loaded>
      ) : (
        <Empty mark="…" title="先选网格">
          一个网格的户按门牌号列出来，照着纸一行一行填。
        </Empty>
      )}
    </Page>
  );
}

function DoorPage({ doorId }: { doorId: string }) {
  const { door, loading } = useDoorRecord(doorId);
  return (
    <Page title="补录纸质登记">
      {door ? (
        <Copying doors={[{ ...door, label: door.name }]} placeId={door.gridId} />
      ) : loading ? (
        <Skeleton />
      ) : (
        <Empty mark="?" title="没有这一户" />
      )}
    </Page>
  );
}

interface CopyingProps {
  doors: readonly PaperDoor[];
  /** Whose people may have gone there. */
  placeId: number;
}

function Copying({ doors, placeId }: CopyingProps) {
  const me = useSession((session) => session.me);
  const ownId = me?.personId ?? '';
  const goesOut = can(me, 'visit.write');
  const people = useVisitors(placeId, me);
  const [page, setPage] = useState<PaperPage>({
    date: null,
    hour: 9,
    visitorId: goesOut ? ownId : null,
    topics: [],
    photoId: null,
  });
  const [lines, setLines] = useState<ReadonlyMap<string, PaperLine>>(new Map());
  const [stored, setStored] = useState<ReadonlySet<string>>(new Set());
  const { busy, error, run } = useAction();
  const filled = [...lines].filter(([, { outcome }]) => outcome !== null);
  const fault = pageFault(page, filled.length, clock.now());
  const save = () =>
    run(async () => {
      for (const [doorId, line] of filled) {
        await enqueue('visit.enter_paper', lineToPayload(doorId, page, line, ownId));
        // One by one: after a failure only what is not stored yet is left to store.
        setLines((before) => new Map([...before].filter(([id]) => id !== doorId)));
        setStored((before) => new Set(before).add(doorId));
      }
    });
  if (doors.length === 0) return <Empty title="这个网格还没有户">先导入户册，或在上门时登记。</Empty>;
  return (
    <>
      <PageCard page={page} people={people} onChange={(patch) => setPage({ ...page, ...patch })} />
      <PaperLines
        doors={doors}
        page={page}
        lines={lines}
        stored={stored}
        onChange={(doorId, line) => setLines(new Map(lines).set(doorId, line))}
      />
      <View className="sticky-foot">
        {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
        {stored.size > 0 && filled.length === 0 && (
          <Notice tone="ok">存下了 {countText(stored.size)} 户，正在上报。到哪了看“我的 · 同步状态”。</Notice>
        )}
        {fault !== null && filled.length > 0 && <Notice tone="wait">{fault}</Notice>}
        <Button id={TEST_IDS.savePaper} disabled={fault !== null} busy={busy} onTap={() => void save()}>
          {filled.length > 0 ? `存下这 ${countText(filled.length)} 户` : '填好再存'}
        </Button>
      </View>
    </>
  );
}

/** Whom one may name: oneself, and for offices and village heads the people of the place and the police. */
function useVisitors(placeId: number, me: Schemas['Me'] | null): Schemas['Person'][] {
  const enabled = can(me, 'quarantine.decide') && can(me, 'people.read');
  const around = usePeople({ regionId: placeId }, { enabled });
  const police = usePeople({ role: 'police' }, { enabled });
  const found = enabled ? visitors(around.data?.items ?? [], police.data?.items ?? []) : [];
  if (!me || !can(me, 'visit.write') || found.some(({ id }) => id === me.personId)) return found;
  return [{ ...me, id: me.personId, doors: 0, team: [] }, ...found];
}
