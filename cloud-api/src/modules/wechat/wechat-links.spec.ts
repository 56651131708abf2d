import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createWechatEmulator, type Fault, type WechatEmulator } from '../../../emulator/index.js';
import { readQr } from '../../../test/harness/read-qr.js';
import { WechatClient, type WechatClientOptions } from './wechat-client.js';
import type { WechatCode } from './wechat-links.js';
import { WechatError } from './wechat.errors.js';

const codePath = '/wxa/getwxacodeunlimit';
const schemePath = '/wxa/generatescheme';
const tokenPath = '/cgi-bin/stable_token';
const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const dayMs = 86_400_000;
const code: WechatCode = {
  scene: 'the-scene_of-22-signs1',
  page: 'packages/papers/scan/index',
  envVersion: 'release',
  width: 430,
  checkPath: true,
};

let clock: { time: number; now(): number };
let emulator: WechatEmulator;
let baseUrl: string;
let client: WechatClient;

beforeEach(async () => {
  clock = { time: Date.UTC(2026, 10, 21, 2), now: () => clock.time };
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
  client = connect();
});

afterEach(() => emulator.close());

function connect(options: Partial<WechatClientOptions> = {}): WechatClient {
  return new WechatClient({ baseUrl, ...app, fetch, clock, timeoutMs: 1000, ...options });
}

/** A WeChat that answers every call but that for the token with this. */
function answering(respond: () => Response): WechatClient {
  return connect({
    fetch: async (url) =>
      (url as string).includes(tokenPath) ? Response.json({ access_token: 'token', expires_in: 7200 }) : respond(),
  });
}

const scheme = () => ({ path: code.page, query: `scene=${code.scene}`, expiresAt: clock.time + dayMs });

async function failureOf(call: Promise<unknown>): Promise<WechatError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WechatError);
  return error as WechatError;
}

const asked = (path: string) => emulator.journal.entries(path).length;

describe('codeUnlimited', () => {
  it('brings a picture that leads to the page with the scene', async () => {
    const picture = await client.codeUnlimited(code);
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 430 });
    expect(await readQr(picture)).toBe(`${code.page}?scene=${code.scene}`);
    expect(emulator.journal.entries(codePath)[0]?.body).toEqual({
      scene: code.scene,
      page: code.page,
      check_path: true,
      env_version: 'release',
      width: 430,
    });
  });

  it('makes a PNG of a JPEG', async () => {
    const jpeg = await sharp(await client.codeUnlimited(code))
      .jpeg()
      .toBuffer();
    const picture = await answering(() => new Response(jpeg as Uint8Array<ArrayBuffer>)).codeUnlimited(code);
    expect((await sharp(picture).metadata()).format).toBe('png');
    expect(await readQr(picture)).toContain(code.scene);
  });

  it.each([
    ['no scene', { scene: '' }],
    ['a scene too long', { scene: 'x'.repeat(33) }],
    ['a Chinese scene', { scene: '台头' }],
    ['an encoded scene', { scene: 'a%20b' }],
    ['a scene of two lines', { scene: 'a\nb' }],
    ['a page with a slash before it', { page: '/pages/home/index' }],
    ['a page with parameters', { page: 'pages/home/index?a=1' }],
    ['no page', { page: '' }],
    ['too small a width', { width: 279 }],
    ['too large a width', { width: 1281 }],
  ])('refuses %s by itself', async (_, wrong) => {
    expect(await failureOf(client.codeUnlimited({ ...code, ...wrong }))).toMatchObject({
      kind: 'request_invalid',
      errcode: undefined,
    });
    expect(asked(tokenPath) + asked(codePath)).toBe(0);
  });

  it('says that the page is not released', async () => {
    emulator.publish(['pages/home/index']);
    expect(await failureOf(client.codeUnlimited(code))).toMatchObject({ kind: 'page_unpublished', errcode: 41030 });
    await client.codeUnlimited({ ...code, checkPath: false });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html></html>'],
    ['a list', '[]'],
    ['JSON that tells of no failure', '{"errcode":0}'],
    ['broken JSON', '{"errcode":'],
    ['a picture that is cut off', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['another kind of picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('takes %s for no picture', async (_, body) => {
    const scripted = answering(() => new Response(typeof body === 'string' ? body : (body as Uint8Array<ArrayBuffer>)));
    expect(await failureOf(scripted.codeUnlimited(code))).toMatchObject({ kind: 'unavailable' });
  });
});

