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

  async readable(on: Queryable, actor: Actor, id: string): Promise<WorkedRelay> {
    const relay = (await this.relays.worked(on, [id])).get(id);
    if (!relay || !(await this.mayRead(on, actor, relay))) throw Problem.notFound();
    return relay;
  }

  /** Whoever may urge and call: supervisors of the group, and those who read cascades there. */
  async mayWatch(on: Queryable, actor: Actor, { groupId, regionPath }: WorkedRelay): Promise<boolean> {
    if (actor.canAt(Permission.CascadeRead, regionPath)) return true;
    return (await this.groups.groupsSupervisedBy(on, actor.personId)).includes(groupId);
  }

  private async mayRead(on: Queryable, actor: Actor, relay: WorkedRelay): Promise<boolean> {
    if (await this.mayWatch(on, actor, relay)) return true;
    const own = await this.groups.groupsOfPusher(on, actor.personId, this.clock.now());
    return own.some(({ groupId }) => groupId === relay.groupId);
  }
}
