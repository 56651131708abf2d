import {
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
import { FraudType } from '../../plans/index.js';

export class NewScamReport {
  @PhoneIdField() id: string;
  @IdField({ optional: true }) directiveId?: string;
  @EnumField(FraudType, 'FraudType') fraudType: FraudType;
  @TextField({ min: 1, max: 1000 }) story: string;
  @TextField({ min: 5, max: 20, optional: true }) phone?: string;
  /** Uploaded by whoever reports. */
  @IdListField({ max: 3, optional: true }) photoIds?: string[];
}

export const ScamReportState = { New: 'new', Handled: 'handled' } as const;
export type ScamReportState = (typeof ScamReportState)[keyof typeof ScamReportState];

export class ScamReportQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
  @EnumField(ScamReportState, 'ScamReportState', { optional: true }) state?: ScamReportState;
  /** `next` of the page before. */
  @IdField({ optional: true }) after?: string;
  @IntegerField({ min: 1, max: 100, query: true, optional: true }) limit?: number;
}

export class ScamReport {
  @IdField() id: string;
  @EnumField(FraudType, 'FraudType') fraudType: FraudType;
  /** Without the numbers in it for those who may not see phones at the place. */
  @TextField() story: string;
  @TextField() placeName: string;
  /** Masked for those who may not see names at the place. */
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
  @IdField({ nullable: true }) next: string | null;
  /** New ones in the region, whatever the page. */
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
