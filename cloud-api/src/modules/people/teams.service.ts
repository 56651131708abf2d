import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import type { TeamMember } from './dto/team.dto.js';
import { type Pair, type PostOfPerson, TeamRepository } from './team.repository.js';
import { mayTeam, policePosts, workerPosts } from './team.rules.js';

/**
 * Who goes from door to door with whom (S1.5): a 网格长(员) and the 民警(辅警) of the place. Which doors they then share
 * is for the doors module to say.
 */
@Injectable()
export class TeamsService {
  constructor(
    private readonly teams: TeamRepository,
    private readonly clock: Clock,
  ) {}

  /** With whom each of the people works: a worker with police, police with workers. */
  async membersOf(on: Queryable, personIds: readonly string[]): Promise<Map<string, TeamMember[]>> {
    const members = new Map<string, TeamMember[]>(personIds.map((id) => [id, []]));
    if (personIds.length === 0) return members;
    const pairs = await this.teams.pairsOf(on, personIds);
    const everybody = [...new Set(pairs.flatMap(({ workerId, policeId }) => [workerId, policeId]))];
    const posts = await this.teams.postsOf(on, everybody);
    for (const { workerId, policeId, workerName, policeName } of pairs) {
      const [worker] = workerPosts(posts.get(workerId)!);
      const [police] = policePosts(posts.get(policeId)!);
      if (police) members.get(workerId)?.push({ personId: policeId, name: policeName, role: police.role });
      if (worker) members.get(policeId)?.push({ personId: workerId, name: workerName, role: worker.role });
    }
    return members;
  }

  /** The pairs that one of the people belongs to now, on either side. */
  async pairsOf(on: Queryable, personIds: readonly string[]): Promise<Pair[]> {
    return personIds.length === 0 ? [] : this.teams.pairsOf(on, personIds);
  }

  postsOf(on: Queryable, personIds: readonly string[]): Promise<Map<string, PostOfPerson[]>> {
    return this.teams.postsOf(on, personIds);
  }

  /** Those of the police who may go along with the worker. */
  async fitting(on: Queryable, workerId: string, policeIds: readonly string[]): Promise<Set<string>> {
    const posts = await this.teams.postsOf(on, [...new Set([workerId, ...policeIds])]);
    return new Set(policeIds.filter((id) => mayTeam(posts.get(workerId)!, posts.get(id)!)));
  }

  /** The person's pairs that their posts, or their partner's, no longer allow. */
  async unfit(on: Queryable, personId: string): Promise<Pair[]> {
    const pairs = await this.pairsOf(on, [personId]);
    const posts = await this.teams.postsOf(on, [...new Set(pairs.flatMap((pair) => [pair.workerId, pair.policeId]))]);
    return pairs.filter(({ workerId, policeId }) => !mayTeam(posts.get(workerId)!, posts.get(policeId)!));
  }

  async start(transaction: Transaction, actorId: string | null, pairs: readonly Pair[]): Promise<void> {
    await this.teams.start(transaction, pairs, this.clock.now());
    for (const pair of pairs) tell(transaction, 'team.started', actorId, pair);
  }

  async end(transaction: Transaction, actorId: string | null, pairs: readonly Pair[]): Promise<void> {
    for (const pair of pairs) {
      await this.teams.end(transaction, pair, this.clock.now());
      tell(transaction, 'team.ended', actorId, pair);
    }
  }
}

function tell(transaction: Transaction, type: string, actorId: string | null, { workerId, policeId }: Pair): void {
  transaction.record({ type, actorId, subject: { kind: 'person', id: workerId }, facts: { policeId } });
}
