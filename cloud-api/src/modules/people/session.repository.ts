import { Injectable } from '@nestjs/common';
import type { Role } from '../../common/auth/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import type { SessionKind } from './people.rules.js';

export interface SessionRow {
  personId: string;
  residentId: string | null;
  kind: SessionKind;
  lastSeenAt: number;
  expiresAt: number;
  consented: boolean;
  posts: { id: string; role: Role; regionId: number; path: string }[];
}

export interface AccountRow {
  id: string;
  password_hash: string | null;
  locked_until: number | null;
}

/** Every query behind signing in and staying signed in. */
@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database) {}

  /** One query for the session, its person, the consent and the posts of this moment. */
  async find(tokenHash: string, noticeVersion: string): Promise<SessionRow | null> {
    const rows = await this.database.query<Record<string, string | number | null>>(
      `SELECT s.person_id, s.kind, s.last_seen_at, s.expires_at, p.resident_id, po.id AS post_id, po.role, po.region_id, r.path,
              EXISTS (SELECT 1 FROM consents c
                       WHERE c.person_id = s.person_id AND c.version = ? AND c.withdrawn_at IS NULL) AS consented
         FROM sessions s
         JOIN people p ON p.id = s.person_id
         LEFT JOIN posts po ON po.person_id = s.person_id AND po.revoked_at IS NULL
         LEFT JOIN regions r ON r.id = po.region_id
        WHERE s.token_hash = ?`,
      [noticeVersion, tokenHash],
    );
    const [first] = rows;
    if (!first) return null;
    return {
      personId: first.person_id as string,
      residentId: first.resident_id as string | null,
      kind: first.kind as SessionKind,
      lastSeenAt: Number(first.last_seen_at),
      expiresAt: Number(first.expires_at),
      consented: Number(first.consented) === 1,
      posts: rows
        .filter((row) => row.post_id !== null && row.path !== null)
        .map((row) => ({
          id: row.post_id as string,
          role: row.role as Role,
          regionId: Number(row.region_id),
          path: row.path as string,
        })),
    };
  }

  /** The posts a person holds now, for work done on their behalf after the request has ended. */
  async postsHeldBy(on: Queryable, personId: string): Promise<SessionRow['posts']> {
    return on.query(
      `SELECT po.id, po.role, po.region_id AS regionId, r.path FROM posts po JOIN regions r ON r.id = po.region_id
        WHERE po.person_id = ? AND po.revoked_at IS NULL`,
      [personId],
    );
  }

  /** Who of the residents the person is. */
  async residentOf(on: Queryable, personId: string): Promise<string | null> {
    const [person] = await on.query<{ residentId: string | null }>(
      'SELECT resident_id AS residentId FROM people WHERE id = ?',
      [personId],
    );
    return person?.residentId ?? null;
  }

  async insert(
    transaction: Transaction,
    row: { tokenHash: string; personId: string; kind: SessionKind; now: number; expiresAt: number },
  ) {
    await transaction.insert('sessions', [
      {
        token_hash: row.tokenHash,
        person_id: row.personId,
        kind: row.kind,
        created_at: row.now,
        last_seen_at: row.now,
        expires_at: row.expiresAt,
      },
    ]);
  }

  async touch(tokenHash: string, now: number): Promise<void> {
    await this.database.query('UPDATE sessions SET last_seen_at = ? WHERE token_hash = ? AND last_seen_at < ?', [
      now,
      tokenHash,
      now,
    ]);
  }

  async remove(transaction: Transaction, tokenHash: string): Promise<void> {
    await transaction.execute('DELETE FROM sessions WHERE token_hash = ?', [tokenHash]);
  }

  async removeAll(transaction: Transaction, personId: string): Promise<void> {
    await transaction.execute('DELETE FROM sessions WHERE person_id = ?', [personId]);
  }

  async accountByPhone(on: Queryable, phoneIndex: string): Promise<AccountRow | null> {
    const [row] = await on.query<AccountRow>(
      'SELECT id, password_hash, locked_until FROM people WHERE phone_index = ?',
      [phoneIndex],
    );
    return row ?? null;
  }

  async personOfOpenid(openid: string): Promise<string | null> {
    const [row] = await this.database.query<{ person_id: string }>(
      'SELECT person_id FROM wechat_accounts WHERE openid = ?',
      [openid],
    );
    return row?.person_id ?? null;
  }

  async bindOpenid(
    transaction: Transaction,
    binding: { openid: string; personId: string; sessionKeyCipher: string; now: number },
  ): Promise<void> {
    await transaction.upsert(
      'wechat_accounts',
      [
        {
          openid: binding.openid,
          person_id: binding.personId,
          phone_verified_at: binding.now,
          session_key_cipher: binding.sessionKeyCipher,
        },
      ],
      ['openid'],
      { set: ['person_id', 'phone_verified_at', 'session_key_cipher'] },
    );
  }

  async keepSessionKey(transaction: Transaction, openid: string, sessionKeyCipher: string): Promise<void> {
    await transaction.execute('UPDATE wechat_accounts SET session_key_cipher = ? WHERE openid = ?', [
      sessionKeyCipher,
      openid,
    ]);
  }

  /** How often in a row the password was wrong, this time included; the row is held, so that guesses cannot overtake. */
  async countWrongPassword(transaction: Transaction, personId: string): Promise<number> {
    await transaction.execute('UPDATE people SET failed_sign_ins = failed_sign_ins + 1 WHERE id = ?', [personId]);
    const [row] = await transaction.query<{ failures: number }>(
      'SELECT failed_sign_ins AS failures FROM people WHERE id = ?',
      [personId],
    );
    return Number(row!.failures);
  }

  async lock(transaction: Transaction, personId: string, until: number): Promise<void> {
    await transaction.execute('UPDATE people SET locked_until = ? WHERE id = ?', [until, personId]);
  }

  async rightPassword(transaction: Transaction, personId: string): Promise<void> {
    await transaction.execute('UPDATE people SET failed_sign_ins = 0, locked_until = NULL WHERE id = ?', [personId]);
  }
}
