import { Injectable } from '@nestjs/common';
import { type SqlCondition, withinPaths } from '../../common/auth/index.js';
import { anyOf, Database, type Queryable, type SqlValue } from '../../common/database/index.js';

export interface SearchLeaf {
  id: number;
  path: string;
}

/** A door that is looked through by itself: one of a 村民小组, or one that is the actor's by name. */
export interface ListedDoor {
  id: string;
  gridPath: string;
  mine: boolean;
}

/** Keys that begin with the text, or, when `whole`, are the text. */
export interface KeyRange {
  text: string;
  whole: boolean;
}

/** The queries on search keys, each made for one of the two indexes. */
@Injectable()
export class DoorSearchRepository {
  constructor(private readonly database: Database) {}

  leavesWithin(paths: readonly string[]): Promise<SearchLeaf[]> {
    const inside = withinPaths('path', paths);
    return this.database.query(
      `SELECT id, path FROM regions WHERE level = 'grid' AND ${inside.sql}`,
      inside.parameters,
    );
  }

  /** 村民小组 that are themselves one of the paths. */
  async groupsAt(paths: readonly string[]): Promise<number[]> {
    const exactly = anyOf('path', [...new Set(paths)]);
    const rows = await this.database.query<{ id: number }>(
      `SELECT id FROM regions WHERE level = 'group' AND ${exactly.sql}`,
      exactly.parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** Doors of the groups, and those assigned to the person, within the region. */
  async listed(groupIds: readonly number[], personId: string, regionPath: string | null): Promise<ListedDoor[]> {
    const inRegion = within(regionPath);
    const own = await this.database.query<{ id: string; gridPath: string }>(
      `SELECT d.id, g.path AS gridPath FROM door_assignments a JOIN doors d ON d.id = a.door_id ${places}
        WHERE a.person_id = ? AND a.ended_at IS NULL AND ${inRegion.sql}`,
      [personId, ...inRegion.parameters],
    );
    const groups = anyOf('d.group_id', groupIds);
    const grouped =
      groupIds.length === 0
        ? []
        : await this.database.query<{ id: string; gridPath: string }>(
            `SELECT d.id, g.path AS gridPath FROM doors d ${places} WHERE ${groups.sql} AND ${inRegion.sql}`,
            [...groups.parameters, ...inRegion.parameters],
          );
    const mine = new Set(own.map(({ id }) => id));
    return [
      ...own.map((door) => ({ ...door, mine: true })),
      ...grouped.filter(({ id }) => !mine.has(id)).map((door) => ({ ...door, mine: false })),
    ];
  }

  /** Of a few doors those that have a key in the range. */
  async amongDoors(doorIds: readonly string[], range: KeyRange): Promise<string[]> {
    const [doors, keys] = [anyOf('door_id', doorIds), keysIn(range)];
    return this.doorIds(`SELECT DISTINCT door_id AS id FROM door_keys WHERE ${doors.sql} AND ${keys.sql}`, [
      ...doors.parameters,
      ...keys.parameters,
    ]);
  }

  /** By the primary key: one range in each leaf. Costs a step for each leaf, however many keys there are elsewhere. */
  async inLeaves(leafIds: readonly number[], range: KeyRange, limit: number): Promise<string[]> {
    const [leaves, keys] = [anyOf('grid_id', leafIds), keysIn(range)];
    return this.doorIds(
      `SELECT DISTINCT door_id AS id FROM door_keys WHERE ${leaves.sql} AND ${keys.sql} LIMIT ${limit}`,
      [...leaves.parameters, ...keys.parameters],
    );
  }

  /** By the key: the first so many of the whole database, with the paths of their grids. */
  async first(range: KeyRange, limit: number): Promise<{ id: string; gridPath: string }[]> {
    const keys = keysIn(range);
    return this.database.query(
      `SELECT k.door_id AS id, r.path AS gridPath
         FROM (SELECT door_id, grid_id FROM door_keys WHERE ${keys.sql} ORDER BY search_key, grid_id LIMIT ${limit}) k
         JOIN regions r ON r.id = k.grid_id`,
      keys.parameters,
    );
  }

  /** All doors of a leaf, whether they have keys or not. */
  async doorsInLeaf(on: Queryable, gridId: number): Promise<string[]> {
    const rows = await on.query<{ id: string }>('SELECT id FROM doors WHERE grid_id = ?', [gridId]);
    return rows.map(({ id }) => id);
  }

  private async doorIds(sql: string, parameters: readonly SqlValue[]): Promise<string[]> {
    return (await this.database.query<{ id: string }>(sql, parameters)).map(({ id }) => id);
  }
}

/** No key holds the last code point there is, so everything that begins with the text is before it. */
function keysIn({ text, whole }: KeyRange): SqlCondition {
  if (whole) return { sql: 'search_key = ?', parameters: [text] };
  return { sql: 'search_key >= ? AND search_key < ?', parameters: [text, `${text}\u{10ffff}`] };
}

const places = 'JOIN regions g ON g.id = d.grid_id LEFT JOIN regions n ON n.id = d.group_id';

function within(regionPath: string | null): SqlCondition {
  if (regionPath === null) return { sql: '1 = 1', parameters: [] };
  const inside = withinPaths('g.path', [regionPath]);
  return { sql: `(${inside.sql} OR n.path = ?)`, parameters: [...inside.parameters, regionPath] };
}
