import path from 'node:path';
import libsql from 'libsql';
import { createConnection, type Connection } from 'mysql2/promise';
import type { Dialect, Row, SqlValue } from '../src/common/database/index.js';
import type { Site } from './stand.js';
import type { VisitRows } from './visits.js';

/** Writes the rows of visits as one durable transaction over prepared statements, and does nothing else. */
export interface RawWriter {
  write(visits: readonly VisitRows[]): Promise<void>;
  close(): Promise<void>;
}

/** As many connections as the API has: one to SQLite, whose writers queue, up to `connections` to MariaDB. */
export async function openRawWriters(site: Site, connections: number): Promise<RawWriter[]> {
  if (site.databaseUrl === '') return [new SqliteWriter(path.join(site.dataDirectory, 'wuzha-grid.sqlite'))];
  return Promise.all(
    Array.from({ length: connections }, async () => new MariadbWriter(await createConnection(site.databaseUrl))),
  );
}

/** The driver names fewer kinds of values than it takes. */
interface RawStatement {
  run(...parameters: SqlValue[]): unknown;
}

class SqliteWriter implements RawWriter {
  private readonly database: InstanceType<typeof libsql>;
  private readonly statements = new Map<string, RawStatement>();

  constructor(file: string) {
    this.database = new libsql(file);
    this.database.pragma('busy_timeout = 10000');
    this.database.pragma('synchronous = FULL');
    this.database.pragma('cache_size = -65536');
  }

  async write(visits: readonly VisitRows[]): Promise<void> {
    this.run({ sql: 'BEGIN IMMEDIATE', parameters: [] });
    for (const statement of statementsFor('sqlite', visits)) this.run(statement);
    this.run({ sql: 'COMMIT', parameters: [] });
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private run({ sql, parameters }: Statement): void {
    // Whether the compiler asks for it depends on the order in which it reads the driver's types.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion
    const prepared = this.statements.get(sql) ?? (this.database.prepare(sql) as unknown as RawStatement);
    this.statements.set(sql, prepared);
    prepared.run(...parameters);
  }
}

class MariadbWriter implements RawWriter {
  constructor(private readonly connection: Connection) {}

  async write(visits: readonly VisitRows[]): Promise<void> {
    await this.connection.query('START TRANSACTION');
    for (const { sql, parameters } of statementsFor('mysql', visits)) await this.connection.execute(sql, parameters);
    await this.connection.query('COMMIT');
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}

interface Statement {
  sql: string;
  parameters: SqlValue[];
}

function statementsFor(dialect: Dialect, visits: readonly VisitRows[]): Statement[] {
  const gridIds = [...new Set(visits.map(({ gridId }) => gridId))];
  const doorIds = visits.map(({ doorId }) => doorId);
  const counters = summed(visits.flatMap((visit) => visit.counters));
  return [
    { sql: `UPDATE leaf_clocks SET version = version + 1 WHERE region_id IN (${marks(gridIds)})`, parameters: gridIds },
    insert(
      'commands',
      visits.map(({ command }) => command),
    ),
    insert(
      'visits',
      visits.map(({ visit }) => visit),
    ),
    { sql: `UPDATE doors SET leaf_version = leaf_version + 1 WHERE id IN (${marks(doorIds)})`, parameters: doorIds },
    upsert(
      dialect,
      'door_progress',
      visits.map(({ progress }) => progress),
      ['door_id', 'plan_id', 'round'],
      'set',
    ),
    upsert(dialect, 'coverage_counters', counters, ['plan_id', 'round', 'audience', 'leaf_id'], 'add'),
    insert(
      'events',
      visits.map(({ event }) => event),
    ),
  ];
}

/** One row for each counter, as a single transaction moves it. */
function summed(counters: readonly Row[]): Row[] {
  const byKey = new Map<string, Row>();
  for (const counter of counters) {
    const key = `${counter.audience} ${counter.leaf_id}`;
    const sum = byKey.get(key);
    if (!sum) byKey.set(key, { ...counter });
    else for (const column of movedColumns) sum[column] = Number(sum[column]) + Number(counter[column]);
  }
  return [...byKey.values()];
}

const movedColumns = ['covered', 'never', 'newly_registered'];

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function insert(table: string, rows: readonly Row[]): Statement {
  const columns = Object.keys(rows[0]!);
  const row = `(${marks(columns)})`;
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => row).join(', ')}`,
    parameters: rows.flatMap((each) => columns.map((column) => each[column]!)),
  };
}

function upsert(
  dialect: Dialect,
  table: string,
  rows: readonly Row[],
  key: readonly string[],
  how: 'set' | 'add',
): Statement {
  const columns = Object.keys(rows[0]!).filter((column) => !key.includes(column));
  const incoming = (column: string) => (dialect === 'sqlite' ? `excluded.${column}` : `VALUES(${column})`);
  const before = (column: string) => (how === 'add' ? `${table}.${column} + ` : '');
  const changes = columns.map((column) => `${column} = ${before(column)}${incoming(column)}`).join(', ');
  const clause =
    dialect === 'sqlite'
      ? `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes}`
      : `ON DUPLICATE KEY UPDATE ${changes}`;
  const { sql, parameters } = insert(table, rows);
  return { sql: `${sql} ${clause}`, parameters };
}
