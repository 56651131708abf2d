import { Injectable } from '@nestjs/common';
import { anyOf, numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';

export interface CodeRecord {
  id: string;
  tokenHash: string;
  tokenCipher: string;
  /** As it was when the code was made; the door may have been merged into another since. */
  doorId: string | null;
  letterRoundId: string | null;
  /** The door's grid, or the round's region. */
  regionId: number;
  createdBy: string;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
}

const columns = `id, token_hash AS tokenHash, token_cipher AS tokenCipher, door_id AS doorId, letter_round_id AS letterRoundId,
  region_id AS regionId, created_by AS createdBy, created_at AS createdAt, expires_at AS expiresAt, revoked_at AS revokedAt`;
const listed = 50;

/** Every query on codes. */
@Injectable()
export class SignCodeRepository {
  async find(on: Queryable, id: string): Promise<CodeRecord | null> {
    const [record] = await this.select(on, 'id = ?', [id]);
    return record ?? null;
  }

  async byHashes(on: Queryable, tokenHashes: readonly string[]): Promise<CodeRecord[]> {
    const hashes = anyOf('token_hash', tokenHashes);
    return this.select(on, hashes.sql, hashes.parameters);
  }

  /** The newest first. */
  async ofDoors(on: Queryable, doorIds: readonly string[]): Promise<CodeRecord[]> {
    const doors = anyOf('door_id', doorIds);
    return this.select(on, `${doors.sql} ORDER BY created_at DESC, id DESC LIMIT ${listed}`, doors.parameters);
  }

  async insert(transaction: Transaction, record: CodeRecord): Promise<void> {
    await transaction.insert('sign_codes', [
      {
        id: record.id,
        token_hash: record.tokenHash,
        token_cipher: record.tokenCipher,
        door_id: record.doorId,
        letter_round_id: record.letterRoundId,
        region_id: record.regionId,
        created_by: record.createdBy,
        created_at: record.createdAt,
        expires_at: record.expiresAt,
        revoked_at: record.revokedAt,
      },
    ]);
  }

  /** False when it was revoked before. */
  async revoke(transaction: Transaction, id: string, now: number): Promise<boolean> {
    const revoked = await transaction.execute(
      'UPDATE sign_codes SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
      [now, id],
    );
    return revoked === 1;
  }

  /** 「A101 王德福」 for each door. */
  async doorLabels(on: Queryable, doorIds: readonly string[]): Promise<Map<string, string>> {
    const doors = anyOf('id', doorIds);
    const rows = await on.query<{ id: string; code: string; name: string }>(
      `SELECT id, code, name FROM doors WHERE ${doors.sql}`,
      doors.parameters,
    );
    return new Map(rows.map(({ id, code, name }) => [id, `${code} ${name}`.trim()]));
  }

  /** The titles of rounds of 责任书. */
  async roundTitles(on: Queryable, roundIds: readonly string[]): Promise<Map<string, string>> {
    const rounds = anyOf('id', roundIds);
    const rows = await on.query<{ id: string; title: string }>(
      `SELECT id, title FROM letter_rounds WHERE ${rounds.sql}`,
      rounds.parameters,
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  private async select(on: Queryable, condition: string, parameters: (string | number | boolean | null)[]) {
    const rows = await on.query<CodeRecord>(`SELECT ${columns} FROM sign_codes WHERE ${condition}`, parameters);
    return rows.map((row) => ({
      ...row,
      createdAt: Number(row.createdAt),
      expiresAt: Number(row.expiresAt),
      revokedAt: numberOrNull(row.revokedAt),
    }));
  }
}
