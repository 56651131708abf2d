import { createRequire } from 'node:module';
import type { DataSource, QueryRunner } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';

const require = createRequire(import.meta.url);

interface SqliteRunner extends QueryRunner {
  stmtCache: Map<string, unknown>;
}
type SqliteRunnerClass = new (driver: unknown) => SqliteRunner;

/**
 * TypeORM's SQLite drivers hand every caller one shared runner, so that one request's statements land inside another's
 * transaction and vanish with its rollback. The gate gives each caller a runner of its own on the one connection and lets
 * transactions, and single statements, through one at a time, first come first served.
 */
export function installSqliteGate(dataSource: DataSource): void {
  const { BetterSqlite3QueryRunner } = require('typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner') as {
    BetterSqlite3QueryRunner: SqliteRunnerClass;
  };
  const gate = new FifoLock();
  const statements = new Map<string, unknown>();

  class GatedRunner extends BetterSqlite3QueryRunner {
    private holdsGate = false;

    constructor(driver: unknown) {
      super(driver);
      this.stmtCache = statements;
    }

    override async startTransaction(isolation?: IsolationLevel): Promise<void> {
      if (!this.holdsGate) {
        await gate.acquire();
        this.holdsGate = true;
      }
      try {
        await super.startTransaction(isolation);
      } catch (error) {
        this.leaveWhenDone();
        throw error;
      }
    }

    override async commitTransaction(): Promise<void> {
      try {
        await super.commitTransaction();
      } finally {
        this.leaveWhenDone();
      }
    }

    override async rollbackTransaction(): Promise<void> {
      try {
        await super.rollbackTransaction();
      } finally {
        this.leaveWhenDone();
      }
    }

    override async release(): Promise<void> {
      try {
        if (this.holdsGate && this.isTransactionActive) await this.rollbackTransaction();
        await super.release();
      } finally {
        // Even when the connection is gone and nothing can be rolled back, the next in line must not wait for ever.
        if (this.holdsGate) gate.release();
        this.holdsGate = false;
      }
    }

    override async query(sql: string, parameters?: unknown[], structured?: boolean): Promise<never> {
      const run = super.query.bind(this) as (
        sql: string,
        parameters?: unknown[],
        structured?: boolean,
      ) => Promise<never>;
      // IMMEDIATE takes the write lock at once; a later upgrade would fail under another process's writer.
      if (this.holdsGate) return run(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql, parameters, structured);
      await gate.acquire();
      try {
        return await run(sql, parameters, structured);
      } finally {
        gate.release();
      }
    }

    private leaveWhenDone(): void {
      if (!this.holdsGate || this.isTransactionActive) return;
      this.holdsGate = false;
      gate.release();
    }
  }

  const driver = dataSource.driver as unknown as { createQueryRunner: () => QueryRunner };
  driver.createQueryRunner = () => new GatedRunner(driver);
}

class FifoLock {
  private held = false;
  private readonly waiting: (() => void)[] = [];

  async acquire(): Promise<void> {
    if (this.held) await new Promise<void>((proceed) => this.waiting.push(proceed));
    this.held = true;
  }

  release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.held = false;
  }
}
