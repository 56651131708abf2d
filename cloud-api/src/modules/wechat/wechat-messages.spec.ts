import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWechatEmulator, type Fault, type WechatEmulator } from '../../../emulator/index.js';
import { Clock } from '../../common/clock/index.js';
import type { Configuration } from '../../config/index.js';
import { WechatClient } from './wechat-client.js';
import { WechatGateway } from './wechat-gateway.js';
import { ContentScene, type SubscribeMessage } from './wechat-messages.js';
import { WechatError } from './wechat.errors.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const sendPath = '/cgi-bin/message/subscribe/send';
const textPath = '/wxa/msg_sec_check';
const hourMs = 3_600_000;

class SetClock extends Clock {
  time = Date.UTC(2026, 10, 21, 2);
  override now(): number {
    return this.time;
  }
}

let clock: SetClock;
let emulator: WechatEmulator;
let baseUrl: string;
let client: WechatClient;
let openid: string;

beforeEach(async () => {
  clock = new SetClock();
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
  client = new WechatClient({ baseUrl, ...app, fetch, clock, timeoutMs: 300 });
  emulator.template({ id: 'T', title: '预警', fields: ['thing1', 'time2'], kind: 'one_time' });
  openid = emulator.user('li').openid;
});
afterEach(() => emulator.close());

async function failureOf(call: Promise<unknown>): Promise<WechatError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WechatError);
  return error as WechatError;
}

const message = (more: Partial<SubscribeMessage> = {}): SubscribeMessage => ({
  openid,
  templateId: 'T',
  page: 'packages/cascade/relay/index?id=7',
  data: { thing1: '刷单返利', time2: '12:00' },
  envVersion: 'release',
  ...more,
});
const send = (more: Partial<SubscribeMessage> = {}) => client.sendSubscribeMessage(message(more));
const subscribe = () => emulator.subscribe({ user: 'li', templateIds: ['T'] });

describe('sendSubscribeMessage', () => {
  it('sends what the person then sees', async () => {
    for (const envVersion of ['release', 'trial', 'develop'] as const) {
      subscribe();
      await send({ envVersion });
    }
    const shown = { templateId: 'T', page: message().page, data: message().data };
    expect(emulator.messages('li')).toMatchObject([
      { ...shown, version: 'formal' },
      { ...shown, version: 'trial' },
      { ...shown, version: 'developer' },
    ]);
  });

  it('leaves the page out where a tap leads nowhere', async () => {
    subscribe();
    const { page: _page, ...rest } = message();
    await client.sendSubscribeMessage(rest);
    expect(emulator.journal.entries(sendPath)[0]!.body).not.toHaveProperty('page');
  });

  it.each([
    ['the person has no grant', {}, { kind: 'refused', errcode: 43101 }],
    ['nobody has the openid', { openid: 'oInvented' }, { kind: 'unknown_openid', errcode: 40003 }],
    ['the template is not ours', { templateId: 'other' }, { kind: 'unknown_template', errcode: 40037 }],
    ['a field is missing', { data: { thing1: '好' } }, { kind: 'wrong_field', errcode: 47003, field: 'time2' }],
    [
      'a field is too long',
      { data: { thing1: '字'.repeat(21), time2: '12:00' } },
      { kind: 'wrong_field', field: 'thing1' },
    ],
    ['the page is not released', { page: 'packages/new/index' }, { kind: 'page_unpublished', errcode: 41030 }],
  ] as const)('says when %s', async (_, wrong, expected) => {
    emulator.publish(['packages/cascade/relay/index']);
    expect(await failureOf(send(wrong))).toMatchObject(expected);
  });

  it('says when the day’s quota is used up, and keeps the grant', async () => {
    emulator.allowMessagesPerDay(0);
    subscribe();
    expect(await failureOf(send())).toMatchObject({ kind: 'rate_limited', errcode: 45009 });
    expect(emulator.grants('li', 'T')).toBe(1);
  });

  it.each<[Fault, Partial<WechatError>, number]>([
    [{ kind: 'hang' }, { kind: 'unavailable', errcode: undefined }, 0],
    [{ kind: 'answer_lost' }, { kind: 'unavailable', errcode: undefined }, 1],
    [{ kind: 'http_status', status: 502 }, { kind: 'unavailable', errcode: undefined }, 0],
    [{ kind: 'not_json' }, { kind: 'unavailable', errcode: undefined }, 0],
    [{ kind: 'errcode', errcode: -1 }, { kind: 'busy', errcode: -1 }, 0],
  ])('with %j: by whether there is an errcode one knows that nothing was sent', async (fault, expected, shown) => {
    subscribe();
    emulator.fail(sendPath, fault);
    expect(await failureOf(send())).toMatchObject(expected);
    expect(emulator.messages('li')).toHaveLength(shown);
    expect(emulator.journal.entries(sendPath)).toHaveLength(1);
  });

  it('repeats once with a new token when the old one has ended', async () => {
    subscribe();
    emulator.fail(sendPath, { kind: 'errcode', errcode: 42001 });
    await send();
    expect(emulator.messages('li')).toHaveLength(1);
  });

  it('does not ask for what WeChat would refuse', async () => {
    for (const wrong of [{ openid: '' }, { templateId: '' }, { page: '/pages/x' }, { page: '' }]) {
      expect(await failureOf(send(wrong))).toMatchObject({ kind: 'request_invalid', errcode: undefined });
    }
    expect(emulator.journal.entries()).toEqual([]);
  });

  it('keeps openids and contents out of its errors', async () => {
    const error = await failureOf(send({ data: { thing1: '机密'.repeat(11), time2: '12:00' } }));
    const shown = inspect(error, { depth: 10, showHidden: true });
    for (const secret of [openid, '机密', app.secret]) expect(shown).not.toContain(secret);
  });
});

