import { DateField, EnumField, IntegerField, ListField, TextField } from '../../../common/http/index.js';
import { Level, LocalLevel, longestName } from '../region.rules.js';

export class RegionStep {
  @IntegerField() id: number;
  @TextField() name: string;
  @EnumField(Level, 'Level') level: Level;
}

export class Region {
  @IntegerField() id: number;
  @TextField({ nullable: true }) code: string | null;
  @TextField() name: string;
  @EnumField(Level, 'Level') level: Level;
  @IntegerField({ nullable: true }) parentId: number | null;
  /** Root first, itself last. */
  @ListField(RegionStep) path: RegionStep[];
  @DateField({ nullable: true }) closedOn: string | null;
  @IntegerField({ nullable: true }) successorId: number | null;
}

export class RegionList {
  @ListField(Region) items: Region[];
}

export class RegionQuery {
  @IntegerField({ min: 1, query: true, optional: true }) parentId?: number;
}

export class NewRegion {
  @IntegerField({ min: 1 }) parentId: number;
  @EnumField(LocalLevel, 'LocalLevel') level: LocalLevel;
  @TextField({ min: 1, max: longestName }) name: string;
}

export class RegionChange {
  @TextField({ min: 1, max: longestName, optional: true }) name?: string;
}

export class RegionClosing {
  @IntegerField({ min: 1, optional: true }) successorId?: number;
}
