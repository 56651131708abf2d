import { Injectable } from '@nestjs/common';
import { reachesOnlyAssigned, withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';
import type { MapBox, MapPlace } from './map-area.rules.js';

export interface Assignment {
  doorId: string;
  personId: string;
  claimed: boolean;
}

const standing = `(d.exclusion_state IS NULL OR d.exclusion_state <> 'approved')`;
const inBox = 'd.latitude_e6 BETWEEN ? AND ? AND d.longitude_e6 BETWEEN ? AND ?';

/** Every query on whose door is whose. */
@Injectable()
export class AssignmentRepository {
  /** Doors of a grid that have to be visited, in the order of their codes. */
  async standingIn(on: Queryable, gridId: number): Promise<string[]> {
    const rows = await on.query<{ id: string }>(
      `SELECT d.id FROM doors d WHERE d.grid_id = ? AND ${standing} ORDER BY d.code, d.id`,
      [gridId],
    );
    return rows.map(({ id }) => id);
  }

  /** The grids below a path with a door in the box. */
  async leavesInBox(on: Queryable, path: string, box: MapBox): Promise<number[]> {
    const scope = withinPaths('r.path', [path]);
    const rows = await on.query<{ id: number }>(
      `SELECT DISTINCT r.id FROM regions r JOIN doors d ON d.grid_id = r.id
        WHERE r.level = 'grid' AND ${scope.sql} AND ${inBox}`,
      [...scope.parameters, ...edges(box)],
    );
    return rows.map(({ id }) => id);
  }

  /** Doors of the grids that have to be visited and have a place in the box. */
  async standingInBox(on: Queryable, gridIds: readonly number[], box: MapBox): Promise<({ id: string } & MapPlace)[]> {
    const grids = anyOf('d.grid_id', gridIds);
    return on.query(
      `SELECT d.id, d.latitude_e6 AS latitudeE6, d.longitude_e6 AS longitudeE6 FROM doors d
        WHERE ${grids.sql} AND ${standing} AND ${inBox} ORDER BY d.grid_id, d.code, d.id`,
      [...grids.parameters, ...edges(box)],
    );
  }

  /** What is held of the doors now, by anybody or by the people given. */
  async held(on: Queryable, doorIds: readonly string[], personIds?: readonly string[]): Promise<Assignment[]> {
    const doors = anyOf('door_id', doorIds);
    const people = personIds === undefined ? { sql: '1 = 1', parameters: [] } : anyOf('person_id', personIds);
    const rows = await on.query<Omit<Assignment, 'claimed'> & { claimed: number }>(
      `SELECT door_id AS doorId, person_id AS personId, claimed FROM door_assignments
        WHERE ended_at IS NULL AND ${doors.sql} AND ${people.sql}`,
      [...doors.parameters, ...people.parameters],
    );
    return rows.map((row) => ({ ...row, claimed: Boolean(row.claimed) }));
  }

  async start(
    transaction: Transaction,
    rows: readonly { doorId: string; personId: string; claimed: boolean }[],
    now: number,
  ): Promise<void> {
    await transaction.upsert(
      'door_assignments',
      rows.map(({ doorId, personId, claimed }) => ({
        door_id: doorId,
        person_id: personId,
        claimed: claimed ? 1 : 0,
        started_at: now,
        ended_at: null,
      })),
      ['door_id', 'person_id'],
      { set: ['claimed', 'started_at', 'ended_at'] },
    );
  }

  async end(transaction: Transaction, personId: string, doorIds: readonly string[], now: number): Promise<void> {
    const doors = anyOf('door_id', doorIds);
    await transaction.execute(
      `UPDATE door_assignments SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL AND ${doors.sql}`,
      [now, personId, ...doors.parameters],
    );
  }

  /** Of the people those who hold any door by name. */
  async holders(on: Queryable, personIds: readonly string[]): Promise<Set<string>> {
    const people = anyOf('person_id', personIds);
    const rows = await on.query<{ id: string }>(
      `SELECT DISTINCT person_id AS id FROM door_assignments WHERE ended_at IS NULL AND ${people.sql}`,
      people.parameters,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Of the people those who hold doors only by name: the 班主任, whose families stay theirs whoever else visits. */
  async byNameOnly(on: Queryable, personIds: readonly string[]): Promise<Set<string>> {
    const [people, roles] = [anyOf('person_id', personIds), anyOf('role', [...reachesOnlyAssigned])];
    const rows = await on.query<{ id: string }>(
      `SELECT DISTINCT person_id AS id FROM posts WHERE revoked_at IS NULL AND ${people.sql} AND ${roles.sql}`,
      [...people.parameters, ...roles.parameters],
    );
    return new Set(rows.map(({ id }) => id));
  }
}

function edges({ south, north, west, east }: MapBox): number[] {
  return [south, north, west, east];
}
