import { Entity, Index } from 'typeorm';
import {
  BigColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../common/database/index.js';

/** A list that was asked for: what of, by whom, and the file once the job has made it. */
@Entity('exports')
@Index('ix_exports_actor', ['actorId', 'createdAt'])
export class ExportEntity {
  @KeyColumn() id: string;
  @TextColumn(24) kind: string;
  @IntColumn() regionId: number;
  @IdColumn() actorId: string;
  @IdColumn() jobId: string;
  @JsonColumn() options: unknown;
  @IdColumn({ nullable: true }) fileId: string | null;
  @TextColumn(120, { nullable: true }) fileName: string | null;
  @IntColumn({ nullable: true }) rowCount: number | null;
  @FlagColumn({ default: false }) withPhones: boolean;
  @BigColumn() createdAt: number;
}
