import { View } from '@tarojs/components';
import { DoorRow, useDoorPages } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, Empty, Loaded, Sub, TEST_IDS } from '@/shared/ui';
import { papersOf } from '../coverage.rules';
import { missingPapers, UNSIGNED_REASONS, unsignedMark } from './coverage-words';
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
  if (!papers) return <Card title={place.name}>这里没有要签文书的户。</Card>;
  const open = papers.owed - papers.both;
  return (
    <Card title={`${place.name} · 没签齐的 ${countText(open)} 户`}>
      {place.workers.length > 0 && <Sub>负责人 {place.workers.join('、')}</Sub>}
      <UnsignedChips coverage={coverage} place={place} />
      {open > 0 ? <Doors {...scope} /> : <Empty title="都签齐了" />}
      <View className="stack gap-top">
        {onInto && (
          <Button compact tone="ghost" onTap={onInto}>
            只看{place.name}
          </Button>
        )}
        {open > 0 && (
          <Button compact tone="ghost" onTap={() => openPage(PAGES.unsigned, scope)}>
            按原因看每一户
          </Button>
        )}
      </View>
    </Card>
  );
}

interface DoorsProps {
  regionId: number;
  planId: string | undefined;
  round: number | undefined;
}

function Doors(scope: DoorsProps) {
  const query = useDoorPages({ ...scope, papers: 'unsigned' });
  return (
    <Loaded query={query} cards={1}>
      {({ pages }) => (
        <>
          {pages
            .flatMap(({ items }) => items)
            .map(({ id, kind, code, label, papers, assignedTo }, index) => {
              const { name, tone } = (papers && unsignedMark(papers)) ?? UNSIGNED_REASONS.not_yet;
              const detail = [papers && missingPapers(papers), assignedTo.join('、') || '没人认领'];
              return (
                <DoorRow
                  key={id}
                  id={id}
                  kind={kind}
                  code={code}
                  name={label}
                  detail={detail.filter(Boolean).join(' · ')}
                  mark={{ text: name, tone }}
                  first={index === 0}
                />
              );
            })}
          {query.hasNextPage && (
            <Button
              id={TEST_IDS.moreDoors}
              tone="plain"
              busy={query.isFetchingNextPage}
              onTap={() => void query.fetchNextPage()}
            >
              再看一些
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
