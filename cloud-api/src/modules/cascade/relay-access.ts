import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import type { Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ChatGroupsDirectory } from '../chat-groups/index.js';
import type { WorkedRelay } from './relay-records.js';
import { RelayRepository } from './relay.repository.js';

/** Who may look at a hop: those with a part in its group, and whoever reads cascades at its place. */
@Injectable()
export class RelayAccess {
  constructor(
    private readonly relays: RelayRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly clock: Clock,
  ) {}

  /** The hop, and whether the actor may urge and call about it. */
  async readable(on: Queryable, actor: Actor, id: string): Promise<{ relay: WorkedRelay; mayWatch: boolean }> {
    const relay = (await this.relays.worked(on, [id])).get(id);
    if (!relay) throw Problem.notFound();
    const mayWatch = await this.mayWatch(on, actor, [relay]);
    if (!mayWatch && !(await this.mayPush(on, actor, relay))) throw Problem.notFound();
    return { relay, mayWatch };
  }

  /** Hops that the actor may urge and call about: all of them, each once and in their order, or none. */
  async watched(on: Queryable, actor: Actor, ids: readonly string[]): Promise<WorkedRelay[]> {
    const wanted = [...new Set(ids)];
    const known = await this.relays.worked(on, wanted);
    const relays = wanted.flatMap((id) => known.get(id) ?? []);
    if (relays.length < wanted.length || !(await this.mayWatch(on, actor, relays))) throw Problem.notFound();
    return relays;
  }

  /** Supervisors of the groups, and those who read cascades there. */
  private async mayWatch(on: Queryable, actor: Actor, relays: readonly WorkedRelay[]): Promise<boolean> {
    const elsewhere = relays.filter(({ regionPath }) => !actor.canAt(Permission.CascadeRead, regionPath));
    if (elsewhere.length === 0) return true;
    const supervised = new Set(await this.groups.groupsSupervisedBy(on, actor.personId));
    return elsewhere.every(({ groupId }) => supervised.has(groupId));
  }

  private async mayPush(on: Queryable, actor: Actor, relay: WorkedRelay): Promise<boolean> {
    const own = await this.groups.groupsOfPusher(on, actor.personId, this.clock.now());
    return own.some(({ groupId }) => groupId === relay.groupId);
  }
}
