import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  BigColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../../common/database/index.js';

/** A household as the import would leave it. Publishing copies these rows; until then nobody else sees them. */
@Entity('staged_doors')
@Index('ix_staged_doors_action', ['importId', 'action', 'number'])
export class StagedDoorEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 }) importId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) doorId: string;
  /** In the order of the file. */
  @IntColumn() number: number;
  /** `add`, `update`, `conflict`, `same`, or `absent` for one that the file no longer names. */
  @TextColumn(10) action: string;
  /** Whether publishing changes the door. */
  @FlagColumn({ default: false }) writes: boolean;
  /** The door's version that was compared with; publishing refuses when it moved. */
  @IntColumn({ nullable: true }) baseVersion: number | null;
  @TextColumn(24) kind: string;
  @TextColumn(20) code: string;
  @TextColumn(60) name: string;
  @TextColumn(120) address: string;
  @IntColumn() gridId: number;
  @IntColumn({ nullable: true }) groupId: number | null;
  @IntColumn({ default: 0 }) childrenUnder14: number;
  @TextColumn(200) entryKey: string;
  /** What the file says: the base of the next import's comparison. */
  @LongTextColumn({ nullable: true }) snapshot: string | null;
  @JsonColumn({ nullable: true }) changes: unknown;
  @JsonColumn({ nullable: true }) decisions: unknown;
  @IntColumn({ nullable: true }) sheet: number | null;
  @IntColumn({ nullable: true }) firstRow: number | null;
  @IntColumn({ nullable: true }) lastRow: number | null;
}

@Entity('staged_residents')
@Index('ix_staged_residents_door', ['importId', 'doorId'])
export class StagedResidentEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 }) importId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) id: string;
  @IdColumn() doorId: string;
  @IntColumn() position: number;
  @TextColumn(30) name: string;
  @TextColumn(16) relation: string;
  @TextColumn(7, { nullable: true }) birthMonth: string | null;
  @JsonColumn() tags: string[];
  @TextColumn(200, { nullable: true }) phoneCipher: string | null;
  @TextColumn(64, { nullable: true }) phoneIndex: string | null;
}

/** What the last book said of a door: the base that tells a correction at the door from one in the book. */
@Entity('book_entries')
@Index('ix_book_entries_key', ['entryKey'])
export class BookEntryEntity {
  @KeyColumn() doorId: string;
  @TextColumn(200) entryKey: string;
  @LongTextColumn() snapshot: string;
  @IdColumn() importId: string;
  @BigColumn() publishedAt: number;
}
