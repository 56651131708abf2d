import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, IntColumn, KeyColumn, LongTextColumn, TextColumn } from '../../common/database/index.js';

/** What became of each command a phone sent: the memory that makes sending twice harmless. */
@Entity('commands')
export class CommandEntity {
  @KeyColumn() id: string;
  /** SHA-256 of the canonical command as sent. */
  @TextColumn(64) hash: string;
  @TextColumn(24) kind: string;
  @IdColumn() actorId: string;
  /** `stored`, `quarantined`, `accepted` or `rejected`. */
  @TextColumn(12) state: string;
  @TextColumn(24, { nullable: true }) reason: string | null;
  @IntColumn({ nullable: true }) recordVersion: number | null;
  @BigColumn() receivedAt: number;
}

/** An honest command that could not simply be stored; a village head decides. */
@Entity('quarantined_commands')
@Index('ix_quarantined_region', ['state', 'regionId'])
export class QuarantinedCommandEntity {
  @KeyColumn() id: string;
  @TextColumn(24) kind: string;
  @TextColumn(24) reason: string;
  @IdColumn() actorId: string;
  /** The leaf of the door, or the region of the sender's post when the door is unknown. */
  @IntColumn() regionId: number;
  @IdColumn({ nullable: true }) doorId: string | null;
  /** The canonical command, to be carried out when it is accepted. */
  @LongTextColumn() command: string;
  /** Phone clock to server clock, in milliseconds, when it arrived. */
  @BigColumn() clockOffset: number;
  @BigColumn() receivedAt: number;
  @TextColumn(12) state: string;
  @TextColumn(200, { nullable: true }) note: string | null;
  @IdColumn({ nullable: true }) decidedBy: string | null;
  @BigColumn({ nullable: true }) decidedAt: number | null;
}
