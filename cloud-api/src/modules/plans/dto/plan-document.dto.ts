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
} from '../../../common/http/index.js';
import { Role } from '../../../common/auth/index.js';
import { ChainPlace, CountingRequirement, DoorKind, PaperSigners, ResidentTag } from '../dictionary.js';
import type {
  PlanAudience,
  PlanChain,
  PlanCounting,
  PlanDocument,
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
  @ListField(PlanReadingBody) readings: PlanReadingBody[];
}
