import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { EventLog } from '../events/event-log.js';
import { JobRepository } from './job.repository.js';

const lookEveryMs = 5_000;
const memoryMegabytes = 512;

/**
 * Keeps heavy work out of the process that answers requests: as long as jobs are due, a child process works on them. When
 * the child dies, the jobs' leases run out and the next child takes them up.
 */
@Injectable()
export class JobProcess implements BeforeApplicationShutdown {
  private readonly logger = new Logger('JobProcess');
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private looking = false;

  constructor(
    private readonly jobs: JobRepository,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.eventLog.onCommit((events) => {
      if (events.some(({ type }) => type === 'job.queued')) void this.look();
    });
    this.timer = setInterval(() => void this.look(), lookEveryMs);
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

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      if (this.child) this.child.send('work', () => undefined);
      else if (await this.jobs.nextDue(this.clock.now())) this.fork();
    } catch (error) {
      this.logger.error(`could not look for jobs: ${(error as Error).name}`);
    } finally {
      this.looking = false;
    }
  }

  private fork(): void {
    const script = fileURLToPath(new URL('../../worker.js', import.meta.url));
    const child = fork(script, { execArgv: [`--max-old-space-size=${memoryMegabytes}`] });
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    child.on('error', (error) => this.logger.error(`the worker failed: ${error.name}`));
    this.child = child;
  }
}
