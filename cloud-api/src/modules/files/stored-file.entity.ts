import { Entity, Index } from 'typeorm';
import { BigColumn, IntColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** A list that somebody uploaded or that was made for download; its bytes are encrypted in the vault until it expires. */
@Entity('stored_files')
@Index('ix_stored_files_expiry', ['expiresAt'])
export class StoredFileEntity {
  @KeyColumn() id: string;
  /** Of the plain bytes. */
  @TextColumn(64) sha256: string;
  @IntColumn() bytes: number;
  @BigColumn() createdAt: number;
  @BigColumn() expiresAt: number;
}
