import {
  BooleanField,
  DateField,
  EnumField,
  EnumListField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MonthField,
  NumberField,
  ObjectField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { ProgressState } from '../../coverage/index.js';
import { DeclineReason, DoorPapers } from '../../signatures/index.js';
import { Exclusion, ExclusionState } from '../../doors/index.js';
import { DoorKind, Relation, ResidentTag, VisitOutcome } from '../../plans/index.js';
import { VisitSource } from '../../visits/index.js';

export const DoorStatus = { Active: 'active', Excluded: 'excluded' } as const;
export type DoorStatus = (typeof DoorStatus)[keyof typeof DoorStatus];

export class DoorExclusion {
  @EnumField(Exclusion, 'Exclusion') kind: Exclusion;
  @EnumField(ExclusionState, 'ExclusionState') state: ExclusionState;
}

export class DoorAssignee {
  @IdField() personId: string;
  @TextField() name: string;
}

export class DoorPlace {
  @NumberField({ min: -90, max: 90 }) latitude: number;
  @NumberField({ min: -180, max: 180 }) longitude: number;
}

export class DoorResident {
  @IdField() id: string;
  @TextField() name: string;
  @EnumField(Relation, 'Relation') relation: Relation;
  @MonthField({ nullable: true }) birthMonth: string | null;
  @EnumListField(ResidentTag, 'ResidentTag', { max: 9 }) tags: ResidentTag[];
  @TextField({ nullable: true }) phoneMasked: string | null;
}

export class DoorVisit {
  @IdField() id: string;
  @InstantField() happenedAt: number;
  @EnumField(VisitOutcome, 'VisitOutcome') outcome: VisitOutcome;
  @TextField() visitorName: string;
  @BooleanField() faceToFace: boolean;
  @IntegerField() version: number;
  @EnumField(VisitSource, 'VisitSource') source: VisitSource;
  /** Who entered a line of paper; null for what a phone logged at the door. */
  @TextField({ nullable: true }) enteredByName: string | null;
}

export class DoorStanding {
  @IdField() planId: string;
  @TextField() planName: string;
  @IntegerField() round: number;
  @EnumField(ProgressState, 'ProgressState') state: ProgressState;
  /** Why it is open or excluded; null when it is covered. */
  @TextField({ nullable: true }) why: string | null;
}

/** How a door came to be what it is: another went into it, or it was split from or into another. */
export const DoorLinkKind = { Merged: 'merged', SplitFrom: 'split_from', SplitInto: 'split_into' } as const;
export type DoorLinkKind = (typeof DoorLinkKind)[keyof typeof DoorLinkKind];

export class DoorRelative {
  @EnumField(DoorLinkKind, 'DoorLinkKind') kind: DoorLinkKind;
  /** The other door; the id of a merged one leads to this door. */
  @IdField() doorId: string;
  /** Code and name of the other door, the name masked for those who may not read it. */
  @TextField() label: string;
  @InstantField() at: number;
}

/** A door with everything its worker needs at it, as the phone keeps it. */
export class DoorView {
  @IdField() id: string;
  @EnumField(DoorKind, 'DoorKind') kind: DoorKind;
  @TextField() code: string;
  @TextField() name: string;
  @TextField() address: string;
  @IntegerField() gridId: number;
  @TextField() gridName: string;
  @IntegerField({ nullable: true }) groupId: number | null;
  @TextField({ nullable: true }) groupName: string | null;
  @EnumField(DoorStatus, 'DoorStatus') status: DoorStatus;
  @ObjectField(DoorExclusion, { nullable: true }) exclusion: DoorExclusion | null;
  @IntegerField() version: number;
  @ListField(DoorAssignee) assignedTo: DoorAssignee[];
  /** Assigned to whoever asks. */
  @BooleanField() mine: boolean;
  @BooleanField() registeredAtDoor: boolean;
  @EnumListField(ResidentTag, 'ResidentTag', { max: 9 }) tags: ResidentTag[];
  @IntegerField() childrenUnder14: number;
  @ObjectField(DoorPlace, { nullable: true }) geo: DoorPlace | null;
  @ListField(DoorResident) residents: DoorResident[];
  /** The newest five, newest first. */
  @ListField(DoorVisit) visits: DoorVisit[];
  @IntegerField() attempts: number;
  @DateField({ nullable: true }) nextAttemptOn: string | null;
  /** One for each plan that counts this door, in today's round. */
  @ListField(DoorStanding) progress: DoorStanding[];
  @ObjectField(DoorPapers) papers: DoorPapers;
  /** Newest first. */
  @ListField(DoorRelative) links: DoorRelative[];
}

export const PapersFilter = { Signed: 'signed', Unsigned: 'unsigned' } as const;
export type PapersFilter = (typeof PapersFilter)[keyof typeof PapersFilter];

export class DoorQuery {
  @IntegerField({ min: 1, query: true, optional: true }) regionId?: number;
  @IdField({ optional: true }) planId?: string;
  @IntegerField({ min: 1, max: 99, query: true, optional: true }) round?: number;
  @EnumField(ProgressState, 'ProgressState', { optional: true }) state?: ProgressState;
  /** All that are neither covered nor excluded. */
  @FlagField({ optional: true }) open?: 'true' | 'false';
  @TextField({ min: 1, max: 40, optional: true }) audience?: string;
  @EnumField(DoorKind, 'DoorKind', { optional: true }) kind?: DoorKind;
  /**
   * The beginning of a name, given name, pinyin, initials or door code; a whole phone or its last four digits. At most 200
   * doors are found by it, and `total` counts no more: who does not see theirs types more.
   */
  @TextField({ min: 1, max: 30, optional: true }) q?: string;
  /** Doors whose papers are all signed, or not. */
  @EnumField(PapersFilter, 'PapersFilter', { optional: true }) papers?: PapersFilter;
  @FlagField({ optional: true }) mine?: 'true' | 'false';
  /** `next` of the page before. */
  @TextField({ min: 1, max: 200, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 200, query: true, optional: true }) limit?: number;
}

/** Who was found at the door when it was not its head. */
export class DoorMatch {
  @TextField() name: string;
  @EnumField(Relation, 'Relation') relation: Relation;
}

/** How a door's papers stand; a kind that it does not owe is null. */
export class BriefPapers {
  @BooleanField({ nullable: true }) noticeSigned: boolean | null;
  @BooleanField({ nullable: true }) pledgeSigned: boolean | null;
  @EnumField(DeclineReason, 'DeclineReason', { nullable: true }) why: DeclineReason | null;
}

export class DoorBrief {
  @IdField() id: string;
  @EnumField(DoorKind, 'DoorKind') kind: DoorKind;
  @TextField() code: string;
  /** The name, masked for those who may not read it. */
  @TextField() label: string;
  @TextField() address: string;
  @TextField() gridName: string;
  @TextField({ nullable: true }) groupName: string | null;
  @EnumField(DoorStatus, 'DoorStatus') status: DoorStatus;
  @EnumField(ProgressState, 'ProgressState', { nullable: true }) state: ProgressState | null;
  @TextField({ nullable: true }) why: string | null;
  @IntegerField() attempts: number;
  @InstantField({ nullable: true }) lastVisitAt: number | null;
  @DateField({ nullable: true }) nextAttemptOn: string | null;
  @TextListField() assignedTo: string[];
  @ObjectField(BriefPapers, { nullable: true }) papers: BriefPapers | null;
  @ObjectField(DoorPlace, { nullable: true }) geo: DoorPlace | null;
  /** Only in a search. */
  @ObjectField(DoorMatch, { nullable: true }) matched: DoorMatch | null;
}

export class DoorList {
  @ListField(DoorBrief) items: DoorBrief[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() total: number;
}
