import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiProcess } from '../harness/api-process.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { type Outcome, runCommand } from './run-command.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.discard());

const fill = (args: string[], env?: NodeJS.ProcessEnv): Promise<Outcome> =>
  runCommand(database, 'fill-demo', args, env);

interface DemoPerson {
  personId: string;
  role: string | null;
}

async function asked<T>(origin: string, path: string, token = '', body?: object): Promise<T> {
  const answer = await fetch(`${origin}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

describe('npm run demo -- --county', () => {
  it.each([
    ['nothing that it could fill', [], {}, /^用法：npm run demo -- --county/],
    ['an option that is none', ['--county', '--colour=red'], {}, /^用法：/],
    ['no doors', ['--county', '--doors-per-grid', '0'], {}, /1 到 1000 的整数，不是“0”/],
    ['doors that are no number', ['--county', '--doors-per-grid', 'many'], {}, /不是“many”/],
    ['production', ['--county'], { NODE_ENV: 'production' }, /^NODE_ENV=production/],
  ])('refuses %s with one sentence', async (_, args, env, reason) => {
    const { code, stdout, stderr } = await fill(args, env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('fills an empty database once', async () => {
    const first = await fill(['--county', '--doors-per-grid', '1']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/1270 户、3810 次入户/);
    expect(first.stdout).toMatch(/已完成 10%.*\n[^]*已完成 100%.*\n填充完成，共用时 \d+ 秒。/);
    const second = await fill(['--county']);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(/^数据库里已有数据.*\n$/);
  }, 120_000);

  it('leaves a county that starts as it is, with its office to sign in as', async () => {
    const { url: databaseUrl, dataDirectory } = database;
    const api = await ApiProcess.start({ databaseUrl, dataDirectory, env: { DEMO: 'on' } });
    try {
      const { places } = await asked<{ places: { name: string; people: DemoPerson[] }[] }>(api.origin, '/demo/people');
      expect(places.map(({ name }) => name)).toEqual(['泾县']);
      const { personId } = places[0]!.people.find(({ role }) => role === 'county_office')!;
      const { token } = await asked<{ token: string }>(api.origin, '/demo/session', '', { personId });
      const me = await asked<{ homeRegionId: number; consent: { version: string } }>(api.origin, '/me', token);
      await asked(api.origin, '/me/consent', token, { version: me.consent.version });
      const board = await asked<{ totals: { total: number; covered: number } }>(
        api.origin,
        `/coverage?regionId=${me.homeRegionId}`,
        token,
      );
      expect(board.totals.total).toBeGreaterThan(1_200);
      expect(board.totals.covered).toBeGreaterThan(100);
      expect(api.printed).toContain('选“泾县”的县平安办登录');
      expect(api.printed).not.toContain('首次启动');
    } finally {
      await api.stop();
    }
  }, 60_000);
});
