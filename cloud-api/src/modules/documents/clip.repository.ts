import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';

export interface ClipRecord {
  id: string;
  versionId: string;
  dialect: string;
  /** The text that was read. */
  versionHash: string;
  sha256: string;
  mediaType: string;
  bytes: number;
  /** Under which the bytes lie. */
  fileId: string;
}

const selectClips = `SELECT id, version_id AS versionId, dialect, version_hash AS versionHash, sha256,
  media_type AS mediaType, bytes, file_id AS fileId FROM document_clips`;

/** Every query on recordings. */
@Injectable()
export class ClipRepository {
  /** Oldest first. */
  of(on: Queryable, versionIds: readonly string[]): Promise<ClipRecord[]> {
    const wanted = anyOf('version_id', [...new Set(versionIds)]);
    return on.query<ClipRecord>(`${selectClips} WHERE ${wanted.sql} ORDER BY created_at, id`, wanted.parameters);
  }

  /** The one recording of its version and dialect from now on. */
  async replace(transaction: Transaction, clip: ClipRecord, at: number, by: string): Promise<void> {
    await transaction.execute('DELETE FROM document_clips WHERE version_id = ? AND dialect = ?', [
      clip.versionId,
      clip.dialect,
    ]);
    await transaction.insert('document_clips', [
      {
        id: clip.id,
        version_id: clip.versionId,
        dialect: clip.dialect,
        version_hash: clip.versionHash,
        sha256: clip.sha256,
        media_type: clip.mediaType,
        bytes: clip.bytes,
        file_id: clip.fileId,
        created_at: at,
        created_by: by,
      },
    ]);
  }
}
