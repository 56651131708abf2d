export interface PadPoint {
  x: number;
  y: number;
}

type Corner = readonly [x: number, y: number];

/** 王 and a second character, as corners of each stroke in thousandths of the pad's width and height. */
const name: readonly (readonly Corner[])[] = [
  [
    [120, 200],
    [400, 190],
  ],
  [
    [140, 480],
    [380, 470],
  ],
  [
    [260, 190],
    [258, 800],
  ],
  [
    [90, 810],
    [430, 790],
  ],
  [
    [690, 150],
    [700, 820],
    [650, 760],
  ],
  [
    [590, 350],
    [540, 600],
  ],
  [
    [800, 340],
    [880, 610],
  ],
];
const pointsPerLine = 8;

/** The strokes of a name for a pad of this size, each as the points that a finger passes. */
export function handwriting(width: number, height: number): PadPoint[][] {
  const place = ([x, y]: Corner) => ({ x: (x * width) / 1000, y: (y * height) / 1000 });
  return name.map((corners) => corners.map(place).flatMap(lineTo));
}

function lineTo(to: PadPoint, index: number, corners: readonly PadPoint[]): PadPoint[] {
  const from = corners[index - 1];
  if (!from) return [to];
  return Array.from({ length: pointsPerLine }, (_, step) => {
    const part = (step + 1) / pointsPerLine;
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  });
}
