import { Injectable } from '@nestjs/common';
import { type Role, roleLabels } from '../../common/auth/index.js';
import { anyOf, Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import type { MyPost } from './dto/session.dto.js';

export interface PostPlace {
  id: string;
  personId: string;
  role: Role;
  regionId: number;
  path: string;
}

interface PostDraft {
  id: string;
  personId: string;
  role: Role;
  regionId: number;
  now: number;
}

interface NewStaff {
  id: string;
  name: string;
  phoneCipher: string | null;
  phoneIndex: string | null;
  posts: PostDraft[];
  trainings: { id: string; trainedOn: string; topic: string }[];
  now: number;
}

/** Every query about people, their posts and their trainings. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly database: Database) {}

  async postsOf(personIds: readonly string[]): Promise<Map<string, MyPost[]>> {
    const people = anyOf('po.person_id', personIds);
    const rows = await this.database.query<{
      personId: string;
      id: string;
      role: Role;
      regionId: number;
      regionName: string;
      regionLevel: string;
      placeName: string;
    }>(
      `SELECT po.person_id AS personId, po.id, po.role, po.region_id AS regionId, r.name AS regionName, r.level AS regionLevel,
              CASE WHEN r.level IN ('grid', 'group', 'unit') THEN CONCAT(v.name, ' ', r.name) ELSE r.name END AS placeName
         FROM posts po JOIN regions r ON r.id = po.region_id LEFT JOIN regions v ON v.id = r.parent_id
        WHERE po.revoked_at IS NULL AND ${people.sql} ORDER BY r.path`,
      people.parameters,
    );
    const posts = new Map<string, MyPost[]>();
    for (const { personId, ...post } of rows) {
      posts.set(personId, [...(posts.get(personId) ?? []), { ...post, roleLabel: roleLabels[post.role] }]);
    }
    return posts;
  }

  async postPlace(on: Queryable, postId: string): Promise<PostPlace | null> {
    const [row] = await on.query<PostPlace>(
      `SELECT po.id, po.person_id AS personId, po.role, po.region_id AS regionId, r.path FROM posts po JOIN regions r ON r.id = po.region_id
        WHERE po.id = ? AND po.revoked_at IS NULL`,
      [postId],
    );
    return row ?? null;
  }

  /** The posts a person holds; none when the person does not exist. */
  async postPlaces(on: Queryable, personId: string): Promise<PostPlace[]> {
    return on.query<PostPlace>(
      `SELECT po.id, po.person_id AS personId, po.role, po.region_id AS regionId, r.path
         FROM posts po JOIN regions r ON r.id = po.region_id
        WHERE po.person_id = ? AND po.revoked_at IS NULL ORDER BY r.path, po.id`,
      [personId],
    );
  }

  /** Who has the phone and holds no post: a villager who signed in once, or somebody who left. */
  async withoutPost(on: Queryable, phoneIndex: string): Promise<string | null> {
    const [row] = await on.query<{ id: string }>(
      `SELECT p.id FROM people p WHERE p.phone_index = ?
          AND NOT EXISTS (SELECT 1 FROM posts po WHERE po.person_id = p.id AND po.revoked_at IS NULL)`,
      [phoneIndex],
    );
    return row?.id ?? null;
  }

  async rename(transaction: Transaction, personId: string, name: string): Promise<void> {
    await transaction.execute('UPDATE people SET name = ? WHERE id = ?', [name, personId]);
  }

  /** Each person's first training, for those who have one. */
  async firstTrainings(on: Queryable, personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const people = anyOf('person_id', personIds);
    const rows = await on.query<{ person_id: string; trained_on: string }>(
      `SELECT person_id, MIN(trained_on) AS trained_on FROM trainings WHERE ${people.sql} GROUP BY person_id`,
      people.parameters,
    );
    return new Map(rows.map((row) => [row.person_id, row.trained_on]));
  }

  async insertStaff(transaction: Transaction, people: readonly NewStaff[]): Promise<void> {
    await transaction.insert(
      'people',
      people.map(({ id, name, phoneCipher, phoneIndex, now }) => ({
        id,
        name,
        phone_cipher: phoneCipher,
        phone_index: phoneIndex,
        created_at: now,
      })),
    );
    await transaction.insert(
      'posts',
      people.flatMap(({ posts }) => posts.map(postRow)),
    );
    await transaction.insert(
      'trainings',
      people.flatMap(({ id: personId, trainings }) =>
        trainings.map(({ id, trainedOn, topic }) => ({ id, person_id: personId, trained_on: trainedOn, topic })),
      ),
    );
  }

  async insertPost(transaction: Transaction, post: PostDraft): Promise<void> {
    await transaction.insert('posts', [postRow(post)]);
  }

  async revokePost(transaction: Transaction, postId: string, now: number): Promise<boolean> {
    return (
      (await transaction.execute('UPDATE posts SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [
        now,
        postId,
      ])) === 1
    );
  }
}

function postRow({ id, personId, role, regionId, now }: PostDraft): Row {
  return { id, person_id: personId, role, region_id: regionId, created_at: now, revoked_at: null };
}
