import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import { type JudgingPlan, PlansService } from '../plans/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import { CardRepository } from './card.repository.js';
import { builtBy, supervisedKinds, toCards, toChatGroup, toGroupPerson } from './chat-group.mapper.js';
import {
  type ChatGroup,
  type ChatGroupDetail,
  type ChatGroupList,
  GroupPart,
  type GroupQuery,
  type MyGroups,
} from './dto/chat-group.dto.js';
import type { OpenedGroup } from './group-access.js';
import { GroupJoins } from './group-joins.js';
import { GroupPeopleRepository } from './group-people.repository.js';
import { type GroupFilter, type GroupPlaceInList, GroupRepository, type GroupRow } from './group.repository.js';

const pageSize = 50;
const places = new PagePlace<GroupPlaceInList>({ level: 'number', path: 'text', id: 'text' });

/** Groups as screens show them. */
@Injectable()
export class GroupViews {
  constructor(
    private readonly groups: GroupRepository,
    private readonly people: GroupPeopleRepository,
    private readonly cards: CardRepository,
    private readonly joins: GroupJoins,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: GroupQuery): Promise<ChatGroupList> {
    const plan = (await this.plans.judging(this.database)).find(({ id }) => id === query.planId);
    const reach = await this.regions.reachablePaths(actor, Permission.CascadeRead, query.regionId);
    const paths = plan ? reach.flatMap((path) => overlap(path, plan.regionPath)) : [];
    if (!plan || paths.length === 0) throw Problem.notFound();
    const filter: GroupFilter = {
      planId: plan.id,
      paths,
      level: query.level ?? null,
      gap: query.gap ?? null,
      text: query.q?.trim() ?? null,
      supervised: supervisedKinds(plan),
    };
    const limit = query.limit ?? pageSize;
    const rows = await this.groups.page(this.database, filter, places.decode(query.after), limit);
    const counts = await this.groups.counts(this.database, filter);
    const dueOn = builtBy(plan);
    const isLate = dueOn !== null && dueOn < this.clock.today();
    const last = rows.at(-1);
    return {
      items: await this.assemble(rows, [plan]),
      next: last && rows.length === limit ? places.encode(last) : null,
      counts: { ...counts, late: isLate ? counts.groups - counts.built : 0 },
    };
  }

  async mine(actor: Actor): Promise<MyGroups> {
    const parts = new Map<string, Set<GroupPart>>();
    const note = (groupId: string, part: GroupPart) =>
      parts.set(groupId, (parts.get(groupId) ?? new Set<GroupPart>()).add(part));
    for (const { groupId, part } of await this.people.partsOf(this.database, actor.personId)) note(groupId, part);
    for (const { groupId } of await this.people.pushedBy(this.database, actor.personId, this.clock.now())) {
      note(groupId, GroupPart.Pusher);
    }
    const rows = await this.groups.byIds(this.database, [...parts.keys()]);
    const groups = await this.assemble(rows, await this.plans.judging(this.database));
    return { items: groups.map((group) => ({ ...group, parts: [...parts.get(group.id)!] })) };
  }

  async detail(on: Queryable, opened: OpenedGroup): Promise<ChatGroupDetail> {
    const { group, plan, people, deputies, mayManage, mayRegister, mayTick } = opened;
    const pushers = people.filter(({ part, origin }) => part === GroupPart.Pusher && origin !== 'removed');
    return {
      ...toChatGroup(
        group,
        plan,
        pushers.map(({ name }) => name),
        this.clock.today(),
      ),
      version: group.version,
      ownerId: group.ownerName === null ? null : group.ownerId,
      people: people.map((line) => toGroupPerson(line, deputies)),
      cards: toCards(await this.cards.ofGroup(on, group.id), group.opengid),
      joinRate: await this.joins.rateOf(on, group),
      mayManage,
      mayRegister,
      mayTick,
    };
  }

  /** With the names of their pushers, in one query for all. Groups of a plan that is over are left out. */
  private async assemble(rows: readonly GroupRow[], plans: readonly JudgingPlan[]): Promise<ChatGroup[]> {
    const ids = rows.map(({ id }) => id);
    const pushers = new Map<string, string[]>();
    for (const { groupId, name } of await this.people.holders(this.database, ids, GroupPart.Pusher)) {
      pushers.set(groupId, [...(pushers.get(groupId) ?? []), name]);
    }
    return rows.flatMap((row) => {
      const plan = plans.find(({ id }) => id === row.planId);
      return plan ? [toChatGroup(row, plan, pushers.get(row.id) ?? [], this.clock.today())] : [];
    });
  }
}

/** What two paths have in common: the longer one where one lies in the other. */
function overlap(one: string, other: string): string[] {
  if (isWithin(one, other)) return [one];
  return isWithin(other, one) ? [other] : [];
}
