import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { businessDate, Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { JobFailed, type JobHandler, type RunningJob } from '../../common/jobs/index.js';
import { Problem } from '../../common/problem/index.js';
import { writeSheets } from '../../common/spreadsheet/index.js';
import { FileVault, type StoredFile } from '../files/index.js';
import { SessionService } from '../people/index.js';
import { RegionsService } from '../regions/index.js';
import { BookMaker } from './book-maker.js';
import { ExportPlaces } from './export-places.js';
import { type ExportRecord, ExportRepository } from './export.repository.js';
import { exportFileName, ExportKind, exportNames, keptDays, mayShow } from './export.rules.js';
import { exportJobKind } from './exports.service.js';
import type { ListMaker } from './list-maker.js';
import { ProgressMaker } from './progress-maker.js';
import { RegisterMaker } from './register-maker.js';

/** Makes the file of an export off the request thread, on behalf of who asked, with the rights they have by then. */
@Injectable()
export class ExportJob implements JobHandler {
  readonly kind = exportJobKind;
  private readonly makers: Record<ExportKind, ListMaker>;

  constructor(
    private readonly exports: ExportRepository,
    private readonly places: ExportPlaces,
    private readonly sessions: SessionService,
    private readonly regions: RegionsService,
    private readonly vault: FileVault,
    private readonly database: Database,
    private readonly clock: Clock,
    register: RegisterMaker,
    progress: ProgressMaker,
    book: BookMaker,
  ) {
    this.makers = { visit_register: register, progress_table: progress, household_book: book };
  }

  async run(job: RunningJob): Promise<Record<string, unknown>> {
    const record = await this.exports.find(this.database, String(job.input.exportId));
    if (!record) throw new JobFailed('not_found');
    // The process died between keeping the file and saying so.
    if (record.fileId !== null) return { rows: record.rowCount };
    const actor = await this.sessions.actorOf(this.database, record.actorId);
    requireStillAllowed(actor, record);
    try {
      return { rows: await this.make(record, actor, job) };
    } catch (error) {
      // The plan may be gone by now; whoever asked reads that, and need not ask us.
      throw error instanceof Problem ? new JobFailed(error.code) : error;
    }
  }

  private async make(record: ExportRecord, actor: Actor, job: RunningJob): Promise<number> {
    const region = await this.regions.require(this.database, record.regionId);
    const { options, withPhones, kind } = record;
    const asOf = this.clock.now();
    const progress = (done: number, total: number) => job.progress(done, total);
    const list = await this.makers[kind].make({ actor, region, options, withPhones, asOf, progress });
    const file = await this.vault.put(await writeSheets(list.book));
    const name = exportFileName(kind, await this.places.title(region), businessDate(asOf));
    await this.keep(record, file, { name, rows: list.rows() });
    return list.rows();
  }

  private async keep(
    record: ExportRecord,
    file: StoredFile,
    { name, rows }: { name: string; rows: number },
  ): Promise<void> {
    await this.database.transaction(async (transaction) => {
      if (!(await this.exports.keepFile(transaction, record.id, { id: file.id, name, rows }))) return;
      await this.vault.keep(transaction, file, keptDays);
      transaction.record({
        type: 'export.made',
        actorId: record.actorId,
        subject: { kind: 'export', id: record.id },
        regionId: record.regionId,
        facts: {
          kind: record.kind,
          list: exportNames[record.kind],
          rows,
          withPhones: record.withPhones,
          sha256: file.sha256,
          bytes: file.bytes,
        },
      });
    });
  }
}

function requireStillAllowed(actor: Actor, record: ExportRecord): void {
  const allowed = actor.canAt(Permission.ListExport, record.regionPath) && mayShow(actor, record, record.regionPath);
  if (!allowed) throw new JobFailed('forbidden');
}
