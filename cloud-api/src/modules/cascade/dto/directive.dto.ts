import {
  BooleanField,
  EnumField,
  EnumListField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  IntegerListField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { FraudType, ResidentTag, Severity } from '../../plans/index.js';

/** 指令, 通报, 防范信息, 预警. The first two are for those in office, villagers read the others. */
export const DirectiveKind = {
  Instruction: 'instruction',
  Circular: 'circular',
  Tip: 'tip',
  Alert: 'alert',
} as const;
export type DirectiveKind = (typeof DirectiveKind)[keyof typeof DirectiveKind];

export const DirectiveState = {
  Draft: 'draft',
  Awaiting: 'awaiting',
  Published: 'published',
  Recalled: 'recalled',
} as const;
export type DirectiveState = (typeof DirectiveState)[keyof typeof DirectiveState];

export const longestTitle = 40;
export const longestBody = 2000;

export class DirectiveContent {
  @TextField({ min: 1, max: longestTitle }) title: string;
  @TextField({ min: 1, max: longestBody }) body: string;
  @EnumField(FraudType, 'FraudType', { optional: true }) fraudType?: FraudType;
  @IdListField({ max: 3, optional: true }) photoIds?: string[];
}

/** Whom it goes to; without chains and places to all of the plan's groups in the region. */
export class DirectiveTargets {
  /** Keys of the plan's chains; none: all. */
  @TextListField({ max: 10, longest: 40 }) chains: string[];
  /** Villages, towns or units; none: everywhere. */
  @IntegerListField({ max: 200, min: 1 }) regionIds: number[];
  /** Only groups with residents of these audiences, and of those only them; none: everybody. */
  @EnumListField(ResidentTag, 'ResidentTag', { max: 9 }) audiences: ResidentTag[];
  /** How far down it goes. */
  @IntegerField({ min: 0, max: 3 }) deepestLevel: number;
}

export class DirectiveDraft {
  @EnumField(DirectiveKind, 'DirectiveKind') kind: DirectiveKind;
  @EnumField(Severity, 'Severity') severity: Severity;
  @ObjectField(DirectiveContent) content: DirectiveContent;
  @ObjectField(DirectiveTargets) targets: DirectiveTargets;
}

export class NewDirective extends DirectiveDraft {
  @PhoneIdField() id: string;
  @IdField() planId: string;
  /** Whose office speaks: the plan's region, or one within it. */
  @IntegerField({ min: 1 }) regionId: number;
}

export class DirectiveEdit extends DirectiveDraft {
  @IntegerField({ min: 1 }) baseRevision: number;
}

export class DirectiveRevision {
  @IntegerField({ min: 1 }) baseRevision: number;
}

export class DirectiveReturn extends DirectiveRevision {
  @TextField({ min: 1, max: 200 }) reason: string;
}

export class DirectiveAmendment {
  /** The version that people read now. */
  @IntegerField({ min: 1 }) baseNumber: number;
  @ObjectField(DirectiveContent) content: DirectiveContent;
  @TextField({ min: 1, max: 200 }) reason: string;
}

export class DirectiveRecall {
  @TextField({ min: 1, max: 200 }) reason: string;
}

export class ReachQuestion {
  @IdField() planId: string;
  @IntegerField({ min: 1 }) regionId: number;
  @ObjectField(DirectiveTargets) targets: DirectiveTargets;
}

export class ReachLevel {
  @IntegerField() level: number;
  @IntegerField() groups: number;
}

/** What a directive would reach if it were published now. */
export class DirectiveReach {
  @IntegerField() groups: number;
  @ListField(ReachLevel) levels: ReachLevel[];
  /** Groups that no real group is bound to: what is pushed there cannot be proved. */
  @IntegerField() unbound: number;
  /** Groups in which nobody can push. */
  @IntegerField() withoutPusher: number;
}

/** Why a second person has to look. */
export const ApprovalReason = {
  Critical: 'critical',
  CheckUnavailable: 'check_unavailable',
  CheckRisky: 'check_risky',
} as const;
export type ApprovalReason = (typeof ApprovalReason)[keyof typeof ApprovalReason];

export const ContentVerdict = {
  Passed: 'passed',
  Risky: 'risky',
  Unavailable: 'unavailable',
} as const;
export type ContentVerdict = (typeof ContentVerdict)[keyof typeof ContentVerdict];

export class DirectiveApproval {
  @EnumField(ApprovalReason, 'ApprovalReason') reason: ApprovalReason;
  @TextField() requestedByName: string;
  @InstantField() requestedAt: number;
}

export class DirectiveVersion {
  @IdField() id: string;
  @IntegerField() number: number;
  @EnumField(Severity, 'Severity') severity: Severity;
  @ObjectField(DirectiveContent) content: DirectiveContent;
  @TextField() hash: string;
  @InstantField() publishedAt: number;
  @TextField() publishedByName: string;
  @TextField({ nullable: true }) approvedByName: string | null;
  @EnumField(ContentVerdict, 'ContentVerdict', { nullable: true }) check: ContentVerdict | null;
  @TextField({ nullable: true }) amendReason: string | null;
  @BooleanField() hasClip: boolean;
}

export class DirectiveBrief {
  @IdField() id: string;
  @EnumField(DirectiveKind, 'DirectiveKind') kind: DirectiveKind;
  @EnumField(Severity, 'Severity') severity: Severity;
  @TextField() title: string;
  @EnumField(DirectiveState, 'DirectiveState') state: DirectiveState;
  @IntegerField() regionId: number;
  @TextField() regionName: string;
  @InstantField() createdAt: number;
  @InstantField({ nullable: true }) publishedAt: number | null;
  /** Of the version people read; 0 before one is published. */
  @IntegerField() number: number;
  @IntegerField() groups: number;
  @IntegerField() proved: number;
  @IntegerField() pushed: number;
  @IntegerField() late: number;
  /** Whether it waits for the reader's approval. */
  @BooleanField() mayApprove: boolean;
}

export class DirectiveQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
  @EnumField(DirectiveState, 'DirectiveState', { optional: true }) state?: DirectiveState;
  @TextField({ min: 1, max: 100, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 100, query: true, optional: true }) limit?: number;
}

export class DirectiveList {
  @ListField(DirectiveBrief) items: DirectiveBrief[];
  @TextField({ nullable: true }) next: string | null;
}

export class Directive extends DirectiveBrief {
  @IdField() planId: string;
  @IntegerField() revision: number;
  @TextField() createdByName: string;
  @ObjectField(DirectiveDraft) draft: DirectiveDraft;
  /** Whether the draft has a recorded voice. */
  @BooleanField() hasClip: boolean;
  /** Newest first. */
  @ListField(DirectiveVersion) versions: DirectiveVersion[];
  @ObjectField(DirectiveApproval, { nullable: true }) approval: DirectiveApproval | null;
  @TextField({ nullable: true }) returnedBecause: string | null;
  @InstantField({ nullable: true }) recalledAt: number | null;
  @TextField({ nullable: true }) recallReason: string | null;
  @BooleanField() mayEdit: boolean;
}
