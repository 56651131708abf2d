import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createWechatEmulator,
  type EmulatedUser,
  type JournalEntry,
  type WechatEmulator,
} from '../../../emulator/index.js';
import { WechatClient } from './wechat-client.js';

const tokenPath = '/cgi-bin/stable_token';
const phonePath = '/wxa/business/getuserphonenumber';
const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const minuteMs = 60_000;

let clock: { time: number; now(): number };
let emulator: WechatEmulator;
let baseUrl: string;
let client: WechatClient;
let user: EmulatedUser;

beforeEach(async () => {
  clock = { time: Date.UTC(2026, 10, 21, 2), now: () => clock.time };
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
  client = connect();
  user = emulator.user('li', { phone: '13900000001' });
});

afterEach(() => emulator.close());

const connect = () => new WechatClient({ baseUrl, ...app, fetch, clock, timeoutMs: 2000 });
const askPhone = (by = client) => by.phoneNumber(user.phoneCode());
const tokenCalls = () => emulator.journal.entries(tokenPath);
const forcedCalls = () => tokenCalls().filter(({ body }) => body.force_refresh === true);
const errcodes = (entries: readonly JournalEntry[]) => entries.map(({ answer }) => answer?.errcode);

async function forceRefreshByAnotherServer(): Promise<void> {
  const body = JSON.stringify({
    grant_type: 'client_credential',
    appid: app.appId,
    secret: app.secret,
    force_refresh: true,
  });
  await fetch(baseUrl + tokenPath, { method: 'POST', body });
}

describe('the access token', () => {
  it('is fetched once and kept', async () => {
    await askPhone();
    await askPhone();
    expect(tokenCalls()).toHaveLength(1);
    expect(tokenCalls()[0]?.body).toEqual({ grant_type: 'client_credential', appid: app.appId, secret: app.secret });
  });

  it('is fetched once for twenty parallel calls', async () => {
    await Promise.all(Array.from({ length: 20 }, () => askPhone()));
    expect(tokenCalls()).toHaveLength(1);
    expect(emulator.journal.entries(phonePath)).toHaveLength(20);
  });

  it('is not fetched for a login', async () => {
    await client.codeToSession(user.login());
    expect(tokenCalls()).toHaveLength(0);
  });

  it('is renewed once in its last five minutes, without a refused call', async () => {
    await askPhone();
    clock.time += 115 * minuteMs - 1;
    await askPhone();
    expect(tokenCalls()).toHaveLength(1);
    clock.time += 1;
    await Promise.all(Array.from({ length: 20 }, () => askPhone()));
    expect(tokenCalls()).toHaveLength(2);
    expect(new Set(errcodes(emulator.journal.entries(phonePath)))).toEqual(new Set([0]));
  });

  it('stays in use while its renewal fails, and is renewed half a minute later', async () => {
    await askPhone();
    clock.time += 116 * minuteMs;
    emulator.fail(tokenPath, { kind: 'http_status', status: 503 });
    await askPhone();
    await askPhone();
    expect(tokenCalls()).toHaveLength(2);
    clock.time += 30_000;
    await askPhone();
    expect(tokenCalls()).toHaveLength(3);
  });

  it('is not used past its end when the renewal fails', async () => {
    await askPhone();
    clock.time += 120 * minuteMs;
    emulator.fail(tokenPath, { kind: 'errcode', errcode: -1 });
    await expect(askPhone()).rejects.toMatchObject({ kind: 'busy' });
    expect(emulator.journal.entries(phonePath)).toHaveLength(1);
    await askPhone();
  });

  it('is asked for again after a failure that many calls shared', async () => {
    emulator.fail(tokenPath, { kind: 'errcode', errcode: -1 });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => askPhone()));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(tokenCalls()).toHaveLength(1);
    await askPhone();
  });
});

describe('a refused access token', () => {
  it('that another server replaced is fetched anew, without force, and the call repeated with the same code', async () => {
    await askPhone();
    await forceRefreshByAnotherServer();
    emulator.journal.clear();
    expect(await askPhone()).toMatchObject({ nationalNumber: '13900000001' });
    expect(errcodes(emulator.journal.entries(phonePath))).toEqual([40001, 0]);
    expect(tokenCalls()).toHaveLength(1);
    expect(forcedCalls()).toHaveLength(0);
  });

  it('is replaced once for twenty parallel calls', async () => {
    await askPhone();
    await forceRefreshByAnotherServer();
    emulator.journal.clear();
    await Promise.all(Array.from({ length: 20 }, () => askPhone()));
    expect(tokenCalls()).toHaveLength(1);
  });

  it.each([40001, 40014, 42001])('that WeChat still hands out is forced out (%i)', async (errcode) => {
    await askPhone();
    emulator.fail(phonePath, { kind: 'errcode', errcode });
    await askPhone();
    expect(tokenCalls().map(({ body }) => body.force_refresh)).toEqual([undefined, undefined, true]);
  });

  it('is forced out at most every half minute', async () => {
    await askPhone();
    emulator.fail(phonePath, { kind: 'errcode', errcode: 40001 }, 4);
    await expect(askPhone()).rejects.toMatchObject({ kind: 'misconfigured', errcode: 40001 });
    await expect(askPhone()).rejects.toMatchObject({ kind: 'misconfigured', errcode: 40001 });
    expect(forcedCalls()).toHaveLength(1);
    emulator.fail(phonePath, { kind: 'errcode', errcode: 40001 });
    clock.time += 30_000;
    await askPhone();
    expect(forcedCalls()).toHaveLength(2);
  });

  it('leads to one repeat, no more', async () => {
    emulator.fail(phonePath, { kind: 'errcode', errcode: 42001 }, 3);
    await expect(askPhone()).rejects.toMatchObject({ kind: 'misconfigured', errcode: 42001 });
    expect(emulator.journal.entries(phonePath)).toHaveLength(2);
  });

  it('that cannot be replaced is reported by the reason for that, and not tried again', async () => {
    await askPhone();
    await forceRefreshByAnotherServer();
    emulator.journal.clear();
    emulator.fail(tokenPath, { kind: 'errcode', errcode: 45009 });
    await expect(askPhone()).rejects.toMatchObject({ kind: 'rate_limited', errcode: 45009 });
    await askPhone();
    expect(errcodes(emulator.journal.entries(phonePath))).toEqual([40001, 0]);
  });

  it('does not set two servers against each other', async () => {
    const other = connect();
    await askPhone();
    await askPhone(other);
    await forceRefreshByAnotherServer();
    emulator.journal.clear();
    for (let i = 0; i < 5; i++) await Promise.all([askPhone(), askPhone(other)]);
    expect(tokenCalls()).toHaveLength(2);
    expect(forcedCalls()).toHaveLength(0);
  });
});
