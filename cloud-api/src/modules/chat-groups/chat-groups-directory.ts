import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../../common/database/index.js';
import type { GroupReach, JudgingPlan, ResidentTag } from '../plans/index.js';
import type { GroupPart } from './dto/chat-group.dto.js';

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

export interface PushedGroup {
  groupId: string;
  /** For whom, when the person pushes there only as a deputy; null when they are a pusher themselves. */
  absentId: string | null;
}

/** An open group that people are shown. */
export interface KnownGroup {
  id: string;
  planId: string;
  kindKey: string;
  level: number;
  regionId: number;
  classId: string | null;
  name: string;
  reaches: GroupReach | null;
}

/** The groups as the cascade and the warnings need them, always in sets: no query is made per group. */
@Injectable()
export class ChatGroupsDirectory {
  /** The open groups of the plan within the region that the targets name, with those above them; the 指挥群 always. */
  targets(
    _on: Queryable,
    _plan: Pick<JudgingPlan, 'id' | 'document'>,
    _targets: GroupTargets,
    _region: { path: string },
  ): Promise<TargetGroup[]> {
    return Promise.resolve([]);
  }

  pushersOf(_on: Queryable, _groupIds: readonly string[], _now: number): Promise<GroupHolder[]> {
    return Promise.resolve([]);
  }

  supervisorsOf(_on: Queryable, _groupIds: readonly string[], _now: number): Promise<GroupHolder[]> {
    return Promise.resolve([]);
  }

  /** Open groups into which the person pushes, themselves or for somebody who is away. */
  groupsOfPusher(_on: Queryable, _personId: string, _now: number): Promise<PushedGroup[]> {
    return Promise.resolve([]);
  }

  groupsSupervisedBy(_on: Queryable, _personId: string): Promise<string[]> {
    return Promise.resolve([]);
  }

  /** The open group that this real one is bound to. */
  byOpengid(_on: Queryable, _opengid: string): Promise<KnownGroup | null> {
    return Promise.resolve(null);
  }

  /** Groups that mean the resident: of their 村民小组, or else all of their village, and of their family's classes. */
  groupsOfResident(_on: Queryable, _residentId: string): Promise<KnownGroup[]> {
    return Promise.resolve([]);
  }

  /** Every part that the person has in an open group. */
  groupsOfPerson(_on: Queryable, _personId: string): Promise<{ groupId: string; part: GroupPart }[]> {
    return Promise.resolve([]);
  }

  /** The resident opened a card in the real group: they are in it, proved. */
  noteJoined(_transaction: Transaction, _groupId: string, _residentId: string): Promise<void> {
    return Promise.resolve();
  }
}
