import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import type { GroupReach, JudgingPlan, ResidentTag } from '../plans/index.js';
import { RegionsService } from '../regions/index.js';
import { GroupPart } from './dto/chat-group.dto.js';
import { GroupPeopleRepository, type PushedGroup } from './group-people.repository.js';
import { chosen } from './target.rules.js';
import { type KnownGroup, TargetRepository } from './target.repository.js';

/** Whom a directive is meant for; an empty list leaves everybody in. */
export interface GroupTargets {
  /** Keys of the plan's chains. */
  chains: readonly string[];
  regionIds: readonly number[];
  audiences: readonly ResidentTag[];
  deepestLevel: number;
}

/** A group that a directive goes to. */
export interface TargetGroup {
  id: string;
  /** The next group above; it is among the targets, unless it lies outside the region that speaks. Null at the top. */
  upperId: string | null;
  level: number;
  kindKey: string;
  regionId: number;
  name: string;
  /** 台头村 第一小组. */
  placeName: string;
  opengid: string | null;
  hasPusher: boolean;
  reaches: GroupReach | null;
}

/** Somebody with a part in a group by a post of this moment or by hand, and who stands in for them at this moment. */
export interface GroupHolder {
  groupId: string;
  personId: string;
  name: string;
  /** The plan's word: 村主干, 片警. */
  label: string;
  deputies: { personId: string; name: string }[];
}

/** The groups as the cascade and the warnings need them, always in sets: no query is made per group. */
@Injectable()
export class ChatGroupsDirectory {
  constructor(
    private readonly repository: TargetRepository,
    private readonly people: GroupPeopleRepository,
    private readonly regions: RegionsService,
    private readonly clock: Clock,
  ) {}

  /**
   * The open groups of the plan within the region that the targets name, with those above them; the 指挥群 always. The upper ones
   * come before those below them.
   */
  async targets(
    on: Queryable,
    plan: Pick<JudgingPlan, 'id' | 'document'>,
    targets: GroupTargets,
    region: { path: string },
  ): Promise<TargetGroup[]> {
    const candidates = await this.repository.open(on, plan.id, region.path);
    const kinds = plan.document.cascade?.groupKinds ?? [];
    const asked = kinds.filter(({ chains }) => chains.some((chain) => targets.chains.includes(chain)));
    const places = await this.regions.byIds(on, targets.regionIds);
    const groups = chosen(candidates, {
      kindKeys: targets.chains.length === 0 ? null : new Set(asked.map(({ key }) => key)),
      paths: targets.regionIds.length === 0 ? null : [...places.values()].map(({ path }) => path),
      groupIds: targets.audiences.length === 0 ? null : await this.repository.withTags(on, plan.id, targets.audiences),
      deepestLevel: targets.deepestLevel,
    });
    return groups.map(({ path: _path, hasPusher, ...group }) => ({ ...group, hasPusher: Boolean(hasPusher) }));
  }

  pushersOf(on: Queryable, groupIds: readonly string[], now: number): Promise<GroupHolder[]> {
    return this.holders(on, groupIds, GroupPart.Pusher, now);
  }

  supervisorsOf(on: Queryable, groupIds: readonly string[], now: number): Promise<GroupHolder[]> {
    return this.holders(on, groupIds, GroupPart.Supervisor, now);
  }

  /** Open groups into which the person pushes, themselves or for somebody who is away; each once. */
  async groupsOfPusher(on: Queryable, personId: string, now: number): Promise<PushedGroup[]> {
    const pushed = new Map<string, PushedGroup>();
    for (const { groupId, absentId } of await this.people.pushedBy(on, personId, now)) {
      if (!pushed.has(groupId)) pushed.set(groupId, { groupId, absentId });
    }
    return [...pushed.values()];
  }

  async groupsSupervisedBy(on: Queryable, personId: string): Promise<string[]> {
    const parts = await this.people.partsOf(on, personId);
    return parts.filter(({ part }) => part === GroupPart.Supervisor).map(({ groupId }) => groupId);
  }

  /** The open group that this real one is bound to. */
  async byOpengid(on: Queryable, opengid: string): Promise<KnownGroup | null> {
    return (await this.repository.byOpengid(on, opengid)) ?? null;
  }

  /** Groups that mean the resident: of their 村民小组, or else all of their village, and of their family's classes. */
  async groupsOfResident(on: Queryable, residentId: string): Promise<KnownGroup[]> {
    return (await this.homeOf(on, residentId)).groups;
  }

  /** Those groups, with the resident's tags. */
  async homeOf(on: Queryable, residentId: string): Promise<{ groups: KnownGroup[]; tags: ResidentTag[] }> {
    const home = await this.repository.home(on, residentId);
    return home ? { groups: await this.repository.ofHome(on, home), tags: home.tags } : { groups: [], tags: [] };
  }

  /** Every part that the person has in an open group. */
  groupsOfPerson(on: Queryable, personId: string): Promise<{ groupId: string; part: GroupPart }[]> {
    return this.people.partsOf(on, personId);
  }

  /** The resident opened a card in the real group: they are in it, proved. Nothing is written when that is known. */
  async noteJoined(transaction: Transaction, groupId: string, residentId: string): Promise<void> {
    const known = await this.repository.join(transaction, groupId, residentId);
    if (known?.source === 'proved' && known.leftOn === null) return;
    const today = this.clock.today();
    const joinedOn = known && known.leftOn === null ? known.joinedOn : today;
    await this.repository.writeJoins(transaction, [
      { group_id: groupId, resident_id: residentId, joined_on: joinedOn, source: 'proved', by_id: null, left_on: null },
    ]);
    transaction.record({
      type: 'chat_group.join_proved',
      actorId: null,
      subject: { kind: 'chat_group', id: groupId },
      facts: { residentId },
    });
  }

  private async holders(
    on: Queryable,
    groupIds: readonly string[],
    part: GroupPart,
    now: number,
  ): Promise<GroupHolder[]> {
    if (groupIds.length === 0) return [];
    const holders = await this.people.holders(on, groupIds, part);
    const deputies = new Map<string, GroupHolder['deputies']>();
    const away = await this.people.deputies(
      on,
      holders.map(({ personId }) => personId),
      now,
    );
    for (const { absentId, personId, name } of away) {
      deputies.set(absentId, [...(deputies.get(absentId) ?? []), { personId, name }]);
    }
    return holders.map(({ groupId, personId, name, label }) => ({
      groupId,
      personId,
      name,
      label,
      deputies: deputies.get(personId) ?? [],
    }));
  }
}
