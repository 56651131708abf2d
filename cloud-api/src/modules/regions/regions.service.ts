import { Injectable } from '@nestjs/common';
import { Permission, type Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import type { DrawnRegions, NewRegion, Region, RegionChange, RegionClosing } from './dto/region.dto.js';
import { LeafClock } from './leaf-clock.js';
import { nextNames, type NumberedLevel } from './numbered-names.rules.js';
import type { OfficialPlace } from './official-places.js';
import { requireFound, requireManageable, requireOpen, requireReadable } from './region-access.js';
import { toRegion } from './region.mapper.js';
import { fitsBelow, idsOfPath, Level, type LocalLevel, nameAfterMerge, parentPath } from './region.rules.js';
import { type RegionRecord, RegionsRepository } from './regions.repository.js';

/** The tree of places: reading it, drawing grids, groups and units, and merging what the state merges. */
@Injectable()
export class RegionsService {
  constructor(
    private readonly database: Database,
    private readonly repository: RegionsRepository,
    private readonly leafClock: LeafClock,
    private readonly clock: Clock,
  ) {}

  byIds(queryable: Queryable, ids: Iterable<number>): Promise<Map<number, RegionRecord>> {
    return this.repository.byIds(queryable, ids);
  }

  /** The region, or a 404. */
  async require(queryable: Queryable, id: number): Promise<RegionRecord> {
    return requireFound((await this.repository.byIds(queryable, [id])).get(id));
  }

  /** The region, or a 404, held until the end of the transaction. */
  async lock(transaction: Transaction, id: number): Promise<RegionRecord> {
    return requireFound((await this.repository.lock(transaction, [id])).get(id));
  }

  /** The grids at a path or below it, closed ones included. */
  leavesUnder(queryable: Queryable, path: string): Promise<RegionRecord[]> {
    return this.repository.within(queryable, path, Level.Grid);
  }

  byCodes(queryable: Queryable, codes: readonly string[]): Promise<Map<string, RegionRecord>> {
    return this.repository.byCodes(queryable, codes);
  }

  async get(actor: Actor, id: number): Promise<Region> {
    const region = await this.require(this.database, id);
    requireReadable(actor, region);
    return this.describeOne(this.database, region);
  }

  /** The names on the way from the root to the region, itself last. */
  async steps(queryable: Queryable, region: RegionRecord): Promise<Region['path']> {
    return (await this.describeOne(queryable, region)).path;
  }

  /** The open regions below a parent, or the roots of what the actor may see. */
  async list(actor: Actor, parentId: number | undefined): Promise<Region[]> {
    if (parentId === undefined) {
      return this.describe(
        this.database,
        await this.repository.atPaths(this.database, actor.pathsFor(Permission.CoverageRead)),
      );
    }
    requireReadable(actor, await this.require(this.database, parentId));
    return this.describe(this.database, await this.repository.openChildren(this.database, parentId));
  }

  /** The paths to look at: all within the actor's reach, or the region asked for when it lies within it. */
  async reachablePaths(actor: Actor, permission: Permission, regionId: number | undefined): Promise<string[]> {
    if (regionId === undefined) return actor.pathsFor(permission);
    const region = await this.require(this.database, regionId);
    if (!actor.canAt(permission, region.path)) throw Problem.notFound();
    return [region.path];
  }

  async create(actor: Actor, request: NewRegion): Promise<Region> {
    return this.database.transaction(async (transaction) => {
      const parent = await this.lock(transaction, request.parentId);
      requireManageable(actor, parent);
      const [region] = await this.insertLocal(transaction, actor.personId, parent, [request]);
      return this.describeOne(transaction, region!);
    });
  }

  /** Draws grids or groups below a village: by their names, or so many that carry on the numbering. */
  async draw(actor: Actor, parentId: number, level: NumberedLevel, drawn: DrawnRegions): Promise<Region[]> {
    requireOneWay(drawn);
    return this.database.transaction(async (transaction) => {
      const parent = await this.lock(transaction, parentId);
      requireManageable(actor, parent);
      const names = drawn.names ?? (await this.nextNames(transaction, parent, level, drawn.count!));
      const drafts = names.map((name) => ({ level, name }));
      return this.describe(transaction, await this.insertLocal(transaction, actor.personId, parent, drafts));
    });
  }

  async rename(actor: Actor, id: number, { name }: RegionChange): Promise<Region> {
    return this.database.transaction(async (transaction) => {
      const { parentId } = await this.require(transaction, id);
      const locked = await this.repository.lock(transaction, parentId === null ? [id] : [parentId, id]);
      const region = requireFound(locked.get(id));
      requireManageable(actor, region);
      if (name === undefined || name.trim() === region.name) return this.describeOne(transaction, region);
      requireOpen(region);
      await this.renameTo(transaction, actor.personId, region, name.trim());
      return this.describeOne(transaction, await this.require(transaction, id));
    });
  }

  /** Ends a region. With a successor it is a merge: everything below moves there, and doors stay with their grid. */
  async close(actor: Actor, id: number, { successorId }: RegionClosing): Promise<Region> {
    return this.database.transaction(async (transaction) => {
      const locked = await this.repository.lock(transaction, successorId === undefined ? [id] : [id, successorId]);
      const region = requireFound(locked.get(id));
      requireManageable(actor, region, parentPath(region.path));
      requireOpen(region);
      const successor = successorId === undefined ? null : requireSuccessor(actor, region, locked.get(successorId));
      await this.emptyLeaves(transaction, region);
      if (successor) await this.moveChildren(transaction, actor.personId, region, successor);
      else await this.requireChildless(transaction, region);
      await this.repository.close(transaction, id, this.clock.today(), successor?.id ?? null);
      transaction.record({
        ...about('region.closed', actor.personId, region),
        facts: { level: region.level, successorId: successor?.id ?? null },
      });
      return this.describeOne(transaction, await this.require(transaction, id));
    });
  }

  /** Draws grids, groups and units below an open parent that the transaction holds. */
  async insertLocal(
    transaction: Transaction,
    actorId: string | null,
    parent: RegionRecord,
    drafts: readonly { level: LocalLevel; name: string }[],
  ): Promise<RegionRecord[]> {
    requireOpen(parent);
    if (!drafts.every(({ level }) => fitsBelow(parent.level, level))) {
      throw Problem.validation([{ field: 'level', rule: 'not_below_this_parent' }]);
    }
    const taken = new Set((await this.repository.openChildren(transaction, parent.id)).map(({ name }) => name));
    const named = drafts.map(({ level, name }) => ({ level, name: name.trim() }));
    for (const [index, { name }] of named.entries()) {
      if (taken.has(name)) throw nameTaken(named.length === 1 ? 'name' : `names.${index}`);
      taken.add(name);
    }
    const added = await this.repository.insert(transaction, parent, named);
    recordCreated(transaction, actorId, added);
    return added;
  }

  /** Adds those places of the official list that are not there yet; a parent stands before its children. */
  async insertOfficial(
    transaction: Transaction,
    places: readonly OfficialPlace[],
    actorId: string | null = null,
  ): Promise<RegionRecord[]> {
    const known = await this.repository.byCodes(
      transaction,
      places.map(({ code }) => code),
    );
    const added: RegionRecord[] = [];
    const missing = places.filter(({ code }) => !known.has(code));
    for (const parentCode of new Set(missing.map((place) => place.parentCode))) {
      const parent = parentCode === null ? null : known.get(parentCode)!;
      const inserted = await this.repository.insert(
        transaction,
        parent,
        missing.filter((place) => place.parentCode === parentCode),
      );
      for (const region of inserted) known.set(region.code!, region);
      added.push(...inserted);
    }
    recordCreated(transaction, actorId, added);
    return added;
  }

  /** The names that closed ones bear count too: two grids of one number would be mixed up in old registers. */
  private async nextNames(
    transaction: Transaction,
    parent: RegionRecord,
    level: NumberedLevel,
    count: number,
  ): Promise<string[]> {
    const there = (await this.repository.children(transaction, parent.id)).map(({ name }) => name);
    return nextNames(level, there, count);
  }

  /** Takes the leaves' locks, so that no door arrives meanwhile, and refuses a grid or group that still has doors. */
  private async emptyLeaves(transaction: Transaction, region: RegionRecord): Promise<void> {
    const isGroup = region.level === Level.Group;
    const leaves = await this.leavesUnder(transaction, isGroup ? parentPath(region.path) : region.path);
    const gridIds = leaves.map(({ id }) => id);
    await this.leafClock.raise(transaction, gridIds);
    if (!isGroup && region.level !== Level.Grid) return;
    if (await this.repository.hasDoors(transaction, gridIds, isGroup ? region.id : null)) {
      throw Problem.conflict('the region still has doors: move them first');
    }
  }

  private async requireChildless(transaction: Transaction, region: RegionRecord): Promise<void> {
    const children = await this.repository.openChildren(transaction, region.id);
    if (children.length > 0) throw Problem.conflict('the region still has open regions below it: name its successor');
  }

  private async moveChildren(
    transaction: Transaction,
    actorId: string,
    from: RegionRecord,
    to: RegionRecord,
  ): Promise<void> {
    const children = await this.repository.children(transaction, from.id);
    const taken = new Set((await this.repository.openChildren(transaction, to.id)).map(({ name }) => name));
    for (const child of children.filter(({ closedOn }) => closedOn === null)) {
      const name = nameAfterMerge(child.name, from.name, taken);
      if (name === null) throw Problem.conflict(`below the successor "${child.name}" exists already: rename it first`);
      taken.add(name);
      if (name !== child.name) await this.writeName(transaction, actorId, child, name);
    }
    await this.repository.moveChildren(transaction, from, to);
    transaction.record(
      ...children.map((child) => ({
        ...about('region.moved', actorId, child),
        facts: { level: child.level, fromParentId: from.id, toParentId: to.id },
      })),
    );
  }

  private async renameTo(transaction: Transaction, actorId: string, region: RegionRecord, name: string): Promise<void> {
    const siblings = region.parentId === null ? [] : await this.repository.openChildren(transaction, region.parentId);
    if (siblings.some((sibling) => sibling.id !== region.id && sibling.name === name)) throw nameTaken('name');
    await this.writeName(transaction, actorId, region, name);
  }

  private async writeName(
    transaction: Transaction,
    actorId: string,
    region: RegionRecord,
    name: string,
  ): Promise<void> {
    await this.repository.rename(transaction, region.id, name);
    transaction.record({ ...about('region.renamed', actorId, region), facts: { from: region.name, to: name } });
  }

  private async describeOne(queryable: Queryable, region: RegionRecord): Promise<Region> {
    return (await this.describe(queryable, [region]))[0]!;
  }

  /** As they are shown, with the names on the way to them. */
  async describe(queryable: Queryable, records: readonly RegionRecord[]): Promise<Region[]> {
    const known = await this.repository.byIds(
      queryable,
      records.flatMap(({ path }) => idsOfPath(path)),
    );
    return records.map((record) => toRegion(record, known));
  }
}

function requireSuccessor(actor: Actor, region: RegionRecord, successor: RegionRecord | undefined): RegionRecord {
  if (!successor || !actor.canAt(Permission.RegionManage, parentPath(successor.path))) {
    throw Problem.validation([{ field: 'successorId', rule: 'unknown_region' }]);
  }
  if (successor.id === region.id || successor.level !== region.level) {
    throw Problem.validation([{ field: 'successorId', rule: 'other_region_of_same_level' }]);
  }
  requireOpen(successor);
  return successor;
}

function requireOneWay({ names, count }: DrawnRegions): void {
  if (names === undefined && count === undefined) throw Problem.validation([{ field: 'names', rule: 'required' }]);
  if (names?.length === 0) throw Problem.validation([{ field: 'names', rule: 'array_min_size' }]);
  if (names && count !== undefined) throw Problem.validation([{ field: 'count', rule: 'not_with_names' }]);
}

function nameTaken(field: string): Problem {
  const detail = 'an open region beside it has this name already';
  return new Problem(409, ErrorCode.Conflict, { detail, errors: [{ field, rule: 'taken' }] });
}

function recordCreated(transaction: Transaction, actorId: string | null, regions: readonly RegionRecord[]): void {
  transaction.record(
    ...regions.map((region) => ({
      ...about('region.created', actorId, region),
      facts: { level: region.level, parentId: region.parentId, code: region.code },
    })),
  );
}

function about(type: string, actorId: string | null, { id }: RegionRecord) {
  return { type, actorId, subject: { kind: 'region', id: String(id) }, regionId: id };
}
