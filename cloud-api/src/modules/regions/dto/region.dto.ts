import { DateField, EnumField, IntegerField, ListField, TextField, TextListField } from '../../../common/http/index.js';
import { Level, LocalLevel, longestName, UnitKind } from '../region.rules.js';

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
  /** What a unit is; null for everything else. */
  @EnumField(UnitKind, 'UnitKind', { nullable: true }) unitKind: UnitKind | null;
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
  /** Of a unit only; a department unless told. */
  @EnumField(UnitKind, 'UnitKind', { optional: true }) unitKind?: UnitKind;
}

/** What people can read and call something by: no blank, no line breaks. */
const namePattern = /^(?=.*\S)[^\u0000-\u001f\u007f]+$/;
export const mostDrawnAtOnce = 50;

/** Many at once: by their names, or so many that carry on the numbering. One of the two. */
export class DrawnRegions {
  @TextListField({ max: mostDrawnAtOnce, longest: longestName, pattern: namePattern, optional: true }) names?: string[];
  @IntegerField({ min: 1, max: mostDrawnAtOnce, optional: true }) count?: number;
}

export class RegionChange {
  @TextField({ min: 1, max: longestName, optional: true }) name?: string;
  /** Of a unit only. */
  @EnumField(UnitKind, 'UnitKind', { optional: true }) unitKind?: UnitKind;
}

export class RegionClosing {
  @IntegerField({ min: 1, optional: true }) successorId?: number;
}
