import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, Database, type SqlValue } from '../../common/database/index.js';
import type { ComparedDoor } from './duplicates.rules.js';

/** A village, or a grid or 村民小组 when somebody asks for that alone. */
export interface Neighbourhood {
  id: number;
  name: string;
  level: string;
  path: string;
}

export interface ShownDoor {
  id: string;
  kind: string;
  code: string;
  name: string;
  address: string;
  gridId: number;
  gridName: string;
  gridPath: string;
  groupName: string | null;
  version: number;
  childrenUnder14: number;
  registeredAtDoor: number | boolean;
  exclusionState: string | null;
  inBook: number;
}

/** More doors than any village has: nothing is compared beyond them. */
const mostDoors = 20_000;

/** The queries behind likely duplicates, one neighbourhood at a time. */
@Injectable()
export class DuplicatesRepository {
  constructor(private readonly database: Database) {}

  /** Open villages within the paths in the order of their ids, from one on. */
  villages(paths: readonly string[], fromId: number, limit: number): Promise<Neighbourhood[]> {
    const inside = withinPaths('path', paths);
    return this.database.query(
      `SELECT id, name, level, path FROM regions
        WHERE level = 'village' AND closed_on IS NULL AND id >= ? AND ${inside.sql} ORDER BY id LIMIT ${limit}`,
      [fromId, ...inside.parameters],
    );
  }

  /** All doors of a neighbourhood with what they are compared by. */
  async compared({ id, level, path }: Neighbourhood): Promise<ComparedDoor[]> {
    const inside = withinPaths('g.path', [path]);
    const where: { sql: string; parameters: SqlValue[] } =
      level === 'group' ? { sql: 'd.group_id = ?', parameters: [id] } : inside;
    const doors = await this.database.query<Omit<ComparedDoor, 'residents'>>(
      `SELECT d.id, d.kind, d.name, d.address FROM regions g JOIN doors d ON d.grid_id = g.id
        WHERE ${where.sql} LIMIT ${mostDoors}`,
      where.parameters,
    );
    const residents = await this.database.query<ComparedDoor['residents'][number] & { doorId: string }>(
      `SELECT s.door_id AS doorId, s.name, s.birth_month AS birthMonth, s.phone_index AS phone
         FROM regions g JOIN doors d ON d.grid_id = g.id JOIN residents s ON s.door_id = d.id
        WHERE (s.birth_month IS NOT NULL OR s.phone_index IS NOT NULL) AND ${where.sql}`,
      where.parameters,
    );
    const compared = new Map(doors.map((door) => [door.id, { ...door, residents: [] as ComparedDoor['residents'] }]));
    for (const { doorId, ...resident } of residents) compared.get(doorId)?.residents.push(resident);
    return [...compared.values()];
  }

  shown(doorIds: readonly string[]): Promise<ShownDoor[]> {
    const doors = anyOf('d.id', doorIds);
    return this.database.query(
      `SELECT d.id, d.kind, d.code, d.name, d.address, d.grid_id AS gridId, g.name AS gridName, g.path AS gridPath,
              n.name AS groupName, d.version, d.children_under14 AS childrenUnder14,
              d.registered_at_door AS registeredAtDoor, d.exclusion_state AS exclusionState,
              CASE WHEN b.door_id IS NULL THEN 0 ELSE 1 END AS inBook
         FROM doors d JOIN regions g ON g.id = d.grid_id LEFT JOIN regions n ON n.id = d.group_id
         LEFT JOIN book_entries b ON b.door_id = d.id
        WHERE ${doors.sql}`,
      doors.parameters,
    );
  }

  async visits(doorIds: readonly string[]): Promise<Map<string, { count: number; last: number }>> {
    const doors = anyOf('door_id', doorIds);
    const rows = await this.database.query<{ id: string; count: number; last: number }>(
      `SELECT door_id AS id, COUNT(*) AS count, MAX(started_at) AS last FROM visits
        WHERE voided = 0 AND ${doors.sql} GROUP BY door_id`,
      doors.parameters,
    );
    return new Map(rows.map(({ id, count, last }) => [id, { count: Number(count), last: Number(last) }]));
  }
}
