import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import { Level, openSuccessor, parentPath } from './region.rules.js';
import { type RegionRecord, RegionsRepository } from './regions.repository.js';

/** Places as lists from outside name them. */
@Injectable()
export class NamedPlaces {
  constructor(private readonly repository: RegionsRepository) {}

  /**
   * The open villages, grids and 村民小组 at a region, as a list from outside may name them: a village that was merged is
   * there under its old name too, as the one it went into.
   */
  async of(queryable: Queryable, region: RegionRecord): Promise<RegionRecord[]> {
    const isPart = region.level === Level.Grid || region.level === Level.Group;
    const parts = await this.repository.villageParts(queryable, isPart ? parentPath(region.path) : region.path);
    const open = parts.filter(({ closedOn }) => closedOn === null);
    const byId = new Map(parts.map((part) => [part.id, part]));
    const merged = parts.flatMap((part) => {
      const successor = part.level === Level.Village ? openSuccessor(part, byId) : null;
      return successor ? [{ ...successor, name: part.name }] : [];
    });
    const named = [...open, ...merged];
    return region.level === Level.Grid
      ? named.filter(({ id, level }) => level !== Level.Grid || id === region.id)
      : named;
  }
}
