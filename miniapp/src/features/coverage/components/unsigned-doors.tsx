import { View } from '@tarojs/components';
import { DoorsFor } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, Empty, Sub } from '@/shared/ui';
import { papersOf } from '../coverage.rules';
import { UnsignedChips } from './unsigned-reasons';

interface UnsignedDoorsProps {
  coverage: Schemas['Coverage'];
  place: Pick<Schemas['Coverage']['children'][number], 'regionId' | 'name' | 'counts' | 'workers'>;
  /** Absent when the place is already the one looked at. */
  onInto?(): void;
}

/** Which households of a place have not signed all their papers, and why. */
export function UnsignedDoors({ coverage, place, onInto }: UnsignedDoorsProps) {
  const papers = papersOf(place.counts);
  const scope = { regionId: place.regionId, planId: coverage.plan?.id, round: coverage.round?.number };
  if (!papers) return <Card title={place.name}>这里没有要签两书的户。</Card>;
  const open = papers.owed - papers.both;
  return (
    <Card title={`${place.name} · 没签齐的 ${countText(open)} 户`}>
      {place.workers.length > 0 && <Sub>负责人 {place.workers.join('、')}</Sub>}
      <UnsignedChips coverage={coverage} place={place} />
      {open > 0 ? <DoorsFor {...scope} papers="unsigned" /> : <Empty title="两书都签齐了" />}
      <View className="stack gap-top">
        {onInto && (
          <Button compact tone="ghost" onTap={onInto}>
            只看{place.name}
          </Button>
        )}
        {open > 0 && (
          <Button compact tone="ghost" onTap={() => openPage(PAGES.unsigned, scope)}>
            看每一户为什么没签
          </Button>
        )}
      </View>
    </Card>
  );
}
