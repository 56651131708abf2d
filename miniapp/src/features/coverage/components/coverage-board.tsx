import { useState, type ReactNode } from 'react';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES, useWide } from '@/shared/platform';
import { clock } from '@/shared/clock';
import { countText, instantText } from '@/shared/text';
import { useElderMode } from '@/shared/theme';
import { Card, Empty, Loaded, ListItem, Notice, Tap, TEST_IDS } from '@/shared/ui';
import { useCoverage } from '../coverage.queries';
import type { CoverageReason } from '../coverage.rules';
import { CoverageChildren } from './coverage-children';
import { CoveragePickers, type CoverageChoice } from './coverage-pickers';
import { CoverageReasons } from './coverage-reasons';
import { CoverageSummary } from './coverage-summary';
import type { BoardView } from './coverage-words';
import { OfficeBoard } from './office-board';
import { UnsignedReasons } from './unsigned-reasons';

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
  const { regionId, planId, round, audience } = props;
  const query = useCoverage({ regionId, planId, round, audience });
  const { elder } = useElderMode();
  const [view, setView] = useState<BoardView>('visits');
  const Board = useWide() && !elder ? OfficeBoard : PhoneBoard;
  return (
    <Loaded query={query} cards={3}>
      {({ value, asOf, fromPhone }) => (
        <>
          {fromPhone && <Notice tone="wait">没连上网，这是 {instantText(asOf, clock.now())} 的数。</Notice>}
          <Board {...props} coverage={value} view={view} onView={setView} />
        </>
      )}
    </Loaded>
  );
}

interface PhoneBoardProps extends Omit<CoverageBoardProps, keyof CoverageChoice> {
  coverage: Schemas['Coverage'];
  /** Of a PC's table. */
  view: BoardView;
  onView(view: BoardView): void;
}

function PhoneBoard({ coverage, regionId, homeRegionId, onRegion, onChoice, children }: PhoneBoardProps) {
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
      <UnsignedReasons coverage={coverage} place={{ regionId: coverage.region.id, counts: coverage.totals }} />
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
