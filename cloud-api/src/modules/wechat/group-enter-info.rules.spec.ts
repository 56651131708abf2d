import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createWechatEmulator, type GroupEnterFault } from '../../../emulator/index.js';
import { openGroupEnterInfo } from './group-enter-info.rules.js';

const appId = 'wx1234567890abcdef';
const now = Date.UTC(2026, 10, 21, 2);

function seal(info: unknown, key = randomBytes(16)) {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key, iv);
  const text = typeof info === 'string' ? info : JSON.stringify(info);
  const encryptedData = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
  return { sessionKey: key.toString('base64'), encryptedData, iv: iv.toString('base64'), appId, now };
}

const written = (seconds: number) => ({ opengid: 'tGgroup', watermark: { appid: appId, timestamp: seconds } });
const opengids = fc.stringMatching(/^[\w-]{1,64}$/);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('laws', () => {
  it('what was sealed for us within five minutes opens as the group it names', () => {
    fc.assert(
      fc.property(opengids, fc.integer({ min: -60, max: 300 }), bytes(16), (opengid, age, key) => {
        const seconds = now / 1000 - age;
        const opened = openGroupEnterInfo(seal({ ...written(seconds), opengid }, Buffer.from(key)));
        expect(opened).toEqual({ opengid, writtenAt: seconds * 1000 });
      }),
    );
  });

  it('no other key opens it', () => {
    fc.assert(
      fc.property(bytes(16), bytes(16), (key, other) => {
        fc.pre(!Buffer.from(key).equals(Buffer.from(other)));
        const sealed = seal(written(now / 1000), Buffer.from(key));
        const sessionKey = Buffer.from(other).toString('base64');
        expect(openGroupEnterInfo({ ...sealed, sessionKey })).toBe('cannot_verify');
      }),
    );
  });

  it('no age outside the window is taken', () => {
    const outside = fc.oneof(fc.integer({ min: 301, max: 1e9 }), fc.integer({ min: -1e9, max: -61 }));
    fc.assert(
      fc.property(outside, (age) => {
        expect(openGroupEnterInfo(seal(written(now / 1000 - age)))).toBe('cannot_verify');
      }),
    );
  });

  it('no other app is taken', () => {
    fc.assert(
      fc.property(fc.string(), (appid) => {
        fc.pre(appid !== appId);
        const info = { opengid: 'tG', watermark: { appid, timestamp: now / 1000 } };
        expect(openGroupEnterInfo(seal(info))).toBe('cannot_verify');
      }),
    );
  });

  it('whatever is sealed, and whatever the phone sends, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(openGroupEnterInfo(seal(value))).toBe('cannot_verify');
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (sessionKey, encryptedData, iv) => {
        expect(openGroupEnterInfo({ sessionKey, encryptedData, iv, appId, now })).toBe('cannot_verify');
      }),
    );
    const hostile = fc.uint8Array({ minLength: 16, maxLength: 5_000 });
    fc.assert(
      fc.property(hostile, (data) => {
        const encryptedData = Buffer.from(data).toString('base64');
        expect(openGroupEnterInfo({ ...seal(written(now / 1000)), encryptedData })).toBe('cannot_verify');
      }),
    );
  });
});

it.each([
  ['no opengid', { watermark: written(now / 1000).watermark }],
  ['an empty opengid, as in a chat of two', { ...written(now / 1000), opengid: '', open_single_roomid: 'sR' }],
  ['an opengid that is no text', { ...written(now / 1000), opengid: 7 }],
  ['an opengid beyond any length', { ...written(now / 1000), opengid: 'x'.repeat(65) }],
  ['no watermark', { opengid: 'tG' }],
  ['a timestamp in words', { opengid: 'tG', watermark: { appid: appId, timestamp: String(now / 1000) } }],
  ['a text that is not JSON', 'opengid=tG'],
])('%s cannot be verified', (_, info) => {
  expect(openGroupEnterInfo(seal(info))).toBe('cannot_verify');
});

describe('what the emulated WeChat hands out', () => {
  const wechat = createWechatEmulator({ appId, secret: 'secret', clock: { now: () => now } });
  const { opengid } = wechat.group('chain', ['li']);

  /** The session key is one that the server alone sees: it is taken from what the emulator answers. */
  async function enter(fault?: GroupEnterFault, after: () => void = () => undefined) {
    const baseUrl = await wechat.listen();
    try {
      const code = wechat.user('li').login();
      const data = wechat.groupEnterInfo({ group: 'chain', user: 'li', ...(fault && { fault }) });
      after();
      const query = { appid: appId, secret: 'secret', js_code: code, grant_type: 'authorization_code' };
      const response = await fetch(`${baseUrl}/sns/jscode2session?${new URLSearchParams(query)}`);
      const { session_key: sessionKey } = (await response.json()) as { session_key: string };
      return openGroupEnterInfo({ sessionKey, ...data, appId, now });
    } finally {
      await wechat.close();
    }
  }

  it('opens', async () => {
    expect(await enter()).toEqual({ opengid, writtenAt: now });
  });

  it.each(['foreign_appid', 'old_timestamp', 'future_timestamp', 'corrupted', 'single_chat'] as const)(
    'cannot be verified with %s',
    async (fault) => {
      expect(await enter(fault)).toBe('cannot_verify');
    },
  );

  it('cannot be verified after the session key has changed', async () => {
    expect(await enter(undefined, () => wechat.rotateSessionKey('li'))).toBe('cannot_verify');
    expect(await enter(undefined, () => wechat.user('li').login())).toBe('cannot_verify');
  });
});
