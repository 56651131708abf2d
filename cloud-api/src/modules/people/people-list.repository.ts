import { Injectable } from '@nestjs/common';
import { type Role, type SqlCondition, withinPaths } from '../../common/auth/index.js';
import { anyOf, Database, prefixPattern } from '../../common/database/index.js';
import type { PeopleSort } from './dto/people.dto.js';

export interface PersonRow {
  id: string;
  name: string;
  phoneCipher: string | null;
  trainedOn: string | null;
  doors: number;
}

/** Where a page ended. */
export interface PersonPlace {
  id: string;
  name: string;
  doors: number;
}

export interface PeopleFilter {
  paths: readonly string[];
  role: Role | null;
  trained: boolean | null;
  search: { text: string; phoneIndex: string | null; ids: readonly string[] } | null;
}

const selectPeople = `SELECT p.id, p.name, p.phone_cipher AS phoneCipher,
    (SELECT MIN(t.trained_on) FROM trainings t WHERE t.person_id = p.id) AS trainedOn,
    (SELECT COUNT(*) FROM door_assignments a WHERE a.person_id = p.id AND a.ended_at IS NULL) AS doors
  FROM people p`;

/** The roster, page by page. */
@Injectable()
export class PeopleListRepository {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<PersonRow | null> {
    const [row] = await this.database.query<PersonRow>(`${selectPeople} WHERE p.id = ?`, [id]);
    return row ?? null;
  }

  async page(filter: PeopleFilter, sort: PeopleSort, after: PersonPlace | null, limit: number): Promise<PersonRow[]> {
    const where = conditionOf(filter);
    const from = after === null ? { sql: '1 = 1', parameters: [] } : behind(after, sort);
    return this.database.query<PersonRow>(
      `SELECT * FROM (${selectPeople} WHERE ${where.sql}) listed WHERE ${from.sql}
        ORDER BY ${sort === 'doors' ? 'doors DESC, ' : ''}name, id LIMIT ${limit}`,
      [...where.parameters, ...from.parameters],
    );
  }

  async count(filter: PeopleFilter): Promise<number> {
    const where = conditionOf(filter);
    const [row] = await this.database.query<{ total: number }>(
      `SELECT COUNT(*) AS total FROM people p WHERE ${where.sql}`,
      where.parameters,
    );
    return Number(row!.total);
  }

  async namesWithin(paths: readonly string[]): Promise<{ id: string; name: string }[]> {
    const posts = holdingPost(withinPaths('r.path', paths), null);
    return this.database.query(`SELECT p.id, p.name FROM people p WHERE ${posts.sql}`, posts.parameters);
  }
}

function conditionOf({ paths, role, trained, search }: PeopleFilter): SqlCondition {
  const conditions = [holdingPost(withinPaths('r.path', paths), role)];
  if (trained !== null) {
    const sql = `${trained ? '' : 'NOT '}EXISTS (SELECT 1 FROM trainings t WHERE t.person_id = p.id)`;
    conditions.push({ sql, parameters: [] });
  }
  if (search !== null) conditions.push(matching(search));
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function holdingPost(scope: SqlCondition, role: Role | null): SqlCondition {
  return {
    sql: `p.id IN (SELECT po.person_id FROM posts po JOIN regions r ON r.id = po.region_id
                    WHERE po.revoked_at IS NULL AND ${scope.sql} ${role ? 'AND po.role = ?' : ''})`,
    parameters: role ? [...scope.parameters, role] : scope.parameters,
  };
}

function matching({ text, phoneIndex, ids }: NonNullable<PeopleFilter['search']>): SqlCondition {
  const sounding = anyOf('p.id', ids);
  const pattern = `%${prefixPattern(text)}`;
  return {
    sql: `(p.name LIKE ? ESCAPE '!' OR p.phone_index = ? OR ${sounding.sql} OR EXISTS (
            SELECT 1 FROM posts po JOIN regions r ON r.id = po.region_id
             WHERE po.person_id = p.id AND po.revoked_at IS NULL AND r.name LIKE ? ESCAPE '!'))`,
    parameters: [pattern, phoneIndex, ...sounding.parameters, pattern],
  };
}

/** What comes after the place in the order of the list. */
function behind({ id, name, doors }: PersonPlace, sort: PeopleSort): SqlCondition {
  const byName = { sql: '(name > ? OR (name = ? AND id > ?))', parameters: [name, name, id] };
  if (sort === 'name') return byName;
  return {
    sql: `(doors < ? OR (doors = ? AND ${byName.sql}))`,
    parameters: [doors, doors, ...byName.parameters],
  };
}
