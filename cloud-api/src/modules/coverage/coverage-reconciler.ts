import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../common/database/index.js';
import { LeafClock, RegionsService } from '../regions/index.js';
import { CoverageProjector } from './coverage-projector.js';
import { CoverageRepository, type CounterRow } from './coverage.repository.js';
import { CountDifferences, countColumns } from './coverage.rules.js';

export interface Reconciliation {
  /** Doors whose progress was not what a live count says. */
  doors: number;
  /** Counter rows that were not the sum of their doors. */
  counters: number;
}

/** Counts everything below a region anew, mends what differs, and says how much that was: zero when all is well. */
@Injectable()
export class CoverageReconciler {
  constructor(
    private readonly projector: CoverageProjector,
    private readonly coverage: CoverageRepository,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
    private readonly database: Database,
  ) {}

  async reconcile(regionId: number): Promise<Reconciliation> {
    const doors = await this.projector.recountRegion(regionId);
    const { path } = await this.regions.require(this.database, regionId);
    let counters = 0;
    for (const leaf of await this.regions.leavesUnder(this.database, path)) {
      counters += await this.database.transaction((transaction) => this.mendLeaf(transaction, leaf.id));
    }
    return { doors, counters };
  }

  private async mendLeaf(transaction: Transaction, leafId: number): Promise<number> {
    await this.leafClock.raise(transaction, [leafId]);
    const live = new CountDifferences();
    for (const progress of await this.coverage.progressOfLeaf(transaction, leafId)) live.replace(undefined, progress);
    const counted = new Map(live.changed().map((row) => [keyOf(row), row]));
    const mending: CounterRow[] = [];
    for (const stored of await this.coverage.countersOfLeaf(transaction, leafId)) {
      const should = counted.get(keyOf(stored));
      counted.delete(keyOf(stored));
      const counts = { ...stored.counts };
      for (const column of countColumns) counts[column] = (should?.counts[column] ?? 0) - stored.counts[column];
      if (countColumns.some((column) => counts[column] !== 0)) mending.push({ ...stored, counts });
    }
    mending.push(...counted.values());
    if (mending.length === 0) return 0;
    await this.coverage.addToCounters(transaction, mending);
    transaction.record({
      type: 'coverage.mended',
      actorId: null,
      subject: { kind: 'region', id: String(leafId) },
      regionId: leafId,
      facts: { counters: mending.length },
    });
    return mending.length;
  }
}

function keyOf({ planId, round, audience }: CounterRow): string {
  return `${planId} ${round} ${audience}`;
}
