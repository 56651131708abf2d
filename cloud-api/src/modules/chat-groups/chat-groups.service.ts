import { Injectable } from '@nestjs/common';
import { type Actor, Permission, roleLabels } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Row, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { PeopleService } from '../people/index.js';
import { PlansService } from '../plans/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import {
  type ChatGroupChange,
  type ChatGroupDetail,
  type ChatGroupList,
  GroupOrigin,
  type GroupPersonChange,
  GroupPart,
  type GroupQuery,
  type MyGroups,
  type NewChatGroup,
} from './dto/chat-group.dto.js';
import { GroupAccess, type OpenedGroup } from './group-access.js';
import { GroupAligner } from './group-aligner.js';
import { GroupPeopleRepository } from './group-people.repository.js';
import { isOwn, ownPlaceKey } from './group-places.rules.js';
import { GroupViews } from './group-views.js';
import { GroupRepository, type GroupRow } from './group.repository.js';

/** The groups of a plan's chains: looking at them, and what an office changes by hand. */
@Injectable()
export class ChatGroupsService {
  constructor(
    private readonly groups: GroupRepository,
    private readonly groupPeople: GroupPeopleRepository,
    private readonly access: GroupAccess,
    private readonly views: GroupViews,
    private readonly aligner: GroupAligner,
    private readonly people: PeopleService,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: GroupQuery): Promise<ChatGroupList> {
    return this.views.list(actor, query);
  }

  mine(actor: Actor): Promise<MyGroups> {
    return this.views.mine(actor);
  }

  async one(actor: Actor, id: string): Promise<ChatGroupDetail> {
    return this.views.detail(this.database, await this.access.open(this.database, actor, id));
  }

  /** A group that no rule makes, such as a 楼栋群. Sent again by the phone it is the same group. */
  async add(actor: Actor, { id, planId, kindKey, regionId, name }: NewChatGroup): Promise<ChatGroupDetail> {
    return this.database.transaction(async (transaction) => {
      await this.aligner.lock(transaction, planId);
      const region = await this.regions.lock(transaction, regionId);
      const plan = (await this.plans.judging(transaction)).find((one) => one.id === planId);
      if (!plan || !isWithin(region.path, plan.regionPath)) throw Problem.notFound();
      if (!actor.canAt(Permission.GroupManage, region.path)) throw Problem.notFound();
      if (region.closedOn !== null) throw new Problem(409, ErrorCode.RegionClosed);
      const kind = plan.document.cascade?.groupKinds.find(({ key }) => key === kindKey);
      if (!kind) throw Problem.validation([{ field: 'kindKey', rule: 'unknown_kind' }]);
      const known = await this.groups.known(transaction, id);
      if (known && (known.planId !== planId || !isOwn(known.placeKey))) throw Problem.conflict('the id is taken');
      if (!known) {
        await this.groups.insert(transaction, {
          id,
          plan_id: planId,
          kind_key: kindKey,
          place_key: ownPlaceKey(id),
          region_id: regionId,
          level: kind.level,
          name: name.trim(),
          reaches: kind.reaches,
          created_at: this.clock.now(),
        });
        await this.aligner.alignLocked(transaction, planId);
        tell(transaction, 'chat_group.added', actor, { id, regionId }, { planId, kindKey });
      }
      return this.views.detail(transaction, await this.access.open(transaction, actor, id));
    });
  }

  async change(actor: Actor, id: string, change: ChatGroupChange): Promise<ChatGroupDetail> {
    return this.database.transaction(async (transaction) => {
      const opened = await this.access.manage(transaction, actor, id);
      if (opened.group.version !== change.baseVersion) throw stale();
      const columns = this.columnsOf(opened, change);
      if (Object.keys(columns).length > 0) {
        if (!(await this.groups.change(transaction, opened.group, columns))) throw stale();
        tell(transaction, 'chat_group.changed', actor, opened.group, { fields: Object.keys(columns) });
      }
      if (change.closed) return { ...(await this.views.detail(transaction, opened)), version: change.baseVersion + 1 };
      return this.views.detail(transaction, await this.access.open(transaction, actor, id));
    });
  }

