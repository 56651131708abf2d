import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { ChatGroupsDirectory } from '../chat-groups/index.js';
import { ResidentTag } from '../plans/index.js';
import { idsOfPath } from '../regions/index.js';
import type { Reader } from './warning-records.js';
import { WarningRepository } from './warning.repository.js';

/**
 * Which groups' warnings somebody reads: those in which they have a part or stand in for one, those that mean them as a
 * resident, and, for whoever holds a post, those of its place and above.
 */
@Injectable()
export class WarningReaders {
  constructor(
    private readonly groups: ChatGroupsDirectory,
    private readonly warnings: WarningRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<Reader> {
    const [parts, home, places] = await Promise.all([
      this.partsOf(actor),
      this.homeOf(actor.residentId),
      this.placesOf(actor),
    ]);
    const held = new Set(parts);
    return {
      personId: actor.personId,
      parts,
      reads: [...new Set([...home.groups, ...places])].filter((id) => !held.has(id)),
      inOffice: actor.posts.length > 0 || parts.length > 0,
      tags: home.tags,
    };
  }

  /** Deputies belong to a group themselves. */
  private async partsOf({ personId }: Actor): Promise<string[]> {
    const own = await this.groups.groupsOfPerson(this.database, personId);
    if (own.length === 0) return [];
    const pushed = await this.groups.groupsOfPusher(this.database, personId, this.clock.now());
    return [...new Set([...own, ...pushed].map(({ groupId }) => groupId))];
  }

  /** Nobody keeps a list of pupils: a household with one in a class is known by the class's group. */
  private async homeOf(residentId: string | null) {
    if (residentId === null) return { groups: [], tags: new Set<ResidentTag>() };
    const { groups, tags } = await this.groups.homeOf(this.database, residentId);
    const family = groups.some(({ classId }) => classId !== null) ? [ResidentTag.TeacherStudentParent] : [];
    return { groups: groups.map(({ id }) => id), tags: new Set([...tags, ...family]) };
  }

  private async placesOf({ posts }: Actor): Promise<string[]> {
    const places = new Set(posts.flatMap(({ path }) => idsOfPath(path)));
    return places.size === 0 ? [] : this.warnings.groupsAt(this.database, [...places]);
  }
}
