import { View } from '@tarojs/components';
import { useState } from 'react';
import { CoverageBoard, type CoverageChoice } from '@/features/coverage';
import { useExclusions } from '@/features/exclusions';
import { useQuarantine } from '@/features/quarantine';
import { RelayStrip } from '@/features/relays';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { can } from '@/shared/session';
import { Card, Chip, Empty, ListItem, Page, TEST_IDS } from '@/shared/ui';

type Me = Schemas['Me'];

export function OversightScreen({ me }: { me: Me }) {
  const [choice, setChoice] = useState<CoverageChoice>({});
  const [regionId, setRegionId] = useState(me.homeRegionId);
  const place = me.posts[0]?.regionName ?? '首页';
  return (
    <Page title={place} tab="home" wide>
      <RelayStrip />
      {me.homeRegionId === null || regionId === null ? (
        <Empty mark="…" title="还没有分到地方">
          请镇里给您加上职务和地方，再进来看。
        </Empty>
      ) : (
        <CoverageBoard
          regionId={regionId}
          homeRegionId={me.homeRegionId}
          {...choice}
          onRegion={setRegionId}
          onChoice={setChoice}
        >
          <Decisions me={me} regionId={me.homeRegionId} />
        </CoverageBoard>
      )}
    </Page>
  );
}

/** What waits for a decision of this person. */
function Decisions({ me, regionId }: { me: Me; regionId: number }) {
  const decidesVisits = can(me, 'quarantine.decide');
  const decidesExclusions = can(me, 'exclusion.decide');
  if (!decidesVisits && !decidesExclusions) return null;
  return (
    <Card title="等您认定">
      <View className="side-by-side">
        {decidesVisits && <QuarantineCount regionId={regionId} />}
        {decidesExclusions && <ExclusionCount regionId={regionId} first={!decidesVisits} />}
      </View>
    </Card>
  );
}

function QuarantineCount({ regionId }: { regionId: number }) {
  const count = useQuarantine(regionId).data?.value.items.length;
  return (
    <ListItem
      first
      id={TEST_IDS.openQuarantine}
      title="有疑问的登记"
      detail="报晚了、不在自己网格的"
      trailing={<Count value={count} />}
      onTap={() => openPage(PAGES.quarantine, { regionId })}
    />
  );
}

function ExclusionCount({ regionId, first }: { regionId: number; first: boolean }) {
  const count = useExclusions(regionId).data?.value.items.length;
  return (
    <ListItem
      first={first}
      id={TEST_IDS.openExclusions}
      title="申请不计入的户"
      detail="空户、销户、人户分离"
      trailing={<Count value={count} />}
      onTap={() => openPage(PAGES.exclusions, { regionId })}
    />
  );
}

function Count({ value }: { value: number | undefined }) {
  if (value === undefined) return null;
  return <Chip tone={value > 0 ? 'wait' : 'gray'}>{value} 条</Chip>;
}
