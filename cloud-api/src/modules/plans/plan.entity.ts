import { Entity, Index } from 'typeorm';
import {
  BigColumn,
  DateColumn,
  IntColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../../common/database/index.js';

/** A plan started for a region. Its document is the preset's with the dates it runs by here. */
@Entity('plans')
@Index('ix_plans_region', ['regionId'])
export class PlanEntity {
  @KeyColumn() id: string;
  @TextColumn(40) preset: string;
  @TextColumn(80) name: string;
  @IntColumn() regionId: number;
  @DateColumn() startsOn: string;
  @DateColumn({ nullable: true }) endsOn: string | null;
  @LongTextColumn() document: string;
  @IntColumn({ default: 1 }) version: number;
  /** `active` or `cancelled`; a plan past its end still judges visits that arrive late. */
  @TextColumn(12) state: string;
  @BigColumn() createdAt: number;
}
