import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Database, isDuplicateKey } from '../../common/database/index.js';
import { takeLease } from '../../common/events/index.js';
import { type JobHandler, JobQueue, JobRunner, type RunningJob } from '../../common/jobs/index.js';
import { LeafClock, RegionsService } from '../regions/index.js';
import { DoorKeyWriter } from './door-key-writer.js';
import { DoorSearchRepository } from './door-search.repository.js';

const kind = 'doors.reindex';
const leaseMs = 600_000;

/** Writes the search keys of doors that came before there were any; finding nothing to do, it does nothing. */
@Injectable()
export class DoorReindex implements JobHandler, OnModuleInit, OnApplicationBootstrap {
  readonly kind = kind;

  constructor(
    private readonly writer: DoorKeyWriter,
    private readonly keys: DoorSearchRepository,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly runner: JobRunner,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.register(this);
  }

  /** A database from before the keys gets them once; of processes that start together one asks for it. */
  async onApplicationBootstrap(): Promise<void> {
    if (!(await this.isMissing())) return;
    const lease = await takeLease(this.database, kind, uuid7(), this.clock.now(), leaseMs).catch((error: unknown) => {
      if (isDuplicateKey(error)) return null;
      throw error;
    });
    if (lease) await this.enqueue();
  }

  /** `input.path` limits it to a region. One leaf at a time, under its lock. */
  async run(job: RunningJob): Promise<Record<string, unknown>> {
    const path = typeof job.input.path === 'string' ? job.input.path : '/';
    const leaves = await this.regions.leavesUnder(this.database, path);
    let doors = 0;
    for (const [done, { id }] of leaves.entries()) {
      await job.progress(done, leaves.length);
      doors += await this.rewriteLeaf(id);
    }
    await job.progress(leaves.length, leaves.length);
    return { doors };
  }

  private async rewriteLeaf(gridId: number): Promise<number> {
    return this.database.transaction(async (transaction) => {
      await this.leafClock.raise(transaction, [gridId]);
      const changed = await this.writer.rewrite(transaction, await this.keys.doorsInLeaf(transaction, gridId));
      if (changed > 0) {
        transaction.record({
          type: 'door.keys_rewritten',
          actorId: null,
          subject: { kind: 'region', id: String(gridId) },
          regionId: gridId,
          facts: { doors: changed },
        });
      }
      return changed;
    });
  }

  private async isMissing(): Promise<boolean> {
    const [known] = await this.database.query('SELECT door_id FROM door_keys LIMIT 1');
    if (known) return false;
    const [door] = await this.database.query('SELECT id FROM doors LIMIT 1');
    return door !== undefined;
  }

  private async enqueue(): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const waiting = await transaction.query("SELECT id FROM jobs WHERE kind = ? AND state IN ('queued', 'running')", [
        kind,
      ]);
      if (waiting.length === 0) await this.queue.add(transaction, { kind, actorId: null, regionId: null, input: {} });
    });
  }
}
