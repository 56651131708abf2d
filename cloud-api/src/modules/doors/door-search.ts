import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { chunks } from '../../common/database/index.js';
import { isWithin } from '../regions/index.js';
import { DoorKeyWriter } from './door-key-writer.js';
import { KeyKind, phoneKey, type SearchTerms, searchTerms, tailKey } from './door-keys.rules.js';
import { DoorSearchRepository, type KeyRange, type ListedDoor, type SearchLeaf } from './door-search.repository.js';

/** How many doors a search finds at most; whoever wants fewer types more. */
export const mostFound = 200;
/** A text that is met less often than this anywhere is answered without looking into each leaf of the scope. */
const keysLookedAt = 400;
/** So many leaves are looked into by one query. MariaDB plans each of them, and turns lists above a thousand into a scan. */
const leavesAtOnce = 200;

/** What one must be allowed to do at a door to find it by such a key. */
const permissionFor: Record<KeyKind, Permission> = {
  n: Permission.DoorNames,
  d: Permission.DoorRead,
  c: Permission.DoorRead,
  p: Permission.DoorPhone,
  t: Permission.DoorPhone,
};

/** Where somebody searches. */
interface Scope {
  actor: Actor;
  regionPath: string | null;
  /** Doors beyond the actor's grids that are theirs by group or by name. */
  listed: ListedDoor[];
  /** The grids that the actor reads in the region; read only when a text is so common that they are needed. */
  leaves: () => Promise<SearchLeaf[]>;
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
    const { whole, begun } = this.rangesFor(searchTerms(text));
    if (whole.length === 0) return [];
    const scope = await this.scopeOf(actor, regionPath);
    const found = new Set<string>();
    for (const ranges of [whole, begun]) {
      if (found.size >= limit) break;
      const parts = await Promise.all(ranges.map((range) => this.inRange(scope, range, limit)));
      for (const id of parts.flat()) found.add(id);
    }
    return [...found].slice(0, limit);
  }

  /** Whole keys before longer ones, so that 李明 is found among many 李明华. */
  private rangesFor({ prefixes, phone, phoneTail }: SearchTerms): Record<'whole' | 'begun', KeyRange[]> {
    const whole = [...prefixes];
    if (phone !== null) whole.push(phoneKey(this.writer.hashesOf(phone).whole));
    if (phoneTail !== null) whole.push(tailKey(this.writer.tailHash(phoneTail)));
    return {
      whole: whole.map((text) => ({ text, whole: true })),
      begun: prefixes.map((text) => ({ text, whole: false })),
    };
  }

  private async scopeOf(actor: Actor, regionPath: string | null): Promise<Scope> {
    const readable = actor.pathsFor(Permission.DoorRead);
    const paths = pathsWithin(readable, regionPath);
    const groupIds = await this.keys.groupsAt([...readable, ...paths]);
    let leaves: Promise<SearchLeaf[]> | undefined;
    return {
      actor,
      regionPath,
      listed: await this.keys.listed(groupIds, actor.personId, regionPath),
      leaves: () => (leaves ??= this.keys.leavesWithin(paths)),
    };
  }

  private async inRange(scope: Scope, range: KeyRange, limit: number): Promise<string[]> {
    const { actor, regionPath, listed } = scope;
    const permission = permissionFor[range.text[0] as KeyKind];
    const doorIds = listed
      .filter(({ mine, gridPath }) => mine || permission === Permission.DoorRead || actor.canAt(permission, gridPath))
      .map(({ id }) => id);
    const found = new Set(doorIds.length === 0 ? [] : await this.keys.amongDoors(doorIds, range));
    const keys = await this.keys.first(range, keysLookedAt);
    for (const { id, gridPath } of keys) {
      if (actor.canAt(permission, gridPath) && isWithin(gridPath, regionPath ?? '')) found.add(id);
    }
    if (keys.length < keysLookedAt || found.size >= limit) return [...found];
    const leaves = (await scope.leaves()).filter(({ path }) => actor.canAt(permission, path));
    for (const part of chunks(leaves, leavesAtOnce)) {
      if (found.size >= limit) break;
      const leafIds = part.map(({ id }) => id);
      for (const id of await this.keys.inLeaves(leafIds, range, limit)) found.add(id);
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
