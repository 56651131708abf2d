import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WechatPushes, type WechatPush } from '../../src/modules/wechat/index.js';
import type { Transaction } from '../../src/common/database/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';

const changed = 'subscribe_msg_change_event';
const dayMs = 86_400_000;

/** Notes what it is told in a table that a failed transaction takes back. */
class Listener {
  readonly heard: WechatPush[] = [];
  failures = 0;

  readonly handle = async (transaction: Transaction, push: WechatPush): Promise<void> => {
    transaction.record({
      type: 'test.heard',
      actorId: null,
      subject: { kind: 'push', id: push.key },
      facts: { event: push.event },
    });
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('a handler failed');
    }
    this.heard.push(push);
  };
}

interface Place {
  test: TestApp;
  listener: Listener;
}

async function start(wechatPush: 'encrypted' | 'plain'): Promise<Place> {
  const test = await createTestApp({ wechatPush });
  const listener = new Listener();
  test.app.get(WechatPushes).on(changed, listener.handle);
  await test.receivePushes();
  test.wechat.template({ id: 'T1', title: '预警', fields: ['thing1'], kind: 'one_time' });
  test.wechat.template({ id: 'T2', title: '催办', fields: ['thing1'], kind: 'one_time' });
  test.wechat.user('li');
  return { test, listener };
}

const rows = async ({ test }: Place) => {
  const [row] = await test.database.query<{ pushes: number }>('SELECT COUNT(*) AS pushes FROM wechat_pushes');
  const [heard] = await test.database.query<{ events: number }>(
    "SELECT COUNT(*) AS events FROM events WHERE type = 'test.heard'",
  );
  return { pushes: Number(row!.pushes), events: Number(heard!.events) };
};

async function reset({ test, listener }: Place): Promise<void> {
  await test.wechat.pushes.settled();
  test.wechat.pushes.clear();
  listener.heard.length = 0;
  // Two events of one second that say the same are one to WeChat.
  test.clock.advance(1_000);
}

const outcomes = ({ test }: Place) => test.wechat.pushes.entries().map(({ outcome }) => outcome);

describe.each(['encrypted', 'plain'] as const)('pushes that come %s', (mode) => {
  let place: Place;
  beforeAll(async () => {
    place = await start(mode);
  });
  afterEach(() => reset(place));
  afterAll(() => place.test.close());

  const refuse = (...templateIds: string[]) => place.test.wechat.refuse({ user: 'li', templateIds });

  it('are asked for when the address is entered', async () => {
    expect(await place.test.wechat.pushes.verify()).toBe(true);
  });

  it('are heard once by who listens, one or many entries alike', async () => {
    const before = await rows(place);
    refuse('T1');
    await place.test.wechat.pushes.settled();
    refuse('T1', 'T2');
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual([200, 200]);
    const reject = (id: string) => ({ TemplateId: id, SubscribeStatusString: 'reject' });
    expect(place.listener.heard.map(({ entries }) => entries)).toEqual([[reject('T1')], [reject('T1'), reject('T2')]]);
    expect(place.listener.heard[0]).toMatchObject({
      event: changed,
      openid: place.test.wechat.user('li').openid,
      happenedAt: Math.floor(place.test.clock.now() / 1000) * 1000,
    });
    expect(await rows(place)).toEqual({ pushes: before.pushes + 2, events: before.events + 2 });
  });

  it('change nothing when they come again, or in another order', async () => {
    const before = await rows(place);
    place.test.wechat.pushes.hold();
    refuse('T1');
    refuse('T2');
    place.test.wechat.pushes.release({ reversed: true, times: 3 });
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(place.listener.heard.map(({ entries }) => entries[0]!.TemplateId)).toEqual(['T2', 'T1']);
    expect(await rows(place)).toEqual({ pushes: before.pushes + 2, events: before.events + 2 });
  });

  it('are worked on once when they come twice at the same time', async () => {
    const before = await rows(place);
    place.test.wechat.pushes.hold();
    refuse('T1');
    place.test.wechat.pushes.release();
    await place.test.wechat.pushes.settled();
    place.test.clock.advance(1_000);
    refuse('T2');
    for (let again = 0; again < 4; again += 1) place.test.wechat.pushes.repeatLast();
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await rows(place)).toEqual({ pushes: before.pushes + 2, events: before.events + 2 });
  });

  it('come again when a handler failed, and nothing of the failed one stays', async () => {
    const before = await rows(place);
    place.listener.failures = 2;
    refuse('T1');
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual([500, 500, 200]);
    expect(place.listener.heard).toHaveLength(1);
    expect(await rows(place)).toEqual({ pushes: before.pushes + 1, events: before.events + 1 });
  });

  it('are answered, and not kept, when nobody listens', async () => {
    const before = await rows(place);
    place.test.wechat.subscribe({ user: 'li', templateIds: ['T1'] });
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual([200]);
    expect(await rows(place)).toEqual(before);
  });

  it.each(['signature', 'old'] as const)('are refused with a wrong %s, and leave nothing', async (forged) => {
    const before = await rows(place);
    const openid = place.test.wechat.user('li').openid;
    place.test.wechat.push({ event: changed, openid, content: {} }, forged);
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual([403, 403, 403]);
    expect(place.listener.heard).toEqual([]);
    expect(await rows(place)).toEqual(before);
  });

  it('are forgotten after a week', async () => {
    refuse('T1');
    await place.test.wechat.pushes.settled();
    place.test.clock.advance(6 * dayMs);
    refuse('T2');
    await place.test.wechat.pushes.settled();
    expect((await rows(place)).pushes).toBeGreaterThan(1);
    place.test.clock.advance(dayMs + 1_000);
    refuse('T1');
    await place.test.wechat.pushes.settled();
    expect((await rows(place)).pushes).toBe(2);
  });
});

