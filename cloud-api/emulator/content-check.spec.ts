import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../test/harness/client.js';
import { createWechatEmulator, type WechatEmulator } from './index.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const textPath = '/wxa/msg_sec_check';
const mediaPath = '/wxa/media_check_async';
const hourMs = 3_600_000;
const clock = { time: 0, now: () => clock.time };
let emulator: WechatEmulator;
let baseUrl: string;
let openid: string;

beforeEach(async () => {
  clock.time = Date.UTC(2026, 10, 21, 4);
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
  openid = emulator.user('li').openid;
});
afterEach(() => emulator.close());

async function post(path: string, body: object): Promise<Json> {
  return (await (await fetch(baseUrl + path, { method: 'POST', body: JSON.stringify(body) })).json()) as Json;
}

async function ask(path: string, body: object): Promise<Json> {
  const grant = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
  const { access_token: token } = await post('/cgi-bin/stable_token', grant);
  return post(`${path}?access_token=${token}`, body);
}

const text = (more: object = {}) => ({ content: '谨防刷单返利', version: 2, scene: 2, openid, ...more });
const media = (more: object = {}) => ({
  media_url: 'https://x.example/a.jpg',
  media_type: 2,
  version: 2,
  scene: 2,
  openid,
  ...more,
});

describe('a text', () => {
  it('passes, unless it holds a marked word', async () => {
    emulator.user('li').login();
    emulator.markContent('刷单');
    emulator.markContent('返利啦', { suggest: 'review', label: 10001 });
    expect(await ask(textPath, text({ content: '谨防诈骗' }))).toMatchObject({
      errcode: 0,
      result: { suggest: 'pass', label: 100 },
      trace_id: expect.any(String),
    });
    expect((await ask(textPath, text())).result).toEqual({ suggest: 'risky', label: 20006 });
    const finding = { suggest: 'review', label: 10001 };
    expect(await ask(textPath, text({ content: '返利啦' }))).toMatchObject({ result: finding, detail: [finding] });
  });

  it('is checked for somebody who was here within two hours', async () => {
    expect((await ask(textPath, text())).errcode).toBe(61010);
    emulator.user('li').login();
    clock.time += 2 * hourMs;
    expect((await ask(textPath, text())).errcode).toBe(0);
    clock.time += 1;
    expect((await ask(textPath, text())).errcode).toBe(61010);
  });

  it.each([
    [{ openid: 'oInvented' }, 40003],
    [{ openid: undefined }, 40003],
    [{ content: '' }, 47001],
    [{ content: 7 }, 47001],
    [{ content: '字'.repeat(2501) }, 45002],
    [{ version: 1 }, 40097],
    [{ scene: 5 }, 40097],
  ])('refuses %j with %i', async (wrong, errcode) => {
    emulator.user('li').login();
    expect((await ask(textPath, text(wrong))).errcode).toBe(errcode);
    expect((await ask(textPath, text({ content: '字'.repeat(2500) }))).errcode).toBe(0);
  });
});

describe('a picture or a recording', () => {
  it.each([
    [{ openid: 'oInvented' }, 40003],
    [{ media_url: 'file:///a' }, 47001],
    [{ media_type: 3 }, 40097],
    [{ version: undefined }, 40097],
  ])('refuses %j with %i', async (wrong, errcode) => {
    emulator.user('li').login();
    expect((await ask(mediaPath, media(wrong))).errcode).toBe(errcode);
  });

  it('is refused for somebody who was not here lately', async () => {
    expect((await ask(mediaPath, media())).errcode).toBe(61010);
  });

  it('has its own trace each time', async () => {
    emulator.user('li').login();
    const [one, other] = [await ask(mediaPath, media()), await ask(mediaPath, media())];
    expect(one.trace_id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/);
    expect(one.trace_id).not.toBe(other.trace_id);
  });
});

it('the control over HTTP marks words', async () => {
  emulator.user('li').login();
  await post('/__control/content', { word: '刷单', finding: { suggest: 'review', label: 20008 } });
  expect((await ask(textPath, text())).result).toEqual({ suggest: 'review', label: 20008 });
  expect(await post('/__control/content', { word: '' })).toEqual({ error: 'word is missing' });
});
