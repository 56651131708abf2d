import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { idsOfPath, type RegionRecord, RegionsService } from '../regions/index.js';
import { DocumentRepository, type VersionHead } from './document.repository.js';
import { defaultIssuer, nearestByKey, placeName } from './document.rules.js';
import type { Issuer, PaperPlace } from './dto/document.dto.js';
import { IssuerRepository, type IssuerRecord } from './issuer.repository.js';

interface Surroundings {
  regions: ReadonlyMap<number, RegionRecord>;
  issuers: ReadonlyMap<number, IssuerRecord>;
}

/** What holds at places: their names, who informs there, and the papers of the nearest region that has its own. */
@Injectable()
export class PaperPlaces {
  constructor(
    private readonly regions: RegionsService,
    private readonly documents: DocumentRepository,
    private readonly issuers: IssuerRepository,
  ) {}

  /** By the ids of the regions; those that do not exist are left out. */
  async of(on: Queryable, regionIds: readonly number[]): Promise<Map<number, PaperPlace>> {
    const around = await this.surroundings(on, regionIds);
    const current = await this.documents.currentHeads(on, [...around.regions.keys()]);
    const places = regionIds.flatMap((id) => around.regions.get(id) ?? []);
    return new Map(places.map((region) => [region.id, paperPlace(region, around, current)]));
  }

  /** The versions that hold at a path, by key; all there are, or those asked for. */
  async currentVersions(
    on: Queryable,
    path: string,
    templateKeys?: readonly string[],
  ): Promise<Map<string, VersionHead>> {
    const current = await this.documents.currentHeads(on, idsOfPath(path));
    const wanted = current.filter(({ templateKey }) => templateKeys?.includes(templateKey) ?? true);
    return nearestByKey(wanted, path);
  }

  /** Who informs at a region; a 404 when there is none such. */
  async issuerAt(on: Queryable, regionId: number): Promise<Issuer> {
    const around = await this.surroundings(on, [regionId]);
    const region = around.regions.get(regionId);
    if (!region) throw Problem.notFound();
    const { id, name, stationName, stationPhone } = issuerOf(region, around);
    return { id, regionId, name, stationName, stationPhone };
  }

  private async surroundings(on: Queryable, regionIds: readonly number[]): Promise<Surroundings> {
    const own = await this.regions.byIds(on, regionIds);
    const ids = [...new Set([...own.values()].flatMap(({ path }) => idsOfPath(path)))];
    const regions = await this.regions.byIds(on, ids);
    const issuers = await this.issuers.current(on, ids);
    return { regions, issuers: new Map(issuers.map((issuer) => [issuer.regionId, issuer])) };
  }
}

function paperPlace(region: RegionRecord, around: Surroundings, current: readonly VersionHead[]): PaperPlace {
  const issuer = issuerOf(region, around);
  return {
    regionId: region.id,
    place: placeName(stepsTo(region, around)),
    issuerId: issuer.id,
    issuer: issuer.name,
    station: issuer.stationName,
    stationPhone: issuer.stationPhone,
    versions: [...nearestByKey(current, region.path).values()].map(({ templateKey, id }) => ({
      templateKey,
      versionId: id,
    })),
  };
}

/** The nearest region that has named one, else what the names of the places give. */
function issuerOf(region: RegionRecord, around: Surroundings) {
  const nearest = idsOfPath(region.path).findLast((id) => around.issuers.has(id));
  return nearest === undefined ? { id: null, ...defaultIssuer(stepsTo(region, around)) } : around.issuers.get(nearest)!;
}

function stepsTo({ path }: RegionRecord, { regions }: Surroundings): RegionRecord[] {
  return idsOfPath(path).map((id) => regions.get(id)!);
}
