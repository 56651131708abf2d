import * as fc from 'fast-check';
import { isInside, plotOf, scaleLength, type Place } from './plot.rules';

const place = fc.record({
  latitude: fc.double({ min: 30, max: 36, noNaN: true }),
  longitude: fc.double({ min: 110, max: 118, noNaN: true }),
});
const frame = { width: 600, height: 400 };

describe('plotOf', () => {
  it('shows every place within its frame, and leads back to it', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1 }), (places) => {
        const plot = plotOf(places, frame);
        for (const each of places) {
          const { x, y } = plot.pointOf(each);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(frame.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(frame.height);
          const back = plot.placeAt({ x, y });
          expect(back.latitude).toBeCloseTo(each.latitude, 9);
          expect(back.longitude).toBeCloseTo(each.longitude, 9);
        }
      }),
    );
  });

  it('has the north above and the east on the right', () => {
    const [south, north] = [
      { latitude: 35, longitude: 112 },
      { latitude: 35.01, longitude: 112.01 },
    ];
    const plot = plotOf([south, north], frame);
    expect(plot.pointOf(north).y).toBeLessThan(plot.pointOf(south).y);
    expect(plot.pointOf(north).x).toBeGreaterThan(plot.pointOf(south).x);
  });

  it('knows how long a metre is', () => {
    const plot = plotOf(
      [
        { latitude: 35, longitude: 112 },
        { latitude: 35.01, longitude: 112 },
      ],
      frame,
    );
    const { metres, units } = scaleLength(plot, 120);
    expect([metres, units <= 120]).toEqual([200, true]);
  });
});

describe('isInside', () => {
  const square: Place[] = [
    { latitude: 0, longitude: 0 },
    { latitude: 0, longitude: 10 },
    { latitude: 10, longitude: 10 },
    { latitude: 10, longitude: 0 },
  ];
  const within = fc.double({ min: 0.001, max: 9.999, noNaN: true });
  const beyond = fc.double({ min: 10.001, max: 99, noNaN: true });

  it('is what the line goes round, whichever corner it begins at', () => {
    fc.assert(
      fc.property(within, within, beyond, fc.nat(3), (latitude, longitude, far, turn) => {
        const turned = [...square.slice(turn), ...square.slice(0, turn)];
        expect(isInside(turned, { latitude, longitude })).toBe(true);
        expect(isInside(turned, { latitude, longitude: far })).toBe(false);
        expect(isInside(turned, { latitude: far, longitude })).toBe(false);
      }),
    );
  });

  it('is nothing without a line', () => {
    expect(isInside([], { latitude: 1, longitude: 1 })).toBe(false);
  });
});
