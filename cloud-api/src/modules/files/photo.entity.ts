import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, IntColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** A photo as stored: re-encoded, without metadata. The bytes are in the PhotoStore under the id. */
@Entity('photos')
@Index('ix_photos_uploader', ['uploaderId', 'createdAt'])
export class PhotoEntity {
  @KeyColumn() id: string;
  /** SHA-256 of the bytes as uploaded, by which a repeated upload is recognised. */
  @TextColumn(64) uploadedSha256: string;
  @TextColumn(64) sha256: string;
  @IntColumn() bytes: number;
  @IntColumn() width: number;
  @IntColumn() height: number;
  @IdColumn() uploaderId: string;
  @BigColumn() createdAt: number;
}
