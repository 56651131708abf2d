import { Injectable } from '@nestjs/common';
import { numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';
import type { ExportKind, ExportOptions } from './export.rules.js';

export interface ExportRecord {
  id: string;
  kind: ExportKind;
  regionId: number;
  regionName: string;
  regionPath: string;
  actorId: string;
  jobId: string;
  options: ExportOptions;
  fileId: string | null;
  fileName: string | null;
  rowCount: number | null;
  withPhones: boolean;
  createdAt: number;
  /** Null once the file was swept away, or before there is one. */
  expiresAt: number | null;
  sha256: string | null;
}

type ExportRow = Omit<ExportRecord, 'options' | 'withPhones'> & { options: string; withPhones: number };

const listed = 50;

/** Every query on exports. */
@Injectable()
export class ExportRepository {
  async find(on: Queryable, id: string): Promise<ExportRecord | null> {
    const [record] = await this.select(on, 'e.id = ?', [id]);
    return record ?? null;
  }

  /** One's own, newest first. */
  async ofPerson(on: Queryable, personId: string): Promise<ExportRecord[]> {
    return this.select(on, `e.actor_id = ? ORDER BY e.created_at DESC, e.id DESC LIMIT ${listed}`, [personId]);
  }

  async countUnderWay(on: Queryable, personId: string): Promise<number> {
    const [row] = await on.query<{ size: number }>(
      `SELECT COUNT(*) AS size FROM exports e JOIN jobs j ON j.id = e.job_id
        WHERE e.actor_id = ? AND j.state IN ('queued', 'running')`,
      [personId],
    );
    return Number(row!.size);
  }

  async insert(
    transaction: Transaction,
    record: Pick<
      ExportRecord,
      'id' | 'kind' | 'regionId' | 'actorId' | 'jobId' | 'options' | 'withPhones' | 'createdAt'
    >,
  ): Promise<void> {
    await transaction.insert('exports', [
      {
        id: record.id,
        kind: record.kind,
        region_id: record.regionId,
        actor_id: record.actorId,
        job_id: record.jobId,
        options: JSON.stringify(record.options),
        with_phones: record.withPhones ? 1 : 0,
        created_at: record.createdAt,
      },
    ]);
  }

  /** Compare-and-set: a job that is run twice keeps the first file. */
  async keepFile(
    transaction: Transaction,
    id: string,
    file: { id: string; name: string; rows: number },
  ): Promise<boolean> {
    const kept = await transaction.execute(
      'UPDATE exports SET file_id = ?, file_name = ?, row_count = ? WHERE id = ? AND file_id IS NULL',
      [file.id, file.name, file.rows, id],
    );
    return kept === 1;
  }

  private async select(on: Queryable, condition: string, parameters: string[]): Promise<ExportRecord[]> {
    const rows = await on.query<ExportRow>(
      `SELECT e.id, e.kind, e.region_id AS regionId, r.name AS regionName, r.path AS regionPath, e.actor_id AS actorId,
              e.job_id AS jobId, e.options, e.file_id AS fileId, e.file_name AS fileName, e.row_count AS rowCount,
              e.with_phones AS withPhones, e.created_at AS createdAt, f.expires_at AS expiresAt, f.sha256
         FROM exports e JOIN regions r ON r.id = e.region_id LEFT JOIN stored_files f ON f.id = e.file_id
        WHERE ${condition}`,
      parameters,
    );
    return rows.map((row) => ({
      ...row,
      options: JSON.parse(row.options) as ExportOptions,
      withPhones: Boolean(row.withPhones),
      createdAt: Number(row.createdAt),
      expiresAt: numberOrNull(row.expiresAt),
    }));
  }
}
