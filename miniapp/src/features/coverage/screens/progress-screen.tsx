import { useState } from 'react';
import { useRegion } from '@/features/regions';
import { can, useSession } from '@/shared/session';
import { scrollToTop, useWide } from '@/shared/platform';
import { Empty, Page } from '@/shared/ui';
import { CoverageActions } from '../components/coverage-actions';
import { CoverageBoard } from '../components/coverage-board';
import { useAsOf } from '../coverage.queries';
import { VillageStanding } from '../components/village-standing';
import type { CoverageChoice } from '../components/coverage-pickers';

export function ProgressScreen() {
  const me = useSession((session) => session.me);
  if (me?.kind === 'resident' && me.homeRegionId !== null) return <VillageStanding villageId={me.homeRegionId} />;
  if (!me || me.homeRegionId === null || !can(me, 'coverage.read')) {
    return (
      <Page title="进展" tab="progress">
        <Empty mark="…" title="进展由村里和镇里来看">
          有疑问，请问您的网格员。
        </Empty>
      </Page>
    );
  }
  return <RegionProgress homeRegionId={me.homeRegionId} />;
}

function RegionProgress({ homeRegionId }: { homeRegionId: number }) {
  const [regionId, setRegionId] = useState(homeRegionId);
  const [choice, setChoice] = useState<CoverageChoice>({});
  const region = useRegion(regionId);
  const name = region.data?.value.name;
  return (
    <Page
      title={name ? `${name} · 覆盖` : '覆盖'}
      tab="progress"
      remark={useAsOf({ regionId, ...choice })}
      actions={useWide() && <CoverageActions regionId={regionId} choice={choice} />}
      wide
    >
      <CoverageBoard
        regionId={regionId}
        homeRegionId={homeRegionId}
        {...choice}
        onRegion={(next) => {
          setRegionId(next);
          scrollToTop();
        }}
        onChoice={setChoice}
      />
    </Page>
  );
}
