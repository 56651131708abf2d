import { useState, type ReactNode } from 'react';
import { useWholeDoorList } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { doorsOf, givenOf, stillListed, type GridRow, type Target } from '../assignment.rules';
import { FEWEST_CORNERS, isInside, type Place } from '../plot.rules';
import { AreaChoice } from './area-choice';
import { DoorChoice, type DoorFilter } from './door-choice';
import { GridChoice } from './grid-choice';

interface Choice {
  target: Target;
  reset(): void;
  render(place: Schemas['Region']): ReactNode;
}

const NOTHING: ReadonlySet<string> = new Set();

/** What was ticked, picked or drawn, and the list or plot where that is done. */
export function useChoice({ way, whose, text }: DoorFilter, place: Schemas['Region'] | undefined): Choice {
  const [ticked, setTicked] = useState(NOTHING);
  const [grid, setGrid] = useState<GridRow>();
  const [corners, setCorners] = useState<readonly Place[]>([]);
  const query = useWholeDoorList({ regionId: place?.id ?? Number.NaN, q: text });
  const items = query.data?.items ?? [];
  const given = givenOf(items, whose);
  const reset = () => {
    setTicked(NOTHING);
    setGrid(undefined);
    setCorners([]);
  };
  const unassigned = whose === 'nobody';
  switch (way) {
    case 'list': {
      const doors = doorsOf(items, whose);
      const selected = stillListed(ticked, doors);
      return {
        reset,
        target: { count: selected.size, body: { doorIds: [...selected] } },
        render: () => (
          <DoorChoice
            query={query}
            doors={doors}
            searched={text.trim() !== ''}
            selection={{ keys: selected, onChange: setTicked }}
          />
        ),
      };
    }
    case 'grid':
      return {
        reset,
        target: { count: (unassigned ? grid?.unassigned : grid?.doors) ?? 0, body: { gridId: grid?.id, unassigned } },
        render: (village) => <GridChoice village={village} query={query} gridId={grid?.id} onChoose={setGrid} />,
      };
    case 'area': {
      const inside =
        corners.length < FEWEST_CORNERS ? [] : given.filter(({ geo }) => geo !== null && isInside(corners, geo));
      return {
        reset,
        target: {
          count: inside.length,
          body: { area: { regionId: place?.id ?? Number.NaN, polygon: [...corners] }, unassigned },
        },
        render: () => (
          <AreaChoice query={query} doors={given} count={inside.length} corners={corners} onChange={setCorners} />
        ),
      };
    }
  }
}
