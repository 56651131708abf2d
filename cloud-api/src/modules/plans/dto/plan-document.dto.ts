import { ApiSchema } from '@nestjs/swagger';
import {
  BooleanField,
  DateField,
  EnumField,
  EnumListField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { Role } from '../../../common/auth/index.js';
import {
  ChainPlace,
  CountingRequirement,
  DoorKind,
  GroupPlace,
  GroupReach,
  PaperSigners,
  ResidentTag,
  RoleReach,
  Severity,
} from '../dictionary.js';
import type {
  PlanAudience,
  PlanCascade,
  PlanChain,
  PlanCounting,
  PlanDocument,
  PlanEscalation,
  PlanGroupKind,
  PlanGroupRole,
  PlanPaper,
  PlanMilestone,
  PlanRound,
} from '../plan.document.js';

/** The plan document as OpenAPI shows it; `presets/plan.schema.json` is what judges one. */

export const AudienceUnit = { Door: 'door', Person: 'person' } as const;
export type AudienceUnit = (typeof AudienceUnit)[keyof typeof AudienceUnit];

@ApiSchema({ name: 'PlanPlace' })
class PlanPlaceBody {
  @TextField() name: string;
  @TextField() code: string;
}

@ApiSchema({ name: 'PlanWindow' })
class PlanWindowBody {
  @DateField() startsOn: string;
  @DateField({ nullable: true }) endsOn: string | null;
}

@ApiSchema({ name: 'PlanRound' })
export class PlanRoundBody implements PlanRound {
  @IntegerField() number: number;
  @TextField() name: string;
  @DateField() from: string;
  @DateField({ nullable: true }) until: string | null;
}

@ApiSchema({ name: 'PlanMilestone' })
class PlanMilestoneBody implements PlanMilestone {
  @TextField() key: string;
  @TextField() name: string;
  @DateField() due: string;
  @TextField() source: string;
}

@ApiSchema({ name: 'PlanAudienceMatch' })
class PlanAudienceMatchBody {
  @EnumField(DoorKind, 'DoorKind', { optional: true }) doorKind?: DoorKind;
  @EnumField(ResidentTag, 'ResidentTag', { optional: true }) tag?: ResidentTag;
}

@ApiSchema({ name: 'PlanAudience' })
class PlanAudienceBody {
  @TextField() key: string;
  @TextField() name: string;
  @EnumField(AudienceUnit, 'AudienceUnit') unit: AudienceUnit;
  /** A kind of door, or a tag of the people behind it. */
  @ObjectField(PlanAudienceMatchBody) match: PlanAudience['match'];
}

@ApiSchema({ name: 'PlanCounting' })
class PlanCountingBody implements PlanCounting {
  @EnumListField(DoorKind, 'DoorKind', { max: 10 }) doorKinds: DoorKind[];
  @EnumListField(CountingRequirement, 'CountingRequirement', { max: 10 }) requires: CountingRequirement[];
}

@ApiSchema({ name: 'PlanPaper' })
class PlanPaperBody implements PlanPaper {
  @TextField() template: string;
  @EnumListField(DoorKind, 'DoorKind', { max: 10 }) doorKinds: DoorKind[];
  @EnumField(PaperSigners, 'PaperSigners') signers: PaperSigners;
  @EnumField(ResidentTag, 'ResidentTag', { nullable: true }) tag: ResidentTag | null;
}

@ApiSchema({ name: 'PlanChainLevel' })
class PlanChainLevelBody {
  @TextField() name: string;
  @EnumField(Role, 'Role', { nullable: true }) role: Role | null;
}

@ApiSchema({ name: 'PlanChain' })
class PlanChainBody implements PlanChain {
  @TextField() key: string;
  @TextField() name: string;
  @EnumField(ChainPlace, 'ChainPlace') place: ChainPlace;
  @TextField() template: string;
  @ListField(PlanChainLevelBody) levels: PlanChainLevelBody[];
  @DateField({ nullable: true }) due: string | null;
  @BooleanField() everyTerm: boolean;
  @TextField() source: string;
}

@ApiSchema({ name: 'PlanCascadeChain' })
class PlanCascadeChainBody {
  @TextField() key: string;
  @TextField() name: string;
}

@ApiSchema({ name: 'PlanGroupRole' })
class PlanGroupRoleBody implements PlanGroupRole {
  @TextField() name: string;
  @EnumField(Role, 'Role', { nullable: true }) role: Role | null;
  @EnumField(RoleReach, 'RoleReach') reach: RoleReach;
}

@ApiSchema({ name: 'PlanGroupKind' })
class PlanGroupKindBody implements PlanGroupKind {
  @TextField() key: string;
  @TextField() name: string;
  @TextListField() chains: string[];
  @IntegerField() level: number;
  @EnumField(GroupPlace, 'GroupPlace') place: GroupPlace;
  @TextField({ nullable: true }) upper: string | null;
  @ListField(PlanGroupRoleBody) pushers: PlanGroupRole[];
  @ListField(PlanGroupRoleBody) supervisors: PlanGroupRole[];
  @ListField(PlanGroupRoleBody) members: PlanGroupRole[];
  @EnumField(GroupReach, 'GroupReach', { nullable: true }) reaches: GroupReach | null;
  @TextField() source: string;
}

@ApiSchema({ name: 'PlanServiceMinutes' })
class PlanServiceMinutesBody implements Record<Severity, number> {
  @IntegerField() critical: number;
  @IntegerField() urgent: number;
  @IntegerField() normal: number;
}

@ApiSchema({ name: 'PlanQuietHours' })
class PlanQuietHoursBody {
  @TextField() from: string;
  @TextField() until: string;
}

const EscalationTarget = { Pusher: 'pusher', Supervisor: 'supervisor', Office: 'office' } as const;

@ApiSchema({ name: 'PlanEscalationStep' })
class PlanEscalationStepBody {
  @IntegerField() afterPercent: number;
  @EnumListField(EscalationTarget, 'EscalationTarget', { max: 3 }) tell: PlanEscalation['steps'][number]['tell'];
}

@ApiSchema({ name: 'PlanEscalation' })
class PlanEscalationBody implements PlanEscalation {
  @ListField(PlanEscalationStepBody) steps: PlanEscalation['steps'];
  @IntegerField() repeatPercent: number;
  @IntegerField() repeats: number;
}

@ApiSchema({ name: 'PlanCascade' })
export class PlanCascadeBody implements PlanCascade {
  @TextField({ nullable: true }) builtBy: string | null;
  @ListField(PlanCascadeChainBody) chains: { key: string; name: string }[];
  @ListField(PlanGroupKindBody) groupKinds: PlanGroupKind[];
  @ObjectField(PlanServiceMinutesBody) serviceMinutes: Record<Severity, number>;
  @ObjectField(PlanQuietHoursBody, { nullable: true }) quietHours: { from: string; until: string } | null;
  @ObjectField(PlanEscalationBody) escalation: PlanEscalation;
}

@ApiSchema({ name: 'PlanReading' })
class PlanReadingBody {
  @TextField() key: string;
  @TextField() text: string;
}

@ApiSchema({ name: 'PlanDocument' })
export class PlanDocumentBody implements PlanDocument {
  @IntegerField({ min: 1, max: 1 }) schemaVersion: 1;
  @TextField() key: string;
  @TextField() name: string;
  @TextField() source: string;
  @ObjectField(PlanPlaceBody) place: PlanPlaceBody;
  @ObjectField(PlanWindowBody) window: PlanWindowBody;
  @ListField(PlanRoundBody) rounds: PlanRoundBody[];
  @ListField(PlanMilestoneBody) milestones: PlanMilestoneBody[];
  @ListField(PlanAudienceBody) audiences: PlanAudienceBody[];
  @ObjectField(PlanCountingBody) counting: PlanCountingBody;
  @ListField(PlanPaperBody) papers: PlanPaperBody[];
  @ListField(PlanChainBody) chains: PlanChainBody[];
  @ObjectField(PlanCascadeBody, { nullable: true }) cascade: PlanCascade | null;
  @ListField(PlanReadingBody) readings: PlanReadingBody[];
}
