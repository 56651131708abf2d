import { Injectable } from '@nestjs/common';
import { type Actor, assignedPermissions, Permission } from '../../common/auth/index.js';
import { type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { LeafClock } from '../regions/index.js';
import type { CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { DoorRepository, type DoorState } from './door.repository.js';

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
  ): Promise<{ states: Map<string, DoorState>; versions: ReadonlyMap<number, number> }> {
    const leaves = await this.doors.leavesOf(transaction, doorIds);
    const versions = await this.leafClock.raise(transaction, [...leaves.values(), ...alsoLeaves]);
    const states = await this.doors.states(transaction, [...leaves.keys()], personIds(actors));
    for (const state of states.values()) {
      if (!versions.has(state.gridId)) throw new StaleRead('a door moved while its leaf was being locked');
    }
    return { states, versions };
  }

  /** One door for reading; 404 when it is out of reach. */
  async require(on: Queryable, actor: Actor, permission: Permission, doorId: string): Promise<DoorState> {
    const state = (await this.doors.states(on, [doorId], [actor.personId])).get(doorId);
    if (!state || !mayAt(actor, permission, state)) throw Problem.notFound();
    return state;
  }
}

function personIds(actors: readonly Actor[]): string[] {
  return [...new Set(actors.map(({ personId }) => personId))];
}
