import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace, useAskedPlace, useHasPlaces } from '@/features/regions';
import { goBack, openPage, PAGES, replacePage, useWide } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { countText, type RegionLevel } from '@/shared/text';
import { Button, Card, Chip, Empty, Figures, Loaded, Page, TEST_IDS, useOpened } from '@/shared/ui';
import { inOrder, isOpen, sumOf, type Round } from '../letter.rules';
import { useRounds } from '../letters.queries';
import { NewRound } from '../components/new-round';
import { RoundTable } from '../components/round-table';

const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'unit'];

/** What is open instead of the list: the form for a new round. */
const NEW = 'new';

/** 责任书 of a place and below: how far down each chain they are signed, and who is late (S3.4). */
export function LettersScreen() {
  const me = useSession((session) => session.me);
  const mayStart = can(me, 'letter.manage');
  const wide = useWide();
  const { places, choose, ready } = useAskedPlace(PLACES);
  const place = pickedPlace(places, PLACES);
  const regionId = place?.id ?? me?.homeRegionId ?? undefined;
  const { opened, open, paneAlone } = useOpened(PAGES.letters, { regionId });
  const query = useRounds(regionId);
  const hasPlaces = useHasPlaces(PLACES);
  const starting = opened === NEW && mayStart;
  const showsList = wide || !paneAlone;
  return (
    <Page
      title={paneAlone && !wide ? '发起一轮' : '责任书'}
      office="letters"
      wide
      actions={
        mayStart && !starting ? (
          <Button id={TEST_IDS.startRound} compact onTap={() => open(NEW)}>
            发起一轮
          </Button>
        ) : undefined
      }
    >
      {regionId === undefined && <Empty mark="…" title="责任书由镇里、村里来发" />}
      {regionId !== undefined && (
        <Loaded query={query}>
          {({ items }) => (
            <>
              {starting && ready && (
                <NewRound
                  key={regionId}
                  places={places}
                  onStarted={(id) => {
                    if (!wide) return replacePage(PAGES.letter, { id });
                    open('');
                    openPage(PAGES.letter, { id });
                  }}
                  onLeave={() => (wide ? open('') : goBack())}
                />
              )}
              {showsList && (
                <>
                  {wide && items.length > 0 && <RoundFigures rounds={items} />}
                  {hasPlaces && ready && (
                    <Card>
                      <View className="filters">
                        <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={choose} />
                      </View>
                    </Card>
                  )}
                  <Rounds rounds={items} mayStart={mayStart} />
                </>
              )}
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function RoundFigures({ rounds }: { rounds: readonly Round[] }) {
  const running = rounds.filter(isOpen);
  const { total, signed, due, late, waiting } = sumOf(running.map(({ counts }) => counts));
  const lateRounds = running.filter(({ counts }) => counts.late > 0).length;
  return (
    <Figures
      figures={[
        { name: '在签', number: `${countText(running.length)} 轮`, detail: `共 ${countText(total)} 人` },
        { name: '已签', number: countText(signed), detail: `还差 ${countText(total - signed)} 人`, tone: 'accent' },
        { name: '现在可以签', number: countText(due), detail: `另有 ${countText(waiting)} 人等上级先签` },
        {
          name: '晚了',
          number: countText(late),
          detail: late > 0 ? `在 ${countText(lateRounds)} 轮里` : '没有人晚',
          ...(late > 0 && { tone: 'late' }),
        },
      ]}
    />
  );
}

function Rounds({ rounds, mayStart }: { rounds: readonly Round[]; mayStart: boolean }) {
  const [withClosed, setWithClosed] = useState(false);
  const running = rounds.filter(isOpen);
  const closed = rounds.length - running.length;
  const shown = inOrder(withClosed || running.length === 0 ? rounds : running);
  return (
    <Card
      title={shown.length > 0 && `${countText(shown.length)} 轮`}
      aside={
        closed > 0 &&
        running.length > 0 && (
          <Chip tone="gray" selected={withClosed} onTap={() => setWithClosed(!withClosed)}>
            连已结束的 {countText(closed)} 轮
          </Chip>
        )
      }
    >
      <RoundTable rounds={shown} mayStart={mayStart} />
    </Card>
  );
}
