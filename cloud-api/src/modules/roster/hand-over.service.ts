import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { AssignmentsService, DoorsService } from '../doors/index.js';
import { PeopleService, type PostPlace, TeamsService } from '../people/index.js';
import type { HandOver, HandOverCounts } from './dto/roster.dto.js';
import { TeamPairing } from './team-pairing.service.js';

/**
 * Somebody leaves or is replaced: posts, doors by name and places in teams go to another person at once, all or nothing.
 * Trainings stay with whoever was trained; what the leaver's phone still sends arrives as from anybody without a post.
 */
@Injectable()
export class HandOverService {
  constructor(
    private readonly people: PeopleService,
    private readonly teams: TeamsService,
    private readonly pairing: TeamPairing,
    private readonly doors: DoorsService,
    private readonly assignments: AssignmentsService,
    private readonly database: Database,
  ) {}

  async handOver(actor: Actor, fromId: string, input: HandOver): Promise<HandOverCounts> {
    if (input.toPersonId === fromId) throw Problem.validation([{ field: 'toPersonId', rule: 'other_person' }]);
    return this.database.transaction(async (transaction) => {
      const held = await this.people.postPlaces(transaction, fromId);
      const posts = chosenPosts(actor, held, input.postIds);
      await this.people.requireReachable(transaction, actor, input.toPersonId);
      const doorIds = await this.openDoors(transaction, actor, fromId, posts, held);
      await this.movePosts(transaction, actor.personId, posts, input.toPersonId);
      const teams = await this.moveTeams(transaction, actor.personId, fromId, input.toPersonId);
      await this.assignments.give(transaction, actor.personId, input.toPersonId, doorIds);
      await this.assignments.take(transaction, actor.personId, fromId, doorIds);
      const counts = { posts: posts.length, doors: doorIds.length, teams };
      transaction.record({
        type: 'person.handed_over',
        actorId: actor.personId,
        subject: { kind: 'person', id: fromId },
        regionId: posts[0]!.regionId,
        facts: { ...counts, toPersonId: input.toPersonId },
        personal: { note: input.note ?? '' },
      });
      return counts;
    });
  }

  /** The doors that go along, their leaves locked: all, or those that only the posts in question reached. */
  private async openDoors(
    transaction: Transaction,
    actor: Actor,
    fromId: string,
    posts: readonly PostPlace[],
    held: readonly PostPlace[],
  ): Promise<string[]> {
    const kept = held.filter((post) => !posts.includes(post));
    const doors =
      kept.length === 0
        ? await this.assignments.assignedTo(transaction, fromId)
        : await this.assignments.doorsLostWith(transaction, fromId, posts, kept);
    if (!doors.every(({ path }) => actor.canAt(Permission.AssignmentManage, path))) throw Problem.notFound();
    const doorIds = doors.map(({ doorId }) => doorId);
    await this.doors.open(transaction, [], doorIds);
    return doorIds;
  }

  private async movePosts(
    transaction: Transaction,
    actorId: string,
    posts: readonly PostPlace[],
    toId: string,
  ): Promise<void> {
    const theirs = await this.people.postPlaces(transaction, toId);
    for (const post of posts) {
      const { role, regionId } = post;
      const doubled = theirs.some((other) => other.role === role && other.regionId === regionId);
      if (!doubled) await this.people.givePost(transaction, actorId, toId, { role, regionId });
      await this.people.takePost(transaction, actorId, post);
    }
  }

  /** The pairs that the leaver's remaining posts do not carry: the other person takes the place where theirs do. */
  private async moveTeams(transaction: Transaction, actorId: string, fromId: string, toId: string): Promise<number> {
    const ended = await this.teams.unfit(transaction, fromId);
    const known = await this.teams.pairsOf(transaction, [toId]);
    let moved = 0;
    for (const { workerId, policeId } of ended) {
      const pair = workerId === fromId ? { workerId: toId, policeId } : { workerId, policeId: toId };
      const fits = await this.teams.fitting(transaction, pair.workerId, [pair.policeId]);
      if (!fits.has(pair.policeId)) continue;
      moved += 1;
      const there = known.some((one) => one.workerId === pair.workerId && one.policeId === pair.policeId);
      if (!there) await this.pairing.start(transaction, actorId, [pair]);
    }
    return moved;
  }
}

/** A 404 when one of them is not the person's, or out of the actor's reach. */
function chosenPosts(actor: Actor, held: readonly PostPlace[], postIds: readonly string[] | undefined): PostPlace[] {
  const posts = postIds === undefined ? [...held] : held.filter(({ id }) => postIds.includes(id));
  const complete = posts.length > 0 && (postIds === undefined || posts.length === postIds.length);
  if (!complete || !posts.every(({ path }) => actor.canAt(Permission.PeopleManage, path))) throw Problem.notFound();
  return posts;
}
