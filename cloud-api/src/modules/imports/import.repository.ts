import { Injectable } from '@nestjs/common';
import { type SqlCondition } from '../../common/auth/index.js';
import { anyOf, Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import type { ImportMapping } from './dto/import.dto.js';
import type { ImportOutcome, ImportProblem } from './import-kind.js';
import { busyStates, type ImportKindName, ImportState } from './import.rules.js';

export interface ImportRecord {
  id: string;
  kind: ImportKindName;
  regionId: number;
  regionName: string;
  regionPath: string;
  actorId: string;
  byName: string;
  fileId: string;
  fileName: string;
  fileSha256: string;
  state: ImportState;
  jobId: string | null;
  /** Encrypted JSON. */
  shape: string | null;
  mapping: ImportMapping | null;
  outcome: (ImportOutcome & { added?: number; updated?: number }) | null;
  checkedAt: number | null;
  error: string | null;
  createdAt: number;
  publishedAt: number | null;
}

const selectImports = `SELECT i.id, i.kind, i.region_id AS regionId, r.name AS regionName, r.path AS regionPath, i.actor_id AS actorId,
       p.name AS byName, i.file_id AS fileId, i.file_name AS fileName, i.file_sha256 AS fileSha256, i.state, i.job_id AS jobId,
       i.shape, i.mapping, i.outcome, i.checked_at AS checkedAt, i.error, i.created_at AS createdAt, i.published_at AS publishedAt
  FROM imports i JOIN regions r ON r.id = i.region_id JOIN people p ON p.id = i.actor_id`;

/** Every query on imports, their problems and the columns of earlier files. */
@Injectable()
export class ImportRepository {
  constructor(private readonly database: Database) {}

  async find(on: Queryable, id: string): Promise<ImportRecord | null> {
    const [record] = await this.select(on, 'WHERE i.id = ?', [id]);
    return record ?? null;
  }

  async list(scope: SqlCondition, kind: string | undefined): Promise<ImportRecord[]> {
    return this.select(
      this.database,
      `WHERE ${scope.sql} ${kind ? 'AND i.kind = ?' : ''} ORDER BY i.created_at DESC, i.id DESC LIMIT 50`,
      [...scope.parameters, ...(kind ? [kind] : [])],
    );
  }

  /** Imports of the kind with a job at work, in a region that lies above, below or at the path. */
  async busyAround(on: Queryable, kind: string, path: string): Promise<ImportRecord[]> {
    const busy = anyOf('i.state', busyStates);
    const records = await this.select(on, `WHERE i.kind = ? AND ${busy.sql}`, [kind, ...busy.parameters]);
    return records.filter(({ regionPath }) => regionPath.startsWith(path) || path.startsWith(regionPath));
  }

  /** Imports that have waited for somebody since before the moment. */
  async unfinishedSince(moment: number): Promise<ImportRecord[]> {
    const waiting = anyOf('i.state', [ImportState.Mapping, ImportState.Checked, ImportState.Failed]);
    return this.select(this.database, `WHERE ${waiting.sql} AND i.changed_at < ? LIMIT 100`, [
      ...waiting.parameters,
      moment,
    ]);
  }

  /** Imports that were published before the moment and have passed it within the last month. */
  async publishedBefore(moment: number): Promise<ImportRecord[]> {
    const month = 31 * 86_400_000;
    return this.select(this.database, 'WHERE i.published_at < ? AND i.published_at >= ?', [moment, moment - month]);
  }

  async insert(transaction: Transaction, row: Row): Promise<void> {
    await transaction.insert('imports', [row]);
  }

  /** Compare-and-set on the state; false when it was in none of those expected. */
  async change(transaction: Transaction, id: string, from: readonly ImportState[], columns: Row): Promise<boolean> {
    const states = anyOf('state', from);
    const names = Object.keys(columns);
    const changed = await transaction.execute(
      `UPDATE imports SET ${names.map((name) => `${name} = ?`).join(', ')}, version = version + 1 WHERE id = ? AND ${states.sql}`,
      [...names.map((name) => columns[name]!), id, ...states.parameters],
    );
    return changed === 1;
  }

  async clearProblems(transaction: Transaction, importId: string): Promise<void> {
    await transaction.execute('DELETE FROM import_problems WHERE import_id = ?', [importId]);
  }

  async insertProblems(
    transaction: Transaction,
    importId: string,
    first: number,
    problems: readonly ImportProblem[],
  ): Promise<void> {
    await transaction.insert(
      'import_problems',
      problems.map((problem, index) => ({
        import_id: importId,
        number: first + index,
        sheet: problem.sheet,
        sheet_row: problem.row,
        column_index: problem.column,
        field: problem.field,
        rule: problem.rule,
        level: problem.level,
        shown: problem.shown.slice(0, 120),
      })),
    );
  }

  async problems(
    importId: string,
    level: string | undefined,
    after: number,
    limit: number,
  ): Promise<{ rows: (ImportProblem & { number: number })[]; total: number }> {
    const condition = `import_id = ? ${level ? 'AND level = ?' : ''}`;
    const parameters = [importId, ...(level ? [level] : [])];
    const rows = await this.database.query<ImportProblem & { number: number }>(
      `SELECT number, sheet, sheet_row AS "row", column_index AS "column", field, rule, level, shown
         FROM import_problems WHERE ${condition} AND number > ? ORDER BY number LIMIT ${limit}`,
      [...parameters, after],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT COUNT(*) AS total FROM import_problems WHERE ${condition}`,
      parameters,
    );
    return { rows, total: Number(count!.total) };
  }

  async knownMapping(on: Queryable, kind: string, regionIds: readonly number[], fingerprint: string) {
    const regions = anyOf('region_id', regionIds);
    const [row] = await on.query<{ mapping: string }>(
      `SELECT mapping FROM column_mappings WHERE kind = ? AND fingerprint = ? AND ${regions.sql} ORDER BY used_at DESC LIMIT 1`,
      [kind, fingerprint, ...regions.parameters],
    );
    return row ? (JSON.parse(row.mapping) as Pick<ImportMapping, 'layout' | 'columns'>) : null;
  }

  async keepMapping(transaction: Transaction, row: Row): Promise<void> {
    await transaction.upsert('column_mappings', [row], ['kind', 'region_id', 'fingerprint'], {
      set: ['mapping', 'used_at'],
    });
  }

  private async select(
    on: Queryable,
    condition: string,
    parameters: Parameters<Queryable['query']>[1],
  ): Promise<ImportRecord[]> {
    const rows = await on.query<Record<string, string | number | null>>(`${selectImports} ${condition}`, parameters);
    return rows.map(toRecord);
  }
}

function toRecord(row: Record<string, string | number | null>): ImportRecord {
  const json = (text: unknown) => (text === null ? null : (JSON.parse(text as string) as unknown));
  const instant = (value: unknown) => (value === null ? null : Number(value));
  return {
    ...row,
    mapping: json(row.mapping),
    outcome: json(row.outcome),
    checkedAt: instant(row.checkedAt),
    createdAt: Number(row.createdAt),
    publishedAt: instant(row.publishedAt),
  } as ImportRecord;
}
