import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { DirectiveKind } from '../../cascade/index.js';
import { FraudType, Severity } from '../../plans/index.js';

export class WarningQuery {
  /** `next` of the page before. */
  @IdField({ optional: true }) after?: string;
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
  /** Of this version: an amended warning stands where it was amended. */
  @InstantField() publishedAt: number;
  @TextField({ nullable: true }) amendReason: string | null;
  @InstantField({ nullable: true }) recalledAt: number | null;
  @TextField({ nullable: true }) recallReason: string | null;
}

export class FeedWarning extends Warning {
  /** Meant for people like the reader (老人, 财务人员 …), not simply for all. */
  @BooleanField() forYou: boolean;
  /** When the reader opened this version; null also when they know only an earlier one. */
  @InstantField({ nullable: true }) openedAt: number | null;
  @InstantField({ nullable: true }) helpfulAt: number | null;
}

export class WarningFeed {
  @ListField(FeedWarning) items: FeedWarning[];
  @IdField({ nullable: true }) next: string | null;
  /** Of the newest 30, whatever the page; recalled ones do not count. */
  @IntegerField() unopened: number;
}

/** What a shared card shows to whoever opens it: always the version of today. */
export class WarningCard extends Warning {
  /** 指令 and 通报 are for those in office: everything that would tell what they say is empty. */
  @BooleanField() internal: boolean;
  /** The card was made for an earlier version than the one that it shows. */
  @BooleanField() newer: boolean;
}

export class WarningReading {
  @BooleanField({ optional: true }) played?: boolean;
  /** False takes it back. */
  @BooleanField({ optional: true }) helpful?: boolean;
}
