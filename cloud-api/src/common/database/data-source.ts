import { mkdirSync } from 'node:fs';
import path from 'node:path';
import libsql from 'libsql';
import { createConnection } from 'mysql2/promise';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Configuration } from '../../config/index.js';
import { migrations } from '../../migrations/index.js';
import { SnakeNaming } from './naming.js';
import { installSqliteGate } from './sqlite-gate.js';

type Entities = DataSourceOptions['entities'];

/** The options of the configured database: embedded SQLite, or MySQL/MariaDB by its URL. */
export async function dataSourceOptions(configuration: Configuration, entities: Entities): Promise<DataSourceOptions> {
  const shared = { entities, migrations, namingStrategy: new SnakeNaming(), migrationsTableName: 'migrations' };
  if (configuration.databaseUrl === null) {
    mkdirSync(configuration.dataDirectory, { recursive: true });
    return {
      ...shared,
      type: 'better-sqlite3',
      driver: libsql,
      database: path.join(configuration.dataDirectory, 'wuzha-grid.sqlite'),
      enableWAL: true,
      statementCacheSize: 500,
      prepareDatabase: (connection: { pragma(text: string): unknown }) => {
        connection.pragma('busy_timeout = 10000');
        connection.pragma('synchronous = FULL');
        connection.pragma('cache_size = -65536');
      },
    };
  }
  return {
    ...shared,
    type: await serverKind(configuration.databaseUrl),
    url: configuration.databaseUrl.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    poolSize: 16,
    timezone: 'Z',
    extra: { supportBigNumbers: true, bigNumberStrings: false },
  };
}

/** TypeORM reports false drift when it takes a MariaDB for a MySQL, so the server is asked what it is. */
async function serverKind(url: string): Promise<'mariadb' | 'mysql'> {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return /mariadb/i.test((rows as { version: string }[])[0]!.version) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

/** A connected data source whose schema is up to date. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const dataSource = new DataSource(options);
  if (options.type === 'better-sqlite3') installSqliteGate(dataSource);
  await dataSource.initialize();
  if (options.type !== 'better-sqlite3') readCommitted(dataSource);
  await dataSource.runMigrations({ transaction: 'each' });
  return dataSource;
}

/** Rows are re-read after their leaf is locked; a snapshot taken before the lock would show them as they were. */
function readCommitted(dataSource: DataSource): void {
  const { pool } = dataSource.driver as unknown as { pool: MysqlPool };
  pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  // The pool made its first connection while it was initialised, before anybody listened.
  for (const connection of pool._freeConnections?.toArray() ?? []) {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  }
}

interface MysqlConnection {
  query(sql: string): void;
}
interface MysqlPool {
  on(event: 'connection', listener: (connection: MysqlConnection) => void): void;
  _freeConnections?: { toArray(): MysqlConnection[] };
}
