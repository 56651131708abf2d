import { View } from '@tarojs/components';
import { useState } from 'react';
import { briefDetail, DoorRow, standingMark, useDoorPages } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { countText, DOOR_STATES } from '@/shared/text';
import { Button, Card, Chip, Empty, Loaded, Sub, TEST_IDS } from '@/shared/ui';
import { coverageBars, type CoverageReason } from '../coverage.rules';
import { openCount, REASON_TONES } from './coverage-words';

interface OpenDoorsProps {
  coverage: Schemas['Coverage'];
  place: Pick<Schemas['Coverage']['children'][number], 'regionId' | 'name' | 'counts' | 'workers'>;
  /** Absent when the place is already the one looked at. */
  onInto?(): void;
}

/** Which doors of a place are still open, and why: the commonest reason first. */
export function OpenDoors({ coverage, place, onInto }: OpenDoorsProps) {
  const bars = coverageBars(place.counts);
  const [chosen, setChosen] = useState<CoverageReason>();
  const reason = chosen ?? bars[0]?.reason;
  const scope = {
    regionId: place.regionId,
    planId: coverage.plan?.id,
    round: coverage.round?.number,
    audience: coverage.audience.key,
  };
  return (
    <Card title={`${place.name} · 没走到的 ${countText(openCount(place.counts))} 户`}>
      {place.workers.length > 0 && <Sub>负责人 {place.workers.join('、')}</Sub>}
      <View className="row wrap reasons">
        {bars.map((bar) => (
          <Chip
            key={bar.reason}
            id={TEST_IDS.reason(bar.reason)}
            tone={REASON_TONES[bar.reason]}
            selected={bar.reason === reason}
            onTap={() => setChosen(bar.reason)}
          >
            {DOOR_STATES[bar.reason]} {countText(bar.count)}
          </Chip>
        ))}
      </View>
      {reason ? <DoorsFor {...scope} state={reason} /> : <Empty title="一户不漏" />}
      <View className="stack gap-top">
        {onInto && (
          <Button compact tone="ghost" onTap={onInto}>
            只看{place.name}
          </Button>
        )}
        <Button compact tone="ghost" onTap={() => openPage(PAGES.doors, scope)}>
          看每一户
        </Button>
      </View>
    </Card>
  );
}

function DoorsFor(question: Parameters<typeof useDoorPages>[0]) {
  const query = useDoorPages(question);
  return (
    <Loaded query={query} cards={1}>
      {({ pages }) => {
        const doors = pages.flatMap(({ items }) => items);
        const left = (pages[0]?.total ?? doors.length) - doors.length;
        return (
          <>
            {doors.map((door, index) => (
              <DoorRow
                key={door.id}
                id={door.id}
                kind={door.kind}
                code={door.code}
                name={door.label}
                detail={briefDetail(door)}
                mark={standingMark(door.state)}
                first={index === 0}
              />
            ))}
            {query.hasNextPage && (
              <Button
                id={TEST_IDS.moreDoors}
                tone="plain"
                busy={query.isFetchingNextPage}
                onTap={() => void query.fetchNextPage()}
              >
                还有 {countText(left)} 户
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
