import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { type JobHandler, JobQueue } from '../../common/jobs/index.js';
import { FileVault } from '../files/index.js';
import { ImportRegistry } from './import-registry.js';
import { ImportRepository } from './import.repository.js';
import { ImportState } from './import.rules.js';

const settlingMs = 600_000;
/** Nobody comes back to a file that has waited so long. */
const abandonedAfterMs = 30 * dayMs;
/** So long the office can look up what a file changed; its numbers stay. */
const changesKeptMs = 180 * dayMs;

/** Once a day what has served its time goes: expired files, checks that nobody finished, the details of old imports. */
@Injectable()
export class ListTidying implements JobHandler, BeforeApplicationShutdown {
  readonly kind = 'lists.tidy';
  private readonly logger = new Logger('ListTidying');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly imports: ImportRepository,
    private readonly registry: ImportRegistry,
    private readonly vault: FileVault,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Soon, when the server has settled, and every day from then on; that several servers do so is no harm. */
  start(): void {
    this.askIn(settlingMs);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  async run(): Promise<Record<string, unknown>> {
    const now = this.clock.now();
    const abandoned = await this.imports.unfinishedSince(now - abandonedAfterMs);
    for (const record of abandoned) await this.giveUp(record.id, record.state);
    const old = await this.imports.publishedBefore(now - changesKeptMs);
    for (const { id, kind } of old) {
      await this.database.transaction((transaction) => this.registry.get(kind).discard(transaction, id));
    }
    let files = 0;
    for (let swept = await this.vault.sweep(); swept > 0; swept = await this.vault.sweep()) files += swept;
    return { abandoned: abandoned.length, files };
  }

  private askIn(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.askIn(dayMs);
      this.ask().catch((error: unknown) => this.logger.error(`could not ask for tidying: ${(error as Error).name}`));
    }, delayMs);
    this.timer.unref();
  }

  private async ask(): Promise<void> {
    await this.database.transaction((transaction) =>
      this.queue.add(transaction, { kind: this.kind, actorId: null, regionId: null, input: {} }),
    );
  }

  private async giveUp(id: string, state: ImportState): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const record = await this.imports.find(transaction, id);
      const columns = { state: ImportState.Cancelled, error: 'abandoned', changed_at: this.clock.now() };
      if (!record || !(await this.imports.change(transaction, id, [state], columns))) return;
      await this.registry.get(record.kind).discard(transaction, id);
      await this.vault.expire(transaction, record.fileId);
      transaction.record({
        type: 'import.cancelled',
        actorId: null,
        subject: { kind: 'import', id },
        regionId: record.regionId,
        facts: { abandoned: true },
      });
    });
  }
}
