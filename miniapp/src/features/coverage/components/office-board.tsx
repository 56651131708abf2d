import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import type { Schemas } from '@/shared/api';
import { REGION_LEVELS } from '@/shared/text';
import { Card, Empty, Panes, Tap, TEST_IDS } from '@/shared/ui';
import { CoveragePickers, type CoverageChoice } from './coverage-pickers';
import { CoverageFigures } from './coverage-figures';
import { ChildTable } from './child-table';
import { GridDoors } from './grid-doors';
import { OpenDoors } from './open-doors';

interface OfficeBoardProps {
  coverage: Schemas['Coverage'];
  homeRegionId: number;
  onRegion(regionId: number): void;
  onChoice(choice: CoverageChoice): void;
  children?: ReactNode;
}

/** The board on a PC: four numbers, the places below with their reasons, and the open doors of the one looked at. */
export function OfficeBoard({ coverage, homeRegionId, onRegion, onChoice, children }: OfficeBoardProps) {
  const { region, plan, totals } = coverage;
  const pickers = <CoveragePickers coverage={coverage} inline onChange={onChoice} />;
  return (
    <>
      <Steps path={region.path} homeRegionId={homeRegionId} onRegion={onRegion} />
      {plan && <CoverageFigures coverage={coverage} />}
      {children}
      {!plan && (
        <Empty mark="…" title="这里还没有开始的方案">
          镇里或县里开始一个方案，进展就会出来。
        </Empty>
      )}
      {plan && totals.total === 0 && <Empty title="这里还没有要走的户">先登记住户，进展就会出来。</Empty>}
      {plan && totals.total > 0 && <Places key={region.id} coverage={coverage} pickers={pickers} onRegion={onRegion} />}
    </>
  );
}

interface PlacesProps {
  coverage: Schemas['Coverage'];
  pickers: ReactNode;
  onRegion(regionId: number): void;
}

function Places({ coverage, pickers, onRegion }: PlacesProps) {
  const [openId, setOpenId] = useState<number>();
  const { children, region } = coverage;
  const [first] = children;
  if (!first) return <GridDoors coverage={coverage} pickers={pickers} />;
  const open = children.find(({ regionId }) => regionId === openId);
  return (
    <Panes
      label="没走到的户"
      paneAlone={false}
      list={
        <Card title={`各${REGION_LEVELS[first.level]}`} aside={pickers}>
          <ChildTable coverage={coverage} openId={openId} onOpen={setOpenId} onInto={onRegion} />
        </Card>
      }
      pane={
        <OpenDoors
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
