import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boxAround, isInside, type MapPlace } from './map-area.rules.js';

const at = (longitudeE6: number, latitudeE6: number): MapPlace => ({ longitudeE6, latitudeE6 });
const degree = fc.integer({ min: -50, max: 50 });
const place = fc.tuple(degree, degree).map(([x, y]) => at(x, y));
const corners = fc.array(place, { minLength: 3, maxLength: 12 });

/** An L, anticlockwise. */
const corner = [at(0, 0), at(4, 0), at(4, 2), at(2, 2), at(2, 4), at(0, 4)];

describe('a place within a drawn line', () => {
  it.each([
    [at(1, 1), true],
    [at(1, 3), true],
    [at(3, 3), false],
    [at(5, 1), false],
    [at(-1, 0), false],
    [at(2, 3), true],
    [at(4, 2), true],
    [at(3, 2), true],
  ])('%j: %s', (where, inside) => {
    expect(isInside(where, corner)).toBe(inside);
  });

  it('is the same wherever the drawing begins and which way round it goes', () => {
    fc.assert(
      fc.property(corners, place, fc.nat(11), (line, where, shift) => {
        const turned = [...line.slice(shift % line.length), ...line.slice(0, shift % line.length)];
        expect(isInside(where, turned)).toBe(isInside(where, line));
        expect(isInside(where, [...line].reverse())).toBe(isInside(where, line));
      }),
    );
  });

  it('holds its corners and the middles of its lines, and nothing beyond its box', () => {
    fc.assert(
      fc.property(corners, place, (line, where) => {
        const doubled = line.map(({ longitudeE6, latitudeE6 }) => at(longitudeE6 * 2, latitudeE6 * 2));
        doubled.forEach((to, index) => {
          const from = doubled.at(index - 1)!;
          const middle = at((from.longitudeE6 + to.longitudeE6) / 2, (from.latitudeE6 + to.latitudeE6) / 2);
          expect([isInside(to, doubled), isInside(middle, doubled)]).toEqual([true, true]);
        });
        const { south, north, west, east } = boxAround(line);
        const beyond =
          where.latitudeE6 < south || where.latitudeE6 > north || where.longitudeE6 < west || where.longitudeE6 > east;
        if (beyond) expect(isInside(where, line)).toBe(false);
      }),
    );
  });

  it('is for a triangle what three half planes say', () => {
    const side = (a: MapPlace, b: MapPlace, p: MapPlace) =>
      Math.sign(
        (b.longitudeE6 - a.longitudeE6) * (p.latitudeE6 - a.latitudeE6) -
          (b.latitudeE6 - a.latitudeE6) * (p.longitudeE6 - a.longitudeE6),
      );
    fc.assert(
      fc.property(place, place, place, place, (a, b, c, where) => {
        fc.pre(side(a, b, c) !== 0);
        const sides = [side(a, b, where), side(b, c, where), side(c, a, where)];
        const expected = sides.every((one) => one >= 0) || sides.every((one) => one <= 0);
        expect(isInside(where, [a, b, c])).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });
});