describe('generateScheme', () => {
  it('brings a link that opens the page with its parameters', async () => {
    const link = await client.generateScheme(scheme());
    expect(emulator.open(link)).toEqual({ path: code.page, query: `scene=${code.scene}` });
    clock.time += dayMs;
    expect(emulator.open(link)).toBeUndefined();
  });

  it('asks for thirty days at most', async () => {
    const longest = clock.time + 30 * dayMs;
    expect(emulator.open(await client.generateScheme({ ...scheme(), expiresAt: longest }))).toBeDefined();
    expect(await failureOf(client.generateScheme({ ...scheme(), expiresAt: longest + 1 }))).toMatchObject({
      kind: 'request_invalid',
    });
    expect(asked(schemePath)).toBe(1);
  });

  it.each([
    ['a link that ends at once', () => ({ expiresAt: clock.time + 60_000 })],
    ['a Chinese query', () => ({ query: 'scene=台头' })],
    ['a query too long', () => ({ query: 'x'.repeat(1025) })],
    ['a path with parameters', () => ({ path: 'pages/home/index?a=1' })],
  ])('refuses %s by itself', async (_, wrong) => {
    expect(await failureOf(client.generateScheme({ ...scheme(), ...wrong() }))).toMatchObject({
      kind: 'request_invalid',
    });
    expect(asked(schemePath)).toBe(0);
  });

  it('takes an answer without a link for none', async () => {
    const scripted = answering(() => Response.json({ errcode: 0, errmsg: 'ok' }));
    expect(await failureOf(scripted.generateScheme(scheme()))).toMatchObject({ kind: 'unavailable' });
  });
});

describe.each([
  [codePath, () => client.codeUnlimited(code)],
  [schemePath, () => client.generateScheme(scheme())],
] as const)('%s', (path, call) => {
  it.each([
    ['that nobody knows', 40001],
    ['that has ended', 42001],
  ])('fetches another token for one %s, and asks once more', async (_, errcode) => {
    await call();
    emulator.fail(path, { kind: 'errcode', errcode });
    expect(await call()).toBeTruthy();
    expect(asked(path)).toBe(3);
    const tokens = emulator.journal.entries(path).map(({ query }) => query.access_token);
    expect(tokens[2]).not.toBe(tokens[1]);
  });

  it('does not ask a third time', async () => {
    emulator.fail(path, { kind: 'errcode', errcode: 40001 }, 2);
    expect(await failureOf(call())).toMatchObject({ kind: 'misconfigured', errcode: 40001 });
    expect(asked(path)).toBe(2);
  });

  it.each<[Fault, string]>([
    [{ kind: 'hang' }, 'unavailable'],
    [{ kind: 'answer_lost' }, 'unavailable'],
    [{ kind: 'http_status', status: 502 }, 'unavailable'],
    [{ kind: 'not_json' }, 'unavailable'],
    [{ kind: 'errcode', errcode: -1 }, 'busy'],
    [{ kind: 'errcode', errcode: 45009 }, 'rate_limited'],
    [{ kind: 'errcode', errcode: 44990 }, 'rate_limited'],
    [{ kind: 'errcode', errcode: 40129 }, 'request_invalid'],
    [{ kind: 'errcode', errcode: 40169 }, 'request_invalid'],
    [{ kind: 'errcode', errcode: 85079 }, 'page_unpublished'],
  ])('%j', async (fault, kind) => {
    emulator.fail(path, fault);
    const error = await failureOf(call());
    expect(error).toMatchObject({ kind });
    expect(asked(path)).toBe(1);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(code.scene);
    expect(await call()).toBeTruthy();
  });
});
