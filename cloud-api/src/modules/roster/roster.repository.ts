import { Injectable } from '@nestjs/common';
import { type Role, withinPaths } from '../../common/auth/index.js';
import { anyOf, chunks, type Queryable } from '../../common/database/index.js';
import { idsOfPath } from '../regions/index.js';
import type { RosterPlace } from './roster-places.rules.js';

export interface PersonFound {
  id: string;
  name: string;
  phoneIndex: string | null;
}

const idsPerQuery = 1_000;

/** What a roster is compared with. */
@Injectable()
export class RosterRepository {
  /** The open regions at the path and below it. */
  async openPlaces(on: Queryable, path: string): Promise<RosterPlace[]> {
    const scope = withinPaths('path', [path]);
    return on.query<RosterPlace>(
      `SELECT id, name, level, parent_id AS parentId, path FROM regions
        WHERE closed_on IS NULL AND ${scope.sql} ORDER BY path`,
      scope.parameters,
    );
  }

  async byPhones(on: Queryable, phoneIndexes: readonly string[]): Promise<PersonFound[]> {
    const found: PersonFound[] = [];
    for (const part of chunks(phoneIndexes, idsPerQuery)) {
      const phones = anyOf('phone_index', part);
      found.push(
        ...(await on.query<PersonFound>(
          `SELECT id, name, phone_index AS phoneIndex FROM people WHERE ${phones.sql}`,
          phones.parameters,
        )),
      );
    }
    return found;
  }

  /** Who has a post at the path or below it, and the police of the regions around it. */
  async aroundRegion(on: Queryable, path: string): Promise<PersonFound[]> {
    const inside = withinPaths('r.path', [path]);
    const around = anyOf('r.id', idsOfPath(path));
    return on.query<PersonFound>(
      `SELECT DISTINCT p.id, p.name, p.phone_index AS phoneIndex
         FROM people p JOIN posts po ON po.person_id = p.id AND po.revoked_at IS NULL JOIN regions r ON r.id = po.region_id
        WHERE ${inside.sql} OR (po.role IN ('police', 'auxiliary_police') AND ${around.sql}) ORDER BY p.id`,
      [...inside.parameters, ...around.parameters],
    );
  }

  async posts(
    on: Queryable,
    personIds: readonly string[],
  ): Promise<{ personId: string; role: Role; regionId: number; path: string }[]> {
    const posts: { personId: string; role: Role; regionId: number; path: string }[] = [];
    for (const part of chunks(personIds, idsPerQuery)) {
      const people = anyOf('po.person_id', part);
      posts.push(
        ...(await on.query<(typeof posts)[number]>(
          `SELECT po.person_id AS personId, po.role, po.region_id AS regionId, r.path
             FROM posts po JOIN regions r ON r.id = po.region_id
            WHERE po.revoked_at IS NULL AND ${people.sql} ORDER BY r.path, po.role, po.id`,
          people.parameters,
        )),
      );
    }
    return posts;
  }

  async trainings(on: Queryable, personIds: readonly string[]): Promise<{ personId: string; trainedOn: string }[]> {
    const trainings: { personId: string; trainedOn: string }[] = [];
    for (const part of chunks(personIds, idsPerQuery)) {
      const people = anyOf('person_id', part);
      trainings.push(
        ...(await on.query<(typeof trainings)[number]>(
          `SELECT person_id AS personId, trained_on AS trainedOn FROM trainings WHERE ${people.sql} ORDER BY trained_on`,
          people.parameters,
        )),
      );
    }
    return trainings;
  }
}
