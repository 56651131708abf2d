import type { EntityManager, QueryRunner } from 'typeorm';
import type { NewEvent } from '../events/event.js';
import { chunks, insertStatement, upsertStatement, type Dialect, type Row, type SqlValue } from './sql.js';

/** Anything that answers queries: the database between transactions, or one transaction. */
export interface Queryable {
  readonly dialect: Dialect;
  query<T = Row>(sql: string, parameters?: readonly SqlValue[]): Promise<T[]>;
}

const boundValuesPerStatement = 30_000;

/** One attempt of a unit of work. Writes and the events that tell of them commit together or not at all. */
export class Transaction implements Queryable {
  readonly events: NewEvent[] = [];

  constructor(
    readonly dialect: Dialect,
    private readonly runner: QueryRunner,
  ) {}

  /** For writes through entities, off the hot paths. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  query<T = Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.runner.query(sql, [...parameters]) as Promise<T[]>;
  }

  /** How many rows the statement found. */
  async execute(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    const result = await this.runner.query(sql, [...parameters], true);
    return result.affected ?? 0;
  }

  async insert(table: string, rows: readonly Row[]): Promise<void> {
    for (const part of this.parts(rows)) {
      const { sql, parameters } = insertStatement(table, part);
      await this.execute(sql, parameters);
    }
  }

  async upsert(
    table: string,
    rows: readonly Row[],
    key: readonly string[],
    change: { set?: readonly string[]; add?: readonly string[] },
  ): Promise<void> {
    for (const part of this.parts(rows)) {
      const { sql, parameters } = upsertStatement(this.dialect, table, part, key, change);
      await this.execute(sql, parameters);
    }
  }

  /** Tells what this transaction did. Projections see it before the commit, reactions after it. */
  record(...events: NewEvent[]): void {
    this.events.push(...events);
  }

  private parts(rows: readonly Row[]): Row[][] {
    if (rows.length === 0) return [];
    return chunks(rows, Math.floor(boundValuesPerStatement / Object.keys(rows[0]!).length));
  }
}
