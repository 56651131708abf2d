import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NewEvent } from '../events/event.js';
import { EventLog } from '../events/event-log.js';
import type { Dialect, Row, SqlValue } from './sql.js';
import { Transaction, type Queryable } from './transaction.js';

const attempts = 8;
/** Deadlock, lock wait timeout, record changed since last read, and SQLite's two ways to say busy. */
const transient = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);

type Work<T> = (transaction: Transaction) => Promise<T>;

interface Committed<T> {
  result: T;
  events: readonly NewEvent[];
}

/** Thrown inside a unit of work when what it read has moved: the whole of it is tried again. */
export class StaleRead extends Error {}

/** The door to the database: single reads, and units of work that commit state and events together. */
@Injectable()
export class Database implements Queryable {
  readonly dialect: Dialect;
  private readonly inside = new AsyncLocalStorage<true>();

  constructor(
    readonly dataSource: DataSource,
    private readonly eventLog: EventLog,
  ) {
    this.dialect = dataSource.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
  }

  /** A read of its own. Inside a transaction this would wait for itself on SQLite, so it fails at once on both. */
  async query<T = Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    if (this.inside.getStore())
      throw new Error('the database was used beside the open transaction; pass the transaction on');
    return this.dataSource.query(sql, [...parameters]);
  }

  /** Runs the work, then projections, then writes the events, in one transaction; all of it again after a deadlock. */
  async transaction<T>(work: Work<T>): Promise<T> {
    if (this.inside.getStore()) throw new Error('a transaction was opened inside another one');
    const { result, events } = await this.inside.run(true, () => this.untilCommitted(work));
    // Outside: whoever is woken here must not take itself to be inside this transaction.
    this.eventLog.committed(events);
    return result;
  }

  private async untilCommitted<T>(work: Work<T>): Promise<Committed<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
        await pause(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(work: Work<T>): Promise<Committed<T>> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const transaction = new Transaction(this.dialect, runner);
      const result = await work(transaction);
      await this.eventLog.write(transaction);
      await runner.commitTransaction();
      return { result, events: transaction.events };
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof StaleRead) return true;
  const code = driverCode(error);
  return code !== undefined && transient.has(code);
}

/** A key that existed already, in either database's words. */
export function isDuplicateKey(error: unknown): boolean {
  const code = driverCode(error);
  return code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE';
}

function driverCode(error: unknown): string | undefined {
  const { driverError } = error as { driverError?: { code?: string } };
  return driverError?.code ?? (error as { code?: string }).code;
}
