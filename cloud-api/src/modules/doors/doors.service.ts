import { Injectable } from '@nestjs/common';
import { type Actor, Permission, reachesOnlyAssigned, type Role, withinPaths } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher, maskName } from '../../common/crypto/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import type { NewEvent } from '../../common/events/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { PeopleService } from '../people/index.js';
import { DoorKind } from '../plans/index.js';
import { isWithin, parentPath, RegionsService } from '../regions/index.js';
import { DoorAccess } from './door-access.js';
import {
  type DoorFacts,
  DoorRepository,
  type DoorState,
  type ExclusionRow,
  type ResidentRow,
} from './door.repository.js';
import type { ExclusionDecision, NewAssignments, RequestedExclusionList } from './dto/doors.dto.js';

/** What the office and the village head do with doors: decide exclusions, assign by name, reveal a phone. */
@Injectable()
export class DoorsService {
  constructor(
    private readonly doors: DoorRepository,
    private readonly access: DoorAccess,
    private readonly people: PeopleService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async requestedExclusions(actor: Actor, regionId?: number): Promise<RequestedExclusionList> {
    const paths = await this.regions.reachablePaths(actor, Permission.ExclusionDecide, regionId);
    const rows = await this.doors.requestedExclusions(withinPaths('r.path', paths));
    const mayName = (row: ExclusionRow) => row.doorKind !== DoorKind.Household || actor.can(Permission.DoorNames);
    return {
      items: rows.map(({ name, code, ...row }) => ({
        ...row,
        label: `${code} ${mayName({ name, code, ...row }) ? name : maskName(name)}`.trim(),
        doorKind: row.doorKind as DoorKind,
        kind: row.kind as RequestedExclusionList['items'][number]['kind'],
        requestedAt: Number(row.requestedAt),
      })),
    };
  }

  /** Only an approved exclusion leaves the denominator; whoever decides first decides. */
  async decideExclusion(actor: Actor, doorId: string, decision: ExclusionDecision): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const { states, versions } = await this.access.open(transaction, [actor], [doorId]);
      const door = states.get(doorId);
      if (!door || !actor.canAt(Permission.ExclusionDecide, door.path)) throw Problem.notFound();
      if (door.exclusionState !== 'requested') throw new Problem(409, ErrorCode.AlreadyDecided);
      await this.doors.change(transaction, door, {
        exclusion_state: decision.approve ? 'approved' : 'rejected',
        leaf_version: versions.get(door.gridId)!,
      });
      transaction.record({
        type: 'door.exclusion_decided',
        actorId: actor.personId,
        subject: { kind: 'door', id: doorId },
        regionId: door.gridId,
        facts: { doorId, approved: decision.approve },
        personal: { note: decision.note ?? '' },
        doorIds: [doorId],
      });
    });
  }

  async assign(actor: Actor, input: NewAssignments): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const places = await this.people.placesOf(transaction, input.personId);
      if (!places.some(({ path }) => actor.canAt(Permission.AssignmentManage, path))) throw Problem.notFound();
      const { states } = await this.access.open(transaction, [actor], input.doorIds);
      for (const id of input.doorIds) {
        const door = states.get(id);
        if (!door || !actor.canAt(Permission.AssignmentManage, door.path)) throw Problem.notFound();
      }
      const now = this.clock.now();
      await this.doors.assign(
        transaction,
        input.doorIds.map((doorId) => ({ doorId, personId: input.personId, claimed: false, now })),
      );
      await this.doors.stamp(transaction, input.doorIds);
      transaction.record({
        type: 'door.assigned',
        actorId: actor.personId,
        subject: { kind: 'person', id: input.personId },
        facts: { doors: input.doorIds },
      });
    });
  }

  /** A lost post takes along the doors it reached that were the person's by name, unless another post reaches them too. */
  async followRevokedPost(transaction: Transaction, { actorId, subject, regionId, facts }: NewEvent): Promise<void> {
    const lost = await this.regions.require(transaction, regionId!);
    const byNameAlone = (role: Role) => reachesOnlyAssigned.has(role);
    // The classes of a 班主任 stand around the school, not below it.
    const kept = (await this.people.placesOf(transaction, subject.id)).map(({ role, path }) =>
      byNameAlone(role) ? parentPath(path) : path,
    );
    const doorIds = (await this.doors.assignedTo(transaction, subject.id))
      .filter(({ path }) => byNameAlone(facts.role as Role) || isWithin(path, lost.path))
      .filter(({ path }) => !kept.some((place) => isWithin(path, place)))
      .map(({ doorId }) => doorId);
    if (doorIds.length === 0) return;
    await this.access.open(transaction, [], doorIds);
    await this.doors.release(transaction, doorIds, subject.id, this.clock.now());
    await this.doors.stamp(transaction, doorIds);
    transaction.record({ type: 'door.unassigned', actorId, subject, regionId, facts: { doors: doorIds.length } });
  }

  /** The whole number, for those who may call it; that it was shown is on record. */
  async revealPhone(actor: Actor, residentId: string): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const [resident] = await this.doors.residentsById(transaction, [residentId]);
      if (!resident?.phoneCipher) throw Problem.notFound();
      const door = await this.access.require(transaction, actor, Permission.DoorPhone, resident.doorId);
      transaction.record({
        type: 'resident.phone_revealed',
        actorId: actor.personId,
        subject: { kind: 'resident', id: residentId },
        regionId: door.gridId,
        facts: { doorId: door.id },
      });
      return this.cipher.decrypt(resident.phoneCipher);
    });
  }

  facts(on: Queryable, doorIds: readonly string[]): Promise<DoorFacts[]> {
    return this.doors.facts(on, doorIds);
  }

  residents(on: Queryable, doorIds: readonly string[]): Promise<ResidentRow[]> {
    return this.doors.residents(on, doorIds);
  }

  idsUnder(on: Queryable, path: string, after: string, limit: number): Promise<string[]> {
    return this.doors.idsUnder(on, path, after, limit);
  }

  stamp(transaction: Transaction, doorIds: readonly string[]): Promise<void> {
    return this.doors.stamp(transaction, doorIds);
  }

  open(transaction: Transaction, actors: readonly Actor[], doorIds: readonly string[]): ReturnType<DoorAccess['open']> {
    return this.access.open(transaction, actors, doorIds);
  }

  /** The leaves of the doors that exist. */
  leavesOf(on: Queryable, doorIds: readonly string[]): Promise<Map<string, number>> {
    return this.doors.leavesOf(on, doorIds);
  }

  /** The door when the actor may read it, otherwise a 404. */
  requireReadable(actor: Actor, doorId: string): Promise<DoorState> {
    return this.access.require(this.database, actor, Permission.DoorRead, doorId);
  }
}
