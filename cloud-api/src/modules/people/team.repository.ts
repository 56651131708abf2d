import { Injectable } from '@nestjs/common';
import type { Role } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';

export interface Pair {
  workerId: string;
  policeId: string;
}

export interface NamedPair extends Pair {
  workerName: string;
  policeName: string;
}

export interface PostOfPerson {
  personId: string;
  role: Role;
  path: string;
}

/** Every query on who goes from door to door with whom. */
@Injectable()
export class TeamRepository {
  /** The pairs that one of the people belongs to now, on either side. */
  async pairsOf(on: Queryable, personIds: readonly string[]): Promise<NamedPair[]> {
    const [worker, police] = [anyOf('t.worker_id', personIds), anyOf('t.police_id', personIds)];
    return on.query<NamedPair>(
      `SELECT t.worker_id AS workerId, t.police_id AS policeId, w.name AS workerName, p.name AS policeName
         FROM visiting_teams t JOIN people w ON w.id = t.worker_id JOIN people p ON p.id = t.police_id
        WHERE t.ended_at IS NULL AND (${worker.sql} OR ${police.sql}) ORDER BY t.started_at, t.worker_id, t.police_id`,
      [...worker.parameters, ...police.parameters],
    );
  }

  async start(transaction: Transaction, pairs: readonly Pair[], now: number): Promise<void> {
    await transaction.upsert(
      'visiting_teams',
      pairs.map(({ workerId, policeId }) => ({
        worker_id: workerId,
        police_id: policeId,
        started_at: now,
        ended_at: null,
      })),
      ['worker_id', 'police_id'],
      { set: ['started_at', 'ended_at'] },
    );
  }

  async end(transaction: Transaction, { workerId, policeId }: Pair, now: number): Promise<void> {
    await transaction.execute(
      'UPDATE visiting_teams SET ended_at = ? WHERE worker_id = ? AND police_id = ? AND ended_at IS NULL',
      [now, workerId, policeId],
    );
  }

  /** The posts that the people hold now. */
  async postsOf(on: Queryable, personIds: readonly string[]): Promise<Map<string, PostOfPerson[]>> {
    const people = anyOf('po.person_id', personIds);
    const rows = await on.query<PostOfPerson>(
      `SELECT po.person_id AS personId, po.role, r.path FROM posts po JOIN regions r ON r.id = po.region_id
        WHERE po.revoked_at IS NULL AND ${people.sql} ORDER BY r.path, po.id`,
      people.parameters,
    );
    const posts = new Map<string, PostOfPerson[]>(personIds.map((id) => [id, []]));
    for (const row of rows) posts.get(row.personId)!.push(row);
    return posts;
  }
}
