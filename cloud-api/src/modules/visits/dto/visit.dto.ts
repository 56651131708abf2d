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
import { AwayContact, Material, VisitSource } from '../visit.rules.js';
import { AppCounts, Companion } from './visit-commands.dto.js';

/** How one plan judges the visit. */
export class Verdict {
  @IdField() planId: string;
  @TextField() planName: string;
  @IntegerField() round: number;
  @BooleanField() counts: boolean;
  @TextField({ nullable: true }) why: string | null;
}

export class VisitHistory {
  @TextField() type: string;
  @InstantField() at: number;
  @TextField({ nullable: true }) byName: string | null;
  @TextField({ nullable: true }) reason: string | null;
}

export class VisitDetail {
  @IdField() id: string;
  @IdField() doorId: string;
  @TextField() visitorName: string;
  @InstantField() startedAt: number;
  @InstantField() endedAt: number;
  @InstantField() receivedAt: number;
  @EnumField(VisitSource, 'VisitSource') source: VisitSource;
  /** Who entered a line of paper; null for what a phone logged at the door. */
  @TextField({ nullable: true }) enteredByName: string | null;
  @EnumField(VisitOutcome, 'VisitOutcome') outcome: VisitOutcome;
  @BooleanField() faceToFace: boolean;
  @EnumListField(FraudType, 'FraudType', { max: 11 }) topics: FraudType[];
  @IdListField({ max: 60 }) presentResidentIds: string[];
  @IntegerField() presentOthers: number;
  @ListField(Companion) companions: Companion[];
  @EnumListField(Material, 'Material', { max: 5 }) materials: Material[];
  @ObjectField(AppCounts, { nullable: true }) app: AppCounts | null;
  @BooleanField({ nullable: true }) groupJoined: boolean | null;
  @TextField({ nullable: true }) questions: string | null;
  @TextField({ nullable: true }) note: string | null;
  @TextField({ nullable: true }) callBack: string | null;
  @EnumField(AwayContact, 'AwayContact', { nullable: true }) awayContact: AwayContact | null;
  @DateField({ nullable: true }) nextAttemptOn: string | null;
  /** Of a line of paper, the photo of its page comes first. */
  @IdListField({ max: 9 }) photoIds: string[];
  @ObjectField(Location, { nullable: true }) location: Location | null;
  @IntegerField() version: number;
  @BooleanField() voided: boolean;
  @ListField(Verdict) verdicts: Verdict[];
}

export class VisitWithHistory extends VisitDetail {
  @ListField(VisitHistory) history: VisitHistory[];
}

export class VisitList {
  @ListField(VisitDetail) items: VisitDetail[];
}
