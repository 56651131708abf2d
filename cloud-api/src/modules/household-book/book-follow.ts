import { Injectable } from '@nestjs/common';
import { Database } from '../../common/database/index.js';
import type { JobHandler, RunningJob } from '../../common/jobs/index.js';
import { CoverageProjector } from '../coverage/index.js';
import { DoorKeyWriter, DoorsService } from '../doors/index.js';
import { LeafClock } from '../regions/index.js';
import { BookRepository } from './book.repository.js';

const doorsPerStep = 200;

/** What follows a published book: coverage and search keys of the doors it wrote, in steps that hold no leaf for long. */
@Injectable()
export class BookFollow implements JobHandler {
  static readonly kind = 'household_book.follow';
  readonly kind = BookFollow.kind;

  constructor(
    private readonly repository: BookRepository,
    private readonly coverage: CoverageProjector,
    private readonly doors: DoorsService,
    private readonly keys: DoorKeyWriter,
    private readonly leafClock: LeafClock,
    private readonly database: Database,
  ) {}

  async run(job: RunningJob): Promise<Record<string, unknown>> {
    const importId = String(job.input.importId);
    const total = await this.repository.writtenCount(this.database, importId);
    let followed = 0;
    for (let after = ''; ;) {
      const ids = await this.repository.writtenAfter(this.database, importId, after, doorsPerStep);
      if (ids.length === 0) return { doors: followed };
      await this.coverage.recount(ids);
      await this.rewriteKeys(ids);
      followed += ids.length;
      after = ids.at(-1)!;
      await job.progress(followed, total);
    }
  }

  private async rewriteKeys(doorIds: readonly string[]): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const leaves = await this.doors.leavesOf(transaction, doorIds);
      await this.leafClock.raise(transaction, leaves.values());
      await this.keys.rewrite(transaction, doorIds);
    });
  }
}
