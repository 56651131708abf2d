import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, IntColumn, JsonColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** A 指令, 通报, 防范信息 or 预警 of an office, from its draft on (S1.3). */
@Entity('directives')
@Index('ix_directives_region', ['regionId', 'createdAt'])
export class DirectiveEntity {
  @KeyColumn() id: string;
  @IdColumn() planId: string;
  @IntColumn() regionId: number;
  /** `draft`, `awaiting` (a second person's approval), `published` or `recalled`. */
  @TextColumn(10) state: string;
  /** Of the draft: whoever writes must have read the last one. */
  @IntColumn({ default: 1 }) revision: number;
  @JsonColumn() draft: unknown;
  @JsonColumn({ nullable: true }) contentCheck: unknown;
  @IdColumn() createdBy: string;
  @BigColumn() createdAt: number;
  @IdColumn({ nullable: true }) requestedBy: string | null;
  @BigColumn({ nullable: true }) requestedAt: number | null;
  @TextColumn(200, { nullable: true }) returnedBecause: string | null;
  @IdColumn({ nullable: true }) currentVersionId: string | null;
  @BigColumn({ nullable: true }) publishedAt: number | null;
  @BigColumn({ nullable: true }) recalledAt: number | null;
  @IdColumn({ nullable: true }) recalledBy: string | null;
  @TextColumn(200, { nullable: true }) recallReason: string | null;
}

/** What was published: it never changes, an amendment is the next version. */
@Entity('directive_versions')
@Index('ux_directive_versions_number', ['directiveId', 'number'], { unique: true })
export class DirectiveVersionEntity {
  @KeyColumn() id: string;
  @IdColumn() directiveId: string;
  @IntColumn() number: number;
  @TextColumn(12) kind: string;
  @TextColumn(10) severity: string;
  @TextColumn(60) title: string;
  @JsonColumn() content: unknown;
  @JsonColumn() targets: unknown;
  /** SHA-256 over the canonical JSON of all that people read. */
  @TextColumn(64) hash: string;
  @IntColumn() groupCount: number;
  @BigColumn() publishedAt: number;
  @IdColumn() publishedBy: string;
  @IdColumn({ nullable: true }) approvedBy: string | null;
  @JsonColumn({ nullable: true }) contentCheck: unknown;
  @TextColumn(200, { nullable: true }) amendReason: string | null;
  /** When a later version took its place, or all of it was recalled. */
  @BigColumn({ nullable: true }) closedAt: number | null;
}
