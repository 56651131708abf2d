import { Injectable } from '@nestjs/common';
import { type Actor, assignedPermissions, Permission } from '../../common/auth/index.js';
import { type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { LeafClock } from '../regions/index.js';
import type { CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { DoorLinks } from './door-links.js';
import { DoorRepository, type DoorState } from './door.repository.js';
import { renameAll } from './door.rules.js';

/** Doors under the locks of their leaves, and the raised versions of these. */
export interface OpenedDoors {
  states: Map<string, DoorState>;
  versions: ReadonlyMap<number, number>;
}

interface AboutDoor {
  doorId: string;
  presentResidentIds?: string[];
}

/** Whether the actor may do this at the door: by a post above it, or because the door is theirs by name. */
export function mayAt(
  actor: Actor,
  permission: Permission,
  door: { path: string; groupPath: string | null; assignedTo: ReadonlySet<string> },
): boolean {
  return (
    actor.canAt(permission, door.path) ||
    (door.groupPath !== null && actor.canAt(permission, door.groupPath)) ||
    (door.assignedTo.has(actor.personId) && actor.posts.length > 0 && assignedPermissions.includes(permission))
  );
}

/**
 * Where a command goes that may not be carried out at its door; null when it may. Its author must reach the door, or
 * whoever accepted it out of quarantine, who answers for it then.
 */
export function outOfReach(
  { author, acceptedBy }: ReceivedCommand,
  permission: Permission,
  door: DoorState | undefined,
): CommandOutcome | null {
  if (!door) return { result: 'quarantined', reason: 'unknown_door', doorId: null, gridId: null };
  const reached = acceptedBy?.canAt(Permission.QuarantineDecide, door.path) ?? mayAt(author, permission, door);
  if (reached) return null;
  const reason = acceptedBy === null && author.posts.length === 0 ? 'visitor_left_post' : 'out_of_scope';
  return { result: 'quarantined', reason, doorId: door.id, gridId: door.gridId };
}

/** Opens doors for writing: locks their leaves, then reads them as they are under the lock. */
@Injectable()
export class DoorAccess {
  constructor(
    private readonly doors: DoorRepository,
    private readonly links: DoorLinks,
    private readonly leafClock: LeafClock,
  ) {}

  /**
   * The states of the doors that exist, and the raised versions of all leaves concerned (`alsoLeaves` too).
   * A door that moved between the two reads makes the whole transaction start again.
   */
  async open(
    transaction: Transaction,
    actors: readonly Actor[],
    doorIds: readonly string[],
    alsoLeaves: readonly number[] = [],
  ): Promise<OpenedDoors> {
    const leaves = await this.doors.leavesOf(transaction, doorIds);
    return this.openIn(transaction, actors, leaves, alsoLeaves);
  }

  /**
   * The doors of commands. A phone may not know yet that a door was merged into another: its command is then one for that
   * door, and is changed to say so. An edit still meets a newer version there.
   */
  async openFor(
    transaction: Transaction,
    commands: readonly ReceivedCommand<AboutDoor>[],
    alsoLeaves: readonly number[] = [],
  ): Promise<OpenedDoors> {
    const authors = commands.map(({ author }) => author);
    const leaves = await this.doors.leavesOf(transaction, doorIdsOf(commands));
    const unknown = doorIdsOf(commands).filter((id) => !leaves.has(id));
    if (unknown.length === 0 || !(await this.followMerged(transaction, commands, unknown))) {
      return this.openIn(transaction, authors, leaves, alsoLeaves);
    }
    return this.open(transaction, authors, doorIdsOf(commands), alsoLeaves);
  }

  /** One door for reading, also by the id of one that was merged into it; 404 when it is out of reach. */
  async require(on: Queryable, actor: Actor, permission: Permission, doorId: string): Promise<DoorState> {
    const state = await this.find(on, actor, doorId);
    if (!state || !mayAt(actor, permission, state)) throw Problem.notFound();
    return state;
  }

  /** The door as it is to the actor, also by the id of one that was merged into it; nothing is judged. */
  async find(on: Queryable, actor: Actor, doorId: string): Promise<DoorState | undefined> {
    return (await this.state(on, actor, doorId)) ?? (await this.survivor(on, actor, doorId));
  }

  async residentsNow(on: Queryable, doorId: string, residentIds: readonly string[]): Promise<string[]> {
    return renameAll(residentIds, await this.links.renamedResidents(on, [doorId]));
  }

  private async openIn(
    transaction: Transaction,
    actors: readonly Actor[],
    leaves: ReadonlyMap<string, number>,
    alsoLeaves: readonly number[],
  ): Promise<OpenedDoors> {
    const versions = await this.leafClock.raise(transaction, [...leaves.values(), ...alsoLeaves]);
    const states = await this.doors.states(transaction, [...leaves.keys()], personIds(actors));
    if (states.size < leaves.size) throw new StaleRead('a door was merged while its leaf was being locked');
    for (const state of states.values()) {
      if (!versions.has(state.gridId)) throw new StaleRead('a door moved while its leaf was being locked');
    }
    return { states, versions };
  }

  /** Whether any of the commands is now one for another door. */
  private async followMerged(
    transaction: Transaction,
    commands: readonly ReceivedCommand<AboutDoor>[],
    unknown: readonly string[],
  ): Promise<boolean> {
    const survivors = await this.links.survivors(transaction, unknown);
    if (survivors.size === 0) return false;
    const renamed = await this.links.renamedResidents(transaction, [...new Set(survivors.values())]);
    for (const { payload } of commands) {
      const survivor = survivors.get(payload.doorId);
      if (survivor === undefined) continue;
      payload.doorId = survivor;
      if (payload.presentResidentIds) payload.presentResidentIds = renameAll(payload.presentResidentIds, renamed);
    }
    return true;
  }

  private async state(on: Queryable, actor: Actor, doorId: string): Promise<DoorState | undefined> {
    return (await this.doors.states(on, [doorId], [actor.personId])).get(doorId);
  }

  private async survivor(on: Queryable, actor: Actor, doorId: string): Promise<DoorState | undefined> {
    const survivor = (await this.links.survivors(on, [doorId])).get(doorId);
    return survivor === undefined ? undefined : this.state(on, actor, survivor);
  }
}

function doorIdsOf(commands: readonly ReceivedCommand<AboutDoor>[]): string[] {
  return [...new Set(commands.map(({ payload }) => payload.doorId))];
}

function personIds(actors: readonly Actor[]): string[] {
  return [...new Set(actors.map(({ personId }) => personId))];
}
