import {
  BooleanField,
  DateField,
  EnumField,
  EnumListField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../../../common/http/index.js';
import { Location } from '../../doors/index.js';
import { FraudType, VisitOutcome } from '../../plans/index.js';
import { AwayContact, CompanionRole, Material } from '../visit.rules.js';

export class Companion {
  @TextField({ min: 1, max: 30 }) name: string;
  @EnumField(CompanionRole, 'CompanionRole') role: CompanionRole;
  @IdField({ optional: true }) personId?: string;
}

/** Counts of phones with 国家反诈中心 APP: installed, real-name verified, warnings switched on. */
export class AppCounts {
  @IntegerField({ max: 20 }) installed: number;
  @IntegerField({ max: 20 }) realName: number;
  @IntegerField({ max: 20 }) warningOn: number;
}

/** The fields of the register (登记表) that a line of it may leave out. */
class RegisterLine {
  @ListField(Companion, { max: 5, optional: true }) companions?: Companion[];
  @IdListField({ max: 60, optional: true }) presentResidentIds?: string[];
  @IntegerField({ max: 100, optional: true }) presentOthers?: number;
  @BooleanField({ optional: true }) faceToFace?: boolean;
  @EnumListField(FraudType, 'FraudType', { max: 11, optional: true }) topics?: FraudType[];
  @EnumListField(Material, 'Material', { max: 5, optional: true }) materials?: Material[];
  @ObjectField(AppCounts, { optional: true }) app?: AppCounts;
  @BooleanField({ optional: true }) groupJoined?: boolean;
  @TextField({ max: 500, optional: true }) questions?: string;
  @TextField({ max: 500, optional: true }) note?: string;
  @TextField({ max: 200, optional: true }) callBack?: string;
  @EnumField(AwayContact, 'AwayContact', { optional: true }) awayContact?: AwayContact;
  @DateField({ optional: true }) nextAttemptOn?: string;
}

/** What only a phone at the door can add. */
class VisitDetails extends RegisterLine {
  @IdListField({ max: 9, optional: true }) photoIds?: string[];
  @ObjectField(Location, { optional: true }) location?: Location;
}

// A subclass cannot make an optional field required: class-validator adds its rules to those it inherits.
export class VisitLogPayload extends VisitDetails {
  @IdField() doorId: string;
  @EnumField(VisitOutcome, 'VisitOutcome') outcome: VisitOutcome;
  @InstantField() startedAt: number;
  @InstantField() endedAt: number;
}

/** A line of a paper register, entered later. Its times stand on the paper, so no phone's clock corrects them. */
export class VisitEnterPaperPayload extends RegisterLine {
  @IdField() doorId: string;
  /** Who was at the door; absent when it was whoever enters the line. */
  @IdField({ optional: true }) visitorId?: string;
  @EnumField(VisitOutcome, 'VisitOutcome') outcome: VisitOutcome;
  @InstantField() startedAt: number;
  /** Absent when the paper does not say. */
  @InstantField({ optional: true }) endedAt?: number;
  /** A photo of the page, uploaded by whoever enters the line; one page serves all its lines. */
  @IdField() pagePhotoId: string;
}

/** What a correction may change. */
export class VisitFields extends VisitDetails {
  @EnumField(VisitOutcome, 'VisitOutcome', { optional: true }) outcome?: VisitOutcome;
  @InstantField({ optional: true }) startedAt?: number;
  @InstantField({ optional: true }) endedAt?: number;
}

export class VisitCorrectPayload {
  @IdField() visitId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  @TextField({ min: 1, max: 200 }) reason: string;
  @ObjectField(VisitFields) changes: VisitFields;
}

export class VisitVoidPayload {
  @IdField() visitId: string;
  @IntegerField({ min: 1 }) baseVersion: number;
  @TextField({ min: 1, max: 200 }) reason: string;
}
