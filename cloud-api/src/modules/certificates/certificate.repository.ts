import { Injectable } from '@nestjs/common';
import { numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';
import type { JobState } from '../../common/jobs/index.js';

export interface CertificateRecord {
  id: string;
  signatureId: string;
  requestedBy: string;
  jobId: string;
  jobState: JobState;
  fileId: string | null;
  sha256: string | null;
  createdAt: number;
  expiresAt: number | null;
}

export type NewCertificateRecord = Omit<CertificateRecord, 'jobState'> & { look: string };

/** A day's signed root, as it is published. */
export interface RootRecord {
  day: string;
  firstNumber: number;
  lastNumber: number;
  root: string;
  signature: string;
  keyId: string;
  signedAt: number;
}

const rootsPerPage = 100;

/** Every query on certificates, and the roots of the log. */
@Injectable()
export class CertificateRepository {
  async find(on: Queryable, id: string): Promise<CertificateRecord | null> {
    return (await this.select(on, 'c.id = ?', [id]))[0] ?? null;
  }

  /** The newest of this look that is being made, or whose file lasts beyond the instant. */
  async usable(on: Queryable, signatureId: string, look: string, until: number): Promise<CertificateRecord | null> {
    const [newest] = await this.select(
      on,
      `c.signature_id = ? AND c.look = ? AND (c.expires_at > ? OR (c.file_id IS NULL AND j.state IN ('queued', 'running')))
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1`,
      [signatureId, look, until],
    );
    return newest ?? null;
  }

  async isErased(on: Queryable, signatureId: string): Promise<boolean> {
    const rows = await on.query("SELECT kind FROM signature_endings WHERE signature_id = ? AND kind = 'erased'", [
      signatureId,
    ]);
    return rows.length > 0;
  }

  async files(on: Queryable, signatureId: string): Promise<string[]> {
    const rows = await on.query<{ fileId: string }>(
      'SELECT file_id AS fileId FROM certificates WHERE signature_id = ? AND file_id IS NOT NULL',
      [signatureId],
    );
    return rows.map(({ fileId }) => fileId);
  }

  async expireAll(transaction: Transaction, signatureId: string, now: number): Promise<void> {
    await transaction.execute('UPDATE certificates SET expires_at = ? WHERE signature_id = ? AND expires_at > ?', [
      now,
      signatureId,
      now,
    ]);
  }

  async countUnderWay(on: Queryable, personId: string): Promise<number> {
    const [row] = await on.query<{ size: number }>(
      `SELECT COUNT(DISTINCT j.id) AS size FROM jobs j JOIN certificates c ON c.job_id = j.id
        WHERE j.actor_id = ? AND j.state IN ('queued', 'running')`,
      [personId],
    );
    return Number(row!.size);
  }

  /** The signature of the certificate with these very bytes. */
  async signatureOfFile(on: Queryable, sha256: string): Promise<string | null> {
    const [row] = await on.query<{ signatureId: string }>(
      'SELECT signature_id AS signatureId FROM certificates WHERE sha256 = ? LIMIT 1',
      [sha256],
    );
    return row?.signatureId ?? null;
  }

  async insert(transaction: Transaction, record: NewCertificateRecord): Promise<void> {
    await transaction.insert('certificates', [
      {
        id: record.id,
        signature_id: record.signatureId,
        requested_by: record.requestedBy,
        job_id: record.jobId,
        file_id: record.fileId,
        sha256: record.sha256,
        look: record.look,
        created_at: record.createdAt,
        expires_at: record.expiresAt,
      },
    ]);
  }

  /** For all who asked while it was made. Compare-and-set: a job that is run twice keeps the first file. */
  async keepFile(
    transaction: Transaction,
    jobId: string,
    file: { id: string; sha256: string; look: string; expiresAt: number },
  ): Promise<boolean> {
    const kept = await transaction.execute(
      'UPDATE certificates SET file_id = ?, sha256 = ?, look = ?, expires_at = ? WHERE job_id = ? AND file_id IS NULL',
      [file.id, file.sha256, file.look, file.expiresAt, jobId],
    );
    return kept > 0;
  }

  /** Oldest first. */
  async roots(on: Queryable, after: string): Promise<RootRecord[]> {
    const rows = await on.query<RootRecord>(
      `SELECT day, first_number AS firstNumber, last_number AS lastNumber, root, signature, key_id AS keyId,
              signed_at AS signedAt
         FROM event_roots WHERE day > ? ORDER BY day LIMIT ${rootsPerPage}`,
      [after],
    );
    return rows.map((row) => ({
      ...row,
      firstNumber: Number(row.firstNumber),
      lastNumber: Number(row.lastNumber),
      signedAt: Number(row.signedAt),
    }));
  }

  private async select(
    on: Queryable,
    condition: string,
    parameters: (string | number)[],
  ): Promise<CertificateRecord[]> {
    const rows = await on.query<CertificateRecord>(
      `SELECT c.id, c.signature_id AS signatureId, c.requested_by AS requestedBy, c.job_id AS jobId,
              j.state AS jobState, c.file_id AS fileId, c.sha256, c.created_at AS createdAt, c.expires_at AS expiresAt
         FROM certificates c JOIN jobs j ON j.id = c.job_id WHERE ${condition}`,
      parameters,
    );
    return rows.map((row) => ({
      ...row,
      createdAt: Number(row.createdAt),
      expiresAt: numberOrNull(row.expiresAt),
    }));
  }
}
