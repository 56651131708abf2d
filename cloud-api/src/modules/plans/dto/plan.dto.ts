import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import {
  DateField,
  EnumField,
  EnumListField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../../../common/http/index.js';
import { CountingRequirement } from '../dictionary.js';
import { AudienceUnit, PlanDocumentBody, PlanRoundBody } from './plan-document.dto.js';

export const PlanState = { Active: 'active', Cancelled: 'cancelled' } as const;
export type PlanState = (typeof PlanState)[keyof typeof PlanState];

export class Audience {
  @TextField() key: string;
  @TextField() name: string;
  @EnumField(AudienceUnit, 'AudienceUnit') unit: AudienceUnit;
}

export class PlanBrief {
  @IdField() id: string;
  @TextField() name: string;
  @TextField() regionName: string;
  @DateField() startsOn: string;
  @DateField({ nullable: true }) endsOn: string | null;
  /** Today's. */
  @ObjectField(PlanRoundBody, { nullable: true }) round: PlanRoundBody | null;
  /** To the end of today's round; below zero once a plan with an end is over. */
  @IntegerField({ min: -100_000, nullable: true }) daysLeft: number | null;
  /** 全部 first. */
  @ListField(Audience) audiences: Audience[];
  @EnumListField(CountingRequirement, 'CountingRequirement', { max: 10 }) requires: CountingRequirement[];
}

export class Plan extends PlanBrief {
  @TextField() preset: string;
  @IntegerField() regionId: number;
  @IntegerField() version: number;
  @EnumField(PlanState, 'PlanState') state: PlanState;
  @ObjectField(PlanDocumentBody) document: PlanDocumentBody;
}

export class PlanList {
  @ListField(PlanBrief) items: PlanBrief[];
}

export class PlanQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
}

export class PlanPreset {
  @TextField() key: string;
  @TextField() name: string;
  @TextField() source: string;
  @TextField() placeName: string;
  @DateField() startsOn: string;
  @DateField({ nullable: true }) endsOn: string | null;
}

export class PlanPresetList {
  @ListField(PlanPreset) items: PlanPreset[];
}

export class NewPlan {
  @TextField({ min: 1, max: 40 }) preset: string;
  @IntegerField({ min: 1 }) regionId: number;
  @DateField() startsOn: string;
}

export class PlanEdit {
  /** Judged by the schema of the presets, so that a file and a request are held to the same rules. */
  @ApiProperty({ type: () => PlanDocumentBody })
  @IsObject()
  document: object;
  @IntegerField({ min: 1 }) baseVersion: number;
}
