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
    const asked = [...new Set(leafIds)].sort((a, b) => a - b);
    await this.raiseMissing(transaction, asked, versions);
    return new Map(asked.filter((id) => versions.has(id)).map((id) => [id, versions.get(id)!]));
  }

  private async raiseMissing(
    transaction: Transaction,
    asked: readonly number[],
    versions: Map<number, number>,
  ): Promise<void> {
    const missing = asked.filter((id) => !versions.has(id));
    if (missing.length === 0) return;
    const leaves = anyOf('region_id', missing);
    await transaction.execute(`UPDATE leaf_clocks SET version = version + 1 WHERE ${leaves.sql}`, leaves.parameters);
    const rows = await transaction.query<{ region_id: number; version: number }>(
      `SELECT region_id, version FROM leaf_clocks WHERE ${leaves.sql}`,
      leaves.parameters,
    );
    for (const row of rows) versions.set(row.region_id, Number(row.version));
  }
}
