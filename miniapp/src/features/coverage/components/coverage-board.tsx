import type { ReactNode } from 'react';
import { openPage, PAGES } from '@/shared/platform';
import { clock } from '@/shared/clock';
import { countText, instantText } from '@/shared/text';
import { Card, Empty, ErrorState, ListItem, Notice, Skeleton, Tap, TEST_IDS } from '@/shared/ui';
import { useCoverage } from '../coverage.queries';
import type { CoverageReason } from '../coverage.rules';
import { CoverageChildren } from './coverage-children';
import { CoveragePickers, type CoverageChoice } from './coverage-pickers';
import { CoverageReasons } from './coverage-reasons';
import { CoverageSummary } from './coverage-summary';

interface CoverageBoardProps extends CoverageChoice {
  regionId: number;
  /** The top of what this person may see. */
  homeRegionId: number;
  onRegion(regionId: number): void;
  onChoice(choice: CoverageChoice): void;
  /** Shown between the summary and the reasons. */
  children?: ReactNode;
}

/** How far the doors of one region are, why the others are open, and which part of it is behind. */
export function CoverageBoard(props: CoverageBoardProps) {
  const { regionId, homeRegionId, planId, round, audience, onRegion, onChoice, children } = props;
  const query = useCoverage({ regionId, planId, round, audience });
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton cards={3} />;

  const { value: coverage, asOf, fromPhone } = query.data;
  const openDoors = (reason?: CoverageReason, childId?: number) =>
    openPage(PAGES.doors, {
      regionId: childId ?? coverage.region.id,
      planId: coverage.plan?.id,
      round: coverage.round?.number,
      audience: coverage.audience.key,
      state: reason,
    });
  const { path } = coverage.region;
  const parent = regionId === homeRegionId ? undefined : path[path.length - 2];

  return (
    <>
      {parent && (
        <Tap id={TEST_IDS.upRegion} className="link" onTap={() => onRegion(parent.id)}>
          ‹ 回到{parent.name}
        </Tap>
      )}
      {fromPhone && <Notice tone="wait">没连上网，这是 {instantText(asOf, clock.now())} 的数。</Notice>}
      {coverage.plan ? (
        <CoverageSummary coverage={coverage} />
      ) : (
        <Empty mark="…" title="这里还没有开始的方案">
          镇里或县里开始一个方案，进展就会出来。
        </Empty>
      )}
      {children}
      {coverage.plan && coverage.totals.total === 0 && (
        <Empty title="这里还没有要走的户">先登记住户，进展就会出来。</Empty>
      )}
      <CoverageReasons coverage={coverage} onOpen={openDoors} />
      <CoverageChildren
        coverage={coverage}
        onOpen={(child) =>
          child.level === 'grid' || child.level === 'unit'
            ? openDoors(undefined, child.regionId)
            : onRegion(child.regionId)
        }
      />
      <Card>
        <ListItem
          first
          title="看每一户"
          detail={`${coverage.region.name} · ${countText(coverage.totals.total)} 户`}
          onTap={() => openDoors()}
        />
      </Card>
      <CoveragePickers coverage={coverage} onChange={onChoice} />
    </>
  );
}
