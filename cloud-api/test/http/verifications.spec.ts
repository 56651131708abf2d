import { verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { buildWorld, type World } from '../harness/world.js';

const day = 86_400_000;
let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

describe('guessing', () => {
  it('is slow, by the API and by the page together', async () => {
    const address = '198.51.100.77';
    const code = '0'.repeat(26);
    const browse = (url: string) => test.app.inject({ method: 'GET', url, remoteAddress: address });
    for (let tried = 0; tried < 60; tried += 1) {
      await browse(`/verify/${code}`);
      await browse(`/api/verifications/${code}`);
    }
    const page = await browse(`/verify/${code}`);
    expect([page.statusCode, page.body.includes('查得太快了')]).toEqual([429, true]);
    expect(page.headers['retry-after']).toBeDefined();
    const answer = await browse(`/api/verifications/${code}`);
    expect([answer.statusCode, answer.json().code]).toEqual([429, 'too_many_requests']);
    expect((await browse('/api/health')).statusCode).toBe(200);
  });
});

describe('the roots of the log', () => {
  it('are published with the keys that signed them, day by day', async () => {
    for (let days = 0; days < 2; days += 1) {
      test.clock.advance(day);
      // Something happens on the day, so that it has a root.
      await test.signIn(world.resident);
      await test.work();
    }
    test.clock.advance(day);
    await test.work();
    const { body } = await test.anonymous().get('/seal-roots');
    expect(body.roots.length).toBeGreaterThan(1);
    for (const { day: on, firstNumber, lastNumber, root, keyId, signedAt, signature } of body.roots) {
      const { publicKey } = body.keys.find((key: Json) => key.keyId === keyId);
      const message = `wuzha-grid root ${on} ${firstNumber} ${lastNumber} ${root} ${keyId} ${signedAt}`;
      expect(verify(null, Buffer.from(message), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    }
    const [first] = body.roots;
    const rest = (await test.anonymous().get(`/seal-roots?after=${first.day}`)).body;
    expect(rest.roots).toEqual(body.roots.slice(1));
  });
});
