import { decodeStroke } from '../../../test/strokes';
import { drawStroke, pictureOf } from './ink-drawing';
import { Ink } from './ink';
import { MOST_CHARACTERS, MOST_STROKES } from './ink.rules';

const mockCanvas = { width: 0, height: 0, perPixel: 0 };
jest.mock('@/shared/platform', () => ({
  openCanvas: async () => ({
    node: mockCanvas,
    context: new Proxy({}, { get: () => () => undefined, set: () => true }),
  }),
  pngOf: async ({ width, height }: { width: number; height: number }) =>
    'A'.repeat(Math.ceil((width * height * mockCanvas.perPixel * 4) / 3)),
}));

function drawn(ink: Ink, points: readonly [number, number][], from = 1000): void {
  points.forEach(([x, y], index) => {
    const point = { x, y };
    if (index === 0) ink.begin(point, from);
    else ink.extend(point, from + index * 16);
  });
  ink.end();
}

describe('the ink of a pad', () => {
  it('counts time from the first touch, and skips a finger that rests', () => {
    const ink = new Ink();
    drawn(ink, [
      [10, 10],
      [10, 10],
      [20, 30],
    ]);
    drawn(
      ink,
      [
        [5, 5],
        [6, 6],
      ],
      2000,
    );
    expect(ink.encoded().map(decodeStroke)).toEqual([
      [
        { x: 10, y: 10, t: 0 },
        { x: 20, y: 30, t: 32 },
      ],
      [
        { x: 5, y: 5, t: 1000 },
        { x: 6, y: 6, t: 1016 },
      ],
    ]);
  });

  it('never runs backwards when the clock does', () => {
    const ink = new Ink();
    ink.begin({ x: 1, y: 1 }, 5000);
    ink.extend({ x: 9, y: 9 }, 4000);
    expect(ink.strokes[0]?.map(({ t }) => t)).toEqual([0, 0]);
  });

  it('gives back the last stroke, or all of it', () => {
    const ink = new Ink();
    drawn(ink, [
      [1, 1],
      [2, 2],
    ]);
    drawn(ink, [
      [3, 3],
      [4, 4],
    ]);
    ink.undo();
    expect(ink.strokes).toHaveLength(1);
    ink.clear();
    expect(ink.strokes).toHaveLength(0);
  });

  it('takes no more strokes than can be sent', () => {
    const ink = new Ink();
    for (let stroke = 0; stroke < MOST_STROKES; stroke += 1)
      drawn(ink, [
        [1, 1],
        [2, 2],
      ]);
    expect(ink.begin({ x: 1, y: 1 }, 1)).toBeNull();
    expect(ink.strokes).toHaveLength(MOST_STROKES);
  });

  it('stays what it is on a pad of another shape', () => {
    const ink = new Ink();
    ink.showOn(0.6);
    drawn(ink, [
      [0, 0],
      [1000, 600],
    ]);
    ink.showOn(0.3);
    expect(ink.strokes[0]).toEqual([
      { x: 250, y: 0, t: 0 },
      { x: 750, y: 300, t: 16 },
    ]);
  });
});

describe('the picture', () => {
  it('becomes smaller until it may be sent', async () => {
    mockCanvas.perPixel = 0.02;
    expect((await pictureOf('c', [], 0.5)).length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(mockCanvas.width).toBe(480);
    mockCanvas.perPixel = 4;
    expect((await pictureOf('c', [], 0.6)).length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(mockCanvas.width).toBeLessThan(120);
    mockCanvas.perPixel = 400;
    await expect(pictureOf('c', [], 1)).rejects.toThrow();
  });
});

describe('a stroke', () => {
  it('is one line to its end, a dot as well', () => {
    const calls: string[] = [];
    const note =
      (name: string) =>
      (...values: number[]) =>
        void calls.push(`${name} ${values.join(' ')}`);
    const context = {
      beginPath: note('begin'),
      moveTo: note('move'),
      lineTo: note('line'),
      quadraticCurveTo: note('curve'),
      stroke: note('stroke'),
    };
    const at = (x: number, y: number) => ({ x, y, t: 0 });
    drawStroke(context as never, [at(0, 0), at(10, 0), at(10, 10)], (point) => point, { width: 3 });
    expect(calls).toEqual([
      'begin ',
      'move 0 0',
      'curve 0 0 0 0',
      'curve 0 0 5 0',
      'curve 10 0 10 5',
      'line 10 10',
      'stroke ',
    ]);
    calls.length = 0;
    drawStroke(context as never, [at(4, 4)], (point) => point, { width: 3 });
    expect(calls).toContain('line 4 4');
  });
});
