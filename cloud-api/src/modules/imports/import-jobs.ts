import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Row } from '../../common/database/index.js';
import { type Job, JobFailed, type JobHandler, type RunningJob } from '../../common/jobs/index.js';
import { openBook, type OpenBook, SpreadsheetError } from '../../common/spreadsheet/index.js';
import { FileVault } from '../files/index.js';
import { SessionService } from '../people/index.js';
import { idsOfPath, RegionsService } from '../regions/index.js';
import type { ImportMapping } from './dto/import.dto.js';
import type { ImportKind } from './import-kind.js';
import { ImportRegistry } from './import-registry.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { ImportShapes, type ReadSheet } from './import-shape.js';
import { ImportState } from './import.rules.js';
import { ProblemSink } from './problem-sink.js';

export const ImportJob = { Read: 'import.read', Check: 'import.check', Publish: 'import.publish' } as const;

/** What is done with a file off the request thread. Each step finds the import in its state or leaves it alone. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly imports: ImportRepository,
    private readonly registry: ImportRegistry,
    private readonly shapes: ImportShapes,
    private readonly vault: FileVault,
    private readonly sessions: SessionService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  handlers(): JobHandler[] {
    return [
      { kind: ImportJob.Read, run: (job) => this.read(job), ended: (job, _, error) => this.fail(job, error) },
      { kind: ImportJob.Check, run: (job) => this.check(job), ended: (job, _, error) => this.fail(job, error) },
      {
        kind: ImportJob.Publish,
        run: (job) => this.publish(job),
        ended: (job, _, error) => this.checkAgain(job, error),
      },
    ];
  }

  private async read(job: RunningJob): Promise<Record<string, unknown>> {
    const { record } = await this.begin(job, ImportState.Reading);
    const kind = this.registry.get(record.kind);
    const sheets = await this.withBook(record, (book) => this.shapes.read(book, kind));
    const { fingerprint, mapping } = suggestedMapping(kind, sheets);
    const ancestors = idsOfPath(record.regionPath);
    const known = await this.imports.knownMapping(this.database, record.kind, ancestors, fingerprint);
    await this.move(record, ImportState.Reading, {
      state: ImportState.Mapping,
      shape: this.shapes.seal({ sheets: sheets.map(({ sheet }) => sheet), fingerprint }),
      mapping: JSON.stringify({ ...mapping, ...known }),
    });
    return { sheets: sheets.length, known: known !== null };
  }

  private async check(job: RunningJob): Promise<Record<string, unknown>> {
    const { record, actor } = await this.begin(job, ImportState.Checking);
    const kind = this.registry.get(record.kind);
    const region = await this.regions.require(this.database, record.regionId);
    const mapping = record.mapping!;
    const checkedAt = this.clock.now();
    await this.database.transaction(async (transaction) => {
      await this.imports.clearProblems(transaction, record.id);
      await kind.discard(transaction, record.id);
    });
    const problems = new ProblemSink(this.database, this.imports, record.id);
    const outcome = await this.withBook(record, async (book) => {
      const sheets = mapping.sheets.filter((index) => index < book.sheets.length);
      const counts = sheets.map((index) => book.sheets[index]!.rowCount);
      const found = await kind.check({
        importId: record.id,
        actor,
        region,
        mapping,
        sheets: sheets.map((index) => ({ index, name: book.sheets[index]!.name, rows: () => book.rows(index) })),
        rowCount: counts.some((count) => count === null)
          ? null
          : counts.reduce<number>((sum, count) => sum + count!, 0),
        job,
        problem: (...found) => problems.add(found),
      });
      await problems.flush();
      return found;
    });
    await this.move(record, ImportState.Checking, {
      state: ImportState.Checked,
      outcome: JSON.stringify(outcome),
      checked_at: checkedAt,
    });
    return { ...outcome, missingPlaces: outcome.missingPlaces.length };
  }

  private async publish(job: RunningJob): Promise<Record<string, unknown>> {
    const { record, actor } = await this.begin(job, ImportState.Publishing);
    const kind = this.registry.get(record.kind);
    const shape = this.shapes.open(record.shape!);
    const checkedAt = record.checkedAt!;
    const done = await this.database.transaction(async (transaction) => {
      const region = await this.regions.require(transaction, record.regionId);
      const { fileSha256, id: importId } = record;
      const written = await kind.publish(transaction, { importId, actor, region, fileSha256, checkedAt });
      const now = this.clock.now();
      const columns = {
        state: ImportState.Published,
        published_at: now,
        changed_at: now,
        error: null,
        outcome: JSON.stringify({ ...record.outcome!, ...written }),
      };
      const moved = await this.imports.change(transaction, record.id, [ImportState.Publishing], columns);
      if (!moved) throw new JobFailed('cancelled');
      await this.vault.expire(transaction, record.fileId);
      const { layout, columns: choices } = record.mapping!;
      await this.imports.keepMapping(transaction, {
        kind: record.kind,
        region_id: record.regionId,
        fingerprint: shape.fingerprint,
        mapping: JSON.stringify({ ...(layout && { layout }), columns: choices }),
        used_at: now,
      });
      transaction.record({
        type: 'import.published',
        actorId: actor.personId,
        subject: { kind: 'import', id: record.id },
        regionId: record.regionId,
        facts: { kind: record.kind, fileSha256, ...written },
      });
      return written;
    });
    return done;
  }

  /** The import as the step expects it, and the right of whoever began it as it is now. */
  private async begin(job: RunningJob, expected: ImportState): Promise<{ record: ImportRecord; actor: Actor }> {
    const record = await this.imports.find(this.database, String(job.input.importId));
    if (record?.state !== expected || record.jobId !== job.id) throw new JobFailed('import_not_ready');
    const actor = await this.sessions.actorOf(this.database, job.actorId);
    if (!actor.canAt(Permission.ListImport, record.regionPath)) throw new JobFailed('forbidden');
    return { record, actor };
  }

  private async withBook<T>(record: ImportRecord, work: (book: OpenBook) => Promise<T>): Promise<T> {
    const bytes = await this.vault.get(record.fileId);
    if (!bytes) throw new JobFailed('file_expired');
    try {
      const book = await openBook(bytes, record.fileName);
      try {
        return await work(book);
      } finally {
        await book.close();
      }
    } catch (error) {
      if (!(error instanceof SpreadsheetError)) throw error;
      await this.keepPlace(record, error);
      throw new JobFailed(error.code);
    }
  }

  /** A fault in one cell of many is only of use with its place. */
  private async keepPlace(record: ImportRecord, { code, detail }: SpreadsheetError): Promise<void> {
    const { row, column = null } = detail;
    if (row === undefined) return;
    const problem = { sheet: 0, row, column, field: null, rule: code, level: 'bad', shown: '' } as const;
    await this.database.transaction(async (transaction) => {
      await this.imports.clearProblems(transaction, record.id);
      await this.imports.insertProblems(transaction, record.id, 1, [problem]);
    });
  }

  private async move(record: ImportRecord, from: ImportState, columns: Row): Promise<void> {
    const moved = await this.database.transaction((transaction) =>
      this.imports.change(transaction, record.id, [from], { ...columns, error: null, changed_at: this.clock.now() }),
    );
    if (!moved) throw new JobFailed('import_not_ready');
  }

  private async fail({ id: jobId, actorId, input }: Job, error: string): Promise<void> {
    const id = String(input.importId);
    await this.database.transaction(async (transaction) => {
      const record = await this.imports.find(transaction, id);
      const isAtWork = [ImportState.Reading, ImportState.Checking].some((state) => state === record?.state);
      // A job that runs again after it was done finds the next one at work, which is none of its business.
      if (!record || !isAtWork || record.jobId !== jobId) return;
      await this.registry.get(record.kind).discard(transaction, id);
      await this.vault.expire(transaction, record.fileId);
      const state = error === 'cancelled' ? ImportState.Cancelled : ImportState.Failed;
      await this.imports.change(transaction, id, [record.state], { state, error, changed_at: this.clock.now() });
      transaction.record({
        type: `import.${state}`,
        actorId,
        subject: { kind: 'import', id },
        regionId: record.regionId,
        facts: { error },
      });
    });
  }

  /** Nothing was published; the file and its mapping are still good. */
  private async checkAgain({ input }: Job, error: string): Promise<void> {
    await this.database.transaction((transaction) =>
      this.imports.change(transaction, String(input.importId), [ImportState.Publishing], {
        state: ImportState.Mapping,
        error,
        changed_at: this.clock.now(),
      }),
    );
  }
}

/** The first sheet whose heads say enough, with the others that have the same; a sheet of instructions says nothing. */
function suggestedMapping(
  kind: ImportKind,
  sheets: readonly ReadSheet[],
): { fingerprint: string; mapping: ImportMapping } {
  const suggestions = sheets.map(({ sheet, heads, samples, fingerprint }) => {
    const { index, headerRow } = sheet;
    return { fingerprint, mapping: { sheets: [index], headerRow, ...kind.suggest(heads, samples) } };
  });
  const best = suggestions.find(({ mapping }) => kind.faults(mapping).length === 0) ?? suggestions[0];
  if (!best) throw new JobFailed('empty');
  const alike = suggestions.filter(
    ({ fingerprint, mapping }) => fingerprint === best.fingerprint && mapping.headerRow === best.mapping.headerRow,
  );
  return { ...best, mapping: { ...best.mapping, sheets: alike.flatMap(({ mapping }) => mapping.sheets) } };
}
