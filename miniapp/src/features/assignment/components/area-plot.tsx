import { useMemo, type MouseEvent } from 'react';
import { doorTitle } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { useWide } from '@/shared/platform';
import { classNames, TEST_IDS } from '@/shared/ui';
import { FEWEST_CORNERS, isInside, MOST_CORNERS, plotOf, scaleLength, type Place, type Plot } from '../plot.rules';

type DoorBrief = Schemas['DoorBrief'];

const WIDE_FRAME = { width: 640, height: 440 };
const PHONE_FRAME = { width: 340, height: 360 };
const LONGEST_SCALE = 120;

interface AreaPlotProps {
  /** All of them with a place. */
  doors: readonly DoorBrief[];
  corners: readonly Place[];
  onChange(corners: readonly Place[]): void;
}

/** A browser's picture of where the doors stand; each tap is one more corner of the line. No map service is asked. */
export function AreaPlot({ doors, corners, onChange }: AreaPlotProps) {
  // About the size it is drawn in, so that points and letters keep theirs.
  const frame = useWide() ? WIDE_FRAME : PHONE_FRAME;
  const plot = useMemo(() => plotOf(placesOf(doors), frame), [doors, frame]);
  const add = (event: MouseEvent<SVGSVGElement>) => {
    if (corners.length >= MOST_CORNERS) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * frame.width;
    const y = ((event.clientY - box.top) / box.height) * frame.height;
    onChange([...corners, plot.placeAt({ x, y })]);
  };
  const closed = corners.length >= FEWEST_CORNERS;
  return (
    <svg
      id={TEST_IDS.plot}
      className="plot"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={`${doors.length} 户的位置，点几个角圈出要分的户`}
      onClick={add}
    >
      {corners.length > 1 && (
        <polygon className="plot-area" points={corners.map((corner) => pair(plot, corner)).join(' ')} />
      )}
      {doors.map((door) => (
        <DoorPoint key={door.id} plot={plot} door={door} inside={closed && isInside(corners, door.geo!)} />
      ))}
      {corners.map((corner, index) => (
        <circle
          key={index}
          className="plot-corner"
          {...centre(plot, corner)}
          r={index === corners.length - 1 ? 7 : 5}
        />
      ))}
      <Scale plot={plot} bottom={frame.height - 12} />
    </svg>
  );
}

function DoorPoint({ plot, door, inside }: { plot: Plot; door: DoorBrief; inside: boolean }) {
  const { code, kind, label, assignedTo, geo } = door;
  const name = `${code} ${doorTitle(kind, label)}`.trim();
  return (
    <circle
      className={classNames('plot-door', inside ? 'inside' : assignedTo.length === 0 && 'nobody')}
      {...centre(plot, geo!)}
      r={4}
    >
      <title>{[name, assignedTo.join('、') || '没人认领'].join('：')}</title>
    </circle>
  );
}

function Scale({ plot, bottom: y }: { plot: Plot; bottom: number }) {
  const { metres, units } = scaleLength(plot, LONGEST_SCALE);
  return (
    <g className="plot-scale">
      <path d={`M14 ${y - 5} V${y} H${14 + units} V${y - 5}`} />
      <text x={14} y={y - 10}>
        {metres < 1000 ? `${metres} 米` : `${metres / 1000} 公里`}
      </text>
    </g>
  );
}

function placesOf(doors: readonly DoorBrief[]): Place[] {
  return doors.flatMap(({ geo }) => (geo ? [geo] : []));
}

function centre(plot: Plot, place: Place): { cx: number; cy: number } {
  const { x, y } = plot.pointOf(place);
  return { cx: x, cy: y };
}

function pair(plot: Plot, place: Place): string {
  const { x, y } = plot.pointOf(place);
  return `${x},${y}`;
}
