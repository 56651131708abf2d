import { Injectable } from '@nestjs/common';
import type { Role } from '../../common/auth/index.js';
import { anyOf, numberOrNull, type Queryable } from '../../common/database/index.js';
import type { HeldDoor, HeldPost } from './paper.rules.js';

export interface Holdings {
  posts: HeldPost[];
  doors: HeldDoor[];
}

/** What a line of paper is checked against: who its visitor was, and whether its page was photographed. */
@Injectable()
export class PaperRepository {
  /** The posts that people hold or held, and which of the doors are or were theirs by name. */
  async holdings(
    on: Queryable,
    personIds: readonly string[],
    doorIds: readonly string[],
  ): Promise<Map<string, Holdings>> {
    const holdings = new Map<string, Holdings>(personIds.map((id) => [id, { posts: [], doors: [] }]));
    const [people, visitors, doors] = [
      anyOf('po.person_id', personIds),
      anyOf('person_id', personIds),
      anyOf('door_id', doorIds),
    ];
    const posts = await on.query<{ personId: string; role: Role; path: string; revokedAt: number | null }>(
      `SELECT po.person_id AS personId, po.role, r.path, po.revoked_at AS revokedAt
         FROM posts po JOIN regions r ON r.id = po.region_id WHERE ${people.sql}`,
      people.parameters,
    );
    for (const { personId, revokedAt, ...post } of posts)
      holdings.get(personId)!.posts.push({ ...post, revokedAt: numberOrNull(revokedAt) });
    const assigned = await on.query<{ personId: string; doorId: string; endedAt: number | null }>(
      `SELECT person_id AS personId, door_id AS doorId, ended_at AS endedAt FROM door_assignments
        WHERE ${doors.sql} AND ${visitors.sql}`,
      [...doors.parameters, ...visitors.parameters],
    );
    for (const { personId, doorId, endedAt } of assigned)
      holdings.get(personId)!.doors.push({ doorId, endedAt: numberOrNull(endedAt) });
    return holdings;
  }

  /** Of the photos that exist, who uploaded them. */
  async uploaders(on: Queryable, photoIds: readonly string[]): Promise<Map<string, string>> {
    const photos = anyOf('id', photoIds);
    const rows = await on.query<{ id: string; uploaderId: string }>(
      `SELECT id, uploader_id AS uploaderId FROM photos WHERE ${photos.sql}`,
      photos.parameters,
    );
    return new Map(rows.map(({ id, uploaderId }) => [id, uploaderId]));
  }
}
