import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWechatEmulator, type WechatEmulator } from './index.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const sendPath = '/cgi-bin/message/subscribe/send';
const clock = { time: 0, now: () => clock.time };
let emulator: WechatEmulator;
let baseUrl: string;
let token: string;
let openid: string;

interface Answer {
  errcode: number;
  errmsg: string;
  msgid?: number;
}

beforeEach(async () => {
  clock.time = Date.UTC(2026, 10, 21, 4);
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
  const grant = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
  token = ((await post('/cgi-bin/stable_token', grant)) as unknown as { access_token: string }).access_token;
  emulator.template({ id: 'once', title: '预警', fields: ['thing1', 'time2'], kind: 'one_time' });
  emulator.template({ id: 'always', title: '通报', fields: ['thing1'], kind: 'long_term' });
  openid = emulator.user('li').openid;
});
afterEach(() => emulator.close());

async function post(path: string, body: object): Promise<Answer> {
  const response = await fetch(baseUrl + path, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const message = (more: object = {}) => ({
  touser: openid,
  template_id: 'once',
  page: 'packages/cascade/relay/index?id=7',
  data: { thing1: { value: '刷单返利' }, time2: { value: '2026年11月21日 12:00' } },
  ...more,
});
const send = (more: object = {}) => post(`${sendPath}?access_token=${token}`, message(more));
const refusalOf = async (more: object = {}) => (await send(more)).errcode;
const subscribe = (templateIds: string[], answers?: 'accept' | 'reject') =>
  emulator.subscribe({ user: 'li', templateIds, ...(answers && { answers }) });

describe('one-time grants', () => {
  it('are good for one message each, and do not end', async () => {
    expect(await refusalOf()).toBe(43101);
    subscribe(['once']);
    subscribe(['once']);
    expect(emulator.grants('li', 'once')).toBe(2);
    clock.time += 400 * 86_400_000;
    const grant = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
    token = ((await post('/cgi-bin/stable_token', grant)) as unknown as { access_token: string }).access_token;
    expect([await refusalOf(), await refusalOf(), await refusalOf()]).toEqual([0, 0, 43101]);
  });

  it('are not used up by what is refused', async () => {
    subscribe(['once']);
    expect(await refusalOf({ data: {} })).toBe(47003);
    emulator.publish(['pages/home/index']);
    expect(await refusalOf()).toBe(41030);
    emulator.fail(sendPath, { kind: 'errcode', errcode: -1 });
    expect(await refusalOf()).toBe(-1);
    expect(emulator.grants('li', 'once')).toBe(1);
  });

  it('are used up by a message whose answer was lost', async () => {
    subscribe(['once']);
    emulator.fail(sendPath, { kind: 'answer_lost' });
    await expect(send()).rejects.toThrow();
    expect(emulator.messages('li')).toHaveLength(1);
    expect(await refusalOf()).toBe(43101);
  });

  it('are one for each person and template', async () => {
    subscribe(['once']);
    expect(await refusalOf({ touser: emulator.user('wang').openid })).toBe(43101);
    expect(await refusalOf({ template_id: 'always' })).toBe(43101);
    expect(await refusalOf()).toBe(0);
  });

  it('are not given by 取消', async () => {
    expect(subscribe(['once'], 'reject')).toEqual({ once: 'reject' });
    expect(await refusalOf()).toBe(43101);
  });

  it('are taken back by 拒收', async () => {
    subscribe(['once']);
    emulator.refuse({ user: 'li', templateIds: ['once'] });
    expect(await refusalOf()).toBe(43101);
    subscribe(['once']);
    expect(await refusalOf()).toBe(0);
  });
});

it('long-term grants are good until they are refused', async () => {
  subscribe(['always']);
  for (let i = 0; i < 5; i += 1) expect(await refusalOf({ template_id: 'always' })).toBe(0);
  emulator.refuse({ user: 'li', templateIds: ['always'] });
  expect(await refusalOf({ template_id: 'always' })).toBe(43101);
});

describe('sending', () => {
  it('shows the message, and names it', async () => {
    subscribe(['once']);
    const { msgid, ...rest } = await send({ data: { ...message().data, more: { value: 'x' } } });
    expect(rest).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(emulator.messages('li')).toEqual([
      {
        id: String(msgid),
        at: clock.time,
        templateId: 'once',
        title: '预警',
        page: 'packages/cascade/relay/index?id=7',
        data: { thing1: '刷单返利', time2: '2026年11月21日 12:00' },
        version: 'formal',
      },
    ]);
    expect(emulator.messages(emulator.user('wang').handle)).toEqual([]);
  });

  it.each([
    [{ touser: 'oInvented' }, 40003],
    [{ touser: 'li' }, 40003],
    [{ touser: undefined }, 40003],
    [{ template_id: 'other' }, 40037],
    [{ template_id: undefined }, 40037],
    [{ data: undefined }, 47003],
    [{ data: { thing1: { value: '字'.repeat(21) }, time2: { value: '12:00' } } }, 47003],
    [{ page: 'no page' }, 41030],
    [{ miniprogram_state: 'beta' }, 40097],
  ])('refuses %j with %i', async (wrong, errcode) => {
    subscribe(['once']);
    expect(await refusalOf(wrong)).toBe(errcode);
    expect(emulator.messages('li')).toEqual([]);
  });

  it('names the field that is wrong', async () => {
    const { errmsg } = await send({ data: { thing1: { value: '好' }, time2: { value: '明天' } } });
    expect(errmsg).toMatch(/^argument invalid! data\.time2\.value invalid, rid: /);
  });

  it('checks pages only of the released version', async () => {
    emulator.publish([]);
    subscribe(['once']);
    expect(await refusalOf()).toBe(41030);
    expect(await refusalOf({ miniprogram_state: 'trial' })).toBe(0);
    subscribe(['once']);
    expect(await refusalOf({ page: undefined })).toBe(0);
  });

  it('ends at the quota of a day in China, without using up a grant', async () => {
    emulator.allowMessagesPerDay(2);
    for (let i = 0; i < 4; i += 1) subscribe(['once']);
    expect([await refusalOf(), await refusalOf(), await refusalOf()]).toEqual([0, 0, 45009]);
    expect(emulator.grants('li', 'once')).toBe(2);
    clock.time = Date.UTC(2026, 10, 21, 16);
    const grant = { grant_type: 'client_credential', appid: app.appId, secret: app.secret };
    token = ((await post('/cgi-bin/stable_token', grant)) as unknown as { access_token: string }).access_token;
    expect(await refusalOf()).toBe(0);
  });

  it('needs a token', async () => {
    expect((await post(sendPath, message())).errcode).toBe(41001);
  });
});

describe('asking', () => {
  it('tells of each template what came of it', () => {
    emulator.template({ id: 'same', title: '预警', fields: [], kind: 'one_time' });
    emulator.template({ id: 'gone', title: '旧', fields: [], kind: 'one_time', banned: true });
    emulator.template({ id: 'other', title: '催办', fields: [], kind: 'one_time' });
    const templateIds = ['once', 'same', 'gone', 'other'];
    const outcomes = emulator.subscribe({ user: 'li', templateIds, answers: { other: 'reject' } });
    expect(outcomes).toEqual({ once: 'accept', same: 'filter', gone: 'ban', other: 'reject' });
    expect(templateIds.map((id) => emulator.grants('li', id))).toEqual([1, 0, 0, 0]);
  });

  it.each([
    [[], 10001],
    [['once', 'invented'], 20001],
    [['once', 'always'], 20002],
    [['a', 'b', 'c', 'd', 'e', 'f'], 20003],
  ])('fails for %j with %i', (templateIds, errCode) => {
    expect(() => subscribe(templateIds)).toThrow(expect.objectContaining({ errCode }));
  });

  it('fails, as sending does, when somebody has switched messages off', async () => {
    subscribe(['once']);
    emulator.user('li', { messagesOff: true });
    expect(() => subscribe(['once'])).toThrow(expect.objectContaining({ errCode: 20004 }));
    expect(await refusalOf()).toBe(43101);
  });

  it('needs templates of fields that WeChat has', () => {
    const wrong = { id: 'x', title: 'x', fields: ['thong1'], kind: 'one_time' } as const;
    expect(() => emulator.template(wrong)).toThrow('no field is called thong1');
  });
});

it('the control over HTTP declares templates, asks, refuses and shows messages', async () => {
  const control = async (name: string, body: object) => {
    const response = await fetch(`${baseUrl}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const declared = { id: 'new', title: '新', fields: ['thing1', 'time2'], kind: 'one_time' };
  expect((await control('templates', declared)).status).toBe(200);
  expect((await control('templates', { ...declared, kind: 'often' })).status).toBe(400);
  const ask = (more: object) => control('subscribe', { user: 'li', templateIds: ['new'], ...more });
  expect(await ask({ answer: 'accept' })).toEqual({ status: 200, body: { new: 'accept' } });
  expect(await ask({ answer: 'ban' })).toEqual({ status: 200, body: { new: 'ban' } });
  expect(await ask({ answers: { new: 'reject' } })).toEqual({ status: 200, body: { new: 'reject' } });
  expect(await ask({ templateIds: [] })).toMatchObject({ status: 400, body: { errCode: 10001 } });
  expect(await ask({ answer: 'perhaps' })).toMatchObject({ status: 400 });
  expect(await refusalOf({ template_id: 'new' })).toBe(0);
  expect(await refusalOf({ template_id: 'new' })).toBe(43101);
  const shown = await fetch(`${baseUrl}/__control/messages?user=${openid}`);
  expect(await shown.json()).toMatchObject({ messages: [{ templateId: 'new', title: '新' }] });
  await ask({});
  expect((await control('refuse', { user: 'li', templateIds: ['new'] })).status).toBe(200);
  expect(await refusalOf({ template_id: 'new' })).toBe(43101);
});
