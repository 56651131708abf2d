import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import type { DeclineReason, SigningMethod } from './signing.rules.js';

/** A signature in force, as a new one of the same paper meets it. */
export interface StandingSignature {
  id: string;
  doorId: string | null;
  letterId: string | null;
  templateKey: string;
  residentId: string | null;
}

export interface SittingSignature {
  id: string;
  sittingId: string;
  doorId: string | null;
  regionId: number | null;
  signedAt: number;
}

export interface FactRow {
  id: string;
  doorId: string;
  templateKey: string;
  residentId: string | null;
  signedAt: number;
  endedAt: number | null;
}

export interface SignerRow {
  id: string;
  signedAt: number;
  method: SigningMethod;
  /** Encrypted; null once it was erased. */
  personal: string | null;
}

export interface DeclineRow {
  doorId: string;
  reason: DeclineReason;
  /** JSON. */
  templates: string;
  declinedAt: number;
}

/** Every query on what was signed and what was not. */
@Injectable()
export class SignatureRepository {
  async insertSittings(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.insert('sittings', rows);
  }

  async insertSignatures(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.insert('signatures', rows);
  }

  async insertDeclines(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.insert('paper_declines', rows);
  }

  async insertEndings(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.insert('signature_endings', rows);
  }

  /** Those of the ids that name a signature or a sitting already. */
  async known(on: Queryable, ids: readonly string[]): Promise<Set<string>> {
    const named = anyOf('id', ids);
    const rows = await on.query<{ id: string }>(`SELECT id FROM signatures WHERE ${named.sql}`, named.parameters);
    return new Set(rows.map(({ id }) => id));
  }

  /** What holds at the doors and of the letters, and of the signatures named by id. */
  async standing(
    on: Queryable,
    doorIds: readonly string[],
    letterIds: readonly string[],
    signatureIds: readonly string[],
  ): Promise<StandingSignature[]> {
    const asked = [anyOf('s.door_id', doorIds), anyOf('s.letter_id', letterIds), anyOf('s.id', signatureIds)];
    // An empty list beside others would make SQLite read every signature that there is.
    const wanted = asked.filter(({ parameters }) => parameters.length > 0);
    if (wanted.length === 0) return [];
    return on.query(
      `SELECT s.id, s.door_id AS doorId, s.letter_id AS letterId, s.template_key AS templateKey, s.resident_id AS residentId
         FROM signatures s LEFT JOIN signature_endings e ON e.signature_id = s.id
        WHERE e.signature_id IS NULL AND (${wanted.map(({ sql }) => sql).join(' OR ')})`,
      wanted.flatMap(({ parameters }) => parameters),
    );
  }

  /** All that was signed at the doors, oldest first. */
  async facts(on: Queryable, doorIds: readonly string[]): Promise<FactRow[]> {
    const doors = anyOf('s.door_id', doorIds);
    return on.query(
      `SELECT s.id, s.door_id AS doorId, s.template_key AS templateKey, s.resident_id AS residentId, s.signed_at AS signedAt,
              e.ended_at AS endedAt
         FROM signatures s LEFT JOIN signature_endings e ON e.signature_id = s.id
        WHERE ${doors.sql} ORDER BY s.signed_at, s.id`,
      doors.parameters,
    );
  }

  /** Who gave the signatures, and how. */
  async signers(on: Queryable, signatureIds: readonly string[]): Promise<SignerRow[]> {
    const signatures = anyOf('s.id', signatureIds);
    return on.query(
      `SELECT s.id, s.signed_at AS signedAt, t.method, t.personal
         FROM signatures s JOIN sittings t ON t.id = s.sitting_id WHERE ${signatures.sql}`,
      signatures.parameters,
    );
  }

  /** Oldest first. */
  async declines(on: Queryable, doorIds: readonly string[]): Promise<DeclineRow[]> {
    const doors = anyOf('door_id', doorIds);
    return on.query(
      `SELECT door_id AS doorId, reason, templates, declined_at AS declinedAt FROM paper_declines
        WHERE ${doors.sql} ORDER BY declined_at, id`,
      doors.parameters,
    );
  }

  /** The signature and those signed with it. */
  async ofSameSitting(on: Queryable, id: string): Promise<SittingSignature[]> {
    return on.query(
      `SELECT s.id, s.sitting_id AS sittingId, s.door_id AS doorId, s.region_id AS regionId, s.signed_at AS signedAt
         FROM signatures s JOIN signatures asked ON asked.sitting_id = s.sitting_id WHERE asked.id = ? ORDER BY s.id`,
      [id],
    );
  }

  async removeEndings(transaction: Transaction, signatureIds: readonly string[]): Promise<void> {
    const signatures = anyOf('signature_id', signatureIds);
    await transaction.execute(`DELETE FROM signature_endings WHERE ${signatures.sql}`, signatures.parameters);
  }

  /** All values about people are gone; what was committed to them stays. */
  async emptySitting(transaction: Transaction, sittingId: string): Promise<void> {
    await transaction.execute('UPDATE sittings SET personal = NULL, ink = NULL WHERE id = ?', [sittingId]);
  }

  /** When those of the signatures that no longer hold ended. */
  async endedAt(on: Queryable, signatureIds: readonly string[]): Promise<Map<string, number>> {
    const signatures = anyOf('signature_id', signatureIds);
    const rows = await on.query<{ id: string; endedAt: number }>(
      `SELECT signature_id AS id, ended_at AS endedAt FROM signature_endings WHERE ${signatures.sql}`,
      signatures.parameters,
    );
    return new Map(rows.map(({ id, endedAt }) => [id, Number(endedAt)]));
  }

  /** The photos that exist: who took them, and their hash. */
  async photos(on: Queryable, ids: readonly string[]): Promise<Map<string, { uploaderId: string; sha256: string }>> {
    const photos = anyOf('id', ids);
    const rows = await on.query<{ id: string; uploaderId: string; sha256: string }>(
      `SELECT id, uploader_id AS uploaderId, sha256 FROM photos WHERE ${photos.sql}`,
      photos.parameters,
    );
    return new Map(rows.map(({ id, ...photo }) => [id, photo]));
  }

  /** Whose WeChat it is, by person; the one bound last. */
  async accounts(
    on: Queryable,
    personIds: readonly string[],
  ): Promise<Map<string, { openid: string; phoneVerifiedAt: number }>> {
    const people = anyOf('person_id', personIds);
    const rows = await on.query<{ personId: string; openid: string; phoneVerifiedAt: number }>(
      `SELECT person_id AS personId, openid, phone_verified_at AS phoneVerifiedAt FROM wechat_accounts
        WHERE ${people.sql} ORDER BY phone_verified_at`,
      people.parameters,
    );
    return new Map(
      rows.map(({ personId, openid, phoneVerifiedAt }) => [
        personId,
        { openid, phoneVerifiedAt: Number(phoneVerifiedAt) },
      ]),
    );
  }
}
