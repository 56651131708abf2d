import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiProcess } from '../harness/api-process.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { runCommand } from './run-command.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.discard());

const run = (command: string, args: string[], env?: NodeJS.ProcessEnv) => runCommand(database, command, args, env);

describe('npm run regions', () => {
  it('adds a township once', async () => {
    expect(await run('import-regions', ['140522108'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^140522108: added 22\n[^]*140522108200 {2}village {3}台头村\n/),
      stderr: '',
    });
    expect(await run('import-regions', ['140522108'])).toEqual({
      code: 0,
      stdout: '140522108: everything was there already\n',
      stderr: '',
    });
  });

  it('adds nothing when one of the codes is unknown, and says what to do', async () => {
    expect(await run('import-regions', ['520327004', '140522999'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/no place 140522999.*140522108 蟒河镇/),
    });
    expect(await run('import-regions', [])).toMatchObject({ code: 1, stderr: expect.stringContaining('140522108') });
    expect(await run('import-regions', ['520327004'])).toMatchObject({ stdout: expect.stringContaining('凤岭街道') });
  });
});

describe('npm run plans', () => {
  it('finds the presets in order', async () => {
    const { code, stdout } = await run('validate-plans', []);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {5}jingxian\.json/m);
    expect(stdout).toMatch(/^ok {5}manghe\.json/m);
  });

  it('names each error of a file, by the path that the user typed', async () => {
    writeFileSync(path.join(database.dataDirectory, 'mine.json'), '{"key": 1}');
    const { code, stdout } = await run('validate-plans', ['mine.json']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^wrong {2}mine\.json$/m);
    expect(stdout).toMatch(/^ {7}key: must be string$/m);
    expect(stdout).toMatch(/^ {7}window: is missing$/m);
  });
});

describe('npm run admin', () => {
  const password = 'a-password-of-some-length';
  const request = (change: Record<string, string> = {}) =>
    Object.entries({
      name: '王某某',
      phone: '13800000001',
      region: '140522108',
      role: 'township_office',
      ...change,
    }).flatMap(([name, value]) => [`--${name}`, value]);
  const create = (change?: Record<string, string>, given = password) =>
    run('create-administrator', request(change), { ADMIN_PASSWORD: given });

  it.each([
    ['a place that is not imported', { region: '341823' }, /npm run regions -w cloud-api -- 341823/],
    ['a village', { region: '140522108200' }, /needs a county or a township/],
    ['a role that is not the office of the place', { role: 'grid_worker' }, /role is township_office/],
    ['a phone that is none', { phone: '12345' }, /no mainland mobile phone/],
    ['no name', { name: ' ' }, /^Usage: /],
    ['an option that is none', { colour: 'red' }, /Usage: /],
  ])('refuses %s', async (_, change, reason) => {
    expect(await create(change)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(reason) });
  });

  it('refuses a short password, and to ask for one where nobody can type', async () => {
    expect(await create({}, 'short')).toMatchObject({ code: 1, stderr: expect.stringContaining('12 characters') });
    expect(await run('create-administrator', request())).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ADMIN_PASSWORD'),
    });
  });

  it('creates somebody who can sign in, once', async () => {
    expect(await create()).toEqual({
      code: 0,
      stdout: '王某某 can sign in as township_office of 蟒河镇.\n',
      stderr: '',
    });
    expect(await create()).toMatchObject({ code: 1, stderr: expect.stringContaining('on the roster already') });
    const api = await ApiProcess.start({ databaseUrl: database.url, dataDirectory: database.dataDirectory });
    try {
      const answer = await fetch(`${api.origin}/api/session/password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone: '13800000001', password }),
      });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ token: expect.any(String) });
    } finally {
      await api.stop();
    }
  });
});

describe('the keeping of counts and log', () => {
  it('finds nothing to mend where all is well', async () => {
    const { code, stdout } = await run('reconcile-coverage', ['140522108']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '蟒河镇: 0 doors and 0 counters were mended\n' });
  });

  it('names a region that is not there', async () => {
    expect(await run('reconcile-coverage', ['999999'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/999999/),
    });
    expect(await run('reconcile-coverage', [])).toMatchObject({ code: 1 });
  });

  it('verifies the log', async () => {
    expect(await run('verify-log', [])).toMatchObject({ code: 0, stdout: 'everything is as it was sealed\n' });
  });
});
