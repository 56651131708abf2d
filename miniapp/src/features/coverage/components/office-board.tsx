import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import type { Schemas } from '@/shared/api';
import { REGION_LEVELS } from '@/shared/text';
import { Card, Empty, Panes, Tap, TEST_IDS } from '@/shared/ui';
import { papersOf } from '../coverage.rules';
import { BoardViews } from './board-views';
import { CoveragePickers, type CoverageChoice } from './coverage-pickers';
import { CoverageFigures } from './coverage-figures';
import { ChildTable } from './child-table';
import type { BoardView } from './coverage-words';
import { GridDoors } from './grid-doors';
import { OpenDoors } from './open-doors';
import { UnsignedDoors } from './unsigned-doors';
import { UnsignedReasons } from './unsigned-reasons';

interface OfficeBoardProps {
  coverage: Schemas['Coverage'];
  homeRegionId: number;
  onRegion(regionId: number): void;
  onChoice(choice: CoverageChoice): void;
  view: BoardView;
  onView(view: BoardView): void;
  children?: ReactNode;
}

/** The board on a PC: four numbers, the places below with their reasons, and the open doors of the one looked at. */
export function OfficeBoard(props: OfficeBoardProps) {
  const { coverage, homeRegionId, onRegion, onChoice, children } = props;
  const { region, plan, totals } = coverage;
  const hasPapers = papersOf(totals) !== null;
  const view = hasPapers ? props.view : 'visits';
  const pickers = (
    <>
      {hasPapers && <BoardViews view={view} onView={props.onView} />}
      <CoveragePickers coverage={coverage} inline onChange={onChoice} />
    </>
  );
  return (
    <>
      <Steps path={region.path} homeRegionId={homeRegionId} onRegion={onRegion} />
      {plan && <CoverageFigures coverage={coverage} />}
      <UnsignedReasons coverage={coverage} place={{ regionId: region.id, counts: totals }} />
      {children}
      {!plan && (
        <Empty mark="…" title="这里还没有开始的方案">
          镇里或县里开始一个方案，进展就会出来。
        </Empty>
      )}
      {plan && totals.total === 0 && <Empty title="这里还没有要走的户">先登记住户，进展就会出来。</Empty>}
      {plan && totals.total > 0 && (
        <Places key={region.id} coverage={coverage} view={view} pickers={pickers} onRegion={onRegion} />
      )}
    </>
  );
}

interface PlacesProps {
  coverage: Schemas['Coverage'];
  view: BoardView;
  pickers: ReactNode;
  onRegion(regionId: number): void;
}

function Places({ coverage, view, pickers, onRegion }: PlacesProps) {
  const [openId, setOpenId] = useState<number>();
  const { children, region } = coverage;
  const [first] = children;
  if (!first) return <GridDoors coverage={coverage} view={view} pickers={pickers} />;
  const open = children.find(({ regionId }) => regionId === openId);
  const Doors = view === 'papers' ? UnsignedDoors : OpenDoors;
  return (
    <Panes
      label={view === 'papers' ? '没签齐的户' : '没走到的户'}
      paneAlone={false}
      list={
        <Card title={`各${REGION_LEVELS[first.level]}`} aside={pickers}>
          <ChildTable coverage={coverage} view={view} openId={openId} onOpen={setOpenId} onInto={onRegion} />
        </Card>
      }
      pane={
        <Doors
          key={open?.regionId ?? region.id}
          coverage={coverage}
          place={open ?? { regionId: region.id, name: region.name, counts: coverage.totals, workers: [] }}
          onInto={open && (() => onRegion(open.regionId))}
        />
      }
    />
  );
}

interface StepsProps {
  path: Schemas['Coverage']['region']['path'];
  homeRegionId: number;
  onRegion(regionId: number): void;
}

/** The way down from where the person's view begins, each step a way back. */
function Steps({ path, homeRegionId, onRegion }: StepsProps) {
  const steps = path.slice(
    Math.max(
      0,
      path.findIndex(({ id }) => id === homeRegionId),
    ),
  );
  if (steps.length < 2) return null;
  return (
    <View className="row wrap way-down">
      {steps.slice(0, -1).map(({ id, name }, index) => (
        <Tap
          key={id}
          id={index === steps.length - 2 ? TEST_IDS.upRegion : undefined}
          className="link"
          onTap={() => onRegion(id)}
        >
          {name} ›
        </Tap>
      ))}
      <View className="sub">{steps[steps.length - 1]!.name}</View>
    </View>
  );
}
