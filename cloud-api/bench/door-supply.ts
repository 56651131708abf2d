import type { FreshDoor, Site } from './stand.js';

/** A door with whoever goes there. */
export interface Errand {
  door: FreshDoor;
  personId: string;
  token: string;
}

/** Hands out each door once, grid by grid, because only the first visit to a door moves counters. */
export class DoorSupply {
  private readonly byGrid: Errand[][];
  private nextGrid = 0;

  constructor(site: Site) {
    const { workers } = site.county;
    const grids = new Map(workers.map(({ gridId }) => [gridId, [] as FreshDoor[]]));
    for (const door of site.doors) grids.get(door.gridId)!.push(door);
    this.byGrid = workers
      .slice(0, site.workerTokens.length)
      .map(({ gridId, personId }, index) =>
        grids.get(gridId)!.map((door) => ({ door, personId, token: site.workerTokens[index]! })),
      );
  }

  /** So many doors of one grid. */
  take(grid: number, count: number): Errand[] {
    const taken = this.byGrid[grid % this.byGrid.length]!.splice(0, count);
    if (taken.length < count) throw new Error('the county of this benchmark has too few doors');
    return taken;
  }

  /** Doors for lanes that go on beside each other: every lane stays in a grid of its own. */
  takeForLanes(lanes: number, count: number): Errand[] {
    const first = this.nextGrid;
    this.nextGrid += lanes;
    const perLane = Array.from({ length: lanes }, (_, lane) => this.take(first + lane, Math.ceil(count / lanes)));
    return Array.from({ length: count }, (_, index) => perLane[index % lanes]![Math.floor(index / lanes)]!);
  }
}
