import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../../common/database/index.js';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Problem } from '../../common/problem/index.js';
import { LeafClock } from './leaf-clock.js';
import { requireOpen } from './region-access.js';
import { about } from './region-events.js';
import { isWithin, Level, nameAfterMerge, parentPath } from './region.rules.js';
import { type RegionRecord, RegionsRepository } from './regions.repository.js';

/** What has to be so before a region ends, and what becomes of everything below it. */
@Injectable()
export class RegionMerges {
  constructor(
    private readonly repository: RegionsRepository,
    private readonly leafClock: LeafClock,
  ) {}

  /** The region that another one goes into: one beside it, of its level. Both are locked. */
  async requireSuccessor(
    queryable: Queryable,
    actor: Actor,
    region: RegionRecord,
    successor: RegionRecord | undefined,
  ): Promise<RegionRecord> {
    if (!successor || !actor.canAt(Permission.RegionManage, parentPath(successor.path))) {
      throw Problem.validation([{ field: 'successorId', rule: 'unknown_region' }]);
    }
    const isAlike =
      successor.level === region.level &&
      !isWithin(successor.path, region.path) &&
      (await this.hangsBelowUnit(queryable, successor)) === (await this.hangsBelowUnit(queryable, region));
    if (!isAlike) throw Problem.validation([{ field: 'successorId', rule: 'other_region_of_same_level' }]);
    requireOpen(successor);
    return successor;
  }

  /** Takes the leaves' locks, so that no door arrives meanwhile, and refuses a grid or group that still has doors. */
  async emptyLeaves(transaction: Transaction, region: RegionRecord): Promise<void> {
    const isGroup = region.level === Level.Group;
    const at = isGroup ? parentPath(region.path) : region.path;
    const gridIds = (await this.repository.within(transaction, at, Level.Grid)).map(({ id }) => id);
    await this.leafClock.raise(transaction, gridIds);
    if (!isGroup && region.level !== Level.Grid) return;
    if (await this.repository.hasDoors(transaction, gridIds, isGroup ? region.id : null)) {
      throw Problem.conflict('the region still has doors: move them first');
    }
  }

  async requireChildless(transaction: Transaction, region: RegionRecord): Promise<void> {
    const children = await this.repository.openChildren(transaction, region.id);
    if (children.length > 0) throw Problem.conflict('the region still has open regions below it: name its successor');
  }

  async moveChildren(transaction: Transaction, actorId: string, from: RegionRecord, to: RegionRecord): Promise<void> {
    const children = await this.repository.children(transaction, from.id);
    const taken = new Set((await this.repository.openChildren(transaction, to.id)).map(({ name }) => name));
    for (const child of children.filter(({ closedOn }) => closedOn === null)) {
      const name = nameAfterMerge(child.name, from.name, taken);
      if (name === null) throw Problem.conflict(`below the successor "${child.name}" exists already: rename it first`);
      taken.add(name);
      if (name !== child.name) await this.rename(transaction, actorId, child, name);
    }
    await this.repository.moveChildren(transaction, from, to);
    transaction.record(
      ...children.map((child) => ({
        ...about('region.moved', actorId, child),
        facts: { level: child.level, fromParentId: from.id, toParentId: to.id },
      })),
    );
  }

  async rename(transaction: Transaction, actorId: string, region: RegionRecord, name: string): Promise<void> {
    await this.repository.rename(transaction, region.id, name);
    transaction.record({ ...about('region.renamed', actorId, region), facts: { from: region.name, to: name } });
  }

  private async hangsBelowUnit(queryable: Queryable, { level, parentId }: RegionRecord): Promise<boolean> {
    if (level !== Level.Unit || parentId === null) return false;
    return (await this.repository.byIds(queryable, [parentId])).get(parentId)?.level === Level.Unit;
  }
}
