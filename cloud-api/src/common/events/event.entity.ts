import { Entity, Index } from 'typeorm';
import { PrimaryColumn } from 'typeorm';
import {
  BigColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../database/columns.js';

/** The one event log. `personal` and `salt` may be erased by law; everything else never changes but `sealed`. */
@Entity('events')
@Index('ix_events_sealed', ['sealed', 'id'])
@Index('ix_events_subject', ['subjectKind', 'subjectId'])
export class EventEntity {
  @KeyColumn() id: string;
  @TextColumn(60) type: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @TextColumn(30) subjectKind: string;
  @TextColumn(64) subjectId: string;
  @IntColumn({ nullable: true }) regionId: number | null;
  @BigColumn() recordedAt: number;
  @LongTextColumn() facts: string;
  @LongTextColumn({ nullable: true }) personal: string | null;
  @TextColumn(32, { nullable: true }) salt: string | null;
  @TextColumn(64, { nullable: true }) commitment: string | null;
  @FlagColumn({ default: false }) sealed: boolean;
}

/** One link of the chain per event, in the order of sealing. */
@Entity('event_seals')
@Index('ux_event_seals_event', ['eventId'], { unique: true })
export class EventSealEntity {
  @PrimaryColumn({ type: 'bigint' }) number: number;
  @IdColumn() eventId: string;
  @TextColumn(64) hash: string;
  @BigColumn() sealedAt: number;
}

/** A day's signed Merkle root over the seals first to last. */
@Entity('event_roots')
export class EventRootEntity {
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string;
  @BigColumn() firstNumber: number;
  @BigColumn() lastNumber: number;
  @TextColumn(64) root: string;
  @TextColumn(120) signature: string;
  @TextColumn(32) keyId: string;
  @BigColumn() signedAt: number;
}

/** One row per event and reaction that still has to run, or has failed for good. */
@Entity('event_deliveries')
@Index('ix_event_deliveries_due', ['dueAt'])
export class EventDeliveryEntity {
  @KeyColumn() eventId: string;
  @PrimaryColumn({ type: 'varchar', length: 60 }) reaction: string;
  @IntColumn({ default: 0 }) attempts: number;
  @BigColumn() dueAt: number;
}

/** Who may do a job that only one process at a time may do; `token` fences off a holder that was too slow. */
@Entity('leases')
export class LeaseEntity {
  @PrimaryColumn({ type: 'varchar', length: 60 }) name: string;
  @IdColumn({ nullable: true }) holder: string | null;
  @BigColumn() token: number;
  @BigColumn() expiresAt: number;
}
