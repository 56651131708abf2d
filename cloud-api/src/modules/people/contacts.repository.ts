import { Injectable } from '@nestjs/common';
import { type Role, withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';

/** A post as it is held now. */
export interface HeldPost {
  personId: string;
  name: string;
  role: Role;
  regionId: number;
  regionName: string;
  path: string;
  heldSince: number;
}

interface NewContact {
  id: string;
  name: string;
  phoneCipher: string;
  phoneIndex: string;
  residentId: string | null;
}

/** People as papers reach them. */
@Injectable()
export class ContactsRepository {
  async postsWithin(on: Queryable, path: string, roles: readonly Role[]): Promise<HeldPost[]> {
    const place = withinPaths('r.path', [path]);
    const wanted = anyOf('po.role', roles);
    const rows = await on.query<HeldPost>(
      `SELECT po.person_id AS personId, p.name, po.role, po.region_id AS regionId, r.name AS regionName, r.path,
              po.created_at AS heldSince
         FROM posts po JOIN people p ON p.id = po.person_id JOIN regions r ON r.id = po.region_id
        WHERE po.revoked_at IS NULL AND r.closed_on IS NULL AND ${place.sql} AND ${wanted.sql}
        ORDER BY po.created_at, po.id`,
      [...place.parameters, ...wanted.parameters],
    );
    return rows.map((row) => ({ ...row, heldSince: Number(row.heldSince) }));
  }

  async personsByPhone(on: Queryable, phoneIndexes: readonly string[]): Promise<Map<string, string>> {
    const phones = anyOf('phone_index', phoneIndexes);
    const rows = await on.query<{ id: string; phoneIndex: string }>(
      `SELECT id, phone_index AS phoneIndex FROM people WHERE ${phones.sql}`,
      phones.parameters,
    );
    return new Map(rows.map(({ id, phoneIndex }) => [phoneIndex, id]));
  }

  async namesOf(on: Queryable, personIds: readonly string[]): Promise<Map<string, string>> {
    const people = anyOf('id', personIds);
    const rows = await on.query<{ id: string; name: string }>(
      `SELECT id, name FROM people WHERE ${people.sql}`,
      people.parameters,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async phoneCipherOf(on: Queryable, personId: string): Promise<string | null> {
    const [row] = await on.query<{ phoneCipher: string | null }>(
      'SELECT phone_cipher AS phoneCipher FROM people WHERE id = ?',
      [personId],
    );
    return row?.phoneCipher ?? null;
  }

  async insert(transaction: Transaction, contacts: readonly NewContact[], now: number): Promise<void> {
    await transaction.insert(
      'people',
      contacts.map(({ id, name, phoneCipher, phoneIndex, residentId }) => ({
        id,
        name,
        phone_cipher: phoneCipher,
        phone_index: phoneIndex,
        resident_id: residentId,
        created_at: now,
      })),
    );
  }
}
