import { Injectable } from '@nestjs/common';
import { Permission, type Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import type { DrawnRegions, NewRegion, Region, RegionChange, RegionClosing } from './dto/region.dto.js';
import { nextNames, type NumberedLevel } from './numbered-names.rules.js';
import type { OfficialPlace } from './official-places.js';
import { requireFound, requireManageable, requireOpen, requireReadable } from './region-access.js';
import { about, recordCreated } from './region-events.js';
import { RegionMerges } from './region-merges.js';
import { toRegion } from './region.mapper.js';
import { fitsBelow, idsOfPath, Level, type LocalLevel, parentPath, UnitKind, unitKindFault } from './region.rules.js';
import { type RegionRecord, RegionsRepository } from './regions.repository.js';

/** The tree of places: reading it, drawing grids, groups and units, and merging what the state merges. */
@Injectable()
export class RegionsService {
  constructor(
    private readonly database: Database,
    private readonly repository: RegionsRepository,
    private readonly merges: RegionMerges,
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

  /** Renames a region, or says what a unit is. */
  async change(actor: Actor, id: number, { name, unitKind }: RegionChange): Promise<Region> {
    return this.database.transaction(async (transaction) => {
      const { parentId } = await this.require(transaction, id);
      const locked = await this.repository.lock(transaction, parentId === null ? [id] : [parentId, id]);
      const region = requireFound(locked.get(id));
      requireManageable(actor, region);
      const isRenamed = name !== undefined && name.trim() !== region.name;
      const isOther = unitKind !== undefined && unitKind !== region.unitKind;
      if (!isRenamed && !isOther) return this.describeOne(transaction, region);
      requireOpen(region);
      requireKind(region.level, locked.get(parentId ?? 0)?.level, unitKind);
      if (isRenamed) await this.renameTo(transaction, actor.personId, region, name.trim());
      if (isOther) await this.setUnitKind(transaction, actor.personId, region, unitKind);
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
      const successor =
        successorId === undefined
          ? null
          : await this.merges.requireSuccessor(transaction, actor, region, locked.get(successorId));
      await this.merges.emptyLeaves(transaction, region);
      if (successor) await this.merges.moveChildren(transaction, actor.personId, region, successor);
      else await this.merges.requireChildless(transaction, region);
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
    drafts: readonly { level: LocalLevel; name: string; unitKind?: UnitKind }[],
  ): Promise<RegionRecord[]> {
    requireOpen(parent);
    const above = (await this.repository.byIds(transaction, [parent.parentId ?? 0])).get(parent.parentId ?? 0);
    if (!drafts.every(({ level }) => fitsBelow(parent.level, level, above?.level))) {
      throw Problem.validation([{ field: 'level', rule: 'not_below_this_parent' }]);
    }
    for (const { level, unitKind } of drafts) requireKind(level, parent.level, unitKind);
    const taken = new Set((await this.repository.openChildren(transaction, parent.id)).map(({ name }) => name));
    const named = drafts.map((draft) => ({ ...draft, name: draft.name.trim() }));
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

  private async renameTo(transaction: Transaction, actorId: string, region: RegionRecord, name: string): Promise<void> {
    const siblings = region.parentId === null ? [] : await this.repository.openChildren(transaction, region.parentId);
    if (siblings.some((sibling) => sibling.id !== region.id && sibling.name === name)) throw nameTaken('name');
    await this.merges.rename(transaction, actorId, region, name);
  }

  /** Units in which classes are kept are schools from then on. Their rows are locked: call it before leaves are. */
  async markSchools(transaction: Transaction, actorId: string, unitIds: readonly number[]): Promise<void> {
    for (const unit of (await this.repository.lock(transaction, unitIds)).values()) {
      if (unit.unitKind === UnitKind.Department) await this.setUnitKind(transaction, actorId, unit, UnitKind.School);
    }
  }

  private async setUnitKind(
    transaction: Transaction,
    actorId: string,
    region: RegionRecord,
    kind: UnitKind,
  ): Promise<void> {
    await this.repository.setUnitKind(transaction, region.id, kind);
    transaction.record({
      ...about('region.unit_kind_changed', actorId, region),
      facts: { from: region.unitKind, to: kind },
    });
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

function requireKind(level: Level, parent: Level | undefined, kind: UnitKind | undefined): void {
  const fault = unitKindFault(level, parent, kind);
  if (fault) throw Problem.validation([{ field: 'unitKind', rule: fault }]);
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
