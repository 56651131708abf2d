import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BigColumn, DateColumn, FlagColumn, IntColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** Where one door stands in one round of one plan; recomputed by one pure rule under the leaf's lock. */
@Entity('door_progress')
@Index('ix_door_progress_state', ['planId', 'round', 'leafId', 'state'])
export class DoorProgressEntity {
  @KeyColumn() doorId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) planId: string;
  @PrimaryColumn({ type: 'integer' }) round: number;
  @IntColumn() leafId: number;
  @TextColumn(20) state: string;
  @TextColumn(24, { nullable: true }) why: string | null;
  @IntColumn() attempts: number;
  @BigColumn({ nullable: true }) coveredAt: number | null;
  @BigColumn({ nullable: true }) lastVisitAt: number | null;
  @DateColumn({ nullable: true }) nextAttemptOn: string | null;
  /** `all returnee:2:1 …`: the audiences the door counts in, with persons in it and persons covered. */
  @TextColumn(400) audiences: string;
  /** Whether all 告知书, all 承诺书 that the plan asks for here are signed; null when it asks for none. */
  @FlagColumn({ nullable: true }) noticeSigned: boolean | null;
  @FlagColumn({ nullable: true }) pledgeSigned: boolean | null;
  /** Why not, where somebody said so: `refused`, `away`, `no_phone`. */
  @TextColumn(12, { nullable: true }) unsignedWhy: string | null;
}

/** The counts of one leaf for one audience in one round of one plan: one wide row, moved by differences. */
@Entity('coverage_counters')
export class CoverageCounterEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 }) planId: string;
  @PrimaryColumn({ type: 'integer' }) round: number;
  @PrimaryColumn({ type: 'varchar', length: 40 }) audience: string;
  @PrimaryColumn({ type: 'integer' }) leafId: number;
  @IntColumn() total: number;
  @IntColumn() covered: number;
  @IntColumn() never: number;
  @IntColumn() nobody: number;
  @IntColumn() refused: number;
  @IntColumn() away: number;
  @IntColumn() notCounting: number;
  @IntColumn() newlyRegistered: number;
  @IntColumn() excludedVacant: number;
  @IntColumn() excludedDeregistered: number;
  @IntColumn() excludedSeparated: number;
  @IntColumn() personsTotal: number;
  @IntColumn() personsCovered: number;
  /** Doors of `total` that owe papers; those that owe none are neither signed nor missing. */
  @IntColumn({ default: 0 }) papersOwed: number;
  @IntColumn({ default: 0 }) noticeSigned: number;
  @IntColumn({ default: 0 }) pledgeSigned: number;
  @IntColumn({ default: 0 }) bothSigned: number;
  @IntColumn({ default: 0 }) unsignedRefused: number;
  @IntColumn({ default: 0 }) unsignedAway: number;
  @IntColumn({ default: 0 }) unsignedNoPhone: number;
}
