import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { EventLog, type StoredEvent } from '../../common/events/index.js';
import { type JudgingPlan, type PlanCascade, PlansService } from '../plans/index.js';
import { RegionsService } from '../regions/index.js';
import { AlignmentRepository, type StoredGroup } from './alignment.repository.js';
import { concerns, doorsIn, followed, type RecordedEvent, regionsOf, rolesIn } from './alignment.rules.js';
import { HeldPosts, memberChanges, type PeopledGroup, ruledMembers } from './group-people.rules.js';
import { type DesiredGroup, desiredGroups, groupKey, isOwn } from './group-places.rules.js';

const reactionName = 'chat-groups.align';

/**
 * Keeps the groups of plans and their people what the plan, the places and the posts say. It follows after the commit and may run
 * again at any time: what is right already is left alone, and so is what was changed by hand.
 */
@Injectable()
export class GroupAligner implements OnModuleInit {
  /** Events that an earlier run saw waiting, and so has followed: a roster of a thousand people is one run, not a thousand. */
  private done: ReadonlySet<string> = new Set();

  constructor(
    private readonly repository: AlignmentRepository,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.eventLog.addReaction({ name: reactionName, types: followed, react: (event) => this.follow(event) });
  }

  /** All groups of the plan; those of a plan that is no more, or knows no groups any more, are closed. */
  async align(planId: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await this.lock(transaction, planId);
      await this.alignLocked(transaction, planId);
    });
  }

  /** First of all in a transaction: two runs, or a run and a group added by hand, go one after another and see each other's work. */
  lock(transaction: Transaction, planId: string): Promise<void> {
    return this.repository.lockPlan(transaction, planId);
  }

  /** The same as `align`, in a transaction that holds the plan's lock. */
  async alignLocked(transaction: Transaction, planId: string): Promise<void> {
    const plan = (await this.plans.judging(transaction)).find(({ id }) => id === planId);
    if (plan?.document.cascade) await this.alignGroups(transaction, plan, plan.document.cascade);
    else await this.closeAll(transaction, planId);
  }

  /** The people of these groups of the plan, in a transaction that changed one of them by hand. */
  async alignPeople(transaction: Transaction, plan: JudgingPlan, groups: readonly PeopledGroup[]): Promise<number> {
    const { cascade } = plan.document;
    if (!cascade) return 0;
    const stored = await this.repository.members(
      transaction,
      groups.map(({ id }) => id),
    );
    const posts = await this.repository.posts(transaction, plan.regionPath, [...rolesIn(cascade)]);
    const teachers = await this.repository.teachers(transaction, plan.regionPath);
    const changes = memberChanges(ruledMembers(cascade, groups, new HeldPosts(posts, teachers), stored), stored);
    await this.repository.writeMembers(transaction, changes);
    return changes.write.length + changes.remove.length;
  }

  /** One run follows all that waits: what was committed before it began is in what it reads. */
  private async follow(event: StoredEvent): Promise<void> {
    if (this.done.has(event.id)) return;
    const waiting = await this.repository.waiting(this.database, reactionName);
    const plans = await this.plans.judging(this.database);
    const concerned = await this.concerned(waiting, plans);
    const withGroups = await this.repository.plansWithGroups(this.database);
    const ended = withGroups.filter((id) => !plans.some((plan) => plan.id === id));
    for (const planId of [...concerned, ...ended]) await this.align(planId);
    this.done = new Set(waiting.map(({ id }) => id));
  }

  /** The plans whose groups the events may move. */
  private async concerned(events: readonly RecordedEvent[], plans: readonly JudgingPlan[]): Promise<string[]> {
    const schools = await this.repository.schoolsOfClasses(this.database, events.flatMap(doorsIn));
    const places = events.map((event) => ({ event, regionIds: regionsOf(event, schools) }));
    const regions = await this.regions.byIds(
      this.database,
      places.flatMap(({ regionIds }) => regionIds ?? []),
    );
    const located = places.map(({ event, regionIds }) => ({
      event,
      paths: regionIds && regionIds.flatMap((id) => regions.get(id)?.path ?? []),
    }));
    return plans.filter((plan) => located.some(({ event, paths }) => concerns(event, paths, plan))).map(({ id }) => id);
  }

  private async alignGroups(transaction: Transaction, plan: JudgingPlan, cascade: PlanCascade): Promise<void> {
    const stored = await this.repository.groups(transaction, plan.id);
    const desired = desiredGroups(
      cascade,
      {
        planRegionId: plan.regionId,
        regions: await this.repository.regions(transaction, plan.regionPath),
        classes: await this.repository.classes(transaction, plan.regionPath),
      },
      stored
        .filter(({ placeKey, closedAt }) => isOwn(placeKey) && closedAt === null)
        .map(({ id, kindKey, regionId, name }) => ({ id, kindKey, regionId, name })),
    );
    const ids = new Map(stored.map(({ id, kindKey, placeKey }) => [groupKey(kindKey, placeKey), id]));
    for (const { kindKey, place } of desired) {
      const key = groupKey(kindKey, place.key);
      if (!ids.has(key)) ids.set(key, uuid7());
    }
    const moved = await this.writeGroups(transaction, plan.id, desired, stored, ids);
    const people = await this.alignPeople(
      transaction,
      plan,
      desired.map(({ kindKey, place }) => ({
        id: ids.get(groupKey(kindKey, place.key))!,
        kindKey,
        path: place.path,
        classId: place.classId,
      })),
    );
    if (moved.opened + moved.closed + moved.changed + people > 0)
      tell(transaction, plan.id, plan.regionId, { ...moved, people });
  }

  private async writeGroups(
    transaction: Transaction,
    planId: string,
    desired: readonly DesiredGroup[],
    stored: readonly StoredGroup[],
    ids: ReadonlyMap<string, string>,
  ): Promise<{ opened: number; closed: number; changed: number }> {
    const now = this.clock.now();
    const known = new Map(stored.map((group) => [group.id, group]));
    const columnsOf = ({ kindKey, place, upper, level, name, reaches }: DesiredGroup) => ({
      id: ids.get(groupKey(kindKey, place.key))!,
      region_id: place.regionId,
      upper_id: upper && ids.get(upper)!,
      level,
      name,
      reaches,
    });
    const wanted = desired.map((group) => ({ group, columns: columnsOf(group) }));
    const added = wanted.filter(({ columns }) => !known.has(columns.id));
    await this.repository.insertGroups(
      transaction,
      added.map(({ group: { kindKey, place }, columns }) => ({
        ...columns,
        plan_id: planId,
        kind_key: kindKey,
        place_key: place.key,
        class_id: place.classId,
        created_at: now,
      })),
    );
    let [reopened, changed] = [0, 0];
    for (const { columns } of wanted) {
      const { id, ...columnsNow } = columns;
      const there = known.get(id);
      if (!there || isSame(there, columnsNow)) continue;
      const { name, ...others } = columnsNow;
      await this.repository.changeGroup(transaction, id, {
        ...others,
        ...(there.renamed ? {} : { name }),
        closed_at: null,
      });
      if (there.closedAt === null) changed += 1;
      else reopened += 1;
    }
    const kept = new Set(wanted.map(({ columns }) => columns.id));
    const gone = stored.filter(({ id, closedAt }) => closedAt === null && !kept.has(id)).map(({ id }) => id);
    await this.repository.closeGroups(transaction, gone, now);
    return { opened: added.length + reopened, closed: gone.length, changed };
  }

  private async closeAll(transaction: Transaction, planId: string): Promise<void> {
    const open = (await this.repository.groups(transaction, planId)).filter(({ closedAt }) => closedAt === null);
    if (open.length === 0) return;
    await this.repository.closeGroups(
      transaction,
      open.map(({ id }) => id),
      this.clock.now(),
    );
    tell(transaction, planId, null, { opened: 0, closed: open.length, changed: 0, people: 0 });
  }
}

function isSame(
  there: StoredGroup,
  now: { region_id: number; upper_id: string | null; level: number; name: string; reaches: string | null },
): boolean {
  return (
    there.closedAt === null &&
    there.regionId === now.region_id &&
    there.upperId === now.upper_id &&
    there.level === now.level &&
    (there.renamed || there.name === now.name) &&
    there.reaches === now.reaches
  );
}

function tell(
  transaction: Transaction,
  planId: string,
  regionId: number | null,
  facts: Record<'opened' | 'closed' | 'changed' | 'people', number>,
): void {
  transaction.record({
    type: 'chat_groups.aligned',
    actorId: null,
    subject: { kind: 'plan', id: planId },
    regionId,
    facts,
  });
}
