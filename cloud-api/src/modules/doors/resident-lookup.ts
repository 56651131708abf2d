import { Injectable } from '@nestjs/common';
import { anyOf, Database, type Queryable } from '../../common/database/index.js';
import { type KnownResident, ResidentDirectory } from '../people/index.js';

/** The residents as sign-in looks for them. */
@Injectable()
export class ResidentLookup extends ResidentDirectory {
  constructor(private readonly database: Database) {
    super();
  }

  /** A phone shared by a family leads to whoever stands first in the household book. */
  async findByPhone(phoneIndex: string): Promise<KnownResident | null> {
    const [row] = await this.database.query<KnownResident>(
      'SELECT id, name, door_id AS doorId FROM residents WHERE phone_index = ? ORDER BY position, id LIMIT 1',
      [phoneIndex],
    );
    return row ?? null;
  }

  async findByPhones(on: Queryable, phoneIndexes: readonly string[]): Promise<Map<string, KnownResident>> {
    const phones = anyOf('phone_index', phoneIndexes);
    const rows = await on.query<KnownResident & { phoneIndex: string }>(
      `SELECT id, name, door_id AS doorId, phone_index AS phoneIndex FROM residents WHERE ${phones.sql}
        ORDER BY position DESC, id DESC`,
      phones.parameters,
    );
    return new Map(rows.map(({ phoneIndex, ...resident }) => [phoneIndex, resident]));
  }

  async homeOf(residentId: string): Promise<{ doorId: string; label: string; villageId: number } | null> {
    const [row] = await this.database.query<{ doorId: string; code: string; name: string; villageId: number }>(
      `SELECT d.id AS doorId, d.code, d.name, g.parent_id AS villageId
         FROM residents s JOIN doors d ON d.id = s.door_id JOIN regions g ON g.id = d.grid_id WHERE s.id = ?`,
      [residentId],
    );
    return row ? { doorId: row.doorId, label: `${row.code} ${row.name}`.trim(), villageId: row.villageId } : null;
  }
}
