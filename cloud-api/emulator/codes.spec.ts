import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { readQr } from '../test/harness/read-qr.js';
import { createWechatEmulator, type WechatEmulator } from './index.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const codePath = '/wxa/getwxacodeunlimit';
const schemePath = '/wxa/generatescheme';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let clock: { time: number; now(): number };
let emulator: WechatEmulator;
let baseUrl: string;
let token: string;

beforeEach(async () => {
  clock = { time: Date.UTC(2026, 10, 21, 4), now: () => clock.time };
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
  const grant = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
  token = ((await (await post('/cgi-bin/stable_token', grant)).json()) as { access_token: string }).access_token;
});

afterEach(() => emulator.close());

async function post(path: string, body: unknown): Promise<Response> {
  const response = await fetch(baseUrl + path, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return response;
}

const ask = (path: string, body: unknown) => post(`${path}?access_token=${token}`, body);

interface Answer {
  errcode: number;
  openlink: string;
}
const askJson = async (path: string, body: unknown) => (await (await ask(path, body)).json()) as Answer;
const refusalOf = async (path: string, body: unknown) => (await askJson(path, body)).errcode;

describe('getwxacodeunlimit', () => {
  const asked = { scene: 'Zm9v-_YmFy', page: 'packages/papers/scan/index' };

  it('draws a picture of the width asked for, from which the page and the scene can be read', async () => {
    for (const width of [280, 430, 1280]) {
      const response = await ask(codePath, { ...asked, width });
      expect(response.headers.get('content-type')).toBe('image/png');
      const picture = Buffer.from(await response.arrayBuffer());
      expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width, height: width });
      expect(await readQr(picture)).toBe('packages/papers/scan/index?scene=Zm9v-_YmFy');
    }
    expect(emulator.journal.entries(codePath).at(-1)).toMatchObject({
      answer: { contentType: 'image/png', bytes: expect.any(Number) },
    });
  });

  it('takes every sign it says it takes', async () => {
    const signs = "09azAZ!#$&'()*+,/:;=?@-._~";
    expect(await readQr(Buffer.from(await (await ask(codePath, { ...asked, scene: signs })).arrayBuffer()))).toBe(
      `${asked.page}?scene=${signs}`,
    );
  });

  it.each([
    [{ scene: undefined }, 40169],
    [{ scene: '' }, 40169],
    [{ scene: 7 }, 40169],
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: 'a b' }, 40129],
    [{ scene: 'a%20' }, 40129],
    [{ scene: '台头' }, 40129],
    [{ page: 7 }, 47001],
    [{ check_path: 'true' }, 47001],
    [{ width: '430' }, 47001],
    [{ width: 279 }, 40097],
    [{ width: 1281 }, 40097],
    [{ env_version: 'beta' }, 40097],
    [{ page: '/packages/papers/scan/index' }, 41030],
    [{ page: 'packages/papers/scan/index?a=1' }, 41030],
  ])('refuses %j with %i', async (wrong, errcode) => {
    expect(await refusalOf(codePath, { ...asked, ...wrong })).toBe(errcode);
  });

  it('knows the pages of the released version, and lets others pass only unchecked', async () => {
    emulator.publish(['pages/home/index']);
    expect(await refusalOf(codePath, asked)).toBe(41030);
    expect((await ask(codePath, { ...asked, check_path: false })).headers.get('content-type')).toBe('image/png');
    emulator.publish([asked.page]);
    expect((await ask(codePath, asked)).headers.get('content-type')).toBe('image/png');
  });

  it('refuses tokens as every call does', async () => {
    expect(((await (await post(codePath, asked)).json()) as Answer).errcode).toBe(41001);
    token = 'invented';
    expect(await refusalOf(codePath, asked)).toBe(40001);
  });
});

describe('generatescheme', () => {
  const inDays = (days: number) => clock.time / 1000 + days * 86_400;
  const asked = () => ({
    jump_wxa: { path: 'packages/papers/scan/index', query: 'scene=abc' },
    is_expire: true,
    expire_type: 0,
    expire_time: inDays(1),
  });
  const opened = { path: 'packages/papers/scan/index', query: 'scene=abc' };

  it('gives a link that opens the page until it ends', async () => {
    const { openlink, ...rest } = await askJson(schemePath, asked());
    expect(rest).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(openlink).toMatch(/^weixin:\/\/dl\/business\/\?t=[\w-]{11}$/);
    clock.time += dayMs - 1;
    expect(emulator.open(openlink)).toEqual(opened);
    clock.time += 1;
    expect(emulator.open(openlink)).toBeUndefined();
    expect(emulator.open('weixin://dl/business/?t=invented')).toBeUndefined();
  });

  it('counts days where it is told to', async () => {
    const { openlink } = await askJson(schemePath, { ...asked(), expire_type: 1, expire_interval: 2 });
    clock.time += 2 * dayMs - 1;
    expect(emulator.open(openlink)).toEqual(opened);
    clock.time += 1;
    expect(emulator.open(openlink)).toBeUndefined();
  });

  it('lets a link last thirty days and no longer, and no less than a minute', async () => {
    expect(await refusalOf(schemePath, { ...asked(), expire_time: inDays(30) })).toBe(0);
    expect(await refusalOf(schemePath, { ...asked(), expire_time: inDays(30) + 1 })).toBe(85401);
    expect(await refusalOf(schemePath, { ...asked(), expire_time: clock.time / 1000 + 60 })).toBe(85401);
    expect(await refusalOf(schemePath, { ...asked(), expire_time: clock.time / 1000 + 61 })).toBe(0);
  });

  it.each([
    [{ jump_wxa: { path: 'no page', query: '' } }, 40165],
    [{ jump_wxa: { path: 'packages/papers/scan/index?scene=abc' } }, 40165],
    [{ jump_wxa: { path: 7 } }, 40165],
    [{ jump_wxa: { query: 'scene=台头' } }, 40212],
    [{ jump_wxa: { query: 'x'.repeat(1025) } }, 40212],
    [{ jump_wxa: { env_version: 'beta' } }, 40097],
    [{ expire_time: undefined }, 85401],
    [{ expire_time: '1' }, 85401],
    [{ expire_type: 2 }, 85401],
    [{ expire_type: 1 }, 85402],
    [{ expire_type: 1, expire_interval: 31 }, 85402],
  ])('refuses %j with %i', async (wrong, errcode) => {
    expect(await refusalOf(schemePath, { ...asked(), ...wrong })).toBe(errcode);
  });

  it('holds to a hundred a second', async () => {
    for (let i = 0; i < 100; i++) expect(await refusalOf(schemePath, asked())).toBe(0);
    expect(await refusalOf(schemePath, asked())).toBe(44990);
    clock.time += 1000;
    expect(await refusalOf(schemePath, asked())).toBe(0);
  });
});

describe('the control over HTTP', () => {
  const control = async (name: string, body: unknown) => {
    const response = await fetch(`${baseUrl}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('names the released pages and follows links', async () => {
    expect((await control('pages', { pages: ['pages/home/index'] })).status).toBe(200);
    const link = { jump_wxa: { path: 'pages/home/index' }, expire_type: 1, expire_interval: 1 };
    const { openlink } = await askJson(schemePath, link);
    expect(await control('open', { openlink })).toEqual({ status: 200, body: { path: 'pages/home/index', query: '' } });
    expect((await control('open', { openlink: 'weixin://x' })).status).toBe(400);
    expect((await control('pages', { pages: 'all' })).status).toBe(400);
    expect(await refusalOf(schemePath, { jump_wxa: { path: 'pages/mine/index' } })).toBe(40165);
  });
});
