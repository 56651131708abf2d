import { Injectable } from '@nestjs/common';
import { type Actor, Permission, withinPaths } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, isDuplicateKey, type Queryable, type Transaction } from '../../common/database/index.js';
import type { UploadForm } from '../../common/http/index.js';
import { JobQueue, JobState } from '../../common/jobs/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { FileVault } from '../files/index.js';
import { RegionsService } from '../regions/index.js';
import type {
  ChangePage,
  ChangeQuery,
  Import,
  ImportDecisions,
  ImportList,
  ImportMapping,
  ImportQuery,
  ProblemPage,
  ProblemQuery,
  PublishMode,
} from './dto/import.dto.js';
import { ImportJob } from './import-jobs.js';
import type { ImportOutcome } from './import-kind.js';
import type { ImportKindName } from './import.rules.js';
import { ImportRegistry } from './import-registry.js';
import { type ImportRecord, ImportRepository } from './import.repository.js';
import { ImportShapes } from './import-shape.js';
import { busyStates, columnName, finalStates, ImportState } from './import.rules.js';

const pageSize = 100;
const fileDays = 30;

export interface Upload {
  id: string;
  kind: ImportKindName;
  regionId: number;
  file: UploadForm['file'];
}

/** Files on their way in: uploaded, mapped, checked, decided about and published, each step by whoever runs the region. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly registry: ImportRegistry,
    private readonly shapes: ImportShapes,
    private readonly vault: FileVault,
    private readonly jobs: JobQueue,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The same id again is the same upload. A second file for a region whose import is at work is refused. */
  async upload(actor: Actor, upload: Upload): Promise<Import> {
    const [path] = await this.regions.reachablePaths(actor, Permission.ListImport, upload.regionId);
    const earlier = await this.imports.find(this.database, upload.id);
    if (earlier) return this.describe(requireOwn(actor, earlier));
    const file = await this.vault.put(upload.file.bytes);
    try {
      await this.database.transaction(async (transaction) => {
        await this.regions.lock(transaction, upload.regionId);
        await this.requireIdle(transaction, upload.kind, path!);
        await this.vault.keep(transaction, file, fileDays);
        const { id, kind, regionId } = upload;
        const job = { kind: ImportJob.Read, actorId: actor.personId, regionId, input: { importId: id } };
        const now = this.clock.now();
        await this.imports.insert(transaction, {
          id,
          kind,
          region_id: regionId,
          actor_id: actor.personId,
          file_id: file.id,
          file_name: upload.file.name.slice(-120),
          file_sha256: file.sha256,
          state: ImportState.Reading,
          job_id: await this.jobs.add(transaction, job),
          created_at: now,
          changed_at: now,
        });
        transaction.record({
          type: 'import.uploaded',
          actorId: actor.personId,
          subject: { kind: 'import', id },
          regionId,
          facts: { kind, sha256: file.sha256, bytes: file.bytes },
        });
      });
    } catch (error) {
      await this.vault.discard(file);
      // Two sends of one upload at once: the other one was faster.
      if (!isDuplicateKey(error)) throw error;
    }
    return this.get(actor, upload.id);
  }

  async list(actor: Actor, query: ImportQuery): Promise<ImportList> {
    const paths = await this.regions.reachablePaths(actor, Permission.ListImport, query.regionId);
    const records = await this.imports.list(withinPaths('r.path', paths), query.kind);
    return { items: await Promise.all(records.map((record) => this.describe(record, false))) };
  }

  async get(actor: Actor, id: string): Promise<Import> {
    return this.describe(await this.require(this.database, actor, id));
  }

  async check(actor: Actor, id: string, mapping: ImportMapping): Promise<Import> {
    const record = await this.require(this.database, actor, id);
    const kind = this.registry.get(record.kind);
    const errors = [...unknownColumns(mapping, kind.fields), ...kind.faults(mapping)];
    if (errors.length > 0) throw Problem.validation(errors);
    await this.begin(actor, id, ImportJob.Check, [ImportState.Mapping, ImportState.Checked], {
      state: ImportState.Checking,
      mapping: JSON.stringify(mapping),
      outcome: null,
    });
    return this.get(actor, id);
  }

  async problems(actor: Actor, id: string, query: ProblemQuery): Promise<ProblemPage> {
    const record = await this.require(this.database, actor, id);
    const { rows, total } = await this.imports.problems(id, query.level, query.after ?? 0, pageSize);
    const sheets = record.shape === null ? [] : this.shapes.open(record.shape).sheets;
    return {
      items: rows.map(({ sheet, row, column, field, rule, level, shown }) => ({
        sheetName: sheets[sheet]?.name ?? '',
        row,
        column: column === null ? null : columnName(column),
        field,
        rule,
        level,
        shown,
      })),
      next: rows.length === pageSize ? rows.at(-1)!.number : null,
      total,
    };
  }

  async changes(actor: Actor, id: string, { action, after }: ChangeQuery): Promise<ChangePage> {
    const record = await this.require(this.database, actor, id);
    return this.registry.get(record.kind).changes(this.database, id, action, after ?? 0, pageSize);
  }

  async decide(actor: Actor, id: string, { items }: ImportDecisions): Promise<Import> {
    await this.database.transaction(async (transaction) => {
      const record = await this.require(transaction, actor, id);
      const kind = this.registry.get(record.kind);
      if (record.state !== ImportState.Checked || !kind.decide) throw notReady();
      const counts = await kind.decide(transaction, id, items);
      const outcome = JSON.stringify({ ...record.outcome!, ...counts });
      const columns = { outcome, changed_at: this.clock.now() };
      if (!(await this.imports.change(transaction, id, [ImportState.Checked], columns))) throw notReady();
      transaction.record({
        type: 'import.decided',
        actorId: actor.personId,
        subject: { kind: 'import', id },
        regionId: record.regionId,
        facts: { decisions: items.length },
      });
    });
    return this.get(actor, id);
  }

  /** Draws the grids and groups that the file names and the tree lacks, then checks again. */
  async createPlaces(actor: Actor, id: string): Promise<Import> {
    await this.database.transaction(async (transaction) => {
      const record = await this.require(transaction, actor, id);
      if (record.state !== ImportState.Checked) throw notReady();
      for (const [villageId, places] of byVillage(record.outcome!)) {
        const village = await this.regions.lock(transaction, villageId);
        if (!actor.canAt(Permission.RegionManage, village.path)) throw Problem.forbidden();
        await this.regions.insertLocal(transaction, actor.personId, village, places);
      }
    });
    await this.begin(actor, id, ImportJob.Check, [ImportState.Checked], { state: ImportState.Checking, outcome: null });
    return this.get(actor, id);
  }

  async publish(actor: Actor, id: string, mode: PublishMode): Promise<Import> {
    const record = await this.require(this.database, actor, id);
    if (mode === 'all_or_nothing' && (record.outcome?.bad ?? 0) > 0) {
      throw new Problem(409, ErrorCode.ImportHasBadRows);
    }
    await this.begin(actor, id, ImportJob.Publish, [ImportState.Checked], { state: ImportState.Publishing });
    return this.get(actor, id);
  }

  /** What waits ends at once; a job at work stops at its next step. A publishing is over too quickly to be stopped. */
  async cancel(actor: Actor, id: string): Promise<Import> {
    await this.database.transaction(async (transaction) => {
      const record = await this.require(transaction, actor, id);
      if (finalStates.includes(record.state) || record.state === ImportState.Publishing) throw notReady();
      const isBusy = busyStates.includes(record.state);
      const stopped = isBusy ? await this.jobs.cancel(transaction, record.jobId!) : 'ended';
      if (stopped === 'asked') return;
      await this.registry.get(record.kind).discard(transaction, id);
      await this.vault.expire(transaction, record.fileId);
      const columns = { state: ImportState.Cancelled, error: null, changed_at: this.clock.now() };
      if (!(await this.imports.change(transaction, id, [record.state], columns))) throw notReady();
      transaction.record({
        type: 'import.cancelled',
        actorId: actor.personId,
        subject: { kind: 'import', id },
        regionId: record.regionId,
        facts: {},
      });
    });
    return this.get(actor, id);
  }

  private async begin(
    actor: Actor,
    id: string,
    job: string,
    from: readonly ImportState[],
    columns: Record<string, string | null>,
  ): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const record = await this.require(transaction, actor, id);
      await this.regions.lock(transaction, record.regionId);
      if (!from.includes(record.state)) throw notReady();
      await this.requireIdle(transaction, record.kind, record.regionPath);
      const { regionId } = record;
      const jobId = await this.jobs.add(transaction, {
        kind: job,
        actorId: actor.personId,
        regionId,
        input: { importId: id },
      });
      const changed = { ...columns, job_id: jobId, error: null, changed_at: this.clock.now() };
      if (!(await this.imports.change(transaction, id, from, changed))) throw notReady();
    });
  }

  private async requireIdle(transaction: Transaction, kind: string, path: string): Promise<void> {
    const busy = await this.imports.busyAround(transaction, kind, path);
    if (busy.length > 0) throw new Problem(409, ErrorCode.ImportUnderWay);
  }

  private async require(on: Queryable, actor: Actor, id: string): Promise<ImportRecord> {
    const record = await this.imports.find(on, id);
    if (!record || !actor.canAt(Permission.ListImport, record.regionPath)) throw Problem.notFound();
    return record;
  }

  private async describe(record: ImportRecord, whole = true): Promise<Import> {
    const isBusy = busyStates.includes(record.state) && record.jobId !== null;
    const job = isBusy ? (await this.jobs.byIds(this.database, [record.jobId!])).get(record.jobId!) : undefined;
    const isOver = job !== undefined && job.state !== JobState.Queued && job.state !== JobState.Running;
    return {
      id: record.id,
      kind: record.kind,
      regionId: record.regionId,
      regionName: record.regionName,
      fileName: record.fileName,
      byName: record.byName,
      state: record.state,
      error: record.error,
      createdAt: record.createdAt,
      publishedAt: record.publishedAt,
      progress: job && !isOver ? { done: job.done, total: job.total } : null,
      sheets: whole && record.shape !== null ? this.shapes.open(record.shape).sheets : [],
      mapping: whole ? record.mapping : null,
      outcome: record.outcome,
    };
  }
}

function requireOwn(actor: Actor, record: ImportRecord): ImportRecord {
  if (record.actorId !== actor.personId) throw Problem.conflict();
  return record;
}

function notReady(): Problem {
  return new Problem(409, ErrorCode.ImportNotReady);
}

function unknownColumns({ columns }: ImportMapping, fields: readonly string[]): { field: string; rule: string }[] {
  const errors = columns.flatMap(({ field }, index) =>
    fields.includes(field) ? [] : [{ field: `columns.${index}.field`, rule: 'known_field' }],
  );
  const seen = new Set<number>();
  for (const [index, { column }] of columns.entries()) {
    if (seen.has(column)) errors.push({ field: `columns.${index}.column`, rule: 'once' });
    seen.add(column);
  }
  return errors;
}

function byVillage({ missingPlaces }: ImportOutcome): Map<number, ImportOutcome['missingPlaces']> {
  const villages = new Map<number, ImportOutcome['missingPlaces']>();
  for (const place of missingPlaces) {
    villages.set(place.villageId, [...(villages.get(place.villageId) ?? []), place]);
  }
  return villages;
}
