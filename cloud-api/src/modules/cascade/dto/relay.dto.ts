import {
  BooleanField,
  EnumField,
  FlagField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { FraudType, Severity } from '../../plans/index.js';
import { DirectiveBrief, DirectiveKind } from './directive.dto.js';

/** Where a hop stands. Whether it is late is told apart: by this hop's clock and by the chain's. */
export const RelayState = {
  /** The hop above has not pushed yet. */
  Waiting: 'waiting',
  /** 未签收 */
  Unsigned: 'unsigned',
  /** 签收未推 */
  Signed: 'signed',
  /** 自称已推未证实 */
  Claimed: 'claimed',
  /** Pushed, and the card was opened, but WeChat's proof could not be read; or the group is not bound. */
  CannotVerify: 'cannot_verify',
  /** 迟证实 */
  ProvedLate: 'proved_late',
  /** 已证实 */
  Proved: 'proved',
  /** Recalled or amended before it was done. */
  Closed: 'closed',
} as const;
export type RelayState = (typeof RelayState)[keyof typeof RelayState];

export class RelayCounts {
  @IntegerField() total: number;
  @IntegerField() waiting: number;
  @IntegerField() unsigned: number;
  @IntegerField() signed: number;
  @IntegerField() claimed: number;
  @IntegerField() cannotVerify: number;
  @IntegerField() provedLate: number;
  @IntegerField() proved: number;
  @IntegerField() closed: number;
  /** Not done yet, and this hop's time is over. */
  @IntegerField() late: number;
  /** Seen by a supervisor in the group, though nothing proves it; among the states above. */
  @IntegerField() attested: number;
}

export class CascadeLevel {
  @IntegerField() level: number;
  /** 指挥群, 第一级 … */
  @TextField() name: string;
  @ObjectField(RelayCounts) counts: RelayCounts;
  /** From the publication to the last proof at this level, null before the first. */
  @IntegerField({ nullable: true }) slowestMs: number | null;
  @InstantField({ nullable: true }) lastProvedAt: number | null;
}

export class RelayPusher {
  @IdField() personId: string;
  @TextField() name: string;
  @TextField() label: string;
  @InstantField({ nullable: true }) signedAt: number | null;
  /** Who signed in their place, or may today. */
  @TextField({ nullable: true }) deputyName: string | null;
}

export class RelayBelow {
  @IntegerField() total: number;
  @IntegerField() done: number;
  @IntegerField() late: number;
}

export class RelayNode {
  @IdField() id: string;
  @IdField() groupId: string;
  @TextField() groupName: string;
  @TextField() placeName: string;
  @IntegerField() level: number;
  @EnumField(RelayState, 'RelayState') state: RelayState;
  @BooleanField() late: boolean;
  @BooleanField() bound: boolean;
  @InstantField({ nullable: true }) openedAt: number | null;
  @InstantField({ nullable: true }) dueAt: number | null;
  @InstantField() chainDueAt: number;
  @InstantField({ nullable: true }) signedAt: number | null;
  @InstantField({ nullable: true }) pushedAt: number | null;
  @InstantField({ nullable: true }) provedAt: number | null;
  @InstantField({ nullable: true }) attestedAt: number | null;
  @InstantField({ nullable: true }) skippedAt: number | null;
  /** Distinct people who opened it in the group: a lower bound. */
  @IntegerField() openers: number;
  @IntegerField({ nullable: true }) reportedSize: number | null;
  @ListField(RelayPusher) pushers: RelayPusher[];
  /** The groups directly below. */
  @ObjectField(RelayBelow) below: RelayBelow;
}

export class CascadeBoard {
  @ObjectField(DirectiveBrief) directive: DirectiveBrief;
  @InstantField() asOf: number;
  @TextListField() chains: string[];
  @InstantField() chainDueAt: number;
  @ListField(CascadeLevel) levels: CascadeLevel[];
  /** Who is late now, the longest first; at most 20. */
  @ListField(RelayNode) late: RelayNode[];
  @IntegerField() lateTotal: number;
}

export class CascadeQuery {
  /** An older version; the one that people read unless told. */
  @IntegerField({ min: 1, query: true, optional: true }) number?: number;
  @IntegerField({ min: 1, query: true, optional: true }) regionId?: number;
}

export class RelayQuery extends CascadeQuery {
  /** Those directly below this relay; `top` for those that hang below none. */
  @TextField({ min: 1, max: 36, optional: true }) below?: string;
  @IntegerField({ max: 9, query: true, optional: true }) level?: number;
  @EnumField(RelayState, 'RelayState', { optional: true }) state?: RelayState;
  @FlagField({ optional: true }) late?: 'true' | 'false';
  @TextField({ min: 1, max: 100, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 200, query: true, optional: true }) limit?: number;
}

export class RelayList {
  @ListField(RelayNode) items: RelayNode[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() total: number;
  @InstantField() asOf: number;
}

export const RelayStepKind = {
  Opened: 'opened',
  Signed: 'signed',
  Pushed: 'pushed',
  Proved: 'proved',
  Doubted: 'doubted',
  Attested: 'attested',
  NotSeen: 'not_seen',
  Urged: 'urged',
  Escalated: 'escalated',
  Skipped: 'skipped',
  Closed: 'closed',
} as const;
export type RelayStepKind = (typeof RelayStepKind)[keyof typeof RelayStepKind];

/** What happened at a hop, in order. */
export class RelayStep {
  @EnumField(RelayStepKind, 'RelayStepKind') kind: RelayStepKind;
  @InstantField() at: number;
  @TextField({ nullable: true }) byName: string | null;
  @TextField({ nullable: true }) note: string | null;
}

export class RelayDetail extends RelayNode {
  @IdField() directiveId: string;
  @EnumField(DirectiveKind, 'DirectiveKind') kind: DirectiveKind;
  @EnumField(Severity, 'Severity') severity: Severity;
  @TextField() title: string;
  @InstantField() publishedAt: number;
  @ListField(RelayStep) steps: RelayStep[];
  @ListField(RelayPusher) supervisors: RelayPusher[];
  @ListField(RelayNode) children: RelayNode[];
  @BooleanField() mayUrge: boolean;
  @BooleanField() mayAttest: boolean;
  @BooleanField() maySkip: boolean;
}

export const MyPart = { Pusher: 'pusher', Deputy: 'deputy', Supervisor: 'supervisor' } as const;
export type MyPart = (typeof MyPart)[keyof typeof MyPart];

/** A directive as its pusher meets it. */
export class MyRelay {
  @ObjectField(RelayNode) relay: RelayNode;
  @IdField() directiveId: string;
  @IntegerField() number: number;
  @EnumField(DirectiveKind, 'DirectiveKind') kind: DirectiveKind;
  @EnumField(Severity, 'Severity') severity: Severity;
  @TextField() title: string;
  @TextField() body: string;
  @EnumField(FraudType, 'FraudType', { nullable: true }) fraudType: FraudType | null;
  @TextListField() photoIds: string[];
  @BooleanField() hasClip: boolean;
  @TextField() issuer: string;
  @InstantField() publishedAt: number;
  @TextField() hash: string;
  @EnumField(MyPart, 'MyPart') part: MyPart;
  /** Whose deputy. */
  @TextField({ nullable: true }) insteadOf: string | null;
  @InstantField({ nullable: true }) iSignedAt: number | null;
}

export class MyRelayQuery {
  /** Done ones too, the newest first. */
  @FlagField({ optional: true }) done?: 'true' | 'false';
}

export class MyRelays {
  @ListField(MyRelay) items: MyRelay[];
  @InstantField() asOf: number;
}

export class RelaySignPayload {
  @IdField() relayId: string;
}

export class RelayPushPayload {
  @IdField() relayId: string;
}

export class SupervisionQuery {
  @IntegerField({ min: 1, query: true, optional: true }) regionId?: number;
}

export class SupervisedRelay {
  @ObjectField(RelayNode) relay: RelayNode;
  @IdField() directiveId: string;
  @EnumField(DirectiveKind, 'DirectiveKind') kind: DirectiveKind;
  @EnumField(Severity, 'Severity') severity: Severity;
  @TextField() title: string;
  @InstantField() publishedAt: number;
  /** When it was last urged; nobody can again before `urgeAgainAt`. */
  @InstantField({ nullable: true }) urgeAgainAt: number | null;
}

/** What is late now, and what claims to be pushed and waits for somebody who saw it. */
export class Supervision {
  @InstantField() asOf: number;
  @ListField(SupervisedRelay) late: SupervisedRelay[];
  @ListField(SupervisedRelay) toAttest: SupervisedRelay[];
  @IntegerField() groups: number;
}

export class Urging {
  @IdListField({ max: 200 }) relayIds: string[];
}

export class UrgeAnswer {
  @IntegerField() urged: number;
  /** Urged a moment ago, or done meanwhile. */
  @IntegerField() spared: number;
}

export class Attestation {
  @BooleanField() seen: boolean;
  @TextField({ min: 1, max: 200, optional: true }) note?: string;
}

export class RelaySkip {
  @TextField({ min: 1, max: 200 }) reason: string;
}

export class PusherCall {
  @IdField() personId: string;
}

export class PusherPhone {
  @TextField() name: string;
  @TextField({ nullable: true }) phone: string | null;
}

export const OpeningOutcome = { Proved: 'proved', Foreign: 'foreign', CannotVerify: 'cannot_verify' } as const;
export type OpeningOutcome = (typeof OpeningOutcome)[keyof typeof OpeningOutcome];

export class OpeningAnswer {
  @EnumField(OpeningOutcome, 'OpeningOutcome') outcome: OpeningOutcome;
}
