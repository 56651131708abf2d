import { Injectable } from '@nestjs/common';
import { anyOf, type Transaction } from '../../common/database/index.js';

/**
 * Every transaction that writes into a leaf first raises its version. That takes the leaf's lock, so writers of one leaf
 * go one after another, and makes the versions a cursor without gaps: a phone that has seen version n has seen all before.
 */
@Injectable()
export class LeafClock {
  private readonly raised = new WeakMap<Transaction, Map<number, number>>();

  /** Locks the leaves, in the order of their ids against deadlocks; the new version of each. Raised once a transaction. */
  async raise(transaction: Transaction, leafIds: Iterable<number>): Promise<ReadonlyMap<number, number>> {
    const versions = this.raised.get(transaction) ?? new Map<number, number>();
    this.raised.set(transaction, versions);
    const missing = [...new Set(leafIds)].filter((id) => !versions.has(id)).sort((a, b) => a - b);
    if (missing.length === 0) return versions;
    const leaves = anyOf('region_id', missing);
    await transaction.execute(`UPDATE leaf_clocks SET version = version + 1 WHERE ${leaves.sql}`, leaves.parameters);
    const rows = await transaction.query<{ region_id: number; version: number }>(
      `SELECT region_id, version FROM leaf_clocks WHERE ${leaves.sql}`,
      leaves.parameters,
    );
    for (const row of rows) versions.set(row.region_id, Number(row.version));
    return versions;
  }
}
