import { Entity, Index } from 'typeorm';
import { BigColumn, FlagColumn, IdColumn, IntColumn, JsonColumn, KeyColumn, TextColumn } from '../database/columns.js';

/** Work that takes longer than a request may. Its input names things by id; nothing personal stands in it. */
@Entity('jobs')
@Index('ix_jobs_state', ['state', 'createdAt'])
@Index('ix_jobs_actor', ['actorId', 'createdAt'])
export class JobEntity {
  @KeyColumn() id: string;
  @TextColumn(40) kind: string;
  /** Null for work that nobody asked for. */
  @IdColumn({ nullable: true }) actorId: string | null;
  @IntColumn({ nullable: true }) regionId: number | null;
  @JsonColumn() input: unknown;
  /** `queued`, `running`, `done`, `failed` or `cancelled`. */
  @TextColumn(12) state: string;
  @IntColumn({ default: 0 }) done: number;
  /** 0 while nobody knows yet. */
  @IntColumn({ default: 0 }) total: number;
  @JsonColumn({ nullable: true }) result: unknown;
  @TextColumn(40, { nullable: true }) error: string | null;
  @FlagColumn({ default: false }) cancelRequested: boolean;
  @IntColumn({ default: 0 }) attempts: number;
  @IdColumn({ nullable: true }) holder: string | null;
  /** Rises with every holder; who holds an older one may not write any more. */
  @IntColumn({ default: 0 }) token: number;
  @BigColumn({ nullable: true }) leaseEndsAt: number | null;
  @BigColumn() createdAt: number;
  @BigColumn({ nullable: true }) finishedAt: number | null;
}
