import type { Schemas } from '@/shared/api';

/** In degrees. */
export type Place = Schemas['MapCorner'];

export interface Point {
  x: number;
  y: number;
}

/** A plain picture of places, north up, to the same scale both ways. */
export interface Plot {
  pointOf(place: Place): Point;
  placeAt(point: Point): Place;
  metresPerUnit: number;
}

const METRES_PER_DEGREE = 111_320;
const MARGIN = 0.06;
// A village of one house is still shown as a place of some width.
const NARROWEST_METRES = 80;

/** The plot that shows all of the places, which must not be none, in a frame of this size. */
export function plotOf(places: readonly Place[], { width, height }: { width: number; height: number }): Plot {
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  const middle = {
    latitude: (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
    longitude: (Math.min(...longitudes) + Math.max(...longitudes)) / 2,
  };
  // Degrees of longitude are shorter the further north one is.
  const shrink = Math.cos((middle.latitude * Math.PI) / 180);
  const high = metres(Math.max(...latitudes) - Math.min(...latitudes));
  const wide = metres((Math.max(...longitudes) - Math.min(...longitudes)) * shrink);
  const inner = 1 - 2 * MARGIN;
  const metresPerUnit = Math.max(wide / (width * inner), high / (height * inner), NARROWEST_METRES / width);
  const unitsPerDegree = METRES_PER_DEGREE / metresPerUnit;
  return {
    metresPerUnit,
    pointOf: ({ latitude, longitude }) => ({
      x: width / 2 + (longitude - middle.longitude) * shrink * unitsPerDegree,
      y: height / 2 - (latitude - middle.latitude) * unitsPerDegree,
    }),
    placeAt: ({ x, y }) => ({
      latitude: middle.latitude - (y - height / 2) / unitsPerDegree,
      longitude: middle.longitude + (x - width / 2) / (shrink * unitsPerDegree),
    }),
  };
}

function metres(degrees: number): number {
  return degrees * METRES_PER_DEGREE;
}

/** Whether a place lies within a line that closes itself; where it crosses itself, what is enclosed an odd number of times. */
export function isInside(polygon: readonly Place[], { latitude, longitude }: Place): boolean {
  let inside = false;
  polygon.forEach((corner, index) => {
    const before = polygon[(index + polygon.length - 1) % polygon.length]!;
    if (corner.latitude > latitude === before.latitude > latitude) return;
    const share = (latitude - corner.latitude) / (before.latitude - corner.latitude);
    if (longitude < corner.longitude + share * (before.longitude - corner.longitude)) inside = !inside;
  });
  return inside;
}

const ROUND_METRES = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

/** The longest round length that takes at most so many units: for a scale beside the plot. */
export function scaleLength({ metresPerUnit }: Plot, mostUnits: number): { metres: number; units: number } {
  const fitting = ROUND_METRES.filter((each) => each / metresPerUnit <= mostUnits);
  const length = fitting[fitting.length - 1] ?? ROUND_METRES[0];
  return { metres: length, units: length / metresPerUnit };
}

/** The server takes lines of so many corners. */
export const FEWEST_CORNERS = 3;
export const MOST_CORNERS = 50;
