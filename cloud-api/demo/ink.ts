import sharp from 'sharp';
import type { Chance } from './chance.js';

/** A drawn name as the phone sends it. */
export interface Ink {
  strokes: string[];
  /** PNG, base64. */
  image: string;
}

const pad = { width: 320, height: 160 };
const letterSize = 78;
const letters = 3;
const stepsPerLine = 6;
const msPerPoint = 16;
const msBetweenStrokes = 180;

type Corner = readonly [x: number, y: number];

/** Simple characters as lines through corners, in a square of 1 by 1. */
const characters: readonly (readonly (readonly Corner[])[])[] = [
  [
    [
      [0.1, 0.15],
      [0.9, 0.13],
    ],
    [
      [0.15, 0.5],
      [0.85, 0.48],
    ],
    [
      [0.5, 0.15],
      [0.5, 0.88],
    ],
    [
      [0.05, 0.9],
      [0.95, 0.86],
    ],
  ],
  [
    [
      [0.05, 0.35],
      [0.95, 0.32],
    ],
    [
      [0.5, 0.05],
      [0.5, 0.95],
    ],
    [
      [0.48, 0.38],
      [0.1, 0.8],
    ],
    [
      [0.52, 0.38],
      [0.92, 0.8],
    ],
  ],
  [
    [
      [0.08, 0.36],
      [0.92, 0.32],
    ],
    [
      [0.5, 0.05],
      [0.45, 0.5],
      [0.1, 0.92],
    ],
    [
      [0.5, 0.45],
      [0.7, 0.75],
      [0.92, 0.9],
    ],
  ],
  [
    [
      [0.15, 0.25],
      [0.17, 0.65],
    ],
    [
      [0.15, 0.25],
      [0.85, 0.22],
      [0.82, 0.65],
    ],
    [
      [0.16, 0.63],
      [0.83, 0.61],
    ],
    [
      [0.5, 0.02],
      [0.5, 0.98],
    ],
  ],
  [
    [
      [0.5, 0.05],
      [0.5, 0.9],
      [0.38, 0.8],
    ],
    [
      [0.25, 0.35],
      [0.1, 0.65],
    ],
    [
      [0.75, 0.35],
      [0.92, 0.62],
    ],
  ],
  [
    [
      [0.45, 0.03],
      [0.55, 0.15],
    ],
    [
      [0.08, 0.3],
      [0.92, 0.27],
    ],
    [
      [0.72, 0.3],
      [0.5, 0.65],
      [0.12, 0.95],
    ],
    [
      [0.28, 0.32],
      [0.55, 0.68],
      [0.92, 0.95],
    ],
  ],
];

interface InkPoint {
  x: number;
  y: number;
  t: number;
}

/** Three characters in an invented hand, and their picture. */
export async function inventInk(chance: Chance): Promise<Ink> {
  let now = 0;
  const strokes: InkPoint[][] = [];
  for (let letter = 0; letter < letters; letter += 1) {
    const left = 28 + letter * 94 + chance.whole(-5, 5);
    const top = 40 + chance.whole(-8, 8);
    for (const corners of chance.pick(characters)) {
      const points = along(corners).map(([x, y]) => ({
        x: left + x * letterSize + chance.whole(-2, 2),
        y: top + y * letterSize + chance.whole(-2, 2),
        t: (now += msPerPoint),
      }));
      strokes.push(points);
      now += msBetweenStrokes;
    }
  }
  const png = await sharp(Buffer.from(picture(strokes)))
    .png({ palette: true, colours: 16 })
    .toBuffer();
  return { strokes: strokes.map(written), image: png.toString('base64') };
}

function along(corners: readonly Corner[]): Corner[] {
  return corners.slice(1).flatMap(([toX, toY], index) => {
    const [fromX, fromY] = corners[index]!;
    return Array.from({ length: stepsPerLine }, (_, step): Corner => {
      const share = step / (stepsPerLine - 1);
      return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
    });
  });
}

function picture(strokes: readonly InkPoint[][]): string {
  const paths = strokes.map((points) => `<path d="M${points.map(({ x, y }) => `${x} ${y}`).join(' L')}"/>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pad.width}" height="${pad.height}" fill="none" stroke="#111"
    stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;
}

/** The stroke on the wire: the first point, then differences, in thousandths of the pad's width. */
function written(points: readonly InkPoint[]): string {
  const scaled = points.map(({ x, y, t }) => ({ x: thousandths(x), y: thousandths(y), t }));
  const before = (index: number) => scaled[index - 1] ?? { x: 0, y: 0, t: 0 };
  return scaled
    .map(({ x, y, t }, index) => [x - before(index).x, y - before(index).y, t - before(index).t].join())
    .join();
}

function thousandths(pixels: number): number {
  return Math.round((pixels * 1000) / pad.width);
}
