import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWechatEmulator, type Fault, type WechatEmulator } from '../../../emulator/index.js';
import { WechatClient, type WechatClientOptions } from './wechat-client.js';
import { WechatError } from './wechat.errors.js';

const loginPath = '/sns/jscode2session';
const phonePath = '/wxa/business/getuserphonenumber';
const tokenPath = '/cgi-bin/stable_token';
const app = { appId: 'wx1234567890abcdef', secret: 'the-app-secret' };
const timeoutMs = 300;

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
  return new WechatClient({ baseUrl, ...app, fetch, clock, timeoutMs, ...options });
}

async function failureOf(call: Promise<unknown>): Promise<WechatError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WechatError);
  return error as WechatError;
}

describe('codeToSession', () => {
  it('names the person who logged in', async () => {
    const user = emulator.user('li', { unionId: 'union-li' });
    const session = await client.codeToSession(user.login());
    expect(session).toEqual({ openid: user.openid, sessionKey: expect.any(String), unionId: 'union-li' });
    expect(Buffer.from(session.sessionKey, 'base64')).toHaveLength(16);
  });

  it('leaves the union id out when WeChat gives none', async () => {
    expect(await client.codeToSession(emulator.user('li').login())).not.toHaveProperty('unionId');
  });

  it('gets another session key after another login', async () => {
    const user = emulator.user('li');
    const first = await client.codeToSession(user.login());
    const second = await client.codeToSession(user.login());
    expect(second.openid).toBe(first.openid);
    expect(second.sessionKey).not.toBe(first.sessionKey);
  });

  it.each([
    ['used', (code: string) => client.codeToSession(code)],
    ['five minutes old', () => (clock.time += 5 * 60_000)],
  ])('refuses a code that is %s', async (_, spoil) => {
    const code = emulator.user('li').login();
    await spoil(code);
    expect(await failureOf(client.codeToSession(code))).toMatchObject({ kind: 'code_invalid', errcode: 40029 });
  });

  it('takes a code just before its five minutes are over', async () => {
    const user = emulator.user('li');
    const code = user.login();
    clock.time += 5 * 60_000 - 1;
    expect(await client.codeToSession(code)).toMatchObject({ openid: user.openid });
  });

  it('refuses an invented code and a phone code', async () => {
    const phoneCode = emulator.user('li', { phone: '13900000001' }).phoneCode();
    for (const code of ['invented', phoneCode]) {
      expect(await failureOf(client.codeToSession(code))).toMatchObject({ kind: 'code_invalid', errcode: 40029 });
    }
  });

  it('lets one of two simultaneous exchanges of the same code through', async () => {
    const code = emulator.user('li').login();
    const outcomes = await Promise.allSettled([client.codeToSession(code), client.codeToSession(code)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('passes a code on unchanged, whatever characters it holds', async () => {
    await failureOf(client.codeToSession('a&b=c #d+中'));
    expect(emulator.journal.entries(loginPath)[0]?.query).toEqual({
      appid: app.appId,
      secret: app.secret,
      js_code: 'a&b=c #d+中',
      grant_type: 'authorization_code',
    });
  });

  it('reports a person whom WeChat blocks', async () => {
    const code = emulator.user('li', { riskBlocked: true }).login();
    expect(await failureOf(client.codeToSession(code))).toMatchObject({ kind: 'risk_blocked', errcode: 40226 });
  });

  it('meets the limit of 100 logins per person and minute, and no one else does', async () => {
    const user = emulator.user('li');
    for (let i = 0; i < 100; i++) await client.codeToSession(user.login());
    const code = user.login();
    expect(await failureOf(client.codeToSession(code))).toMatchObject({ kind: 'rate_limited', errcode: 45011 });
    await client.codeToSession(emulator.user('wang').login());
    clock.time += 60_000;
    expect(await client.codeToSession(code)).toMatchObject({ openid: user.openid });
  });

  it.each([
    ['app id', { appId: 'wx0000' }, 40013],
    ['secret', { secret: 'old' }, 40125],
    ['missing app id', { appId: '' }, 41002],
    ['missing secret', { secret: '' }, 41004],
  ])('reports a wrong %s as a fault of the installation', async (_, wrong, errcode) => {
    const code = emulator.user('li').login();
    expect(await failureOf(connect(wrong).codeToSession(code))).toMatchObject({ kind: 'misconfigured', errcode });
    await client.codeToSession(code);
  });
});

describe('phoneNumber', () => {
  it('gives the number and its country', async () => {
    const user = emulator.user('li', { phone: '13900000001' });
    expect(await client.phoneNumber(user.phoneCode())).toEqual({ nationalNumber: '13900000001', countryCode: '86' });
  });

  it('keeps the country code of a foreign number apart', async () => {
    const user = emulator.user('li', { phone: '91234567', countryCode: '852' });
    expect(await client.phoneNumber(user.phoneCode())).toEqual({ nationalNumber: '91234567', countryCode: '852' });
  });

  it.each([
    ['used', (code: string) => client.phoneNumber(code)],
    ['five minutes old', () => (clock.time += 5 * 60_000)],
  ])('refuses a code that is %s', async (_, spoil) => {
    const code = emulator.user('li', { phone: '13900000001' }).phoneCode();
    await spoil(code);
    expect(await failureOf(client.phoneNumber(code))).toMatchObject({ kind: 'code_invalid', errcode: 40029 });
  });

  it('refuses a login code, and leaves it good for its own purpose', async () => {
    const user = emulator.user('li');
    const code = user.login();
    expect(await failureOf(client.phoneNumber(code))).toMatchObject({ kind: 'code_invalid', errcode: 40029 });
    expect(await client.codeToSession(code)).toMatchObject({ openid: user.openid });
  });

  it('distrusts a number that was shared with another app', async () => {
    const watermark = { timestamp: 1, appid: 'wxanother' };
    const answers = [
      { access_token: 'token', expires_in: 7200 },
      { errcode: 0, phone_info: { purePhoneNumber: '13900000001', countryCode: '86', watermark } },
    ];
    const scripted = connect({ fetch: async () => Response.json(answers.shift()) });
    expect(await failureOf(scripted.phoneNumber('code'))).toMatchObject({ kind: 'misconfigured' });
  });
});

describe('faults', () => {
  const calls = {
    [loginPath]: () => client.codeToSession(emulator.user('li').login()),
    [phonePath]: () => client.phoneNumber(emulator.user('li', { phone: '13900000001' }).phoneCode()),
    [tokenPath]: () => client.phoneNumber(emulator.user('li', { phone: '13900000001' }).phoneCode()),
  };
  const faults: [Fault, Partial<WechatError>][] = [
    [{ kind: 'hang' }, { kind: 'unavailable', message: expect.stringContaining('timed out') as unknown as string }],
    [{ kind: 'answer_lost' }, { kind: 'unavailable' }],
    [{ kind: 'http_status', status: 502 }, { kind: 'unavailable' }],
    [{ kind: 'http_status', status: 404 }, { kind: 'unavailable' }],
    [{ kind: 'not_json' }, { kind: 'unavailable' }],
    [
      { kind: 'errcode', errcode: -1 },
      { kind: 'busy', errcode: -1 },
    ],
    [
      { kind: 'errcode', errcode: 45009 },
      { kind: 'rate_limited', errcode: 45009 },
    ],
    [
      { kind: 'errcode', errcode: 40164 },
      { kind: 'misconfigured', errcode: 40164 },
    ],
    [
      { kind: 'errcode', errcode: 48001 },
      { kind: 'misconfigured', errcode: 48001 },
    ],
    [
      { kind: 'errcode', errcode: 99999 },
      { kind: 'unavailable', errcode: 99999 },
    ],
  ];
  const cases = Object.entries(calls).flatMap(([path, call]) =>
    faults.map(([fault, expected]) => ({ path, call, fault, expected, name: Object.values(fault).join(' ') })),
  );

  it.each(cases)('$path: $name', async ({ path, call, fault, expected }) => {
    emulator.fail(path, fault);
    expect(await failureOf(call())).toMatchObject(expected);
    expect(emulator.journal.entries(path)).toHaveLength(1);
    await call();
  });

  it('understands the undocumented answer to a reused login code', async () => {
    emulator.fail(loginPath, { kind: 'errcode', errcode: 40163 });
    expect(await failureOf(client.codeToSession('used'))).toMatchObject({ kind: 'code_invalid', errcode: 40163 });
  });

  it('does not send a code again whose answer was lost', async () => {
    const code = emulator.user('li').login();
    emulator.fail(loginPath, { kind: 'answer_lost' });
    await failureOf(client.codeToSession(code));
    expect(emulator.journal.entries(loginPath)).toHaveLength(1);
    expect(await failureOf(client.codeToSession(code))).toMatchObject({ kind: 'code_invalid' });
  });

  it('reports that nobody listens', async () => {
    const deaf = connect({ baseUrl: 'http://127.0.0.1:9' });
    expect(await failureOf(deaf.codeToSession('code'))).toMatchObject({ kind: 'unavailable' });
  });

  const completeAnswer = {
    openid: 'openid',
    session_key: 'key',
    access_token: 'token',
    expires_in: 7200,
    phone_info: { purePhoneNumber: '13900000001', countryCode: '86', watermark: { appid: app.appId } },
  };

  it.each([
    ['a redirect', () => Response.redirect('http://127.0.0.1:9/', 302)],
    ['a failed status, whatever it brings,', () => Response.json(completeAnswer, { status: 500 })],
    ['an empty body', () => new Response('')],
    ['an array', () => Response.json([])],
    ['null', () => Response.json(null)],
    ['an empty object', () => Response.json({})],
    ['fields of the wrong type', () => Response.json({ openid: 7, session_key: {}, access_token: 7, expires_in: '1' })],
    ['empty fields', () => Response.json({ openid: '', session_key: '', access_token: '', expires_in: 7200 })],
    ['no phone', () => Response.json({ access_token: 'token', expires_in: 7200, errcode: 0, phone_info: null })],
  ])('takes %s for no answer', async (_, respond) => {
    const scripted = connect({ fetch: async () => respond() });
    expect(await failureOf(scripted.codeToSession('code'))).toMatchObject({ kind: 'unavailable' });
    expect(await failureOf(scripted.phoneNumber('code'))).toMatchObject({ kind: 'unavailable' });
  });

  it('asks the runtime not to follow redirects, which would carry the secret elsewhere', async () => {
    let redirect: string | undefined;
    const scripted = connect({
      fetch: async (_, init) => {
        redirect = init?.redirect;
        return Response.json({});
      },
    });
    await failureOf(scripted.codeToSession('code'));
    expect(redirect).toBe('error');
  });
});

describe('secrecy', () => {
  it('puts no secret, code, token or openid into an error', async () => {
    const user = emulator.user('li', { phone: '13900000001', riskBlocked: true });
    const loginCode = user.login();
    const phoneCode = user.phoneCode();
    const brokenAddress = connect({ baseUrl: 'not a url' });
    emulator.fail(phonePath, { kind: 'answer_lost' });
    const errors = await Promise.all(
      [
        client.codeToSession(loginCode),
        client.phoneNumber(phoneCode),
        brokenAddress.codeToSession(loginCode),
        brokenAddress.phoneNumber(phoneCode),
      ].map(failureOf),
    );
    const [token] = emulator.journal.entries(tokenPath).map(({ answer }) => answer?.access_token);
    const secrets = [app.secret, loginCode, phoneCode, token as string, user.openid, '13900000001'];
    for (const error of errors) {
      const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
      for (const secret of secrets) expect(shown).not.toContain(secret);
    }
  });

  it('keeps only the request id of what WeChat says', async () => {
    const echo = { errcode: 40029, errmsg: 'invalid code the-code, rid: 65ec5fd8-1ac086e3-0dc0cbee' };
    const scripted = connect({ fetch: async () => Response.json(echo) });
    const error = await failureOf(scripted.codeToSession('the-code'));
    expect(error.requestId).toBe('65ec5fd8-1ac086e3-0dc0cbee');
    expect(inspect(error)).not.toContain('the-code');
  });

  it('shows no secret when the client itself is printed', () => {
    expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(app.secret);
  });
});
