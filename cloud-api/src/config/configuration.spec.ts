import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { production } from '../../test/harness/production.js';
import { ConfigurationError, readConfiguration } from './index.js';

const dataDirectory = mkdtempSync(path.join(tmpdir(), 'wz-config-'));
afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

const key = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const read = (env: Record<string, string>) => readConfiguration({ DATA_DIR: dataDirectory, ...env }).wechatPush;

describe('how pushes from WeChat are known', () => {
  it('needs a token and a key, or neither', () => {
    expect(read({})).toBeNull();
    expect(read(production)).toBeNull();
    const both = { WECHAT_PUSH_TOKEN: 'abc123', WECHAT_PUSH_AES_KEY: key };
    for (const env of [both, { ...production, ...both }]) {
      expect(read(env)).toEqual({ token: 'abc123', aesKey: Buffer.from(`${key}=`, 'base64') });
    }
    expect(read(both)!.aesKey).toHaveLength(32);
  });

  it('may do without the key, in plain text, outside production', () => {
    expect(read({ WECHAT_PUSH_TOKEN: 'abc123' })).toEqual({ token: 'abc123', aesKey: null });
    expect(() => read({ ...production, WECHAT_PUSH_TOKEN: 'abc123' })).toThrow(ConfigurationError);
  });

  it.each([
    [{ WECHAT_PUSH_AES_KEY: key }, 'belong together'],
    [{ WECHAT_PUSH_TOKEN: 'ab' }, '3 to 32'],
    [{ WECHAT_PUSH_TOKEN: 'a-b-c' }, '3 to 32'],
    [{ WECHAT_PUSH_TOKEN: 'abc', WECHAT_PUSH_AES_KEY: key.slice(1) }, '43'],
    [{ WECHAT_PUSH_TOKEN: 'abc', WECHAT_PUSH_AES_KEY: `${key}=` }, '43'],
  ] as [Record<string, string>, string][])('does not start with %j', (env, sentence) => {
    expect(() => read(env)).toThrow(sentence);
  });
});
