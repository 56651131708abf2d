import { Injectable } from '@nestjs/common';
import { pathEnd } from '../../common/auth/index.js';
import { anyOf, Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import { Level } from '../regions/index.js';
import type { DeclineReason } from '../signatures/index.js';
import {
  CountDifferences,
  type CountColumn,
  countColumns,
  type Counts,
  decodeShares,
  type DoorProgress,
  encodeShares,
  noCounts,
  type ProgressState,
} from './coverage.rules.js';

export interface CounterRow {
  planId: string;
  round: number;
  audience: string;
  leafId: number;
  counts: Counts;
}

const sums = countColumns.map((column) => `COALESCE(SUM(c.${column}), 0) AS ${column}`).join(', ');
const progressColumns = [
  'leaf_id',
  'state',
  'why',
  'attempts',
  'covered_at',
  'last_visit_at',
  'next_attempt_on',
  'audiences',
  'notice_signed',
  'pledge_signed',
  'unsigned_why',
] as const;

/** Every query on progress and counters. */
@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  async progress(on: Queryable, doorIds: readonly string[]): Promise<DoorProgress[]> {
    const doors = anyOf('door_id', doorIds);
    return (await on.query(`SELECT * FROM door_progress WHERE ${doors.sql}`, doors.parameters)).map(toProgress);
  }

  async progressOfLeaf(on: Queryable, leafId: number): Promise<DoorProgress[]> {
    // By the doors that stand there: the table has no index by leaf alone, and the doors were recounted before.
    const rows = await on.query(
      'SELECT pr.* FROM doors d JOIN door_progress pr ON pr.door_id = d.id WHERE d.grid_id = ?',
      [leafId],
    );
    return rows.map(toProgress);
  }

  async saveProgress(transaction: Transaction, progress: readonly DoorProgress[]): Promise<void> {
    await transaction.upsert('door_progress', progress.map(toRow), ['door_id', 'plan_id', 'round'], {
      set: progressColumns,
    });
  }

  async removeProgress(transaction: Transaction, progress: readonly DoorProgress[]): Promise<void> {
    const byRound = new Map<string, DoorProgress[]>();
    for (const row of progress) {
      const key = `${row.planId} ${row.round}`;
      byRound.set(key, [...(byRound.get(key) ?? []), row]);
    }
    for (const rows of byRound.values()) {
      const doors = anyOf(
        'door_id',
        rows.map(({ doorId }) => doorId),
      );
      await transaction.execute(`DELETE FROM door_progress WHERE plan_id = ? AND round = ? AND ${doors.sql}`, [
        rows[0]!.planId,
        rows[0]!.round,
        ...doors.parameters,
      ]);
    }
  }

  async addToCounters(transaction: Transaction, differences: readonly CounterRow[]): Promise<void> {
    const rows = differences.map(({ planId, round, audience, leafId, counts }) => ({
      plan_id: planId,
      round,
      audience,
      leaf_id: leafId,
      ...counts,
    }));
    await transaction.upsert('coverage_counters', rows, ['plan_id', 'round', 'audience', 'leaf_id'], {
      add: countColumns,
    });
  }

  async countersOfLeaf(on: Queryable, leafId: number): Promise<CounterRow[]> {
    const rows = await on.query<Record<string, string | number>>('SELECT * FROM coverage_counters WHERE leaf_id = ?', [
      leafId,
    ]);
    return rows.map((row) => ({
      planId: row.plan_id as string,
      round: Number(row.round),
      audience: row.audience as string,
      leafId,
      counts: countsOf(row),
    }));
  }

  /** The sums of each child of the region that has counters below it; what the region counts as a leaf is under its own id. */
  async sums(
    region: { id: number; path: string; level: Level },
    planId: string,
    round: number,
    audience: string,
  ): Promise<Map<number, Counts>> {
    if (region.level === Level.Group) {
      return new Map([[region.id, await this.sumsOfGroup(region.id, planId, round, audience)]]);
    }
    // The id that follows the region's own in the path of a leaf is the child above that leaf; the cast stops at the slash.
    const rows = await this.database.query<Record<string, string | number>>(
      `SELECT CAST(SUBSTR(leaf.path, ?) AS SIGNED) AS child_id, ${sums}
         FROM regions leaf
         JOIN coverage_counters c ON c.leaf_id = leaf.id AND c.plan_id = ? AND c.round = ? AND c.audience = ?
        WHERE leaf.path >= ? AND leaf.path < ?
        GROUP BY child_id`,
      [region.path.length + 1, planId, round, audience, region.path, pathEnd(region.path)],
    );
    return new Map(rows.map((row) => [Number(row.child_id) || region.id, countsOf(row)]));
  }

  /** What the doors of a 村民小组 add up to: few enough to count them as they stand. */
  private async sumsOfGroup(groupId: number, planId: string, round: number, audience: string): Promise<Counts> {
    const rows = await this.database.query(
      `SELECT pr.* FROM door_progress pr JOIN doors d ON d.id = pr.door_id
        WHERE d.group_id = ? AND pr.plan_id = ? AND pr.round = ?`,
      [groupId, planId, round],
    );
    const counted = new CountDifferences();
    for (const progress of rows.map(toProgress)) counted.replace(undefined, { ...progress, leafId: groupId });
    return counted.changed().find((row) => row.audience === audience)?.counts ?? noCounts();
  }

  /** Who answers for each region, by the roles that answer at its level. */
  async responsible(regionIds: readonly number[], roles: readonly string[]): Promise<Map<number, string[]>> {
    const regions = anyOf('po.region_id', regionIds);
    const held = anyOf('po.role', roles);
    const rows = await this.database.query<{ regionId: number; name: string }>(
      `SELECT po.region_id AS regionId, p.name FROM posts po JOIN people p ON p.id = po.person_id
        WHERE po.revoked_at IS NULL AND ${regions.sql} AND ${held.sql} ORDER BY po.created_at, po.id`,
      [...regions.parameters, ...held.parameters],
    );
    const names = new Map<number, string[]>();
    for (const { regionId, name } of rows) names.set(regionId, [...(names.get(regionId) ?? []), name]);
    return names;
  }
}

