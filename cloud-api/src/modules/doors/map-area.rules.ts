/** A place on the map in millionths of a degree (GCJ-02). Whole numbers, so that what lies on a line is decided exactly. */
export interface MapPlace {
  latitudeE6: number;
  longitudeE6: number;
}

export interface MapBox {
  south: number;
  north: number;
  west: number;
  east: number;
}

export const fewestCorners = 3;
export const mostCorners = 50;

export function boxAround(corners: readonly MapPlace[]): MapBox {
  const latitudes = corners.map(({ latitudeE6 }) => latitudeE6);
  const longitudes = corners.map(({ longitudeE6 }) => longitudeE6);
  return {
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
  };
}

/** Whether the place lies within the drawn line or on it. Where the line crosses itself, every second part is within. */
export function isInside(place: MapPlace, corners: readonly MapPlace[]): boolean {
  let inside = false;
  for (const [index, to] of corners.entries()) {
    const from = corners.at(index - 1)!;
    const side = turn(from, to, place);
    if (side === 0 && isBetween(place, from, to)) return true;
    const upward = to.latitudeE6 > from.latitudeE6;
    const crosses = from.latitudeE6 > place.latitudeE6 !== to.latitudeE6 > place.latitudeE6;
    if (crosses && (upward ? side > 0 : side < 0)) inside = !inside;
  }
  return inside;
}

/** Above 0 when the place lies to the left of the way from one corner to the next, 0 when it lies on its line. */
function turn(from: MapPlace, to: MapPlace, place: MapPlace): number {
  return (
    (to.longitudeE6 - from.longitudeE6) * (place.latitudeE6 - from.latitudeE6) -
    (to.latitudeE6 - from.latitudeE6) * (place.longitudeE6 - from.longitudeE6)
  );
}

function isBetween(place: MapPlace, from: MapPlace, to: MapPlace): boolean {
  const box = boxAround([from, to]);
  return (
    place.latitudeE6 >= box.south &&
    place.latitudeE6 <= box.north &&
    place.longitudeE6 >= box.west &&
    place.longitudeE6 <= box.east
  );
}
