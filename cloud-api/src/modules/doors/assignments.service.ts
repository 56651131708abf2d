import { Injectable } from '@nestjs/common';
import { type Actor, Permission, reachesOnlyAssigned, type Role } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { chunks, Database, type Queryable, type Transaction } from '../../common/database/index.js';
import type { NewEvent } from '../../common/events/index.js';
import { Problem } from '../../common/problem/index.js';
import { PeopleService, TeamsService } from '../people/index.js';
import { isWithin, parentPath, RegionsService } from '../regions/index.js';
import { AssignmentChoice } from './assignment-choice.js';
import { AssignmentRepository } from './assignment.repository.js';
import { DoorAccess } from './door-access.js';
import { DoorRepository } from './door.repository.js';
import {
  type AssignmentCounts,
  doorsAtOnce,
  type EndedAssignments,
  type EndedCount,
  type NewAssignments,
} from './dto/assignments.dto.js';

/**
 * Whose door is whose by name (逐人认领). What a 网格员 is given, the police of their team is given too, and loses with them,
 * unless they claimed the door themselves or go there with another 网格员 as well.
 */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly choice: AssignmentChoice,
    private readonly doors: DoorRepository,
    private readonly access: DoorAccess,
    private readonly people: PeopleService,
    private readonly teams: TeamsService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async assign(actor: Actor, input: NewAssignments): Promise<AssignmentCounts> {
    return this.database.transaction(async (transaction) => {
      const places = await this.people.postPlaces(transaction, input.personId);
      if (!places.some(({ path }) => actor.canAt(Permission.AssignmentManage, path))) throw Problem.notFound();
      const doorIds = await this.choice.open(transaction, actor, input);
      if (input.replace) await this.takeFromOthers(transaction, actor.personId, input.personId, doorIds);
      return this.give(transaction, actor.personId, input.personId, doorIds);
    });
  }

  /** An office or a village head ends what somebody holds; doors out of their reach stay, and named ones are a 404. */
  async end(actor: Actor, { personId, doorIds }: EndedAssignments): Promise<EndedCount> {
    return this.database.transaction(async (transaction) => {
      const held = await this.doors.assignedTo(transaction, personId);
      const reached = held
        .filter(({ path }) => actor.canAt(Permission.AssignmentManage, path))
        .map(({ doorId }) => doorId);
      const places = await this.people.postPlaces(transaction, personId);
      const known = places.some(({ path }) => actor.canAt(Permission.AssignmentManage, path));
      if (!known && reached.length === 0) throw Problem.notFound();
      if (doorIds) await this.choice.open(transaction, actor, { doorIds });
      else await this.access.open(transaction, [], reached);
      return { ended: await this.take(transaction, actor.personId, personId, doorIds ?? reached) };
    });
  }

  /** Gives a person doors whose leaves the transaction holds, and the police of their team with them. */
  async give(
    transaction: Transaction,
    actorId: string | null,
    personId: string,
    doorIds: readonly string[],
  ): Promise<AssignmentCounts> {
    const police = await this.policeOf(transaction, personId);
    let assigned = 0;
    for (const part of chunks(doorIds, doorsAtOnce)) {
      assigned += await this.giveTo(transaction, actorId, personId, part);
      for (const id of police) await this.giveTo(transaction, actorId, id, part);
    }
    return { assigned, already: doorIds.length - assigned };
  }

  /** Ends what a person holds of doors whose leaves the transaction holds; how many those were. */
  async take(
    transaction: Transaction,
    actorId: string | null,
    personId: string,
    doorIds: readonly string[],
  ): Promise<number> {
    const police = await this.policeOf(transaction, personId);
    let ended = 0;
    for (const part of chunks(doorIds, doorsAtOnce)) {
      const held = await this.assignments.held(transaction, part, [personId]);
      await this.takeFrom(
        transaction,
        actorId,
        personId,
        held.map(({ doorId }) => doorId),
      );
      for (const id of police) await this.follow(transaction, actorId, id, part);
      ended += held.length;
    }
    return ended;
  }

  /** The doors of a worker are the police's too from now on. */
  async share(transaction: Transaction, actorId: string | null, workerId: string, policeId: string): Promise<void> {
    const doorIds = (await this.doors.assignedTo(transaction, workerId)).map(({ doorId }) => doorId);
    await this.access.open(transaction, [], doorIds);
    for (const part of chunks(doorIds, doorsAtOnce)) await this.giveTo(transaction, actorId, policeId, part);
  }

  /** The pair has ended: the police lose the worker's doors. */
  async unshare(transaction: Transaction, actorId: string | null, workerId: string, policeId: string): Promise<void> {
    const doorIds = (await this.doors.assignedTo(transaction, workerId)).map(({ doorId }) => doorId);
    await this.access.open(transaction, [], doorIds);
    for (const part of chunks(doorIds, doorsAtOnce)) await this.follow(transaction, actorId, policeId, part);
  }

  /** Of the people those who hold any door by name. */
  holders(on: Queryable, personIds: readonly string[]): Promise<Set<string>> {
    return this.assignments.holders(on, personIds);
  }

  /** Doors that are a person's by name, with the paths of their grids. */
  assignedTo(on: Queryable, personId: string): Promise<{ doorId: string; path: string }[]> {
    return this.doors.assignedTo(on, personId);
  }

  /** Those of a person's doors that they hold only through a post there: by `lost`, and by no post that is kept. */
  async doorsLostWith(
    on: Queryable,
    personId: string,
    lost: readonly { role: Role; path: string }[],
    kept: readonly { role: Role; path: string }[],
  ): Promise<{ doorId: string; path: string }[]> {
    // The classes of a 班主任 stand around the school, not below it.
    const places = kept.map(({ role, path }) => (reachesOnlyAssigned.has(role) ? parentPath(path) : path));
    return (await this.doors.assignedTo(on, personId))
      .filter(({ path }) => lost.some((post) => reachesOnlyAssigned.has(post.role) || isWithin(path, post.path)))
      .filter(({ path }) => !places.some((place) => isWithin(path, place)));
  }

  /** A lost post takes along the doors it reached that were the person's by name, unless another post reaches them too. */
  async followRevokedPost(transaction: Transaction, { actorId, subject, regionId, facts }: NewEvent): Promise<void> {
    const { path } = await this.regions.require(transaction, regionId!);
    const kept = await this.people.postPlaces(transaction, subject.id);
    const lost = await this.doorsLostWith(transaction, subject.id, [{ role: facts.role as Role, path }], kept);
    const doorIds = lost.map(({ doorId }) => doorId);
    await this.access.open(transaction, [], doorIds);
    await this.take(transaction, actorId, subject.id, doorIds);
  }

  /** What a worker claimed or released at the door, their team's police claimed or released with them. */
  async followClaims(transaction: Transaction, events: readonly NewEvent[]): Promise<void> {
    for (const { type, actorId, facts } of events) {
      const doorIds = [facts.doorId as string];
      for (const id of await this.policeOf(transaction, actorId!)) {
        if (type === 'door.claimed') await this.giveTo(transaction, actorId, id, doorIds);
        else await this.follow(transaction, actorId, id, doorIds);
      }
    }
  }

  private async takeFromOthers(
    transaction: Transaction,
    actorId: string,
    personId: string,
    doorIds: readonly string[],
  ): Promise<void> {
    const staying = new Set([personId, ...(await this.policeOf(transaction, personId))]);
    for (const part of chunks(doorIds, doorsAtOnce)) {
      const held = (await this.assignments.held(transaction, part)).filter((one) => !staying.has(one.personId));
      const holders = [...new Set(held.map((one) => one.personId))];
      const teachers = await this.assignments.byNameOnly(transaction, holders);
      for (const holder of holders.filter((id) => !teachers.has(id))) {
        const theirs = held.filter((one) => one.personId === holder).map(({ doorId }) => doorId);
        await this.takeFrom(transaction, actorId, holder, theirs);
      }
    }
  }

  /** How many of the doors were not the person's before. */
  private async giveTo(
    transaction: Transaction,
    actorId: string | null,
    personId: string,
    doorIds: readonly string[],
  ): Promise<number> {
    const held = new Set((await this.assignments.held(transaction, doorIds, [personId])).map(({ doorId }) => doorId));
    const missing = doorIds.filter((id) => !held.has(id));
    if (missing.length === 0) return 0;
    const rows = missing.map((doorId) => ({ doorId, personId, claimed: false }));
    await this.assignments.start(transaction, rows, this.clock.now());
    await this.doors.stamp(transaction, missing);
    tell(transaction, 'door.assigned', actorId, personId, missing);
    return missing.length;
  }

  private async takeFrom(
    transaction: Transaction,
    actorId: string | null,
    personId: string,
    doorIds: readonly string[],
  ): Promise<void> {
    if (doorIds.length === 0) return;
    await this.assignments.end(transaction, personId, doorIds, this.clock.now());
    await this.doors.stamp(transaction, doorIds);
    tell(transaction, 'door.unassigned', actorId, personId, doorIds);
  }

  /** The police lose what nobody they go with holds any more and they did not claim themselves. */
  private async follow(
    transaction: Transaction,
    actorId: string | null,
    policeId: string,
    doorIds: readonly string[],
  ): Promise<void> {
    const partners = (await this.teams.pairsOf(transaction, [policeId]))
      .filter((pair) => pair.policeId === policeId)
      .map(({ workerId }) => workerId);
    const held = await this.assignments.held(transaction, doorIds, [policeId, ...partners]);
    const shared = new Set(held.filter(({ personId }) => personId !== policeId).map(({ doorId }) => doorId));
    const lost = held.filter((one) => one.personId === policeId && !one.claimed && !shared.has(one.doorId));
    await this.takeFrom(
      transaction,
      actorId,
      policeId,
      lost.map(({ doorId }) => doorId),
    );
  }

  private async policeOf(on: Queryable, workerId: string): Promise<string[]> {
    const pairs = await this.teams.pairsOf(on, [workerId]);
    return pairs.filter((pair) => pair.workerId === workerId).map(({ policeId }) => policeId);
  }
}

function tell(
  transaction: Transaction,
  type: string,
  actorId: string | null,
  personId: string,
  doorIds: readonly string[],
): void {
  transaction.record({ type, actorId, subject: { kind: 'person', id: personId }, facts: { doors: [...doorIds] } });
}
