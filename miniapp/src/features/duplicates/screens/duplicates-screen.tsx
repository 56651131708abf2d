import { View } from '@tarojs/components';
import { Fragment, useState } from 'react';
import { doorTitle } from '@/features/doors';
import { PlacePicker, pickedPlace, useHasPlaces } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import type { RegionLevel } from '@/shared/text';
import {
  Button,
  Card,
  Empty,
  ErrorState,
  ListItem,
  MoreRows,
  Notice,
  Page,
  Skeleton,
  TEST_IDS,
  useShownRows,
} from '@/shared/ui';
import { PairCard } from '../components/pair-card';
import { useDuplicates } from '../duplicates.queries';
import { pairKey, type Pair, type PairDoor } from '../duplicates.rules';

const PLACES: readonly RegionLevel[] = ['county', 'township', 'village'];
// Two doors with all their people weigh more than a row of a list.
const PAIRS_AT_ONCE = 8;

/** Households and shops that look as if they were written down twice. */
export function DuplicatesScreen() {
  const [places, setPlaces] = useState<readonly Schemas['Region'][]>([]);
  const place = pickedPlace(places, PLACES);
  return (
    <Page title="重复户" office="duplicates" wide>
      {useHasPlaces(PLACES) && (
        <Card>
          <View className="filters">
            <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={setPlaces} />
          </View>
        </Card>
      )}
      <Pairs key={place?.id} regionId={place?.id} />
    </Page>
  );
}

/** What was decided last, shown where it was decided. */
interface Decided {
  index: number;
  merged?: { stays: PairDoor; goes: PairDoor };
}

function Pairs({ regionId }: { regionId: number | undefined }) {
  const { query, pairs, searching } = useDuplicates(regionId);
  const { shownRows, hiddenCount, showMore } = useShownRows(pairs, PAIRS_AT_ONCE);
  const [decided, setDecided] = useState<Decided>();
  const after = (index: number) => decided?.index === index && <Outcome {...decided} />;
  if (query.isError && pairs.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (pairs.length === 0 && searching) return <Searching />;
  if (query.isPending) return <Skeleton />;
  const atEnd = decided && decided.index >= shownRows.length && <Outcome {...decided} />;
  return (
    <>
      {pairs.length === 0 && <Empty title="没有像重复的户">导入户册、上门登记以后，像是同一户的会出现在这里。</Empty>}
      {shownRows.map((pair, index) => (
        <Fragment key={pairKey(pair)}>
          {after(index)}
          <PairCard
            pair={pair}
            onMerged={(stays, goes) => setDecided({ index, merged: { stays, goes } })}
            onDismissed={() => setDecided({ index })}
          />
        </Fragment>
      ))}
      {atEnd}
      <MoreRows count={hiddenCount} unit="对" onTap={showMore} />
      {hiddenCount === 0 && query.hasNextPage && <NextVillages query={query} />}
    </>
  );
}

function NextVillages({ query }: { query: ReturnType<typeof useDuplicates>['query'] }) {
  return (
    <Button tone="plain" busy={query.isFetchingNextPage} onTap={() => void query.fetchNextPage()}>
      接着找其他村
    </Button>
  );
}

function Searching() {
  return (
    <>
      <Notice>正在一个村一个村地找，请稍候。</Notice>
      <Skeleton />
    </>
  );
}

const called = ({ code, kind, label }: Pair['doors'][number]) => `${code} ${doorTitle(kind, label)}`.trim();

function Outcome({ merged }: Decided) {
  if (!merged) return <Notice tone="ok">记下了：不是一户，以后不再提示。</Notice>;
  const { stays, goes } = merged;
  return (
    <Card>
      <ListItem
        first
        id={TEST_IDS.merged}
        title={`${called(goes)} 已并入 ${called(stays)}`}
        detail="走访记录和家里人都在这一户，点开看"
        onTap={() => openPage(PAGES.door, { id: stays.id })}
      />
    </Card>
  );
}
