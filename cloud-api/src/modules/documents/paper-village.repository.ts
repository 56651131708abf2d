import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable } from '../../common/database/index.js';
import { Level } from '../regions/index.js';

/** Where somebody's papers are asked for: villages by their townships, and by the doors assigned to a person. */
@Injectable()
export class PaperVillageRepository {
  /** Open ones only. */
  async ofTownships(on: Queryable, townshipIds: readonly number[]): Promise<number[]> {
    const parents = anyOf('parent_id', townshipIds);
    const rows = await on.query<{ id: number }>(
      `SELECT id FROM regions WHERE ${parents.sql} AND level = ? AND closed_on IS NULL`,
      [...parents.parameters, Level.Village],
    );
    return rows.map(({ id }) => id);
  }

  async ofAssignedDoors(on: Queryable, personId: string): Promise<number[]> {
    const rows = await on.query<{ id: number }>(
      `SELECT DISTINCT g.parent_id AS id FROM door_assignments a JOIN doors d ON d.id = a.door_id
        JOIN regions g ON g.id = d.grid_id WHERE a.person_id = ? AND a.ended_at IS NULL`,
      [personId],
    );
    return rows.map(({ id }) => id);
  }
}
