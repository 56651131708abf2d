import * as fc from 'fast-check';
import { decodeStroke } from '../../../test/strokes';
import {
  curvesOf,
  decimate,
  encodeInk,
  encodeStroke,
  fitted,
  isTooLittle,
  MOST_CHARACTERS,
  MOST_STROKES,
  toPad,
  toSurface,
  type InkPoint,
} from './ink.rules';

const point = fc.record({
  x: fc.integer({ min: 0, max: 1000 }),
  y: fc.integer({ min: 0, max: 1000 }),
  t: fc.integer({ min: 0, max: 600_000 }),
});
const byTime = (stroke: InkPoint[]) => [...stroke].sort((a, b) => a.t - b.t);
const stroke = fc.array(point, { minLength: 1, maxLength: 60 }).map(byTime);

/** A scribble of a finger that never rests: many points, far apart. */
const scribble = (seed: number, points: number): InkPoint[] =>
  Array.from({ length: points }, (_, index) => ({
    x: Math.abs((seed * 7919 + index * 104_729) % 1001),
    y: Math.abs((seed * 6007 + index * 92_821) % 1001),
    t: index * 13,
  }));

describe('strokes as text', () => {
  it('are read back as they were written', () => {
    fc.assert(fc.property(stroke, (drawn) => expect(decodeStroke(encodeStroke(drawn))).toEqual(drawn)));
  });

  it('have the form that the server reads', () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 8 }), (drawn) => {
        for (const text of encodeInk(drawn)) expect(text).toMatch(/^-?\d{1,6}(,-?\d{1,6})*$/);
      }),
    );
  });

  it('stay below 20,000 characters however much was drawn, with both ends of each stroke', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_STROKES }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 1000 }),
        (strokes, points, seed) => {
          const drawn = Array.from({ length: strokes }, (_, index) => scribble(seed + index, points));
          const encoded = encodeInk(drawn);
          expect(encoded).toHaveLength(strokes);
          expect(encoded.join('').length).toBeLessThanOrEqual(MOST_CHARACTERS);
          encoded.forEach((text, index) => {
            const [read, whole] = [decodeStroke(text), drawn[index]!];
            expect([read[0], read.at(-1)]).toEqual([whole[0], whole.at(-1)]);
            expect(read.every(({ t }, at) => t >= (read[at - 1]?.t ?? 0))).toBe(true);
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are exact while they are short', () => {
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 10 }), (drawn) => {
        const encoded = encodeInk(drawn);
        fc.pre(drawn.map(encodeStroke).join('').length <= MOST_CHARACTERS);
        expect(encoded.map(decodeStroke)).toEqual(drawn);
      }),
    );
  });
});

describe('leaving points out', () => {
  it('moves the line by no more than the tolerance', () => {
    const wave = Array.from({ length: 200 }, (_, x) => ({ x: x * 5, y: Math.round(80 * Math.sin(x / 9)) + 100, t: x }));
    const few = decimate(wave, 4);
    expect(few.length).toBeLessThan(80);
    for (const { x, y } of wave) {
      const after = few.findIndex((kept) => kept.x >= x);
      const [a, b] = [few[Math.max(0, after - 1)]!, few[after]!];
      const expected = b.x === a.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
      expect(Math.abs(expected - y)).toBeLessThan(9);
    }
  });

  it('keeps a straight line as its two ends', () => {
    const line = Array.from({ length: 50 }, (_, index) => ({ x: index, y: index * 2, t: index }));
    expect(decimate(line, 0.5)).toEqual([line[0], line.at(-1)]);
  });
});

describe('too little ink', () => {
  const line = (from: number, to: number) =>
    Array.from({ length: 12 }, (_, index) => ({ x: from + ((to - from) * index) / 11, y: 100, t: index }));

  it('is a dot, a tap, a slip', () => {
    expect(isTooLittle([])).toBe(true);
    expect(isTooLittle([[{ x: 5, y: 5, t: 0 }]])).toBe(true);
    expect(isTooLittle([line(100, 130)])).toBe(true);
    // A finger that trembles on one spot for long draws much ink and no name.
    expect(isTooLittle([Array.from({ length: 200 }, (_, t) => ({ x: 100 + (t % 2) * 5, y: 100, t }))])).toBe(true);
  });

  it('is not a name, not even a short one', () => {
    expect(isTooLittle([line(100, 400)])).toBe(false);
  });
});

describe('a pad on its side', () => {
  const surface = fc.record({ width: fc.integer({ min: 200, max: 900 }), height: fc.integer({ min: 200, max: 900 }) });

  it('shows each touch where the finger was', () => {
    fc.assert(
      fc.property(
        surface,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (size, u, v, turned) => {
          const touch = { x: u * size.width, y: v * size.height };
          const back = toSurface(toPad(touch, size, turned), size, turned);
          expect(Math.hypot(back.x - touch.x, back.y - touch.y)).toBeLessThan(1.5);
        },
      ),
    );
  });

  it('has its top at the right edge of the phone', () => {
    const size = { width: 300, height: 600 };
    expect(toPad({ x: 300, y: 0 }, size, true)).toEqual({ x: 0, y: 0 });
    expect(toPad({ x: 0, y: 600 }, size, true)).toEqual({ x: 1000, y: 500 });
  });

  it('keeps what was drawn inside, without bending it', () => {
    fc.assert(
      fc.property(fc.constantFrom(0.4, 0.6, 1.2), fc.constantFrom(0.4, 0.6, 1.2), (from, to) => {
        const drawn = [
          [
            { x: 0, y: 0, t: 0 },
            { x: 1000, y: 1000 * from, t: 9 },
          ],
        ];
        const [[a, b]] = fitted(drawn, from, to) as [[InkPoint, InkPoint]];
        for (const { x, y } of [a, b]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1000);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(1000 * to + 1);
        }
        expect((b.y - a.y) / (b.x - a.x)).toBeCloseTo(from, 1);
      }),
    );
  });
});

describe('the smooth line', () => {
  it('has no gaps', () => {
    fc.assert(
      fc.property(stroke, (drawn) => {
        const curves = curvesOf(drawn);
        expect(curves).toHaveLength(drawn.length);
        curves.slice(2).forEach(({ from }, index) => expect(from).toEqual(curves[index + 1]!.to));
      }),
    );
  });
});
