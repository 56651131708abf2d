import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it('answers whether it lives, and over which database', async () => {
  const { body, headers } = await test.anonymous().get('/health');
  expect(body).toEqual({ status: 'ok', version: expect.any(String), database: test.kind, demo: false });
  expect(headers['cache-control']).toBe('no-store');
});

describe('what names no route', () => {
  it.each([
    ['GET', '/nowhere'],
    ['PUT', '/me'],
    ['GET', '/doors/%'],
    ['GET', `/doors/${'a'.repeat(300)}`],
    ['GET', '/doors/..%2f..%2fetc%2fpasswd/visits/more'],
  ])('%s %.40s is a Problem that quotes nothing', async (method, path) => {
    const answer = await test.anonymous().raw(method, path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not_found', traceId: expect.any(String) });
    expect(answer.text).not.toContain(path.slice(1, 20));
  });
});

describe('limits per address', () => {
  const signIn = { phone: '19900030000', password: 'wrong password' };

  it('holds guessing of passwords far below other requests, and says when to come back', async () => {
    const client = test.anonymous();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 30; attempt += 1)
      statuses.push((await client.post('/session/password', signIn)).status);
    expect(statuses).toEqual(statuses.map(() => 401));
    const refused = await client.post('/session/password', signIn);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await client.get('/health')).status).toBe(200);
  });

  it.each([
    ['another X-Forwarded-For each time', '/session/password'],
    ['a path in other letters', '/%73ession/password'],
  ])('is not escaped by %s', async (_, path) => {
    const client = test.anonymous();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${attempt}` };
      statuses.push((await client.raw('POST', path, { headers, payload: JSON.stringify(signIn) })).status);
    }
    expect(statuses).toContain(429);
  });
});

describe('behind one trusted proxy', () => {
  let proxied: TestApp;
  beforeAll(async () => {
    proxied = await createTestApp({ trustedProxies: 1 });
  });
  afterAll(() => proxied.close());

  it('counts by the address that the proxy saw, whatever the client claims before it', async () => {
    const client = proxied.anonymous();
    const attempt = (forwarded: string) =>
      client.raw('POST', '/session/password', {
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        payload: JSON.stringify({ phone: '19900030000', password: 'wrong password' }),
      });
    for (let index = 0; index < 30; index += 1) await attempt(`198.51.100.${index}, 203.0.113.1`);
    expect((await attempt('198.51.100.99, 203.0.113.1')).status).toBe(429);
    expect((await attempt('198.51.100.99, 203.0.113.2')).status).toBe(401);
  });
});

describe('what goes wrong inside', () => {
  it('is answered without a word of it, and logged without values', async () => {
    const { database } = test;
    const original = database.query.bind(database);
    database.query = () => Promise.reject(new Error('no such phone 19912345678'));
    const answer = await test.anonymous().get('/health');
    database.query = original;
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.body).sort()).toEqual(['code', 'status', 'title', 'traceId', 'type']);
    expect(answer.body).toMatchObject({ code: 'internal', title: 'Internal Server Error' });
    expect(test.log.text).toContain(answer.body.traceId);
    expect(test.log.text).toContain('GET /api/health Error');
    expect(test.log.text).not.toContain('19912345678');
  });

  it('carries the headers that browsers need to keep it to itself', async () => {
    const { headers } = await test.anonymous().get('/health');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.any(String),
    });
  });
});
