import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPush } from './push-event.rules.js';
import { isSigned, openPush } from './push-message.rules.js';

const token = 'AAAAA';
const appId = 'wx1234567890abcdef';
const aesKey = randomBytes(32);
const secrets = { token, aesKey, appId };
const now = Date.UTC(2026, 10, 21, 2);
const timestamp = String(now / 1000);

const sha1 = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');

interface Shape {
  owner?: string;
  length?: number;
  padding?: (missing: number) => Buffer;
}

/** As WeChat seals, apart from what the shape says. */
function seal(text: string, { owner = appId, length, padding }: Shape = {}): string {
  const message = Buffer.from(text);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length ?? message.length);
  const body = Buffer.concat([randomBytes(16), size, message, Buffer.from(owner)]);
  const missing = 32 - (body.length % 32);
  const plain = Buffer.concat([body, padding?.(missing) ?? Buffer.alloc(missing, missing)]);
  const cipher = createCipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

const signed = (sealed: string) => ({
  timestamp,
  nonce: 'n',
  msg_signature: sha1(token, timestamp, 'n', sealed),
});

const open = (sealed: string) => openPush({ ToUserName: 'gh', Encrypt: sealed }, signed(sealed), secrets);

describe('the signature', () => {
  it('is the one of the documents', () => {
    const query = {
      signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
      timestamp: '1714036504',
      nonce: '1514711492',
    };
    expect(isSigned(query, 'AAAAA', 1714036504_000)).toBe(true);
    expect(isSigned(query, 'AAAAB', 1714036504_000)).toBe(false);
  });

  it('holds for five minutes before and after', () => {
    const query = { signature: sha1(token, timestamp, 'n'), timestamp, nonce: 'n' };
    const at = (shiftMs: number) => isSigned(query, token, now + shiftMs);
    expect([at(-300_001), at(-300_000), at(0), at(300_000), at(300_001)]).toEqual([false, true, true, true, false]);
  });

  it.each([
    [{ signature: undefined }],
    [{ signature: '' }],
    [{ signature: ['a', 'b'] }],
    [{ signature: 'f'.repeat(40) }],
    [{ signature: sha1(token, timestamp, 'n').slice(0, 39) }],
    [{ signature: sha1(token, timestamp, 'n').toUpperCase() }],
    [{ timestamp: undefined }],
    [{ timestamp: `${timestamp}x` }],
    [{ timestamp: 'NaN' }],
    [{ timestamp: [timestamp] }],
    [{ nonce: undefined }],
    [{ nonce: ['n'] }],
    [{ nonce: 'm' }],
  ])('is refused with %j', (wrong) => {
    const right = { signature: sha1(token, timestamp, 'n'), timestamp, nonce: 'n' };
    expect(isSigned(right, token, now)).toBe(true);
    expect(isSigned({ ...right, ...wrong }, token, now)).toBe(false);
  });
});