  /** Somebody comes in or goes by hand; the plan's rule leaves them so from then on. */
  async changePerson(actor: Actor, id: string, change: GroupPersonChange): Promise<ChatGroupDetail> {
    return this.database.transaction(async (transaction) => {
      const opened = await this.access.manage(transaction, actor, id);
      const isChanged = change.present
        ? await this.bringIn(transaction, actor, opened.group, change)
        : await this.takeOut(transaction, opened.group, change);
      if (isChanged) {
        const { group, plan } = opened;
        await this.aligner.alignPeople(transaction, plan, [group]);
        const type = change.present ? 'chat_group.person_added' : 'chat_group.person_removed';
        tell(transaction, type, actor, group, { personId: change.personId, part: change.part });
      }
      return this.views.detail(transaction, await this.access.open(transaction, actor, id));
    });
  }

  /** WeChat shows the size to those in the group only, so one of those who lead it reads it off. */
  async reportSize(actor: Actor, id: string, size: number): Promise<ChatGroupDetail> {
    return this.database.transaction(async (transaction) => {
      const { group, mayManage, parts } = await this.access.open(transaction, actor, id);
      if (!mayManage && !parts.has(GroupPart.Pusher) && !parts.has(GroupPart.Supervisor)) throw Problem.forbidden();
      const today = this.clock.today();
      if (!(await this.groups.change(transaction, group, { reported_size: size, reported_on: today }))) throw stale();
      tell(transaction, 'chat_group.size_reported', actor, group, { size });
      return this.views.detail(transaction, await this.access.open(transaction, actor, id));
    });
  }

  private columnsOf({ group, people }: OpenedGroup, { name, ownerId, builtOn, closed }: ChatGroupChange): Row {
    if (builtOn && builtOn > this.clock.today())
      throw Problem.validation([{ field: 'builtOn', rule: 'not_in_future' }]);
    const isOfGroup = people.some((line) => line.personId === ownerId && line.origin !== GroupOrigin.Removed);
    if (ownerId && !isOfGroup) throw Problem.validation([{ field: 'ownerId', rule: 'of_group' }]);
    if (closed && !isOwn(group.placeKey)) throw Problem.validation([{ field: 'closed', rule: 'added_by_hand' }]);
    return {
      ...(name === undefined || name.trim() === group.name ? {} : { name: name.trim(), renamed: 1 }),
      ...(ownerId === undefined ? {} : { owner_id: ownerId }),
      ...(builtOn === undefined ? {} : { built_on: builtOn }),
      ...(closed ? { closed_at: this.clock.now() } : {}),
    };
  }

  private async bringIn(
    transaction: Transaction,
    actor: Actor,
    { id, path }: GroupRow,
    { personId, part }: GroupPersonChange,
  ): Promise<boolean> {
    const posts = await this.people.postPlaces(transaction, personId);
    const mayKnow = posts.some(
      (post) => actor.canAt(Permission.PeopleRead, post.path) || actor.canAt(Permission.GroupManage, post.path),
    );
    if (!mayKnow) throw Problem.validation([{ field: 'personId', rule: 'unknown_person' }]);
    const known = await this.groupPeople.line(transaction, id, personId, part);
    if (known?.origin === GroupOrigin.Added) return false;
    const isRuled = known !== undefined && posts.some((post) => post.id === known.postId);
    if (isRuled && known.origin === GroupOrigin.Rule) return false;
    const nearest = posts.find((post) => path.startsWith(post.path) || post.path.startsWith(path)) ?? posts[0]!;
    await this.groupPeople.write(transaction, {
      groupId: id,
      personId,
      part,
      label: isRuled ? known.label : roleLabels[nearest.role],
      origin: isRuled ? GroupOrigin.Rule : GroupOrigin.Added,
      postId: isRuled ? known.postId : null,
    });
    return true;
  }

  private async takeOut(
    transaction: Transaction,
    { id }: GroupRow,
    { personId, part }: GroupPersonChange,
  ): Promise<boolean> {
    const known = await this.groupPeople.line(transaction, id, personId, part);
    if (!known || known.origin === GroupOrigin.Removed) return false;
    // Whom the rule names too has to be kept out of its way.
    if (known.postId === null) await this.groupPeople.remove(transaction, id, personId, part);
    else await this.groupPeople.write(transaction, { ...known, origin: GroupOrigin.Removed });
    return true;
  }
}

function stale(): Problem {
  return Problem.conflict('somebody else changed the group: read it again');
}

function tell(
  transaction: Transaction,
  type: string,
  actor: Actor,
  { id, regionId }: { id: string; regionId: number },
  facts: Record<string, unknown>,
): void {
  transaction.record({ type, actorId: actor.personId, subject: { kind: 'chat_group', id }, regionId, facts });
}
