import path from 'node:path';
import libsql from 'libsql';
import { createConnection } from 'mysql2/promise';
import { insertStatement, type Row, type SqlValue } from '../src/common/database/index.js';
import type { Site } from './stand.js';

export interface TableRows {
  table: string;
  rows: Row[];
}

/** Reads rows and writes them as one durable transaction, and does nothing else. */
export interface RawTables {
  query(sql: string, parameters: SqlValue[]): Promise<Row[]>;
  insert(parts: readonly TableRows[]): Promise<void>;
  close(): Promise<void>;
}

export async function openRawTables(site: Site): Promise<RawTables> {
  return site.databaseUrl === '' ? sqliteTables(site) : mariadbTables(site);
}

function sqliteTables(site: Site): RawTables {
  const database = new libsql(path.join(site.dataDirectory, 'wuzha-grid.sqlite'));
  database.pragma('busy_timeout = 10000');
  database.pragma('synchronous = FULL');
  return {
    query: (sql, parameters) => Promise.resolve(database.prepare(sql).all(...parameters) as Row[]),
    insert: (parts) => {
      database.exec('BEGIN IMMEDIATE');
      for (const { table, rows } of parts) {
        const { sql, parameters } = insertStatement(table, rows);
        database.prepare(sql).run(...parameters);
      }
      database.exec('COMMIT');
      return Promise.resolve();
    },
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}

async function mariadbTables(site: Site): Promise<RawTables> {
  const connection = await createConnection(site.databaseUrl);
  return {
    query: async (sql, parameters) => (await connection.execute(sql, parameters))[0] as Row[],
    insert: async (parts) => {
      await connection.query('START TRANSACTION');
      for (const { table, rows } of parts) {
        const { sql, parameters } = insertStatement(table, rows);
        await connection.execute(sql, parameters);
      }
      await connection.query('COMMIT');
    },
    close: () => connection.end(),
  };
}
