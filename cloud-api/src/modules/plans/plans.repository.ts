import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type SqlValue, type Transaction } from '../../common/database/index.js';
import { PlanState } from './dto/plan.dto.js';
import type { PlanDocument } from './plan.document.js';

/** What judging a visit needs of a plan. */
export interface JudgingPlan {
  id: string;
  name: string;
  version: number;
  regionId: number;
  regionName: string;
  regionPath: string;
  document: PlanDocument;
}

export interface PlanRecord extends JudgingPlan {
  preset: string;
  state: PlanState;
}

interface PlanRow {
  id: string;
  preset: string;
  name: string;
  version: number;
  state: PlanState;
  region_id: number;
  region_name: string;
  region_path: string;
}

const selectPlans = `SELECT p.id, p.preset, p.name, p.version, p.state, p.region_id, r.name AS region_name, r.path AS region_path
  FROM plans p JOIN regions r ON r.id = p.region_id`;

/** Every query on plans. Every visit is judged by their documents, so each version is read and parsed once. */
@Injectable()
export class PlansRepository {
  private readonly documents = new Map<string, ReadDocument>();
  /** Transactions that wrote a plan: what they read may never be committed, so nobody else is to see it. */
  private readonly writers = new WeakSet<Queryable>();

  active(queryable: Queryable): Promise<PlanRecord[]> {
    return this.select(queryable, 'WHERE p.state = ? ORDER BY p.created_at, p.id', [PlanState.Active]);
  }

  /** Active plans that hold for the region, those of its ancestors with them, and those of regions below it. */
  around(queryable: Queryable, path: string, ancestorIds: readonly number[]): Promise<PlanRecord[]> {
    const above = anyOf('p.region_id', ancestorIds);
    const below = withinPaths('r.path', [path]);
    return this.select(queryable, `WHERE p.state = ? AND (${above.sql} OR ${below.sql}) ORDER BY p.created_at, p.id`, [
      PlanState.Active,
      ...above.parameters,
      ...below.parameters,
    ]);
  }

  activeOf(queryable: Queryable, regionId: number, preset: string): Promise<PlanRecord[]> {
    return this.select(queryable, 'WHERE p.state = ? AND p.region_id = ? AND p.preset = ?', [
      PlanState.Active,
      regionId,
      preset,
    ]);
  }

  async find(queryable: Queryable, id: string): Promise<PlanRecord | undefined> {
    return (await this.select(queryable, 'WHERE p.id = ?', [id]))[0];
  }

  async insert(
    transaction: Transaction,
    plan: { id: string; regionId: number; document: PlanDocument; createdAt: number },
  ): Promise<void> {
    this.writers.add(transaction);
    await transaction.insert('plans', [
      {
        id: plan.id,
        preset: plan.document.key,
        region_id: plan.regionId,
        ...columnsOf(plan.document),
        version: 1,
        state: PlanState.Active,
        created_at: plan.createdAt,
      },
    ]);
  }

  /** False when the plan is no longer at the version that the change was made from. */
  async replace(
    transaction: Transaction,
    plan: PlanRecord,
    document: PlanDocument,
    state: PlanState,
  ): Promise<boolean> {
    this.writers.add(transaction);
    const columns = { ...columnsOf(document), state, version: plan.version + 1 };
    const assignments = Object.keys(columns).map((column) => `${column} = ?`);
    const changed = await transaction.execute(
      `UPDATE plans SET ${assignments.join(', ')} WHERE id = ? AND version = ? AND state = ?`,
      [...Object.values(columns), plan.id, plan.version, PlanState.Active],
    );
    return changed === 1;
  }

  private async select(queryable: Queryable, rest: string, parameters: readonly SqlValue[]): Promise<PlanRecord[]> {
    const rows = await queryable.query<PlanRow>(`${selectPlans} ${rest}`, parameters);
    const documents = await this.documentsOf(queryable, rows);
    return rows.map((row) => ({
      id: row.id,
      preset: row.preset,
      name: row.name,
      ...documents.get(row.id)!,
      state: row.state,
      regionId: row.region_id,
      regionName: row.region_name,
      regionPath: row.region_path,
    }));
  }

  private async documentsOf(queryable: Queryable, rows: readonly PlanRow[]): Promise<Map<string, ReadDocument>> {
    if (this.writers.has(queryable)) return this.readDocuments(queryable, rows);
    const missing = rows.filter(({ id, version }) => this.documents.get(id)?.version !== version);
    for (const [id, read] of await this.readDocuments(queryable, missing)) this.documents.set(id, read);
    return this.documents;
  }

  private async readDocuments(queryable: Queryable, plans: readonly PlanRow[]): Promise<Map<string, ReadDocument>> {
    if (plans.length === 0) return new Map();
    const wanted = anyOf(
      'id',
      plans.map(({ id }) => id),
    );
    const rows = await queryable.query<{ id: string; version: number; document: string }>(
      `SELECT id, version, document FROM plans WHERE ${wanted.sql}`,
      wanted.parameters,
    );
    return new Map(rows.map(({ id, version, document }) => [id, { version, document: readDocument(document) }]));
  }
}

interface ReadDocument {
  version: number;
  document: PlanDocument;
}

function columnsOf(document: PlanDocument) {
  return {
    name: document.name,
    starts_on: document.window.startsOn,
    ends_on: document.window.endsOn,
    document: JSON.stringify(document),
  };
}

/** Plans that were started before there were papers or groups have none. */
function readDocument(text: string): PlanDocument {
  const stored = JSON.parse(text) as Omit<PlanDocument, 'papers' | 'chains' | 'cascade'>;
  return { papers: [], chains: [], cascade: null, ...stored };
}
