import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import type { ChosenOfficialPlaces, OfficialPlaceChoice } from './dto/official-place.dto.js';
import type { Region } from './dto/region.dto.js';
import { officialChildren, officialPlaces, type OfficialPlace } from './official-places.js';
import { requireManageable, requireOpen } from './region-access.js';
import { Level } from './region.rules.js';
import type { RegionRecord } from './regions.repository.js';
import { RegionsService } from './regions.service.js';

/** An office completes its own part of the tree from the official list; the root comes by the operator's command. */
@Injectable()
export class OfficialPlacesService {
  constructor(
    private readonly database: Database,
    private readonly regions: RegionsService,
  ) {}

  /** What lies directly below a region by the official list and is not in the tree; merged places are in it, closed. */
  async missing(actor: Actor, regionId: number): Promise<OfficialPlaceChoice[]> {
    const region = await this.regions.require(this.database, regionId);
    requireManageable(actor, region);
    const listed = region.code === null ? [] : officialChildren(region.code);
    const codes = listed.map(({ code }) => code);
    const known = await this.regions.byCodes(this.database, codes);
    return listed
      .filter(({ code }) => !known.has(code))
      .map(({ code, name, level, placesBelow }) => ({ code, name, level, placesBelow }));
  }

  /** Puts places into the tree, a township with its villages. Those that are there already stay as they are. */
  async add(actor: Actor, { regionId, codes }: ChosenOfficialPlaces): Promise<Region[]> {
    return this.database.transaction(async (transaction) => {
      const region = await this.regions.lock(transaction, regionId);
      requireManageable(actor, region);
      requireOpen(region);
      const places = chosenPlaces(region, codes);
      const added = await this.regions.insertOfficial(transaction, places, actor.personId);
      return this.regions.describe(
        transaction,
        added.filter(({ parentId }) => parentId === region.id),
      );
    });
  }
}

/** Parents stand before their children; the region itself, which is in the tree, stands first. */
function chosenPlaces({ code: ownCode, name, level }: RegionRecord, codes: readonly string[]): OfficialPlace[] {
  const listed = ownCode === null ? [] : officialChildren(ownCode);
  const byCode = new Map(listed.map((place) => [place.code, place]));
  const unknown = codes.flatMap((code, index) =>
    byCode.has(code) ? [] : [{ field: `codes.${index}`, rule: 'not_below_this_region' }],
  );
  if (codes.length === 0) unknown.push({ field: 'codes', rule: 'array_min_size' });
  if (unknown.length > 0) throw Problem.validation(unknown);
  const chosen = [...new Set(codes)].map((code) => byCode.get(code)!);
  return [
    { code: ownCode!, name, level, parentCode: null },
    ...chosen.flatMap((place) => (place.level === Level.Township ? officialPlaces(place.code) : [place])),
  ];
}
