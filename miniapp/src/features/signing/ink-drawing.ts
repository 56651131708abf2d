import { openCanvas, pngOf } from '@/shared/platform';
import { curvesOf, MOST_CHARACTERS, pictureWidths, type Stroke } from './ink.rules';

type Context = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'stroke'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'strokeStyle'
>;
type Point = { x: number; y: number };
type Place = (point: Point) => Point;

const INK = '#14181f';

function pen(context: Context, width: number): void {
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = INK;
}

/** The stroke from its point `first` on, and its end when it is over. */
export function drawStroke(
  context: Context,
  stroke: Stroke,
  place: Place,
  { width, first = 0, over = true }: { width: number; first?: number; over?: boolean },
): void {
  const last = stroke.at(-1);
  if (!last) return;
  pen(context, width);
  context.beginPath();
  curvesOf(stroke, first).forEach(({ from, bend, to }, index) => {
    const [start, corner, end] = [place(from), place(bend), place(to)];
    if (index === 0) context.moveTo(start.x, start.y);
    context.quadraticCurveTo(corner.x, corner.y, end.x, end.y);
  });
  if (over) {
    const end = place(last);
    context.lineTo(end.x, end.y);
  }
  context.stroke();
}

// Of the picture's width, in thousandths: the stroke of a marker.
const PEN = 9;

/** The ink as PNG in base64, upright whatever the pad's way: as sharp as 20,000 characters allow. */
export async function pictureOf(canvasId: string, strokes: readonly Stroke[], ratio: number): Promise<string> {
  const { node, context } = await openCanvas(canvasId);
  for (const width of pictureWidths()) {
    node.width = width;
    node.height = Math.max(1, Math.round(width * ratio));
    const unit = width / 1000;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, node.width, node.height);
    for (const stroke of strokes) {
      drawStroke(context, stroke, ({ x, y }) => ({ x: x * unit, y: y * unit }), { width: Math.max(1.5, PEN * unit) });
    }
    const png = await pngOf(node);
    if (png.length <= MOST_CHARACTERS) return png;
  }
  throw new Error('no picture of this ink is small enough');
}
