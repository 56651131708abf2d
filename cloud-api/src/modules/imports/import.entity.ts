import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  BigColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../../common/database/index.js';

/** One file on its way in, from the upload to the moment it is published or given up. */
@Entity('imports')
@Index('ix_imports_region', ['kind', 'regionId', 'createdAt'])
@Index('ix_imports_state', ['state'])
export class ImportEntity {
  @KeyColumn() id: string;
  /** `household_book`, `roster`, `class_list`. */
  @TextColumn(20) kind: string;
  @IntColumn() regionId: number;
  @IdColumn() actorId: string;
  @IdColumn() fileId: string;
  @TextColumn(120) fileName: string;
  @TextColumn(64) fileSha256: string;
  @TextColumn(12) state: string;
  /** The job under way, or the last one. */
  @IdColumn({ nullable: true }) jobId: string | null;
  /** Sheets, heads and the first rows, encrypted: they show people. */
  @LongTextColumn({ nullable: true }) shape: string | null;
  @JsonColumn({ nullable: true }) mapping: unknown;
  /** What the check found or the publishing did, in numbers. */
  @JsonColumn({ nullable: true }) outcome: unknown;
  @BigColumn({ nullable: true }) checkedAt: number | null;
  @TextColumn(40, { nullable: true }) error: string | null;
  @IntColumn({ default: 1 }) version: number;
  @BigColumn() createdAt: number;
  @BigColumn() changedAt: number;
  @BigColumn({ nullable: true }) publishedAt: number | null;
}

/** A cell of the file that cannot be taken as it stands, or was taken with a remark. */
@Entity('import_problems')
export class ImportProblemEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 }) importId: string;
  @PrimaryColumn({ type: 'integer' }) number: number;
  /** Which sheet of the file, from 0. */
  @IntColumn() sheet: number;
  /** As the spreadsheet numbers its rows. */
  @IntColumn() sheetRow: number;
  @IntColumn({ nullable: true }) columnIndex: number | null;
  @TextColumn(30, { nullable: true }) field: string | null;
  @TextColumn(40) rule: string;
  /** `bad` or `note`. */
  @TextColumn(8) level: string;
  /** What stood there, phones and identity numbers masked. */
  @TextColumn(120) shown: string;
}

/** Which column meant what in the last file with these heads. */
@Entity('column_mappings')
export class ColumnMappingEntity {
  @PrimaryColumn({ type: 'varchar', length: 20 }) kind: string;
  @PrimaryColumn({ type: 'integer' }) regionId: number;
  /** SHA-256 of the heads. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) fingerprint: string;
  @JsonColumn() mapping: unknown;
  @BigColumn() usedAt: number;
}