describe('attacks', () => {
  let place: Place;
  beforeAll(async () => {
    place = await start('encrypted');
  });
  afterEach(() => reset(place));
  afterAll(() => place.test.close());

  /** A real push, caught on its way. */
  async function catchOne(): Promise<{ path: string; body: string }> {
    const caught: { path: string; body: string }[] = [];
    const real = globalThis.fetch;
    const spy = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.includes('/wechat/push')) return real(input, init);
      const { pathname, search } = new URL(url);
      caught.push({ path: `${pathname.replace('/api', '')}${search}`, body: init?.body as string });
      return new Response('success');
    });
    place.test.wechat.refuse({ user: 'li', templateIds: ['T1'] });
    await place.test.wechat.pushes.settled();
    spy.mockRestore();
    return caught[0]!;
  }

  const send = (path: string, payload: string, type = 'text/xml') =>
    place.test.anonymous().raw('POST', path, { headers: { 'content-type': type }, payload });

  it.each(['appid', 'padding', 'plain'] as const)('%s: refused, and nothing is left', async (forged) => {
    const before = await rows(place);
    const openid = place.test.wechat.user('li').openid;
    place.test.wechat.push({ event: changed, openid, content: {} }, forged);
    await place.test.wechat.pushes.settled();
    expect(outcomes(place)).toEqual([403, 403, 403]);
    expect(await rows(place)).toEqual(before);
  });

  it('a caught push that is sent again is worked on once, and is refused after five minutes', async () => {
    const { path, body } = await catchOne();
    const before = await rows(place);
    for (const type of ['text/xml', 'application/json', 'text/xml; charset=utf-8']) {
      expect(await send(path, body, type)).toMatchObject({ status: 200, text: 'success' });
    }
    expect(await rows(place)).toEqual({ pushes: before.pushes + 1, events: before.events + 1 });
    place.test.clock.advance(5 * 60_000 + 1_000);
    expect((await send(path, body)).status).toBe(403);
    expect(place.listener.heard).toHaveLength(1);
  });

  it('a caught URL does not carry another body', async () => {
    const { path } = await catchOne();
    const other = await catchOne();
    expect((await send(path, other.body)).status).toBe(403);
    expect((await send(path, JSON.stringify({ MsgType: 'event', Event: changed, FromUserName: 'o' }))).status).toBe(
      403,
    );
    expect(place.listener.heard).toEqual([]);
  });

  it('each turned byte of the body is noticed', async () => {
    const { path, body } = await catchOne();
    const { Encrypt: sealed } = JSON.parse(body) as { Encrypt: string };
    for (let at = 0; at < sealed.length; at += 7) {
      const turned = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect((await send(path, JSON.stringify({ Encrypt: turned }))).status).toBe(403);
    }
    expect(place.listener.heard).toEqual([]);
  });

  it('a body that is too large is not read, whoever signed it', async () => {
    const { path } = await catchOne();
    const large = JSON.stringify({ Encrypt: 'A'.repeat(64 * 1024) });
    for (const type of ['text/xml', 'application/json']) {
      expect(await send(path, large, type)).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
    }
  });

  it.each([
    ['XML', '<xml><Event><![CDATA[x]]></Event></xml>', 'text/xml', 415],
    ['XML by its other name', '<xml/>', 'application/xml', 415],
    ['a form', 'Event=x', 'application/x-www-form-urlencoded', 415],
    ['broken JSON', '{"Encrypt":', 'text/xml', 400],
    ['a poisoned prototype', '{"__proto__":{"Event":"x"}}', 'text/xml', 400],
    ['a list', '[]', 'text/xml', 403],
    ['a number', '7', 'application/json', 403],
  ])('%s is refused', async (_, payload, type, status) => {
    const { path } = await catchOne();
    expect((await send(path, payload, type)).status).toBe(status);
  });

  it('every refusal sounds alike', async () => {
    const { path, body } = await catchOne();
    const refusals = [
      await send('/wechat/push', body),
      await send(path.replace(/&signature=|\?signature=\w+/, '?x='), body),
      await send(path.replace(/msg_signature=\w{40}/, `msg_signature=${'0'.repeat(40)}`), body),
      await send(path, '{"Encrypt":"AAAA"}'),
      await place.test.anonymous().get('/wechat/push?echostr=1'),
    ];
    for (const { status, body: answer } of refusals) {
      expect(status).toBe(403);
      expect({ ...answer, traceId: '' }).toEqual({
        type: 'about:blank',
        title: 'Forbidden',
        status: 403,
        code: 'forbidden',
        traceId: '',
      });
    }
  });

  it('no other route takes JSON under the name of XML', async () => {
    const answer = await send('/session/wechat', '{"code":"x"}');
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('what was asked for when the address was entered is plain text, and no markup comes back', async () => {
    const { path } = await catchOne();
    const echo = async (text: string) => place.test.anonymous().get(`${path}&echostr=${encodeURIComponent(text)}`);
    const answer = await echo('4375120948345356249');
    expect(answer).toMatchObject({ status: 200, text: '4375120948345356249' });
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await echo('<script>')).status).toBe(403);
    expect((await echo('')).status).toBe(403);
  });
});

describe('without a token', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ wechatPush: 'off' });
  });
  afterAll(() => test.close());

  it('nobody is there', async () => {
    expect((await test.anonymous().get('/wechat/push?echostr=1')).status).toBe(404);
    expect((await test.anonymous().post('/wechat/push', {})).status).toBe(404);
  });
});
