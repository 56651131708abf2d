import {
  BooleanField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
} from '../../../common/http/index.js';
import { mostCorners } from '../map-area.rules.js';

export const doorsAtOnce = 500;

/** Degrees (GCJ-02). */
export class MapCorner {
  @NumberField({ min: -90, max: 90 }) latitude: number;
  @NumberField({ min: -180, max: 180 }) longitude: number;
}

/** The doors of a region whose place on the map lies within a drawn line. */
export class MapArea {
  @IntegerField({ min: 1 }) regionId: number;
  /** At least three. */
  @ListField(MapCorner, { max: mostCorners }) polygon: MapCorner[];
}

/** Doors for one person: by their ids, all of a grid, or all within a drawn line; one of the three. */
export class NewAssignments {
  @IdField() personId: string;
  @IdListField({ max: doorsAtOnce, optional: true }) doorIds?: string[];
  @IntegerField({ min: 1, optional: true }) gridId?: number;
  @ObjectField(MapArea, { optional: true }) area?: MapArea;
  /** Only doors that are nobody's by name. */
  @BooleanField({ optional: true }) unassigned?: boolean;
  /** Ends what others hold of these doors, except the 班主任 of a family's class and the police of the person's team. */
  @BooleanField({ optional: true }) replace?: boolean;
}

export class AssignmentCounts {
  /** Doors that are the person's by name now and were not. */
  @IntegerField() assigned: number;
  /** Doors that were already. */
  @IntegerField() already: number;
}

export class EndedAssignments {
  @IdField() personId: string;
  /** All of the person's within reach when it is absent. */
  @IdListField({ max: doorsAtOnce, optional: true }) doorIds?: string[];
}

export class EndedCount {
  @IntegerField() ended: number;
}
