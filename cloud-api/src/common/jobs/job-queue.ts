import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../clock/index.js';
import type { Queryable, Transaction } from '../database/transaction.js';
import type { Job, NewJob } from './job.js';
import { JobRepository } from './job.repository.js';

/** Where modules leave work for the background, inside the transaction that makes it necessary. */
@Injectable()
export class JobQueue {
  constructor(
    private readonly jobs: JobRepository,
    private readonly clock: Clock,
  ) {}

  async add(transaction: Transaction, job: NewJob): Promise<string> {
    const id = uuid7();
    await transaction.insert('jobs', [
      {
        id,
        kind: job.kind,
        actor_id: job.actorId,
        region_id: job.regionId,
        input: JSON.stringify(job.input),
        state: 'queued',
        created_at: this.clock.now(),
      },
    ]);
    transaction.record({
      type: 'job.queued',
      actorId: job.actorId,
      subject: { kind: 'job', id },
      regionId: job.regionId,
      facts: { kind: job.kind },
    });
    return id;
  }

  /** `ended`: it had not begun and never will; `asked`: it stops at its next step; `over`: too late. */
  cancel(transaction: Transaction, id: string): Promise<'ended' | 'asked' | 'over'> {
    return this.jobs.cancel(transaction, id, this.clock.now());
  }

  byIds(on: Queryable, ids: readonly string[]): Promise<Map<string, Job>> {
    return this.jobs.byIds(on, ids);
  }
}
