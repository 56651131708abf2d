import { View } from '@tarojs/components';
import { useState } from 'react';
import { DoorsFor, DoorSearchField } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { countText, DOOR_STATES } from '@/shared/text';
import { Button, Card, Chip, Empty, Sub, TEST_IDS } from '@/shared/ui';
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
  const [text, setText] = useState('');
  const q = text.trim() || undefined;
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
      <DoorSearchField value={text} onChange={setText} />
      {!q && (
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
      )}
      {q ? <DoorsFor {...scope} q={q} /> : reason ? <DoorsFor {...scope} state={reason} /> : <Empty title="一户不漏" />}
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
