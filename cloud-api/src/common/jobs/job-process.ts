import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../clock/index.js';
import { Database } from '../database/database.js';
import { EventLog } from '../events/event-log.js';
import { JobRepository } from './job.repository.js';

const lookEveryMs = 5_000;
const memoryMegabytes = 512;

/**
 * Keeps heavy work out of the process that answers requests: as long as jobs are due, a child process works on them. When
 * the child dies, the next one takes its jobs up; when this whole machine does, another's takes them once their leases end.
 */
@Injectable()
export class JobProcess implements BeforeApplicationShutdown {
  private readonly logger = new Logger('JobProcess');
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private askedAgain = false;

  constructor(
    private readonly jobs: JobRepository,
    private readonly database: Database,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.eventLog.onCommit((events) => {
      if (events.some(({ type }) => type === 'job.queued')) this.look();
    });
    this.timer = setInterval(() => this.look(), lookEveryMs);
    this.timer.unref();
  }

  beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    const { child } = this;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  }

  /** What is asked for while one look is under way gets another look after it. */
  private look(): void {
    this.askedAgain = this.looking !== null;
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
      if (this.askedAgain) this.look();
    });
  }

  private async lookOnce(): Promise<void> {
    try {
      if (this.child) this.child.send('work', () => undefined);
      else if (await this.jobs.nextDue(this.clock.now())) this.fork();
    } catch (error) {
      this.logger.error(`could not look for jobs: ${(error as Error).name}`);
    }
  }

  private fork(): void {
    const script = fileURLToPath(new URL('../../worker.js', import.meta.url));
    const name = uuid7();
    const child = fork(script, [name], { execArgv: [`--max-old-space-size=${memoryMegabytes}`] });
    child.once('exit', (code) => {
      if (this.child === child) this.child = null;
      if (code !== 0) void this.takeOver(name);
    });
    child.on('error', (error) => this.logger.error(`the worker failed: ${error.name}`));
    this.child = child;
  }

  /** The child died in the midst of a job; the next one begins it again. */
  private async takeOver(name: string): Promise<void> {
    try {
      await this.database.transaction((transaction) => this.jobs.release(transaction, name));
    } catch (error) {
      this.logger.error(`could not take over from the worker: ${(error as Error).name}`);
    }
    this.look();
  }
}
