import { Entity, Index } from 'typeorm';
import {
  BigColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../../common/database/index.js';

/** What one person did with a warning; nobody who did nothing has a row. */
@Entity('warning_readings')
@Index('ix_warning_readings_directive', ['directiveId'])
export class WarningReadingEntity {
  @KeyColumn() personId: string;
  @KeyColumn() directiveId: string;
  @BigColumn() openedAt: number;
  @BigColumn({ nullable: true }) playedAt: number | null;
  @BigColumn({ nullable: true }) helpfulAt: number | null;
}

/** "I met this scam": told to the office of one's place. */
@Entity('scam_reports')
@Index('ix_scam_reports_region', ['regionId', 'createdAt'])
@Index('ix_scam_reports_person', ['personId'])
export class ScamReportEntity {
  @KeyColumn() id: string;
  @IdColumn() personId: string;
  /** The village or grid of whoever reports. */
  @IntColumn() regionId: number;
  @IdColumn({ nullable: true }) directiveId: string | null;
  @TextColumn(24) fraudType: string;
  /** Encrypted: people write names and phones into it. */
  @LongTextColumn() story: string;
  @TextColumn(200, { nullable: true }) phoneCipher: string | null;
  @JsonColumn() photoIds: string[];
  /** `new` or `handled`. */
  @TextColumn(10) state: string;
  @BigColumn() createdAt: number;
  @IdColumn({ nullable: true }) handledBy: string | null;
  @BigColumn({ nullable: true }) handledAt: number | null;
  @TextColumn(300, { nullable: true }) note: string | null;
}
