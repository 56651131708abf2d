import {
  EnumField,
  EnumListField,
  IdField,
  IntegerField,
  ListField,
  MonthField,
  NumberField,
  ObjectField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';
import { DoorKind, Relation, ResidentTag } from '../../plans/index.js';
import { Exclusion } from '../door.rules.js';

export const residentsPerDoor = 60;

export class Location {
  @NumberField({ min: -90, max: 90 }) latitude: number;
  @NumberField({ min: -180, max: 180 }) longitude: number;
  /** Metres. */
  @NumberField({ min: 0, max: 100_000 }) accuracy: number;
}

export class ResidentInput {
  @PhoneIdField() id: string;
  @TextField({ min: 1, max: 30 }) name: string;
  @EnumField(Relation, 'Relation') relation: Relation;
  @MonthField({ optional: true }) birthMonth?: string;
  /** Absent: the stored phone stays. */
  @TextField({ min: 11, max: 20, optional: true }) phone?: string;
  @EnumListField(ResidentTag, 'ResidentTag', { max: 9, optional: true }) tags?: ResidentTag[];
}

export class DoorRegisterPayload {
  @EnumField(DoorKind, 'DoorKind') kind: DoorKind;
  @TextField({ min: 1, max: 60 }) name: string;
  @TextField({ min: 1, max: 20, optional: true }) code?: string;
  @TextField({ min: 1, max: 120 }) address: string;
  @IntegerField({ min: 1 }) gridId: number;
  @IntegerField({ min: 1, optional: true }) groupId?: number;
  @IntegerField({ max: 20, optional: true }) childrenUnder14?: number;
  @ListField(ResidentInput, { max: residentsPerDoor }) residents: ResidentInput[];
  @ObjectField(Location, { optional: true }) location?: Location;
}

export class DoorChanges {
  @TextField({ min: 1, max: 60, optional: true }) name?: string;
  @TextField({ max: 20, optional: true }) code?: string;
  @TextField({ min: 1, max: 120, optional: true }) address?: string;
  @IntegerField({ min: 1, optional: true, nullable: true }) groupId?: number | null;
  @IntegerField({ max: 20, optional: true }) childrenUnder14?: number;
}

export class DoorUpdatePayload {
  @IdField() doorId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  @ObjectField(DoorChanges) changes: DoorChanges;
}

export class DoorResidentsPayload {
  @IdField() doorId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  @ListField(ResidentInput, { max: residentsPerDoor }) residents: ResidentInput[];
}

export class DoorMovePayload {
  @IdField() doorId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  @IntegerField({ min: 1 }) gridId: number;
  @IntegerField({ min: 1, optional: true, nullable: true }) groupId?: number | null;
}

export class DoorExcludePayload {
  @IdField() doorId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  @EnumField(Exclusion, 'Exclusion') exclusion: Exclusion;
  @TextField({ min: 1, max: 200 }) reason: string;
}

/** 返乡: an exclusion ends, the door is to be visited again. */
export class DoorReturnPayload {
  @IdField() doorId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
}

export class DoorClaimPayload {
  @IdField() doorId: string;
}

export class DoorReleasePayload {
  @IdField() doorId: string;
}
