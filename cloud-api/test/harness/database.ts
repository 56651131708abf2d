import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { MARIADB_URL_VARIABLE, MariadbServer, createDatabase, dropDatabase } from './mariadb.js';
import { quickFolder } from './quick-folder.js';

export interface TestDatabase {
  readonly kind: 'sqlite' | 'mariadb';
  /** For DATABASE_URL; empty for the embedded SQLite, which lives in the data directory. */
  readonly url: string;
  readonly dataDirectory: string;
  discard(): Promise<void>;
}

/** An empty database of the kind that TEST_DATABASE names (SQLite unless told), for one spec file alone. */
export async function createTestDatabase(kind = process.env.TEST_DATABASE ?? 'sqlite'): Promise<TestDatabase> {
  const dataDirectory = quickFolder('wz-data-');
  const discardDirectory = () => rmSync(dataDirectory, { recursive: true, force: true });
  if (kind === 'sqlite') {
    return { kind, url: '', dataDirectory, discard: async () => discardDirectory() };
  }
  if (kind !== 'mariadb') throw new Error(`TEST_DATABASE must be sqlite or mariadb, not "${kind}".`);

  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const shared = process.env[MARIADB_URL_VARIABLE];
  // A spec file that is run by hand, outside the test command, brings its own server.
  const own = shared ? undefined : await MariadbServer.start();
  const serverUrl = shared ?? own!.url;
  return {
    kind,
    url: await createDatabase(serverUrl, name),
    dataDirectory,
    discard: async () => {
      await (own ? own.stop() : dropDatabase(serverUrl, name));
      discardDirectory();
    },
  };
}
