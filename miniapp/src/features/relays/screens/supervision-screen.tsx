import { View } from '@tarojs/components';
import { useState } from 'react';
import { useRegion } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { usePageQuery } from '@/shared/platform';
import { countText } from '@/shared/text';
import { BigNumber, Card, Chip, Empty, Loaded, OfflineNotice, Page, Sub, TEST_IDS } from '@/shared/ui';
import { AttestList } from '../components/attest-list';
import { LateList } from '../components/late-list';
import { useSupervision } from '../relays.queries';

// Who watches wants to see it move.
const OFTEN = 15_000;

type Side = 'late' | 'attest';

/** What is late now, and what waits for somebody who saw it: of one's own groups, or of a whole place. */
export function SupervisionScreen() {
  const { regionId: asked, view } = usePageQuery();
  const regionId = asked === undefined ? undefined : Number(asked);
  const query = useSupervision(regionId, OFTEN);
  const place = useRegion(regionId ?? Number.NaN).data?.value.name;
  return (
    <Page title={place ? `${place} · 监督` : '监督'}>
      <Loaded query={query} cards={3}>
        {({ value, asOf, fromPhone }) => (
          <>
            <View>{fromPhone && <OfflineNotice asOf={asOf} />}</View>
            {regionId === undefined && value.groups === 0 ? (
              <Empty mark="群" title="没有您监督的群">
                方案里让您监督的群，会出现在这里。
              </Empty>
            ) : (
              <Supervised
                supervision={value}
                own={regionId === undefined}
                place={place}
                asked={view === 'attest' ? 'attest' : null}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface SupervisedProps {
  supervision: Schemas['Supervision'];
  /** One's own groups; otherwise a whole place, by whoever may see how far directives came there. */
  own: boolean;
  place: string | undefined;
  asked: Side | null;
}

function Supervised({ supervision: { late, toAttest, groups }, own, place, asked }: SupervisedProps) {
  const first = late.length === 0 && toAttest.length > 0 ? 'attest' : 'late';
  const [chosen, setChosen] = useState<Side | null>(asked);
  const view = chosen ?? first;
  return (
    <>
      <Card>
        <Sub>{own ? `我监督的 ${countText(groups)} 个群` : place}</Sub>
        <View id={TEST_IDS.lateCount}>
          <BigNumber>{countText(late.length)}</BigNumber> 个群现在晚了
        </View>
        <View className="row wrap gap-top">
          <Chip
            id={TEST_IDS.supervisionView('late')}
            tone={late.length > 0 ? 'late' : 'gray'}
            selected={view === 'late'}
            onTap={() => setChosen('late')}
          >
            晚了 {countText(late.length)}
          </Chip>
          <Chip
            id={TEST_IDS.supervisionView('attest')}
            tone={toAttest.length > 0 ? 'wait' : 'gray'}
            selected={view === 'attest'}
            onTap={() => setChosen('attest')}
          >
            待见证 {countText(toAttest.length)}
          </Chip>
        </View>
      </Card>
      {view === 'late' ? <LateList late={late} /> : <AttestList toAttest={toAttest} mayAttest={own} />}
    </>
  );
}
