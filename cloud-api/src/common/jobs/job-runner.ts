import { Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../clock/index.js';
import { Database } from '../database/database.js';
import { type JobHandler, JobCancelled, JobFailed, JobLost, type RunningJob } from './job.js';
import { type HeldJob, JobRepository } from './job.repository.js';

const leaseMs = 60_000;
/** How often progress is written; between two reports it costs nothing. */
const reportEveryMs = 300;
const mostAttempts = 2;

/** Runs what the queue holds, one job after another, each in the hands of one process at a time. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('JobRunner');
  private readonly holder = uuid7();
  private readonly handlers = new Map<string, JobHandler>();

  constructor(
    private readonly jobs: JobRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  register(...handlers: JobHandler[]): void {
    for (const handler of handlers) this.handlers.set(handler.kind, handler);
  }

  /** What the holder has begun is due for others at once. */
  async release(holder: string): Promise<void> {
    await this.database.transaction((transaction) => this.jobs.release(transaction, holder));
  }

  /** Until nothing is due; how many jobs were run. `holder` names this process to others. */
  async runDue(holder = this.holder): Promise<number> {
    for (let count = 0; ; count += 1) {
      const job = await this.jobs.nextDue(this.clock.now());
      if (!job) return count;
      const taken = await this.database.transaction((transaction) =>
        this.jobs.take(transaction, job, holder, this.clock.now() + leaseMs),
      );
      if (taken) await this.run({ ...job, token: job.token + 1, attempts: job.attempts + 1 });
    }
  }

  private async run(job: HeldJob): Promise<void> {
    const handler = this.handlers.get(job.kind);
    if (!handler) return this.end(job, undefined, 'failed', 'unknown_kind');
    if (job.attempts > mostAttempts) return this.end(job, handler, 'failed', 'interrupted');
    try {
      const result = await handler.run(this.running(job));
      await this.database.transaction((transaction) =>
        this.jobs.finish(transaction, job, { state: 'done', result, error: null, now: this.clock.now() }),
      );
    } catch (error) {
      if (error instanceof JobLost) return;
      if (error instanceof JobCancelled) return this.end(job, handler, 'cancelled', 'cancelled');
      if (error instanceof JobFailed) return this.end(job, handler, 'failed', error.code);
      const { name, stack } = error as Error;
      this.logger.error(`${job.kind} ${job.id} ${name}\n${framesOf(stack)}`);
      if (job.attempts < mostAttempts) return this.tryAgain(job);
      return this.end(job, handler, 'failed', 'internal');
    }
  }

  private running(job: HeldJob): RunningJob {
    let reportedAt = -Infinity;
    return {
      id: job.id,
      actorId: job.actorId ?? '',
      regionId: job.regionId,
      input: job.input,
      progress: async (done, total) => {
        if (performance.now() - reportedAt < reportEveryMs && done < total) return;
        reportedAt = performance.now();
        await this.report(job, done, total);
      },
    };
  }

  private async report(job: HeldJob, done: number, total: number): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const kept = await this.jobs.report(transaction, job, done, total, this.clock.now() + leaseMs);
      if (!kept) throw new JobLost();
      if (await this.jobs.isCancelRequested(transaction, job.id)) throw new JobCancelled();
    });
  }

  /** Whatever it was may be over by now; the second time it is not the moment's fault. */
  private async tryAgain(job: HeldJob): Promise<void> {
    await this.database.transaction((transaction) => this.jobs.requeue(transaction, job));
  }

  private async end(
    job: HeldJob,
    handler: JobHandler | undefined,
    state: 'failed' | 'cancelled',
    error: string,
  ): Promise<void> {
    if (!(await this.jobs.isHeld(job))) return;
    await handler?.ended?.(job, state, error);
    await this.database.transaction((transaction) =>
      this.jobs.finish(transaction, job, { state, result: null, error, now: this.clock.now() }),
    );
  }
}

/** The message may quote a value, so only where it happened is written. */
function framesOf(stack = ''): string {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return frames.slice(0, 8).join('\n');
}
