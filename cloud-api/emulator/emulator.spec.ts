import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../test/harness/client.js';
import { createWechatEmulator, type WechatEmulator } from './index.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const tokenPath = '/cgi-bin/stable_token';
const phonePath = '/wxa/business/getuserphonenumber';
const secondMs = 1000;
const minuteMs = 60 * secondMs;

let clock: { time: number; now(): number };
let emulator: WechatEmulator;
let baseUrl: string;

beforeEach(async () => {
  // 12:00 in China: a day of forced refreshes fits into one calendar day.
  clock = { time: Date.UTC(2026, 10, 21, 4), now: () => clock.time };
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
});

afterEach(() => emulator.close());

async function call(method: string, path: string, body?: unknown): Promise<Json> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(baseUrl + path, { method, body: text });
  expect(response.status).toBe(200);
  return (await response.json()) as Json;
}

const post = (path: string, body: unknown) => call('POST', path, body);
const stableToken = (more: object = {}) =>
  post(tokenPath, { grant_type: 'client_credential', appid: app.appId, secret: app.secret, ...more });
const force = () => stableToken({ force_refresh: true });

/** 0 while the token works: the phone code is checked after it. */
async function refusalOf(token: string): Promise<number> {
  const code = emulator.user('li', { phone: '13900000001' }).phoneCode();
  return (await post(`${phonePath}?access_token=${token}`, { code })).errcode;
}

describe('stable_token', () => {
  it('gives the same token, with the rest of its life, until five minutes before the end', async () => {
    const first = await stableToken();
    expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    expect(first.access_token.length).toBeLessThanOrEqual(512);
    clock.time += 115 * minuteMs - secondMs;
    expect(await stableToken()).toEqual({ access_token: first.access_token, expires_in: 301 });
  });

  it('renews five minutes early and honours both until the old one ends', async () => {
    const first = await stableToken();
    clock.time += 115 * minuteMs;
    const second = await stableToken();
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.expires_in).toBe(7200);
    clock.time += 5 * minuteMs - 1;
    expect([await refusalOf(first.access_token), await refusalOf(second.access_token)]).toEqual([0, 0]);
    clock.time += 1;
    expect([await refusalOf(first.access_token), await refusalOf(second.access_token)]).toEqual([42001, 0]);
  });

  it('ends the old token at once on a forced refresh', async () => {
    const first = await stableToken();
    const second = await force();
    expect([await refusalOf(first.access_token), await refusalOf(second.access_token)]).toEqual([40001, 0]);
  });

  it('ignores a forced refresh within 30 s of the last one', async () => {
    const first = await force();
    clock.time += 30 * secondMs - 1;
    expect((await force()).access_token).toBe(first.access_token);
    clock.time += 1;
    expect((await force()).access_token).not.toBe(first.access_token);
  });

  it('allows 20 forced refreshes a day in China, and plain calls beyond them', async () => {
    for (let i = 0; i < 20; i++, clock.time += 30 * secondMs) expect(await force()).not.toHaveProperty('errcode');
    expect((await force()).errcode).toBe(45009);
    expect(await stableToken()).not.toHaveProperty('errcode');
    clock.time = Date.UTC(2026, 10, 21, 16);
    expect(await force()).not.toHaveProperty('errcode');
  });

  it.each([
    [{ appid: undefined }, 41002],
    [{ appid: 'wxother' }, 40013],
    [{ secret: undefined }, 41004],
    [{ secret: 'other' }, 40125],
    [{ grant_type: 'other' }, 40002],
  ])('refuses %j with %i', async (wrong, errcode) => {
    expect((await stableToken(wrong)).errcode).toBe(errcode);
  });
});

