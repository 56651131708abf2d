import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, isDuplicateKey } from '../../common/database/index.js';
import { type Job, JobQueue } from '../../common/jobs/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { CoverageService } from '../coverage/index.js';
import { FileVault } from '../files/index.js';
import { RegionsService } from '../regions/index.js';
import type { Export, NewExport } from './dto/export.dto.js';
import { type ExportRecord, ExportRepository } from './export.repository.js';
import {
  ExportKind,
  type ExportOptions,
  ExportState,
  isExportable,
  mayShow,
  mostUnderWay,
  optionErrors,
  stateOf,
} from './export.rules.js';

export const exportJobKind = 'export';

/** Lists that leave the system: who asks for which, and who carries them away. Jobs make them. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly exports: ExportRepository,
    private readonly jobs: JobQueue,
    private readonly regions: RegionsService,
    private readonly coverage: CoverageService,
    private readonly vault: FileVault,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async request(actor: Actor, asked: NewExport): Promise<Export> {
    const errors = optionErrors(asked);
    if (errors.length > 0) throw Problem.validation(errors);
    await this.requireExportable(actor, asked);
    const earlier = await this.exports.find(this.database, asked.id);
    if (earlier) return this.answerAgain(actor, asked, earlier);
    try {
      await this.store(actor, asked);
    } catch (error) {
      // Sent twice at once: the other one was faster.
      if (!isDuplicateKey(error)) throw error;
      return this.answerAgain(actor, asked, (await this.exports.find(this.database, asked.id))!);
    }
    return this.one(actor, asked.id);
  }

  async list(actor: Actor): Promise<Export[]> {
    return this.describe(await this.exports.ofPerson(this.database, actor.personId));
  }

  async one(actor: Actor, id: string): Promise<Export> {
    return (await this.describe([await this.requireOwn(actor, id)]))[0]!;
  }

  /** The file's bytes; that they were carried away is on record before they leave. */
  async download(actor: Actor, id: string): Promise<{ fileName: string; bytes: Buffer }> {
    const record = await this.requireOwn(actor, id);
    // Whoever lost the right since then does not get the list that was made with it.
    if (!actor.canAt(Permission.ListExport, record.regionPath) || !mayShow(actor, record, record.regionPath))
      throw Problem.notFound();
    const [described] = await this.describe([record]);
    if (described!.state === ExportState.Expired) throw Problem.notFound();
    if (described!.state !== ExportState.Done) throw Problem.conflict('the list is not made yet');
    const bytes = await this.vault.get(record.fileId!);
    if (!bytes) throw Problem.notFound();
    await this.database.transaction(async (transaction) =>
      transaction.record({
        type: 'export.downloaded',
        actorId: actor.personId,
        subject: { kind: 'export', id },
        regionId: record.regionId,
        facts: { kind: record.kind, rows: record.rowCount, withPhones: record.withPhones, sha256: record.sha256 },
      }),
    );
    return { fileName: record.fileName!, bytes };
  }

  private async requireExportable(actor: Actor, asked: NewExport): Promise<void> {
    const region = await this.regions.require(this.database, asked.regionId);
    if (!actor.canAt(Permission.ListExport, region.path)) throw Problem.notFound();
    if (!isExportable(region.level)) throw Problem.validation([{ field: 'regionId', rule: 'exportable_level' }]);
    if (!mayShow(actor, { kind: asked.kind, withPhones: asked.withPhones ?? false }, region.path))
      throw Problem.forbidden();
    // The board refuses a plan or a round that does not hold here.
    const { planId, round } = asked;
    if (asked.kind !== ExportKind.HouseholdBook)
      await this.coverage.board(actor, { regionId: region.id, planId, round });
  }

  private async store(actor: Actor, asked: NewExport): Promise<void> {
    const { id, kind, regionId, withPhones = false } = asked;
    const { personId } = actor;
    await this.database.transaction(async (transaction) => {
      if ((await this.exports.countUnderWay(transaction, personId)) >= mostUnderWay)
        throw new Problem(429, ErrorCode.TooManyRequests, { retryAfterSeconds: 10 });
      const job = { kind: exportJobKind, actorId: personId, regionId, input: { exportId: id } };
      const jobId = await this.jobs.add(transaction, job);
      const createdAt = this.clock.now();
      const options = optionsOf(asked);
      await this.exports.insert(transaction, {
        id,
        kind,
        regionId,
        actorId: personId,
        jobId,
        options,
        withPhones,
        createdAt,
      });
      transaction.record({
        type: 'export.requested',
        actorId: personId,
        subject: { kind: 'export', id },
        regionId,
        facts: { kind, ...options, withPhones },
      });
    });
  }

  private async answerAgain(actor: Actor, asked: NewExport, earlier: ExportRecord): Promise<Export> {
    const isSame =
      earlier.actorId === actor.personId &&
      earlier.kind === asked.kind &&
      earlier.regionId === asked.regionId &&
      earlier.withPhones === (asked.withPhones ?? false) &&
      JSON.stringify(earlier.options) === JSON.stringify(optionsOf(asked));
    if (!isSame) throw Problem.conflict('another export has this id');
    return (await this.describe([earlier]))[0]!;
  }

  private async requireOwn(actor: Actor, id: string): Promise<ExportRecord> {
    const record = await this.exports.find(this.database, id);
    if (record?.actorId !== actor.personId) throw Problem.notFound();
    return record;
  }

  private async describe(records: readonly ExportRecord[]): Promise<Export[]> {
    const jobs = await this.jobs.byIds(
      this.database,
      records.map(({ jobId }) => jobId),
    );
    return records.map((record) => toExport(record, jobs.get(record.jobId)!, this.clock.now()));
  }
}

/** In one order, and without what was not said, so that two requests can be compared. */
function optionsOf({ planId, round, from, to }: NewExport): ExportOptions {
  return JSON.parse(JSON.stringify({ planId, round, from, to })) as ExportOptions;
}

function toExport(record: ExportRecord, job: Job, now: number): Export {
  const { id, kind, regionId, regionName, withPhones, options, rowCount, fileName, createdAt, expiresAt } = record;
  const state = stateOf(job, { expiresAt, isMade: record.fileId !== null }, now);
  return {
    id,
    kind,
    regionId,
    regionName,
    withPhones,
    from: options.from ?? null,
    to: options.to ?? null,
    state,
    done: job.done,
    total: job.total,
    error: job.error,
    rowCount,
    fileName,
    createdAt,
    expiresAt,
  };
}
