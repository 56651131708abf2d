import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { KeyRing } from '../../src/common/crypto/index.js';
import { verifyLog } from '../../src/common/events/index.js';
import { messyBook } from '../fixtures/books/messy-book.js';
import { ApiProcess } from '../harness/api-process.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { buildWorld, type World } from '../harness/world.js';
import { keptCount, liveCount } from '../model/live-count.js';

const patienceMs = 60_000;

/** The API's child while there is work, else null. */
function workerOf({ pid }: ApiProcess): number | null {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim()) || null;
}

/** Whether the process was still there to hear it. */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

describe('the worker killed in the midst of an import', () => {
  let test: TestApp;
  let world: World;
  let api: ApiProcess;
  let token: string;
  let before: number;
  const id = uuid7();

  beforeAll(async () => {
    test = await createTestApp();
    test.clock.set(Date.now());
    world = await buildWorld(test, { startsOn: test.clock.today() });
    token = (await test.as(world.people.townshipOffice)).token!;
    before = await doorCount();
    api = await ApiProcess.start({ databaseUrl: test.databaseUrl, dataDirectory: test.dataDirectory });
  });
  afterAll(async () => {
    await api.stop();
    await test.close();
  });

  async function doorCount(): Promise<number> {
    const [row] = await test.database.query<{ size: number }>('SELECT COUNT(*) AS size FROM doors');
    return Number(row!.size);
  }

  async function ask(method: string, path: string, body?: unknown): Promise<Json> {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${api.origin}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  async function until<T>(look: () => Promise<T | null>): Promise<T> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(5)) {
      const seen = await look();
      if (seen !== null) return seen;
    }
    throw new Error(`nothing came of it in ${patienceMs} ms:\n${api.printed}`);
  }

  const reached = (state: string) =>
    until(async () => {
      const now = await ask('GET', `/imports/${id}`);
      if (now.error !== null) throw new Error(`the import is ${now.state}: ${now.error}`);
      return now.state === state ? now : null;
    });

  /** Kills the worker as soon as it has begun the job of this kind. To be called before the job can have begun. */
  async function killDuring(kind: string): Promise<void> {
    let worker: number | null = null;
    await until(async () => {
      worker ??= workerOf(api);
      if (worker === null || !signalled(worker, 'SIGSTOP')) return (worker = null);
      // While it stands still no job can end between the look and the blow.
      const [job] = await test.database.query("SELECT id FROM jobs WHERE kind = ? AND state = 'running'", [kind]);
      signalled(worker, job ? 'SIGKILL' : 'SIGCONT');
      return job ?? null;
    });
  }

  it('begins each step again and brings every household in once', async () => {
    const villages = [world.villageA, world.villageB].map(({ name }) => ({
      name,
      grids: ['第一网格', '第二网格'],
      groups: ['第三村民组'],
    }));
    const { xlsx } = await messyBook({ villages, today: test.clock.today(), households: 500 });
    const form = new FormData();
    form.set('id', id);
    form.set('kind', 'household_book');
    form.set('regionId', String(world.township.id));
    form.set('file', new Blob([new Uint8Array(xlsx)]), '户册.xlsx');
    await ask('POST', '/imports', form);
    const { mapping } = await reached('mapping');

    await Promise.all([killDuring('import.check'), ask('POST', `/imports/${id}/check`, mapping)]);
    const { outcome } = await reached('checked');
    expect(await doorCount()).toBe(before);

    await Promise.all([killDuring('import.publish'), ask('POST', `/imports/${id}/publish`, { mode: 'skip_bad' })]);
    await killDuring('household_book.follow');
    await reached('published');
    expect(await doorCount()).toBe(before + outcome.add);
    await until(async () => {
      const open = await test.database.query("SELECT id FROM jobs WHERE state IN ('queued', 'running')");
      return open.length === 0 ? true : null;
    });
  }, 180_000);

  it('has staged nothing that is still lying about, and counts right', async () => {
    expect(await test.database.query('SELECT id FROM staged_residents')).toEqual([]);
    expect(await keptCount(test.database)).toEqual(await liveCount(test.database));
    const doubled = await test.database.query(
      'SELECT code FROM doors GROUP BY code, grid_id, name, address HAVING COUNT(*) > 1',
    );
    expect(doubled).toEqual([]);
    await api.stop();
    await test.work();
    expect(await verifyLog(test.database, test.app.get(KeyRing))).toEqual([]);
  });
});