function countsOf(row: Record<string, string | number>): Counts {
  return Object.fromEntries(countColumns.map((column) => [column, Number(row[column])])) as Record<CountColumn, number>;
}

function toRow(progress: DoorProgress): Row {
  return {
    door_id: progress.doorId,
    plan_id: progress.planId,
    round: progress.round,
    leaf_id: progress.leafId,
    state: progress.state,
    why: progress.why,
    attempts: progress.attempts,
    covered_at: progress.coveredAt,
    last_visit_at: progress.lastVisitAt,
    next_attempt_on: progress.nextAttemptOn,
    audiences: encodeShares(progress.audiences),
    notice_signed: flagged(progress.noticeSigned),
    pledge_signed: flagged(progress.pledgeSigned),
    unsigned_why: progress.unsignedWhy,
  };
}

function flagged(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}

function toProgress(row: Row): DoorProgress {
  const instant = (value: unknown) => (value === null ? null : Number(value));
  const flag = (value: unknown) => (value === null ? null : Number(value) === 1);
  return {
    doorId: row.door_id as string,
    planId: row.plan_id as string,
    round: Number(row.round),
    leafId: Number(row.leaf_id),
    state: row.state as ProgressState,
    why: row.why as string | null,
    attempts: Number(row.attempts),
    coveredAt: instant(row.covered_at),
    lastVisitAt: instant(row.last_visit_at),
    nextAttemptOn: row.next_attempt_on as string | null,
    audiences: decodeShares(row.audiences as string),
    noticeSigned: flag(row.notice_signed),
    pledgeSigned: flag(row.pledge_signed),
    unsignedWhy: row.unsigned_why as DeclineReason | null,
  };
}
