import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { chunks, Database, type Transaction } from '../../common/database/index.js';
import type { NewEvent } from '../../common/events/index.js';
import { Problem } from '../../common/problem/index.js';
import { AssignmentsService } from '../doors/index.js';
import { type Pair, PeopleListService, type Person, PeopleService, TeamsService } from '../people/index.js';
import type { TeamChange } from './dto/roster.dto.js';

const pairsAtOnce = 1_000;

/**
 * Pairs 网格长(员) with 民警(辅警) (S1.5). The pair owns households together: the worker's doors become the police's too when
 * it begins, follow while it lasts, and go when it ends, except those the police claimed or share with another worker.
 */
@Injectable()
export class TeamPairing {
  constructor(
    private readonly teams: TeamsService,
    private readonly assignments: AssignmentsService,
    private readonly people: PeopleService,
    private readonly lists: PeopleListService,
    private readonly database: Database,
  ) {}

  async change(actor: Actor, workerId: string, { policeIds }: TeamChange): Promise<Person> {
    await this.database.transaction(async (transaction) => {
      const places = await this.people.postPlaces(transaction, workerId);
      if (!places.some(({ path }) => actor.canAt(Permission.AssignmentManage, path))) throw Problem.notFound();
      const fitting = await this.teams.fitting(transaction, workerId, policeIds);
      const errors = policeIds.flatMap((id, index) =>
        fitting.has(id) ? [] : [{ field: `policeIds.${index}`, rule: 'police_of_the_place' }],
      );
      if (errors.length > 0) throw Problem.validation(errors);
      await this.setPolice(transaction, actor.personId, workerId, policeIds);
    });
    return this.lists.require(workerId);
  }

  /** Begins and ends pairs until the worker goes with exactly these; the caller has decided that this may be done. */
  async setPolice(
    transaction: Transaction,
    actorId: string,
    workerId: string,
    policeIds: readonly string[],
  ): Promise<void> {
    const pairs = (await this.teams.pairsOf(transaction, [workerId])).filter((pair) => pair.workerId === workerId);
    const known = new Set(pairs.map(({ policeId }) => policeId));
    await this.end(
      transaction,
      actorId,
      pairs.filter(({ policeId }) => !policeIds.includes(policeId)),
    );
    await this.start(
      transaction,
      actorId,
      policeIds.filter((id) => !known.has(id)).map((policeId) => ({ workerId, policeId })),
    );
  }

  async start(transaction: Transaction, actorId: string | null, pairs: readonly Pair[]): Promise<void> {
    await this.teams.start(transaction, actorId, pairs);
    for (const part of chunks(pairs, pairsAtOnce)) {
      const holders = await this.assignments.holders(transaction, [...new Set(part.map(({ workerId }) => workerId))]);
      for (const { workerId, policeId } of part.filter((pair) => holders.has(pair.workerId))) {
        await this.assignments.share(transaction, actorId, workerId, policeId);
      }
    }
  }

  async end(transaction: Transaction, actorId: string | null, pairs: readonly Pair[]): Promise<void> {
    await this.teams.end(transaction, actorId, pairs);
    for (const { workerId, policeId } of pairs) {
      await this.assignments.unshare(transaction, actorId, workerId, policeId);
    }
  }

  /** Somebody lost a post: the pairs that it carried end with it. */
  async followRevokedPosts(transaction: Transaction, events: readonly NewEvent[]): Promise<void> {
    for (const personId of new Set(events.map(({ subject }) => subject.id))) {
      await this.end(transaction, events[0]!.actorId, await this.teams.unfit(transaction, personId));
    }
  }
}
