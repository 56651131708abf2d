import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { Level, type Region, type RegionRecord, RegionsService } from '../regions/index.js';
import { grouped } from './grouped.js';

/** A village of a list with the grids that are in it. */
export interface VillagePlace {
  id: number;
  name: string;
  grids: RegionRecord[];
}

/** What goes on one sheet. */
export interface SheetPlace {
  /** As its tab calls it. */
  name: string;
  /** From the county down, `泾县桃花潭镇查济村`, as titles call it. */
  title: string;
  villages: VillagePlace[];
}

const aboveTitles: readonly Level[] = [Level.Province, Level.City];

/**
 * How a list of a region is laid out on paper: a sheet a village for a township, one for a village or a grid; for a county a
 * sheet a township, because nobody leafs through a hundred tabs.
 */
@Injectable()
export class ExportPlaces {
  constructor(
    private readonly regions: RegionsService,
    private readonly database: Database,
  ) {}

  /** `泾县桃花潭镇`: from the county down, or from the city where it stands in for one. */
  async title(region: RegionRecord): Promise<string> {
    const steps = await this.regions.steps(this.database, region);
    const hasCounty = steps.some(({ level }) => level === Level.County);
    const last = steps.at(-1)!;
    return steps
      .filter((step) => step === last || !aboveTitles.includes(step.level) || (step.level === Level.City && !hasCounty))
      .map(({ name }) => name)
      .join('');
  }

  async sheets(actor: Actor, region: RegionRecord): Promise<SheetPlace[]> {
    const title = await this.title(region);
    const grids = grouped(await this.regions.leavesUnder(this.database, region.path), ({ parentId }) => parentId!);
    const gridsOf = (id: number) => grids.get(id) ?? [];
    if (region.level === Level.Grid) {
      const village = await this.regions.require(this.database, region.parentId!);
      return [{ name: region.name, title, villages: [{ id: village.id, name: village.name, grids: [region] }] }];
    }
    const place = ({ id, name }: Pick<Region, 'id' | 'name'>): VillagePlace => ({ id, name, grids: gridsOf(id) });
    if (region.level === Level.Village) return [{ name: region.name, title, villages: [place(region)] }];
    const children = await this.children(actor, region.id, region.level === Level.Township ? Level.Village : null);
    if (region.level === Level.Township) {
      return children.map((village) => ({
        name: village.name,
        title: `${title}${village.name}`,
        villages: [place(village)],
      }));
    }
    return this.sheetsOfTownships(actor, title, children, place);
  }

  /** The places of a list in one piece, village after village. */
  async villages(actor: Actor, region: RegionRecord): Promise<VillagePlace[]> {
    return (await this.sheets(actor, region)).flatMap(({ villages }) => villages);
  }

  /** The open places directly below, in official order, without units and 村民小组. */
  async below(actor: Actor, region: RegionRecord): Promise<Region[]> {
    return this.children(actor, region.id, null);
  }

  private async sheetsOfTownships(
    actor: Actor,
    title: string,
    children: readonly Region[],
    place: (village: Region) => VillagePlace,
  ): Promise<SheetPlace[]> {
    const sheets: SheetPlace[] = [];
    for (const child of children) {
      if (child.level === Level.Township) {
        const villages = await this.children(actor, child.id, Level.Village);
        sheets.push({ name: child.name, title: `${title}${child.name}`, villages: villages.map(place) });
      } else {
        const inner = await this.children(actor, child.id, null);
        sheets.push(...(await this.sheetsOfTownships(actor, `${title}${child.name}`, inner, place)));
      }
    }
    return sheets;
  }

  private async children(actor: Actor, parentId: number, level: Level | null): Promise<Region[]> {
    const children = await this.regions.list(actor, parentId);
    const beside: readonly Level[] = [Level.Group, Level.Unit];
    return children.filter((child) => (level === null ? !beside.includes(child.level) : child.level === level));
  }
}
