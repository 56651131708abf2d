import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { chunks } from '../../common/database/index.js';
import { isWithin } from '../regions/index.js';
import { DoorKeyWriter } from './door-key-writer.js';
import { KeyKind, phoneKey, type SearchTerms, searchTerms, tailKey } from './door-keys.rules.js';
import { DoorSearchRepository, type KeyRange, type ListedDoor, type SearchLeaf } from './door-search.repository.js';

/** How many doors a search finds at most; whoever wants fewer types more. */
export const mostFound = 200;
/** So many leaves are looked into by one query. MariaDB plans each of them, and turns lists above a thousand into a scan. */
const leavesAtOnce = 200;
/** In a larger scope a text that is met less often than this anywhere is answered without looking into each leaf. */
const keysLookedAt = 400;

/** What one must be allowed to do at a door to find it by such a key. */
const permissionFor: Record<KeyKind, Permission> = {
  n: Permission.DoorNames,
  d: Permission.DoorRead,
  c: Permission.DoorRead,
  p: Permission.DoorPhone,
  t: Permission.DoorPhone,
};

interface Places {
  leaves: SearchLeaf[];
  listed: ListedDoor[];
}

/** Finds doors by what people type: names, their sound and initials, codes, phones. */
@Injectable()
export class DoorSearch {
  constructor(
    private readonly keys: DoorSearchRepository,
    private readonly writer: DoorKeyWriter,
  ) {}

  /**
   * Ids of doors that the actor may read and that the text finds, within the region when one is given; at most `limit`.
   * Nobody finds a door by a name or phone that they may not read there.
   */
  async find(actor: Actor, regionPath: string | null, text: string, limit = mostFound): Promise<string[]> {
    const ranges = this.rangesFor(searchTerms(text));
    if (ranges.length === 0) return [];
    const places = await this.placesOf(actor, regionPath);
    const found = new Set<string>();
    for (const range of ranges) {
      if (found.size >= limit) break;
      for (const id of await this.inRange(actor, places, range, limit)) found.add(id);
    }
    return [...found].slice(0, limit);
  }

  /** Whole keys before longer ones, so that 李明 is found among many 李明华. */
  private rangesFor({ prefixes, phone, phoneTail }: SearchTerms): KeyRange[] {
    const whole = [...prefixes];
    if (phone !== null) whole.push(phoneKey(this.writer.hashesOf(phone).whole));
    if (phoneTail !== null) whole.push(tailKey(this.writer.tailHash(phoneTail)));
    return [...whole.map((text) => ({ text, whole: true })), ...prefixes.map((text) => ({ text, whole: false }))];
  }

  /** The grids that the actor reads in the region, and doors beyond them that are theirs by group or by name. */
  private async placesOf(actor: Actor, regionPath: string | null): Promise<Places> {
    const readable = actor.pathsFor(Permission.DoorRead);
    const paths = pathsWithin(readable, regionPath);
    const leaves = await this.keys.leavesWithin(paths);
    const groupIds = await this.keys.groupsAt([...readable, ...paths]);
    return { leaves, listed: await this.keys.listed(groupIds, actor.personId, regionPath) };
  }

  private async inRange(actor: Actor, { leaves, listed }: Places, range: KeyRange, limit: number): Promise<string[]> {
    const permission = permissionFor[range.text[0] as KeyKind];
    const doorIds = listed
      .filter(({ mine, gridPath }) => mine || permission === Permission.DoorRead || actor.canAt(permission, gridPath))
      .map(({ id }) => id);
    const own = doorIds.length === 0 ? [] : await this.keys.amongDoors(doorIds, range);
    const allowed = leaves.filter(({ path }) => actor.canAt(permission, path)).map(({ id }) => id);
    return [...own, ...(await this.inLeaves(allowed, range, limit))];
  }

  private async inLeaves(leafIds: readonly number[], range: KeyRange, limit: number): Promise<string[]> {
    const found = new Set<string>();
    if (leafIds.length > leavesAtOnce) {
      const keys = await this.keys.first(range, keysLookedAt);
      const leaves = new Set(leafIds);
      for (const { id, gridId } of keys) if (leaves.has(gridId)) found.add(id);
      if (keys.length < keysLookedAt) return [...found];
    }
    for (const part of chunks(leafIds, leavesAtOnce)) {
      if (found.size >= limit) break;
      for (const id of await this.keys.inLeaves(part, range, limit)) found.add(id);
    }
    return [...found];
  }
}

/** Of the paths, what lies within the region. */
function pathsWithin(paths: readonly string[], regionPath: string | null): string[] {
  if (regionPath === null) return [...paths];
  if (paths.some((path) => isWithin(regionPath, path))) return [regionPath];
  return paths.filter((path) => isWithin(path, regionPath));
}
