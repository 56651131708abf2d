/** A touch: x and y in thousandths of the pad's width, t in milliseconds since the first touch of the sitting's pad. */
export interface InkPoint {
  x: number;
  y: number;
  t: number;
}
export type Stroke = readonly InkPoint[];

/** What the server takes: all strokes together, and the picture as base64. */
export const MOST_CHARACTERS = 20_000;
export const MOST_STROKES = 80;
/** The server reads no longer number. */
const LARGEST = 999_999;

const limited = (value: number) => Math.max(-LARGEST, Math.min(LARGEST, Math.round(value)));

/** `x,y,t,dx,dy,dt,…`: the first point as it is, then differences. */
export function encodeStroke(stroke: Stroke): string {
  const numbers: number[] = [];
  let before: InkPoint = { x: 0, y: 0, t: 0 };
  for (const { x, y, t } of stroke) {
    const point = { x: limited(x), y: limited(y), t: limited(t) };
    numbers.push(point.x - before.x, point.y - before.y, point.t - before.t);
    before = point;
  }
  return numbers.join(',');
}

function lengthOf(strokes: readonly string[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length, 0);
}

/** How far a point lies from the line between two others, squared. */
function squaredDistance(point: InkPoint, from: InkPoint, to: InkPoint): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const nearest = Math.max(0, Math.min(1, along));
  const offX = point.x - from.x - nearest * dx;
  const offY = point.y - from.y - nearest * dy;
  return offX * offX + offY * offY;
}

/** The stroke with fewer points, none further from it than the tolerance; its ends stay (Ramer, Douglas and Peucker). */
export function decimate(stroke: Stroke, tolerance: number): InkPoint[] {
  const kept = new Set([0, stroke.length - 1]);
  const spans: [number, number][] = [[0, stroke.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let farthest = -1;
    let most = tolerance * tolerance;
    for (let index = first + 1; index < last; index += 1) {
      const off = squaredDistance(stroke[index]!, stroke[first]!, stroke[last]!);
      if (off <= most) continue;
      farthest = index;
      most = off;
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    spans.push([first, farthest], [farthest, last]);
  }
  return stroke.filter((_, index) => kept.has(index));
}

/** No name has so many points; a scribble that has must not keep a slow phone busy. */
const MOST_POINTS = 5000;

function everySoMany(stroke: Stroke, step: number): Stroke {
  return step === 1 ? stroke : stroke.filter((_, index) => index % step === 0 || index === stroke.length - 1);
}

/** The strokes as they are sent: as exactly as 20,000 characters allow. */
export function encodeInk(strokes: readonly Stroke[]): string[] {
  let encoded = strokes.map(encodeStroke);
  const step = Math.ceil(strokes.reduce((sum, { length }) => sum + length, 0) / MOST_POINTS);
  const fewer = strokes.map((stroke) => everySoMany(stroke, step));
  for (let tolerance = 1; lengthOf(encoded) > MOST_CHARACTERS; tolerance *= 1.6) {
    encoded = fewer.map((stroke) => encodeStroke(decimate(stroke, tolerance)));
  }
  return encoded;
}

const SHORTEST_INK = 150;
const SMALLEST_SIDE = 60;
const FEWEST_POINTS = 6;

/** A dot or a slip of the finger is no name. */
export function isTooLittle(strokes: readonly Stroke[]): boolean {
  const points = strokes.flat();
  if (points.length < FEWEST_POINTS) return true;
  const length = strokes.reduce((sum, stroke) => sum + pathLength(stroke), 0);
  const { width, height } = extent(points);
  return length < SHORTEST_INK || Math.max(width, height) < SMALLEST_SIDE;
}

function pathLength(stroke: Stroke): number {
  return stroke.reduce((sum, { x, y }, index) => {
    const before = stroke[index - 1];
    return before ? sum + Math.hypot(x - before.x, y - before.y) : 0;
  }, 0);
}

function extent(points: readonly InkPoint[]): { width: number; height: number } {
  const spread = (values: number[]) => (values.length === 0 ? 0 : Math.max(...values) - Math.min(...values));
  return { width: spread(points.map(({ x }) => x)), height: spread(points.map(({ y }) => y)) };
}

/** What was drawn on one pad, on a pad of another height: made smaller as a whole where it would not fit, and centred. */
export function fitted(strokes: readonly Stroke[], from: number, to: number): InkPoint[][] {
  const scale = Math.min(1, to / from);
  const [left, top] = [(1000 * (1 - scale)) / 2, (1000 * (to - from * scale)) / 2];
  return strokes.map((stroke) =>
    stroke.map(({ x, y, t }) => ({ x: Math.round(left + x * scale), y: Math.round(top + y * scale), t })),
  );
}

/** Where a finger is, in the pad's thousandths. `turned`: the phone is held sideways, the pad's top at its right edge. */
export function toPad(
  touch: { x: number; y: number },
  surface: { width: number; height: number },
  turned: boolean,
): { x: number; y: number } {
  const unit = 1000 / (turned ? surface.height : surface.width);
  const [x, y] = turned ? [touch.y, surface.width - touch.x] : [touch.x, touch.y];
  return { x: Math.round(x * unit), y: Math.round(y * unit) };
}

/** And back: where a point of the pad is drawn. */
export function toSurface(
  point: { x: number; y: number },
  surface: { width: number; height: number },
  turned: boolean,
): { x: number; y: number } {
  const unit = (turned ? surface.height : surface.width) / 1000;
  return turned ? { x: surface.width - point.y * unit, y: point.x * unit } : { x: point.x * unit, y: point.y * unit };
}

type Place = { x: number; y: number };

/** A line through the points without corners: each corner becomes the bend between the middles of its two sides. */
interface Curve {
  from: Place;
  bend: Place;
  to: Place;
}

/** From the point `first` on; each curve ends in the middle before the next point, so the last point is still to be reached. */
export function curvesOf(points: readonly Place[], first = 0): Curve[] {
  const middle = (a: Place, b: Place) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  return points.slice(first).map((point, index) => {
    const at = first + index;
    const bend = points[at - 1] ?? point;
    const before = points[at - 2];
    return { from: before ? middle(before, bend) : bend, bend, to: middle(bend, point) };
  });
}

const WIDEST_PICTURE = 480;
const NARROWEST_PICTURE = 60;

/** The widths in which the picture is tried, from the sharpest on, until it is small enough. */
export function pictureWidths(): number[] {
  const widths: number[] = [];
  for (let width = WIDEST_PICTURE; width >= NARROWEST_PICTURE; width = Math.floor(width * 0.75)) widths.push(width);
  return widths;
}
