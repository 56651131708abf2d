import { createDecipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../test/harness/client.js';
import { createWechatEmulator, type WechatEmulator } from './index.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const token = 'pushtoken';
const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const clock = { time: Date.UTC(2026, 10, 21, 4), now: () => clock.time };
const tap = { event: 'subscribe_msg_popup_event', openid: 'oLi', content: {} };

interface Received {
  query: Record<string, string>;
  type?: string;
  body: Json;
}

let emulator: WechatEmulator;
let server: Server;
let url: string;
let received: Received[];
let answer: (response: ServerResponse, query: Record<string, string>) => void;

beforeEach(async () => {
  emulator = createWechatEmulator({ ...app, clock, pushPatienceMs: 200 });
  received = [];
  answer = (response, query) => response.end(query.echostr ?? 'success');
  server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;
  emulator.template({ id: 'T1', title: '一', fields: ['thing1'], kind: 'one_time' });
  emulator.template({ id: 'T2', title: '二', fields: ['thing1'], kind: 'one_time' });
});
afterEach(() => {
  emulator.pushTo(null);
  server.closeAllConnections();
  server.close();
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const query = Object.fromEntries(new URL(request.url!, 'http://app').searchParams);
  const text = Buffer.concat(chunks).toString();
  const type = request.headers['content-type'];
  if (text) received.push({ query, body: JSON.parse(text), ...(type && { type }) });
  answer(response, query);
}

const sha1 = (...parts: (string | undefined)[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');

function unseal(sealed: string): { message: string; owner: string; padding: number[] } {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const bytes = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]);
  const end = 20 + bytes.readUInt32BE(16);
  const rest = bytes.subarray(end).toString('latin1');
  const owner = /^wx\w+/.exec(rest)![0];
  return { message: bytes.subarray(20, end).toString(), owner, padding: [...bytes.subarray(end + owner.length)] };
}

const names = () => received.map(({ body }) => String(body.Event));
const push = (event: string) => emulator.push({ ...tap, event });

describe('a plain push', () => {
  beforeEach(() => emulator.pushTo({ url, token, encodingAesKey: null }));

  it('is signed, and JSON under the name of XML', async () => {
    const { openid } = emulator.user('li');
    emulator.subscribe({ user: 'li', templateIds: ['T1'] });
    await emulator.pushes.settled();
    const [{ query, type, body }] = received as [Received];
    expect(query.signature).toBe(sha1(token, query.timestamp, query.nonce));
    expect(query.timestamp).toBe(String(clock.time / 1000));
    expect(type).toBe('text/xml');
    expect(body).toEqual({
      ToUserName: expect.stringMatching(/^gh_[0-9a-f]{12}$/),
      FromUserName: openid,
      CreateTime: clock.time / 1000,
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      List: { TemplateId: 'T1', SubscribeStatusString: 'accept', PopupScene: '0' },
    });
  });

  it('tells of many in a list, of what WeChat decided by itself not at all, and of 拒收', async () => {
    emulator.user('li');
    emulator.subscribe({ user: 'li', templateIds: ['T1', 'T2'], answers: { T2: 'reject' } });
    emulator.subscribe({ user: 'li', templateIds: ['T1'], answers: 'ban' });
    emulator.refuse({ user: 'li', templateIds: ['T2'] });
    await emulator.pushes.settled();
    expect(received.map(({ body }) => [body.Event, body.List])).toEqual([
      [
        'subscribe_msg_popup_event',
        [
          { TemplateId: 'T1', SubscribeStatusString: 'accept', PopupScene: '0' },
          { TemplateId: 'T2', SubscribeStatusString: 'reject', PopupScene: '0' },
        ],
      ],
      ['subscribe_msg_change_event', { TemplateId: 'T2', SubscribeStatusString: 'reject' }],
    ]);
  });

  it('tells of messages and of checked media', async () => {
    const baseUrl = await emulator.listen();
    const post = async (path: string, body: object) =>
      (await (await fetch(baseUrl + path, { method: 'POST', body: JSON.stringify(body) })).json()) as Json;
    const grant = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
    const { access_token: accessToken } = await post('/cgi-bin/stable_token', grant);
    const user = emulator.user('li');
    user.login();
    emulator.subscribe({ user: 'li', templateIds: ['T1'] });
    const message = { touser: user.openid, template_id: 'T1', data: { thing1: { value: '好' } } };
    const { msgid } = await post(`/cgi-bin/message/subscribe/send?access_token=${accessToken}`, message);
    emulator.markContent('bad');
    const media = { media_url: 'https://x.example/bad.jpg', media_type: 2, version: 2, scene: 2, openid: user.openid };
    const { trace_id } = await post(`/wxa/media_check_async?access_token=${accessToken}`, media);
    await emulator.pushes.settled();
    expect(received.slice(1).map(({ body }) => body)).toMatchObject([
      {
        Event: 'subscribe_msg_sent_event',
        List: { TemplateId: 'T1', MsgID: String(msgid), ErrorCode: '0', ErrorStatus: 'success' },
      },
      { Event: 'wxa_media_check', trace_id, result: { suggest: 'risky', label: 20006 } },
    ]);
    await emulator.close();
  });

  it('asks the server for its token when the address is entered', async () => {
    expect(await emulator.pushes.verify()).toBe(true);
    answer = (response) => response.end('something else');
    expect(await emulator.pushes.verify()).toBe(false);
    answer = (response, query) => response.writeHead(403).end(query.echostr);
    expect(await emulator.pushes.verify()).toBe(false);
  });
});

describe('an encrypted push', () => {
  beforeEach(() => emulator.pushTo({ url, token, encodingAesKey: aesKey }));

  it('is signed with what it carries, and opens with the key', async () => {
    emulator.push(tap);
    await emulator.pushes.settled();
    const [{ query, body }] = received as [Received];
    expect(Object.keys(body)).toEqual(['ToUserName', 'Encrypt']);
    expect(query).toMatchObject({ encrypt_type: 'aes', signature: sha1(token, query.timestamp, query.nonce) });
    expect(query.msg_signature).toBe(sha1(token, query.timestamp, query.nonce, body.Encrypt as string));
    const { message, owner, padding } = unseal(body.Encrypt as string);
    expect(JSON.parse(message)).toMatchObject({ Event: tap.event, FromUserName: 'oLi' });
    expect(owner).toBe(app.appId);
    expect(padding).toEqual(Array.from({ length: padding.length }, () => padding.length));
    expect((20 + message.length + owner.length + padding.length) % 32).toBe(0);
  });

  it('can be forged in one way at a time', async () => {
    for (const forged of ['signature', 'appid', 'padding', 'old', 'plain'] as const) {
      received = [];
      emulator.push(tap, forged);
      await emulator.pushes.settled();
      const [{ query, body }] = received as [Received];
      const sealed = body.Encrypt as string | undefined;
      const right = query.signature === sha1(token, query.timestamp, query.nonce);
      expect(right).toBe(forged !== 'signature');
      expect(clock.time / 1000 - Number(query.timestamp)).toBe(forged === 'old' ? 3_600 : 0);
      expect(sealed === undefined).toBe(forged === 'plain');
      if (sealed === undefined) continue;
      const { owner, padding } = unseal(sealed);
      expect(owner === app.appId).toBe(forged !== 'appid');
      expect(padding[0] === padding.length).toBe(forged !== 'padding');
      expect(emulator.pushes.entries().at(-1)).toMatchObject({ forged });
    }
  });
});

describe('on the way', () => {
  beforeEach(() => emulator.pushTo({ url, token, encodingAesKey: null }));

  it('nothing is told without a target, nor later', async () => {
    emulator.pushTo(null);
    push('lost');
    emulator.pushTo({ url, token, encodingAesKey: null });
    push('told');
    await emulator.pushes.settled();
    expect(names()).toEqual(['told']);
  });

  it('pushes are kept back, reversed and doubled', async () => {
    emulator.pushes.hold();
    for (const event of ['a', 'b', 'c']) push(event);
    await emulator.pushes.settled();
    expect(names()).toEqual([]);
    expect(emulator.pushes.held.map(({ Event }) => Event)).toEqual(['a', 'b', 'c']);
    emulator.pushes.release({ reversed: true, times: 2 });
    await emulator.pushes.settled();
    expect(names()).toEqual(['c', 'c', 'b', 'b', 'a', 'a']);
    push('d');
    await emulator.pushes.settled();
    emulator.pushes.repeatLast();
    await emulator.pushes.settled();
    expect(names().slice(6)).toEqual(['d', 'd']);
  });

  it('a push is tried three times until it is answered with 200', async () => {
    const statuses = [500, 404, 200];
    answer = (response) => response.writeHead(statuses.shift()!).end();
    push('a');
    await emulator.pushes.settled();
    expect(emulator.pushes.entries().map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 500],
      [2, 404],
      [3, 200],
    ]);
    expect(new Set(received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(received.map(({ query }) => query.nonce)).size).toBe(3);
  });

  it('it is given up after the third, whether the server is silent or not there', async () => {
    answer = () => undefined;
    push('a');
    await emulator.pushes.settled();
    expect(emulator.pushes.entries().map(({ outcome }) => outcome)).toEqual(['timeout', 'timeout', 'timeout']);
    emulator.pushes.clear();
    emulator.pushTo({ url: 'http://127.0.0.1:9/', token, encodingAesKey: null });
    push('b');
    await emulator.pushes.settled();
    expect(emulator.pushes.entries().map(({ outcome }) => outcome)).toEqual(Array(3).fill('unreachable'));
  });

  it('a thousand are told, each once', async () => {
    for (let number = 0; number < 1_000; number += 1) push(`event_${number}`);
    await emulator.pushes.settled();
    expect(new Set(names()).size).toBe(1_000);
    expect(received).toHaveLength(1_000);
  });
});

it('the control over HTTP tells, keeps back, repeats and shows pushes', async () => {
  const baseUrl = await emulator.listen();
  const control = async (method: string, name: string, body?: object) => {
    const payload = body && { body: JSON.stringify(body) };
    return (await (await fetch(`${baseUrl}/__control/${name}`, { method, ...payload })).json()) as Json;
  };
  expect(await control('POST', 'push-verify')).toEqual({ verified: false });
  await control('POST', 'push-target', { url, token, aesKey });
  expect(await control('POST', 'push-verify')).toEqual({ verified: true });
  await control('POST', 'push-hold');
  await control('POST', 'push', { event: 'a', openid: 'oLi' });
  await control('POST', 'push', { event: 'b', openid: 'oLi', forged: 'appid' });
  await control('POST', 'push-release', { reversed: true });
  await control('GET', 'pushes');
  await control('POST', 'push-repeat');
  const { entries } = await control('GET', 'pushes');
  expect((entries as Json[]).map(({ message, forged }) => [message.Event, forged])).toEqual([
    ['b', 'appid'],
    ['a', undefined],
    ['a', undefined],
  ]);
  await control('DELETE', 'pushes');
  expect(await control('GET', 'pushes')).toEqual({ entries: [] });
  expect(await control('POST', 'push', { event: 'a', openid: 'o', forged: 'all' })).toHaveProperty('error');
  await control('POST', 'push-target', { url: null });
  await control('POST', 'push', { event: 'c', openid: 'oLi' });
  expect(await control('GET', 'pushes')).toEqual({ entries: [] });
  await emulator.close();
});
