import { execFile } from 'node:child_process';
import path from 'node:path';
import type { TestDatabase } from '../harness/database.js';
import { builtApi } from '../harness/paths.js';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A built command as an operator runs it, on a database of a test. */
export function runCommand(
  database: Pick<TestDatabase, 'dataDirectory' | 'url'>,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const file = path.join(path.dirname(builtApi), 'commands', `${command}.js`);
  const own = {
    DATA_DIR: database.dataDirectory,
    DATABASE_URL: database.url,
    NODE_ENV: 'test',
    INIT_CWD: database.dataDirectory,
  };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...args],
      { env: { ...process.env, ...own, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin!.end();
  });
}
