import {
  BooleanField,
  EnumField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  PhoneIdField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { DirectiveKind } from '../../cascade/index.js';
import { FraudType, Severity } from '../../plans/index.js';

export class WarningQuery {
  @TextField({ min: 1, max: 100, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 50, query: true, optional: true }) limit?: number;
}

/** A directive as people read it. */
export class Warning {
  @IdField() directiveId: string;
  @IdField() versionId: string;
  @IntegerField() number: number;
  @EnumField(DirectiveKind, 'DirectiveKind') kind: DirectiveKind;
  @EnumField(Severity, 'Severity') severity: Severity;
  @TextField() title: string;
  @TextField() body: string;
  @EnumField(FraudType, 'FraudType', { nullable: true }) fraudType: FraudType | null;
  @TextListField() photoIds: string[];
  @BooleanField() hasClip: boolean;
  /** 蟒河镇综治办. */
  @TextField() issuer: string;
  @InstantField() publishedAt: number;
  @TextField({ nullable: true }) amendReason: string | null;
  @InstantField({ nullable: true }) recalledAt: number | null;
  @TextField({ nullable: true }) recallReason: string | null;
}

export class FeedWarning extends Warning {
  /** Meant for people like the reader (老人, 财务人员 …). */
  @BooleanField() forYou: boolean;
  @InstantField({ nullable: true }) openedAt: number | null;
  @InstantField({ nullable: true }) helpfulAt: number | null;
}

export class WarningFeed {
  @ListField(FeedWarning) items: FeedWarning[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() unopened: number;
}

/** What a shared card shows to whoever opens it. */
export class WarningCard extends Warning {
  /** 指令 and 通报 are for those in office: without a session there is only the title's kind. */
  @BooleanField() internal: boolean;
  /** A later version than the card's. */
  @BooleanField() newer: boolean;
}

export class WarningReading {
  @BooleanField({ optional: true }) played?: boolean;
  @BooleanField({ optional: true }) helpful?: boolean;
}

export class NewScamReport {
  @PhoneIdField() id: string;
  @IdField({ optional: true }) directiveId?: string;
  @EnumField(FraudType, 'FraudType') fraudType: FraudType;
  @TextField({ min: 1, max: 1000 }) story: string;
  @TextField({ min: 5, max: 20, optional: true }) phone?: string;
  @IdListField({ max: 3, optional: true }) photoIds?: string[];
}

export const ScamReportState = { New: 'new', Handled: 'handled' } as const;
export type ScamReportState = (typeof ScamReportState)[keyof typeof ScamReportState];

export class ScamReportQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
  @EnumField(ScamReportState, 'ScamReportState', { optional: true }) state?: ScamReportState;
  @TextField({ min: 1, max: 100, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 100, query: true, optional: true }) limit?: number;
}

export class ScamReport {
  @IdField() id: string;
  @EnumField(FraudType, 'FraudType') fraudType: FraudType;
  @TextField() story: string;
  @TextField() placeName: string;
  @TextField() reporterName: string;
  @TextField({ nullable: true }) phoneMasked: string | null;
  @TextListField() photoIds: string[];
  @IdField({ nullable: true }) directiveId: string | null;
  @TextField({ nullable: true }) directiveTitle: string | null;
  @EnumField(ScamReportState, 'ScamReportState') state: ScamReportState;
  @InstantField() createdAt: number;
  @TextField({ nullable: true }) handledByName: string | null;
  @InstantField({ nullable: true }) handledAt: number | null;
  @TextField({ nullable: true }) note: string | null;
}

export class ScamReportList {
  @ListField(ScamReport) items: ScamReport[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() open: number;
}

export class MyScamReports {
  @ListField(ScamReport) items: ScamReport[];
}

export class ScamReportHandling {
  @TextField({ min: 1, max: 300 }) note: string;
}

export class ReporterPhone {
  @TextField() phone: string;
}