describe('the content check', () => {
  const text = { text: '加群领红包', scene: ContentScene.Comment };

  it('tells what WeChat thinks of a text', async () => {
    emulator.user('li').login();
    expect(await client.checkText({ openid, ...text })).toEqual({ suggest: 'pass', label: 100 });
    emulator.markContent('红包', { suggest: 'review', label: 10001 });
    expect(await client.checkText({ openid, ...text })).toEqual({ suggest: 'review', label: 10001 });
  });

  it('says when the person was not here lately', async () => {
    emulator.user('li').login();
    clock.time += 2 * hourMs + 1;
    expect(await failureOf(client.checkText({ openid, ...text }))).toMatchObject({ kind: 'no_recent_visit' });
    const media = { openid, url: 'https://x.example/a.mp3', kind: 'audio', scene: ContentScene.Forum } as const;
    expect(await failureOf(client.checkMedia(media))).toMatchObject({ kind: 'no_recent_visit', errcode: 61010 });
  });

  it('gives the trace by which the finding comes later', async () => {
    emulator.user('li').login();
    for (const kind of ['audio', 'picture'] as const) {
      const media = { openid, url: 'https://x.example/a', kind, scene: ContentScene.Forum };
      expect(await client.checkMedia(media)).toMatch(/^[0-9a-f-]{26}$/);
    }
    expect(emulator.journal.entries('/wxa/media_check_async').map(({ body }) => body.media_type)).toEqual([1, 2]);
  });

  it('does not ask for what WeChat would refuse', async () => {
    for (const wrong of ['', '字'.repeat(2501)]) {
      const failure = await failureOf(client.checkText({ openid, text: wrong, scene: ContentScene.Forum }));
      expect(failure).toMatchObject({ kind: 'request_invalid' });
    }
    const media = { openid, url: 'file:///a', kind: 'picture', scene: ContentScene.Forum } as const;
    expect(await failureOf(client.checkMedia(media))).toMatchObject({ kind: 'request_invalid' });
    expect(emulator.journal.entries()).toEqual([]);
  });

  it.each([[{}], [{ result: null }], [{ result: { suggest: 'fine', label: 100 } }], [{ result: [] }]])(
    'takes %j for no answer',
    async (answer) => {
      const answers = [
        { access_token: 'token', expires_in: 7200 },
        { errcode: 0, ...answer },
      ];
      const scripted = new WechatClient({
        baseUrl,
        ...app,
        clock,
        timeoutMs: 300,
        fetch: async () => Response.json(answers.shift()),
      });
      expect(await failureOf(scripted.checkText({ openid, ...text }))).toMatchObject({ kind: 'unavailable' });
    },
  );
});

describe('the gateway', () => {
  const gatewayOf = (wechat: Configuration['wechat']) => new WechatGateway({ wechat } as Configuration, clock);

  it('tells in which group a page was opened', async () => {
    const gateway = gatewayOf({ baseUrl, ...app });
    const { opengid } = emulator.group('chain', ['li']);
    const code = emulator.user('li').login();
    const { encryptedData, iv } = emulator.groupEnterInfo({ group: 'chain', user: 'li' });
    expect(await gateway.groupOf(code, encryptedData, iv)).toEqual({
      openid,
      sessionKey: expect.any(String),
      group: { opengid, writtenAt: expect.any(Number) },
    });
  });

  it('tells who opened it also where the group cannot be verified', async () => {
    const gateway = gatewayOf({ baseUrl, ...app });
    emulator.group('chain', ['li']);
    const stale = emulator.groupEnterInfo({ group: 'chain', user: 'li' });
    const code = emulator.user('li').login();
    const opening = await gateway.groupOf(code, stale.encryptedData, stale.iv);
    expect(opening).toMatchObject({ openid, group: null });
  });

  it('takes the data of another person for nothing', async () => {
    const gateway = gatewayOf({ baseUrl, ...app });
    emulator.group('chain', ['li', 'wang']);
    const code = emulator.user('li').login();
    emulator.user('wang').login();
    const { encryptedData, iv } = emulator.groupEnterInfo({ group: 'chain', user: 'wang' });
    expect(await gateway.groupOf(code, encryptedData, iv)).toMatchObject({ openid, group: null });
  });

  it('fails as a Problem for whoever waits at the phone', async () => {
    const gateway = gatewayOf({ baseUrl, ...app });
    await expect(gateway.groupOf('invented', '', '')).rejects.toMatchObject({
      status: 400,
      code: 'wechat_code_invalid',
    });
  });

  it('fails with the kind for whoever works in the background', async () => {
    const gateway = gatewayOf({ baseUrl, ...app });
    expect(await failureOf(gateway.sendSubscribeMessage(message()))).toMatchObject({ kind: 'refused' });
    subscribe();
    await gateway.sendSubscribeMessage(message());
    emulator.fail(textPath, { kind: 'errcode', errcode: -1 });
    const text = { openid, text: '好', scene: ContentScene.Forum };
    expect(await failureOf(gateway.checkText(text))).toMatchObject({ kind: 'busy' });
  });

  it('says so where no WeChat is configured', async () => {
    const gateway = gatewayOf(null);
    expect(await failureOf(gateway.sendSubscribeMessage(message()))).toMatchObject({ kind: 'misconfigured' });
    await expect(gateway.groupOf('code', '', '')).rejects.toMatchObject({ status: 503, code: 'wechat_unavailable' });
  });
});