describe('an encrypted push', () => {
  it('opens, whatever it says and however long it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (message) => {
        expect(open(seal(JSON.stringify(message)))).toEqual(JSON.parse(JSON.stringify(message)));
      }),
    );
  });

  it('is not taken with another signature, nor without one', () => {
    const sealed = seal('{}');
    const body = { Encrypt: sealed };
    expect(openPush(body, signed(sealed), secrets)).toEqual({});
    expect(openPush(body, { ...signed(sealed), msg_signature: undefined }, secrets)).toBeNull();
    expect(openPush(body, { ...signed(sealed), msg_signature: sha1(token, timestamp, 'n') }, secrets)).toBeNull();
    expect(openPush(body, signed(seal('{}')), secrets)).toBeNull();
  });

  it('cannot be replaced by a plain one', () => {
    expect(openPush({ Event: 'x' }, signed(''), secrets)).toBeNull();
    const sealed = seal('{"Event":"true"}');
    expect(openPush({ Event: 'forged', Encrypt: sealed }, signed(sealed), secrets)).toEqual({ Event: 'true' });
  });

  it.each([
    ['for another app', seal('{}', { owner: 'wxffffffffffffffff' })],
    ['for no app', seal('{}', { owner: '' })],
    ['for an app whose id begins as ours', seal('{}', { owner: `${appId}0` })],
    ['with a length beyond its end', seal('{}', { length: 100_000 })],
    ['with a length that cuts into the app id', seal('{}', { length: 3 })],
    ['with the largest length there is', seal('{}', { length: 0xffffffff })],
    ['with padding of nothing', seal('{}', { padding: (missing) => Buffer.alloc(missing, 0) })],
    ['with padding beyond 32', seal('{}', { padding: (missing) => Buffer.alloc(missing, 33) })],
    [
      'with padding of which one byte is wrong',
      seal('{}', { padding: (missing) => Buffer.concat([Buffer.from([0]), Buffer.alloc(missing - 1, missing)]) }),
    ],
    ['that is no JSON', seal('<xml/>')],
    ['that is a list', seal('[]')],
    ['that is nothing', ''],
    ['of half a block', Buffer.alloc(24).toString('base64')],
    ['that is not base64', '台头'],
  ])('%s is refused', (_, sealed) => {
    expect(open(sealed)).toBeNull();
  });

  it('is refused whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 512 }), (bytes) => {
        expect(open(Buffer.from(bytes).toString('base64'))).toBeNull();
      }),
    );
  });
});

describe('a plain push', () => {
  const plain = { token, appId, aesKey: null };

  it('is taken as it is where no key is configured', () => {
    expect(openPush({ Event: 'x' }, {}, plain)).toEqual({ Event: 'x' });
  });

  it.each([[null], ['text'], [[]], [7], [undefined]])('that is %j is refused', (body) => {
    expect(openPush(body, {}, plain)).toBeNull();
  });
});

describe('an event', () => {
  const event = {
    ToUserName: 'gh_1',
    FromUserName: 'oSomebody',
    CreateTime: 1_620_963_428,
    MsgType: 'event',
    Event: 'subscribe_msg_sent_event',
  };
  const entry = { TemplateId: 'T', MsgID: '1864323726461255680', ErrorCode: '0' };

  it('is read with its entries, one or many, and a time that may be written as text', () => {
    const one = readPush({ ...event, List: entry })!;
    expect(one).toMatchObject({ openid: 'oSomebody', happenedAt: 1_620_963_428_000, entries: [entry] });
    expect(readPush({ ...event, CreateTime: '1620963428', List: [entry, entry] })).toMatchObject({
      happenedAt: 1_620_963_428_000,
      entries: [entry, entry],
    });
    expect(readPush(event)!.entries).toEqual([]);
  });

  it('has one key however often it is told, and another one for anything else', () => {
    const key = (message: object) => readPush(message)!.key;
    const sent = { ...event, List: entry };
    expect(key({ ...sent, CreateTime: 1_620_963_433 })).toBe(key(sent));
    expect(key({ ...sent, List: { ...entry, MsgID: '2' } })).not.toBe(key(sent));
    const changed = { ...event, Event: 'subscribe_msg_change_event', List: { TemplateId: 'T' } };
    expect(key({ ...changed })).toBe(key(changed));
    expect(key({ ...changed, FromUserName: 'oOther' })).not.toBe(key(changed));
    expect(key({ ...changed, CreateTime: 1_620_963_433 })).not.toBe(key(changed));
    const check = { ...event, Event: 'wxa_media_check', trace_id: 'a-b-c' };
    expect(key({ ...check, result: { suggest: 'risky' } })).toBe(key(check));
    expect(key({ ...check, trace_id: 'a-b-d' })).not.toBe(key(check));
  });

  it.each([
    [{ MsgType: 'text' }],
    [{ MsgType: undefined }],
    [{ Event: undefined }],
    [{ Event: 'x'.repeat(65) }],
    [{ Event: 7 }],
    [{ FromUserName: '' }],
    [{ FromUserName: { $ne: 1 } }],
    [{ CreateTime: 'soon' }],
    [{ CreateTime: -1 }],
    [{ CreateTime: 1e300 }],
  ])('is none with %j', (wrong) => {
    expect(readPush({ ...event, ...wrong })).toBeNull();
  });
});