describe('calls', () => {
  it('says what is wrong with them, with HTTP 200', async () => {
    expect((await call('GET', tokenPath)).errcode).toBe(43002);
    expect((await post('/sns/jscode2session', {})).errcode).toBe(43001);
    expect((await post('/no/such/path', {})).errcode).toBe(40066);
    expect((await post(tokenPath, '{')).errcode).toBe(47001);
    expect((await post(tokenPath, '[]')).errcode).toBe(47001);
    expect((await post(phonePath, { code: 'x' })).errcode).toBe(41001);
    expect((await post(`${phonePath}?access_token=invented`, { code: 'x' })).errcode).toBe(40001);
  });

  it('gives each error a request id', async () => {
    expect((await post('/no/such/path', {})).errmsg).toMatch(/^invalid url, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
  });

  it('keeps a phone code whose call came with a refused token', async () => {
    const { access_token: token } = await stableToken();
    const code = emulator.user('li', { phone: '13900000001' }).phoneCode();
    await post(`${phonePath}?access_token=invented`, { code });
    expect(await post(`${phonePath}?access_token=${token}`, { code })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: '13900000001',
        purePhoneNumber: '13900000001',
        countryCode: '86',
        watermark: { timestamp: clock.time / secondMs, appid: app.appId },
      },
    });
  });
});

describe('people', () => {
  it('are found by handle and by openid, and keep both over a restart', () => {
    const user = emulator.user('li');
    expect(user.openid).toMatch(/^o[\w-]{27}$/);
    expect(emulator.user(user.openid).handle).toBe('li');
    expect(createWechatEmulator({ ...app }).user('li').openid).toBe(user.openid);
    expect(createWechatEmulator({ ...app, appId: 'wxother' }).user('li').openid).not.toBe(user.openid);
  });

  it('without a phone cannot share one', () => {
    expect(() => emulator.user('li').phoneCode()).toThrow('no phone');
  });
});

describe('the journal', () => {
  it('shows what was asked and answered, and which fault struck', async () => {
    emulator.fail(tokenPath, { kind: 'errcode', errcode: -1 });
    await stableToken();
    const { access_token } = await stableToken();
    emulator.fail(tokenPath, { kind: 'answer_lost' });
    await expect(stableToken()).rejects.toThrow();
    const body = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
    const common = { at: clock.time, method: 'POST', path: tokenPath, query: {}, body };
    expect(emulator.journal.entries(tokenPath)).toEqual([
      { ...common, fault: 'errcode', answer: { errcode: -1, errmsg: expect.stringContaining('system error') } },
      { ...common, answer: { access_token, expires_in: 7200 } },
      { ...common, fault: 'answer_lost', answer: { access_token, expires_in: 7200 } },
    ]);
  });
});

describe('the control over HTTP', () => {
  it('adds a person and takes their codes through the whole sign-in', async () => {
    const { openid } = await post('/__control/users', { handle: 'li', phone: '13900000001' });
    const { code } = await post('/__control/login-code', { handle: 'li' });
    const query = new URLSearchParams({
      appid: app.appId,
      secret: app.secret,
      js_code: code,
      grant_type: 'authorization_code',
    });
    expect(await call('GET', `/sns/jscode2session?${query}`)).toEqual({ openid, session_key: expect.any(String) });
    const { code: phoneCode } = await post('/__control/phone-code', { handle: openid });
    const { access_token: token } = await stableToken();
    const answer = await post(`${phonePath}?access_token=${token}`, { code: phoneCode });
    expect(answer.phone_info.purePhoneNumber).toBe('13900000001');
  });

  it('plans faults, and shows and clears the journal', async () => {
    await post('/__control/faults', { path: tokenPath, fault: { kind: 'errcode', errcode: -1 }, times: 2 });
    expect([(await stableToken()).errcode, (await stableToken()).errcode]).toEqual([-1, -1]);
    expect((await call('GET', '/__control/journal')).entries).toHaveLength(2);
    await call('DELETE', '/__control/journal');
    expect((await call('GET', '/__control/journal')).entries).toEqual([]);
  });

  it.each([
    ['login-code', { handle: 'nobody' }, 400],
    ['phone-code', { handle: 'nobody' }, 400],
    ['users', {}, 400],
    ['faults', { path: '/no/such/path', fault: { kind: 'hang' } }, 400],
    ['no-such-control', {}, 404],
  ])('refuses %s %j', async (name, body, status) => {
    const response = await fetch(`${baseUrl}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });
});
