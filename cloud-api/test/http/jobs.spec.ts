import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobQueue, JobRunner, type RunningJob } from '../../src/common/jobs/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';

let test: TestApp;
const ended: string[] = [];

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

async function run(kind: string, work: (job: RunningJob) => Promise<void>): Promise<string> {
  const runner = test.app.get(JobRunner);
  runner.register({
    kind,
    run: (job) => work(job).then(() => ({})),
    ended: (job) => Promise.resolve(void ended.push(job.id)),
  });
  const id = await test.database.transaction((transaction) =>
    test.app.get(JobQueue).add(transaction, { kind, actorId: null, regionId: null, input: {} }),
  );
  await runner.runDue();
  return id;
}

const stateOf = async (id: string) =>
  (await test.database.query<{ state: string }>('SELECT state FROM jobs WHERE id = ?', [id]))[0]!.state;

describe('a job that comes to nothing', () => {
  it('ends with what waits for it', async () => {
    const id = await run('test.fails', () => Promise.reject(new Error('broken')));
    expect(ended).toContain(id);
    expect(await stateOf(id)).toBe('failed');
  });

  it('in the hands of somebody who lost it, it goes on in the hands of whoever has it now', async () => {
    const id = await run('test.lost', async (job) => {
      await test.database.transaction((transaction) =>
        transaction.execute('UPDATE jobs SET token = token + 1, lease_ends_at = ? WHERE id = ?', [
          test.clock.now() + 60_000,
          job.id,
        ]),
      );
      throw new Error('the database was away for a while');
    });
    expect(ended).not.toContain(id);
    expect(await stateOf(id)).toBe('running');
  });
});
