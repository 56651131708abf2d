import { createDecipheriv } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientFailure, createWechatEmulator, type EncryptedData, type WechatEmulator } from './index.js';

const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const clock = { time: 0, now: () => clock.time };
let emulator: WechatEmulator;
let baseUrl: string;

beforeEach(async () => {
  clock.time = Date.UTC(2026, 10, 21, 4);
  emulator = createWechatEmulator({ ...app, clock });
  baseUrl = await emulator.listen();
});
afterEach(() => emulator.close());

async function sessionKeyOf(handle: string, code = emulator.user(handle).login()): Promise<string> {
  const query = { appid: app.appId, secret: app.secret, js_code: code, grant_type: 'authorization_code' };
  const response = await fetch(`${baseUrl}/sns/jscode2session?${new URLSearchParams(query)}`);
  return ((await response.json()) as { session_key: string }).session_key;
}

function open(sessionKey: string, { encryptedData, iv }: EncryptedData) {
  const decipher = createDecipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), Buffer.from(iv, 'base64'));
  const bytes = Buffer.concat([decipher.update(encryptedData, 'base64'), decipher.final()]);
  return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
}

function failureOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('a group', () => {
  it('keeps its opengid over a restart, and has another one for another app', () => {
    const { opengid } = emulator.group('chain');
    expect(opengid).toMatch(/^tG[\w-]{26}$/);
    expect(createWechatEmulator(app).group('chain').opengid).toBe(opengid);
    expect(createWechatEmulator({ ...app, appId: 'wxother' }).group('chain').opengid).not.toBe(opengid);
    expect(emulator.group('other').opengid).not.toBe(opengid);
  });

  it('has the members last given, and keeps them when none are', () => {
    emulator.group('chain', ['li', 'wang']);
    expect(emulator.group('chain').members).toEqual(['li', 'wang']);
    expect(emulator.group('chain', ['wang', 'zhao']).members).toEqual(['wang', 'zhao']);
  });
});

describe('an opening in a group', () => {
  it('tells the group, and who opened in it, to the holder of the session key', async () => {
    const { opengid } = emulator.group('chain', ['li']);
    const sessionKey = await sessionKeyOf('li');
    expect(open(sessionKey, emulator.groupEnterInfo({ group: 'chain', user: 'li' }))).toEqual({
      opengid,
      open_single_roomid: '',
      chat_type: 3,
      group_openid: expect.stringMatching(/^oG[\w-]{26}$/),
      watermark: { appid: app.appId, timestamp: clock.time / 1000 },
    });
    expect(open(sessionKey, emulator.groupEnterInfo({ group: opengid, user: 'li' })).opengid).toBe(opengid);
  });

  it('names each person in each group differently, and the same each time', async () => {
    const names: unknown[] = [];
    for (const group of ['chain', 'other']) {
      emulator.group(group, ['li', 'wang']);
      for (const user of ['li', 'wang', 'li']) {
        names.push(open(await sessionKeyOf(user), emulator.groupEnterInfo({ group, user })).group_openid);
      }
    }
    expect(new Set(names).size).toBe(4);
    expect([names[0], names[3]]).toEqual([names[2], names[5]]);
  });

  it('is encrypted anew each time', () => {
    emulator.group('chain', ['li']);
    const [one, other] = [1, 2].map(() => emulator.groupEnterInfo({ group: 'chain', user: 'li' }));
    expect(one).not.toEqual(other);
  });

  it('no longer opens with a key from before: after a login, or when WeChat chose another', async () => {
    emulator.group('chain', ['li']);
    const first = await sessionKeyOf('li');
    const second = await sessionKeyOf('li');
    const data = emulator.groupEnterInfo({ group: 'chain', user: 'li' });
    expect(() => open(first, data)).toThrow();
    expect(open(second, data)).toHaveProperty('opengid');
    emulator.rotateSessionKey('li');
    expect(() => open(second, emulator.groupEnterInfo({ group: 'chain', user: 'li' }))).toThrow();
  });

  it('tells nothing outside a group, nor to somebody who is not in it', () => {
    emulator.group('chain', ['wang']);
    emulator.user('li');
    const outside = failureOf(() => emulator.groupEnterInfo({ user: 'li' }));
    expect(outside).toBeInstanceOf(ClientFailure);
    expect(outside).toMatchObject({ errCode: 40097, message: expect.stringMatching(/^getGroupEnterInfo:fail /) });
    expect(failureOf(() => emulator.groupEnterInfo({ group: 'chain', user: 'li' }))).toMatchObject({ errCode: 65206 });
    emulator.group('chain', []);
    expect(failureOf(() => emulator.groupEnterInfo({ group: 'chain', user: 'wang' }))).toMatchObject({
      errCode: 65206,
    });
  });

  it('can go wrong', async () => {
    emulator.group('chain', ['li']);
    const sessionKey = await sessionKeyOf('li');
    const enter = (fault: Parameters<WechatEmulator['groupEnterInfo']>[0]['fault']) =>
      open(sessionKey, emulator.groupEnterInfo({ group: 'chain', user: 'li', ...(fault && { fault }) }));
    const now = clock.time / 1000;
    expect(enter('foreign_appid')).toMatchObject({ watermark: { appid: 'wxffffffffffffffff', timestamp: now } });
    expect(enter('old_timestamp')).toMatchObject({ watermark: { timestamp: now - 86_400 } });
    expect(enter('future_timestamp')).toMatchObject({ watermark: { timestamp: now + 86_400 } });
    expect(enter('single_chat')).toMatchObject({ opengid: '', open_single_roomid: expect.any(String), chat_type: 1 });
    expect(() => enter('corrupted')).toThrow();
  });
});

describe('the control over HTTP', () => {
  const control = async (name: string, body: object) => {
    const response = await fetch(`${baseUrl}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('makes groups and opens in them', async () => {
    const { opengid } = emulator.group('chain');
    expect(await control('groups', { handle: 'chain', members: ['li'] })).toEqual({
      status: 200,
      body: { handle: 'chain', opengid, members: ['li'] },
    });
    const sessionKey = await sessionKeyOf('li');
    const { body } = await control('group-enter-info', { group: 'chain', user: 'li' });
    expect(open(sessionKey, body as unknown as EncryptedData).opengid).toBe(opengid);
    await control('session-key', { user: 'li' });
    const later = await control('group-enter-info', { group: 'chain', user: 'li' });
    expect(() => open(sessionKey, later.body as unknown as EncryptedData)).toThrow();
  });

  it.each([
    ['group-enter-info', { user: 'li' }, { errCode: 40097 }],
    ['group-enter-info', { user: 'li', group: null }, { errCode: 40097 }],
    ['group-enter-info', { user: 'li', group: 'chain' }, { errCode: 65206 }],
    ['group-enter-info', { user: 'li', group: 'nowhere' }, { error: 'no group nowhere' }],
    ['group-enter-info', { user: 'nobody', group: 'chain' }, { error: 'no user nobody' }],
    ['group-enter-info', { user: 'li', group: 'chain', fault: 'other' }, {}],
    ['groups', {}, { error: 'handle is missing' }],
    ['groups', { handle: 'chain', members: 'li' }, { error: 'members is no list' }],
  ])('refuses %s %j', async (name, body, expected) => {
    emulator.user('li');
    emulator.group('chain', []);
    expect(await control(name, body)).toMatchObject({ status: 400, body: { error: expect.any(String), ...expected } });
  });
});
