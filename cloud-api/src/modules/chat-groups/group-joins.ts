import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { maskName } from '../../common/crypto/index.js';
import { Database, type Queryable, type Row } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { mayAt } from '../doors/index.js';
import { PlansService } from '../plans/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import { GroupPart, type JoinMarks, type JoinRate, type JoinRates, type JoinRoll } from './dto/chat-group.dto.js';
import { GroupAccess, hasRoll, type OpenedGroup } from './group-access.js';
import type { GroupRow } from './group.repository.js';
import { JoinRepository, type PlaceCount, type RollRow } from './join.repository.js';
import { bornAsAdults, bornForGroups, type BornBetween, type JoinCount, rateOf } from './join.rules.js';

interface ChildPlace {
  id: number;
  level: string;
  path: string;
}

/** Who of the residents is in the group (S1.4). */
@Injectable()
export class GroupJoins {
  constructor(
    private readonly repository: JoinRepository,
    private readonly access: GroupAccess,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null for a group that means nobody by name. */
  async rateOf(on: Queryable, group: GroupRow): Promise<JoinRate | null> {
    if (!hasRoll(group)) return null;
    const today = this.clock.today();
    return rateOf(today, [await this.repository.count(on, group, agesOf(group, today), today)]);
  }

  /** By the places directly below the region. A place's rate is over all its residents, also of doors without a 村民小组. */
  async rates(actor: Actor, planId: string, regionId: number): Promise<JoinRates> {
    const plan = (await this.plans.judging(this.database)).find(({ id }) => id === planId);
    const region = await this.regions.require(this.database, regionId);
    const isReadable = actor.canAt(Permission.CascadeRead, region.path);
    if (!plan || !isReadable || !isWithin(region.path, plan.regionPath)) throw Problem.notFound();
    const today = this.clock.today();
    const { path } = region;
    const children = await this.repository.children(this.database, regionId);
    const groups = await this.repository.groupsAt(this.database, planId, path);
    const homes = await this.repository.countPlaces(this.database, planId, path, bornForGroups(today), today);
    const families = await this.repository.countFamilies(this.database, planId, path, bornAsAdults(today), today);
    const schools = await this.regions.byIds(
      this.database,
      families.map((one) => one.regionId),
    );
    const items = children.map(({ id, name, level, path: childPath }) => {
      const own = groups.filter((group) => isWithin(group.path, childPath));
      const ofSchools = families.filter((one) => isWithin(schools.get(one.regionId)?.path ?? '', childPath));
      const counts: readonly JoinCount[] =
        level === 'unit' ? ofSchools : homes.filter((home) => isAt(home, { id, level, path: childPath }));
      return {
        regionId: id,
        name,
        groups: own.length,
        built: own.filter(({ builtOn }) => builtOn !== null).length,
        bound: own.filter(({ opengid }) => opengid !== null).length,
        rate: rateOf(today, counts),
      };
    });
    // Grids are no places of groups, unless somebody added one by hand.
    const isShown = (index: number) => children[index]!.level !== 'grid' || items[index]!.groups > 0;
    return {
      items: items.filter((_, index) => isShown(index)),
      total: rateOf(today, region.level === 'unit' ? families : homes),
    };
  }

  async roll(actor: Actor, id: string): Promise<JoinRoll> {
    return this.rollOf(this.database, actor, requireRoll(await this.access.open(this.database, actor, id)));
  }

  /** What is ticked already, and what was proved, stays as it is. */
  async tick(actor: Actor, id: string, { joined, left }: JoinMarks): Promise<JoinRoll> {
    if (joined.some((one) => left.includes(one))) throw Problem.validation([{ field: 'left', rule: 'not_joined_too' }]);
    return this.database.transaction(async (transaction) => {
      const opened = requireRoll(await this.access.open(transaction, actor, id));
      if (!opened.mayTick) throw Problem.forbidden();
      const { group } = opened;
      const today = this.clock.today();
      const roll = await this.repository.roll(transaction, group, agesOf(group, today), today, actor.personId);
      requireKnown(roll, { joined, left });
      const known = await this.repository.joins(transaction, id, [...joined, ...left]);
      const of = (residentId: string) => known.find((one) => one.residentId === residentId);
      const ticked = joined.filter((residentId) => !of(residentId) || of(residentId)!.leftOn !== null);
      const gone = left.flatMap((residentId) => of(residentId) ?? []).filter(({ leftOn }) => leftOn === null);
      await this.repository.write(transaction, [
        ...ticked.map((residentId): Row => ({
          group_id: id,
          resident_id: residentId,
          joined_on: today,
          source: 'ticked',
          by_id: actor.personId,
          left_on: null,
        })),
        ...gone.map(({ residentId, joinedOn, source }): Row => ({
          group_id: id,
          resident_id: residentId,
          joined_on: joinedOn,
          source,
          by_id: actor.personId,
          left_on: today,
        })),
      ]);
      if (ticked.length + gone.length > 0) {
        transaction.record({
          type: 'chat_group.joins_ticked',
          actorId: actor.personId,
          subject: { kind: 'chat_group', id },
          regionId: group.regionId,
          facts: { joined: ticked, left: gone.map(({ residentId }) => residentId) },
        });
      }
      return this.rollOf(transaction, actor, opened);
    });
  }

  private async rollOf(on: Queryable, actor: Actor, { group }: OpenedGroup): Promise<JoinRoll> {
    const today = this.clock.today();
    const rows = await this.repository.roll(on, group, agesOf(group, today), today, actor.personId);
    return {
      items: rows.map((row) => ({
        residentId: row.residentId,
        doorCode: row.doorCode,
        name: mayName(actor, row) ? row.name : maskName(row.name),
        joinedOn: row.joinedOn,
        proved: row.source === 'proved',
      })),
      rate: rateOf(today, rows.map(countOf)),
    };
  }
}

const agesOf = ({ classId }: GroupRow, date: string): BornBetween =>
  classId === null ? bornForGroups(date) : bornAsAdults(date);

function countOf({ joinedOn, source }: RollRow): JoinCount {
  return { registered: 1, joined: joinedOn === null ? 0 : 1, proved: source === 'proved' ? 1 : 0 };
}

function mayName(actor: Actor, { path, groupPath, isMine }: RollRow): boolean {
  const assignedTo = new Set(Number(isMine) === 1 ? [actor.personId] : []);
  return mayAt(actor, Permission.DoorNames, { path, groupPath, assignedTo });
}

function isAt(home: PlaceCount, place: ChildPlace): boolean {
  return place.level === 'group' ? home.groupId === place.id : isWithin(home.path, place.path);
}

/** The roll holds names, so it is for those who lead the group or manage it; of other groups there is none. */
function requireRoll(opened: OpenedGroup): OpenedGroup {
  const { group, parts, mayManage } = opened;
  if (!hasRoll(group)) throw Problem.notFound();
  if (!mayManage && !parts.has(GroupPart.Pusher) && !parts.has(GroupPart.Supervisor)) throw Problem.forbidden();
  return opened;
}

function requireKnown(roll: readonly RollRow[], marks: JoinMarks): void {
  const known = new Set(roll.map(({ residentId }) => residentId));
  const errors = (['joined', 'left'] as const).flatMap((list) =>
    marks[list].flatMap((id, index) => (known.has(id) ? [] : [{ field: `${list}.${index}`, rule: 'of_group' }])),
  );
  if (errors.length > 0) throw Problem.validation(errors);
}
