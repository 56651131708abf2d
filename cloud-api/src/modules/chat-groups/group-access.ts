import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import type { Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { type JudgingPlan, type PlanGroupKind, PlansService } from '../plans/index.js';
import { GroupOrigin, GroupPart } from './dto/chat-group.dto.js';
import { type DeputyRow, GroupPeopleRepository, type HolderRow } from './group-people.repository.js';
import { GroupRepository, type GroupRow } from './group.repository.js';

/** An open group with everybody in it, and what the reader is to it. */
export interface OpenedGroup {
  group: GroupRow;
  plan: JudgingPlan;
  kind: PlanGroupKind | undefined;
  /** Those taken out by hand too. */
  people: HolderRow[];
  /** Who stands in for its people at this moment. */
  deputies: DeputyRow[];
  /** Whether somebody watches it: by the plan, or by hand. */
  isSupervised: boolean;
  /** The reader's parts; standing in for a pusher is being one. */
  parts: ReadonlySet<GroupPart>;
  mayManage: boolean;
  mayRegister: boolean;
  mayTick: boolean;
}

/** Who may look at a group, and do what there. */
@Injectable()
export class GroupAccess {
  constructor(
    private readonly groups: GroupRepository,
    private readonly people: GroupPeopleRepository,
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  /** For those who belong to it and for whoever reads cascades there; a 404 for everybody else. */
  async open(on: Queryable, actor: Actor, id: string): Promise<OpenedGroup> {
    const group = await this.groups.one(on, id);
    const plan = group && (await this.plans.judging(on)).find((one) => one.id === group.planId);
    if (!plan) throw Problem.notFound();
    const people = await this.people.ofGroup(on, id);
    const standing = people.filter(({ origin }) => origin !== GroupOrigin.Removed);
    const deputies = await this.people.deputies(
      on,
      standing.map(({ personId }) => personId),
      this.clock.now(),
    );
    const parts = partsOf(actor.personId, standing, deputies);
    if (parts.size === 0 && !actor.canAt(Permission.CascadeRead, group.path)) throw Problem.notFound();
    const kind = plan.document.cascade?.groupKinds.find(({ key }) => key === group.kindKey);
    const isSupervised = group.hasSupervisor || (kind?.supervisors.length ?? 0) > 0;
    const mayManage = actor.canAt(Permission.GroupManage, group.path);
    return {
      group,
      plan,
      kind,
      people,
      deputies,
      isSupervised,
      parts,
      mayManage,
      mayRegister: parts.has(GroupPart.Pusher) || parts.has(GroupPart.Supervisor) || (!isSupervised && parts.size > 0),
      mayTick: hasRoll(group) && (parts.has(GroupPart.Pusher) || mayManage),
    };
  }

  /** The same, for whoever manages groups there. */
  async manage(on: Queryable, actor: Actor, id: string): Promise<OpenedGroup> {
    const opened = await this.open(on, actor, id);
    if (!opened.mayManage) throw Problem.forbidden();
    return opened;
  }
}

/** Residents of a place, or families of a class: people that are known by name. */
export function hasRoll({ reaches }: Pick<GroupRow, 'reaches'>): boolean {
  return reaches === 'residents' || reaches === 'families';
}

/** Everybody's parts now: a deputy of a pusher pushes. */
export function partsOf(
  personId: string,
  people: readonly HolderRow[],
  deputies: readonly DeputyRow[],
): ReadonlySet<GroupPart> {
  const own = people.filter((line) => line.personId === personId).map(({ part }) => part);
  const standsIn = people.some(
    ({ personId: absentId, part }) =>
      part === GroupPart.Pusher && deputies.some((one) => one.absentId === absentId && one.personId === personId),
  );
  return new Set(standsIn ? [...own, GroupPart.Pusher] : own);
}
