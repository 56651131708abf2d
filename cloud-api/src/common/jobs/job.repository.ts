import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { anyOf, type SqlValue } from '../database/sql.js';
import type { Queryable, Transaction } from '../database/transaction.js';
import { type Job, JobState } from './job.js';

interface JobRow {
  id: string;
  kind: string;
  actorId: string | null;
  regionId: number | null;
  input: string;
  state: JobState;
  done: number;
  total: number;
  result: string | null;
  error: string | null;
}

/** A job in the hands of one process. */
export interface HeldJob extends Job {
  token: number;
  attempts: number;
}

const columns =
  'id, kind, actor_id AS actorId, region_id AS regionId, input, state, done, total, result, error, token, attempts';

@Injectable()
export class JobRepository {
  constructor(private readonly database: Database) {}

  async byIds(on: Queryable, ids: readonly string[]): Promise<Map<string, Job>> {
    const wanted = anyOf('id', ids);
    const rows = await on.query<JobRow>(`SELECT ${columns} FROM jobs WHERE ${wanted.sql}`, wanted.parameters);
    return new Map(rows.map((row) => [row.id, toJob(row)]));
  }

  /** The oldest job that waits, or whose holder has not been heard of. */
  async nextDue(now: number): Promise<HeldJob | null> {
    const [row] = await this.database.query<JobRow & { token: number; attempts: number }>(
      `SELECT ${columns} FROM jobs
        WHERE state = 'queued' OR (state = 'running' AND lease_ends_at <= ?) ORDER BY created_at, id LIMIT 1`,
      [now],
    );
    return row ? { ...toJob(row), token: row.token, attempts: row.attempts } : null;
  }

  /** Compare-and-set on the token: of two processes one gets the job. */
  async take(transaction: Transaction, job: HeldJob, holder: string, leaseEndsAt: number): Promise<boolean> {
    const taken = await transaction.execute(
      `UPDATE jobs SET state = 'running', holder = ?, token = token + 1, attempts = attempts + 1, lease_ends_at = ?, done = 0, total = 0
        WHERE id = ? AND token = ? AND state IN ('queued', 'running')`,
      [holder, leaseEndsAt, job.id, job.token],
    );
    return taken === 1;
  }

  /** Back to those that wait. */
  async requeue(transaction: Transaction, job: { id: string; token: number }): Promise<boolean> {
    return this.change(transaction, job, "state = 'queued', holder = NULL", []);
  }

  /** The holder is gone: what it held is due at once, without waiting for the lease to end. */
  async release(transaction: Transaction, holder: string): Promise<void> {
    await transaction.execute("UPDATE jobs SET lease_ends_at = 0 WHERE holder = ? AND state = 'running'", [holder]);
  }

  /** False when the job is somebody else's by now. */
  async report(
    transaction: Transaction,
    job: { id: string; token: number },
    done: number,
    total: number,
    leaseEndsAt: number,
  ): Promise<boolean> {
    return this.change(transaction, job, 'done = ?, total = ?, lease_ends_at = ?', [done, total, leaseEndsAt]);
  }

  /** Whether whoever took the job with this token has it still. */
  async isHeld({ id, token }: { id: string; token: number }): Promise<boolean> {
    const held = await this.database.query("SELECT id FROM jobs WHERE id = ? AND token = ? AND state = 'running'", [
      id,
      token,
    ]);
    return held.length > 0;
  }

  async isCancelRequested(on: Queryable, id: string): Promise<boolean> {
    const [row] = await on.query<{ asked: number }>('SELECT cancel_requested AS asked FROM jobs WHERE id = ?', [id]);
    return Boolean(row?.asked);
  }

  async finish(
    transaction: Transaction,
    job: { id: string; token: number },
    end: { state: JobState; result: Record<string, unknown> | null; error: string | null; now: number },
  ): Promise<boolean> {
    return this.change(transaction, job, 'state = ?, result = ?, error = ?, finished_at = ?, holder = NULL', [
      end.state,
      end.result && JSON.stringify(end.result),
      end.error,
      end.now,
    ]);
  }

  /** A job that nobody has begun ends at once; one under way is asked to stop. */
  async cancel(transaction: Transaction, id: string, now: number): Promise<'ended' | 'asked' | 'over'> {
    const ended = await transaction.execute(
      "UPDATE jobs SET state = 'cancelled', error = 'cancelled', finished_at = ? WHERE id = ? AND state = 'queued'",
      [now, id],
    );
    if (ended === 1) return 'ended';
    const asked = await transaction.execute("UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND state = 'running'", [
      id,
    ]);
    return asked === 1 ? 'asked' : 'over';
  }

  private async change(
    transaction: Transaction,
    { id, token }: { id: string; token: number },
    assignments: string,
    values: SqlValue[],
  ): Promise<boolean> {
    const changed = await transaction.execute(
      `UPDATE jobs SET ${assignments} WHERE id = ? AND token = ? AND state = 'running'`,
      [...values, id, token],
    );
    return changed === 1;
  }
}

function toJob({ input, result, ...row }: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    actorId: row.actorId,
    regionId: row.regionId,
    state: row.state,
    done: Number(row.done),
    total: Number(row.total),
    error: row.error,
    input: JSON.parse(input) as Job['input'],
    result: result === null ? null : (JSON.parse(result) as Job['result']),
  };
}
