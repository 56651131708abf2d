import {
  BooleanField,
  EnumField,
  EnumListField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  MonthField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';
import { DoorKind, Relation } from '../../plans/index.js';
import { DuplicateReason } from '../duplicates.rules.js';

/** In which fields the door that stays takes what the other one has. */
export const KeptField = {
  Name: 'name',
  Code: 'code',
  Address: 'address',
  Grid: 'grid',
  Group: 'group',
  Location: 'location',
} as const;
export type KeptField = (typeof KeptField)[keyof typeof KeptField];

export class DoorMerge {
  /** The door that stays. */
  @IdField() intoId: string;
  /** Of the door that goes. */
  @IntegerField({ min: 1 }) baseVersion: number;
  /** Of the door that stays. */
  @IntegerField({ min: 1 }) intoVersion: number;
  /** Fields that keep what the door that goes has; what is empty at the other is taken from it anyway. */
  @EnumListField(KeptField, 'KeptField', { max: 6, optional: true }) keep?: KeptField[];
}

export class DoorSplit {
  /** Made where the split is made, so that it may be sent again. */
  @PhoneIdField() newDoorId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  /** Who moves out; at least one person stays. */
  @IdListField({ max: 60 }) residentIds: string[];
  @TextField({ min: 1, max: 60 }) name: string;
  @TextField({ min: 1, max: 120 }) address: string;
  @TextField({ min: 1, max: 20, optional: true }) code?: string;
  /** Of the same village; without it the new household stays where the old one is. */
  @IntegerField({ min: 1, optional: true }) gridId?: number;
  @IntegerField({ min: 1, optional: true }) groupId?: number;
  /** How many of the children go along. */
  @IntegerField({ max: 20, optional: true }) childrenUnder14?: number;
}

export class DoorVersion {
  @IdField() id: string;
  @IntegerField() version: number;
}

export class DuplicateQuery {
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
  /** `next` of the page before. */
  @TextField({ min: 1, max: 200, optional: true }) after?: string;
}

export class DuplicateResident {
  @IdField() id: string;
  @TextField() name: string;
  @EnumField(Relation, 'Relation') relation: Relation;
  @MonthField({ nullable: true }) birthMonth: string | null;
  @TextField({ nullable: true }) phoneMasked: string | null;
}

export class DuplicateDoor {
  @IdField() id: string;
  @EnumField(DoorKind, 'DoorKind') kind: DoorKind;
  @TextField() code: string;
  /** The name, masked for those who may not read it. */
  @TextField() label: string;
  @TextField() address: string;
  @IntegerField() gridId: number;
  @TextField() gridName: string;
  @TextField({ nullable: true }) groupName: string | null;
  @IntegerField() version: number;
  @IntegerField() childrenUnder14: number;
  @BooleanField() registeredAtDoor: boolean;
  /** Whether the last household book names it. */
  @BooleanField() inBook: boolean;
  /** Whether it is an approved exclusion. */
  @BooleanField() excluded: boolean;
  @ListField(DuplicateResident) residents: DuplicateResident[];
  @IntegerField() visits: number;
  @InstantField({ nullable: true }) lastVisitAt: number | null;
}

export class DuplicatePair {
  @TextField() villageName: string;
  /** 0 to 100. */
  @IntegerField() score: number;
  @EnumListField(DuplicateReason, 'DuplicateReason', { max: 4 }) reasons: DuplicateReason[];
  /** Two doors, side by side. */
  @ListField(DuplicateDoor, { max: 2 }) doors: DuplicateDoor[];
}

export class DuplicateList {
  @ListField(DuplicatePair) items: DuplicatePair[];
  /** A page may be empty and still have a next one: villages without duplicates were looked through. */
  @TextField({ nullable: true }) next: string | null;
}

export class DistinctDoors {
  /** Two of them. */
  @IdListField({ max: 2 }) doorIds: string[];
}
