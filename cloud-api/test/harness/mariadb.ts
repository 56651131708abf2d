import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { BoundProcess } from './bound-process.js';
import { findMariadb } from './executables.js';
import { quickParent } from './quick-folder.js';

/** Names the server that the test command started for all suites. */
export const MARIADB_URL_VARIABLE = 'TEST_MARIADB_URL';

const startTimeoutMs = 30_000;

/** A MariaDB server of our own: a temporary folder, a free port, set to be durable like production. */
export class MariadbServer {
  private process: BoundProcess | undefined;

  private constructor(
    private readonly executable: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** `parent` is where its folder lies: the disk's, for whoever measures what durability costs. */
  static async start(parent = quickParent()): Promise<MariadbServer> {
    const { server, install } = findMariadb();
    if (!server || !install) throw new Error('MariaDB is not installed: the package is mariadb-server.');
    // The path of a Unix socket may have about 100 characters, so the folder's name is short.
    const folder = mkdtempSync(path.join(parent, 'wz-'));
    const data = `--datadir=${path.join(folder, 'data')}`;
    execFileSync(
      install,
      ['--no-defaults', data, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot()],
      {
        stdio: 'pipe',
      },
    );
    mkdirSync(path.join(folder, 'tmp'));
    const started = new MariadbServer(server, folder, await freePort());
    await started.launch();
    return started;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}`;
  }

  createDatabase(name: string): Promise<string> {
    return createDatabase(this.url, name);
  }

  /** Like pulling the plug. */
  async kill9(): Promise<void> {
    await this.process?.end('SIGKILL');
  }

  /** Starts again on the same port and data after `kill9`. */
  async restart(): Promise<void> {
    await this.kill9();
    await this.launch();
  }

  async stop(): Promise<void> {
    // What is on its disk is thrown away next, so an orderly shutdown would only cost time.
    await this.kill9();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    this.process = await BoundProcess.spawn(this.executable, [
      '--no-defaults',
      `--datadir=${path.join(this.folder, 'data')}`,
      `--socket=${path.join(this.folder, 's')}`,
      `--pid-file=${path.join(this.folder, 'pid')}`,
      // A server that starts clears the temporary tables of all others in the system's folder.
      `--tmpdir=${path.join(this.folder, 'tmp')}`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-buffer-pool-size=256M',
      '--max-connections=200',
      ...asRoot(),
    ]);
    await this.process.line(/ready for connections/, startTimeoutMs);
  }
}

/** MariaDB refuses to run as root unless told so. */
const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await execute(serverUrl, `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
  return `${serverUrl}/${name}`;
}

export const dropDatabase = (serverUrl: string, name: string) =>
  execute(serverUrl, `DROP DATABASE IF EXISTS \`${name}\``);

async function execute(serverUrl: string, statement: string): Promise<void> {
  const connection = await mysql.createConnection(serverUrl);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
