import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

const minute = 60_000;

/** Somebody's WeChat, whose phone is not known to us yet. */
function wechatOf({ phone }: { phone: string }, profile: object = {}) {
  const user = test.wechat.user(`wechat of ${phone}`, { phone, ...profile });
  test.keepSecret(user.openid);
  return user;
}

async function ticketOf(user: ReturnType<typeof wechatOf>): Promise<string> {
  const { body } = await test.anonymous().post('/session/wechat', { code: user.login() });
  return body.ticket;
}

const withPhone = (ticket: string, phoneCode: string) =>
  test.anonymous().post('/session/wechat/phone', { ticket, phoneCode });

describe('somebody of the roster', () => {
  it('is asked for the phone once and then known by their WeChat', async () => {
    const user = wechatOf(world.people.gridWorker);
    const first = await test.anonymous().post('/session/wechat', { code: user.login() });
    expect(first).toMatchObject({ status: 200, body: { status: 'phone_required', ticket: expect.any(String) } });
    expect(first.text).not.toContain(user.openid);

    const session = (await withPhone(first.body.ticket, user.phoneCode())).body;
    expect(session).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      personId: world.people.gridWorker.id,
      expiresAt: test.clock.now() + 90 * 24 * 60 * minute,
    });

    const second = await test.anonymous().post('/session/wechat', { code: user.login() });
    expect(second.body).toMatchObject({ status: 'signed_in', session: { personId: world.people.gridWorker.id } });
    expect(second.body.session.token).not.toBe(session.token);
  });

  it('reads who they are and what they may', async () => {
    const { body } = await (await test.as(world.people.villageHead)).get('/me');
    expect(body).toMatchObject({
      name: '蒋村主任',
      kind: 'staff',
      phoneMasked: expect.stringMatching(/^199\*{4}\d{4}$/),
      posts: [{ role: 'village_head', roleLabel: '村主干', regionName: '桃花潭村', regionLevel: 'village' }],
      trainedOn: '2026-11-02',
      consent: { required: false },
      homeRegionId: world.villageA.id,
      household: null,
      serverTime: test.clock.now(),
    });
    expect(body.permissions).toContain('quarantine.decide');
    expect(body.permissions).not.toContain('people.manage');
  });

  it('keeps no token, openid or session key in the clear', async () => {
    const client = await test.as(world.people.police);
    const rows = await test.database.query(
      'SELECT s.token_hash, a.session_key_cipher FROM sessions s JOIN wechat_accounts a ON a.person_id = s.person_id WHERE s.person_id = ?',
      [world.people.police.id],
    );
    const { session_key } = test.wechat.journal.entries('/sns/jscode2session').at(-1)!.answer as {
      session_key: string;
    };
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(client.token);
    expect(JSON.stringify(rows)).not.toContain(session_key);
  });
});

describe('a villager', () => {
  it('is known by the phone in the household book and looks at the own village', async () => {
    const { body } = await (await test.as(world.resident)).get('/me');
    expect(body).toMatchObject({
      name: '王德福',
      kind: 'resident',
      posts: [],
      permissions: [],
      homeRegionId: world.villageA.id,
      household: { doorId: world.doors.wang.id, label: 'A101 王德福' },
    });
  });

  it('becomes one person, however often the phone is tapped', async () => {
    const { phone } = { phone: '19900029999' };
    const user = wechatOf({ phone });
    const tickets = await Promise.all([1, 2, 3, 4].map(() => ticketOf(user)));
    const answers = await Promise.all(tickets.map((ticket) => withPhone(ticket, user.phoneCode())));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.personId)).size).toBe(1);
  });
});

describe('is refused', () => {
  it('when nobody has this phone', async () => {
    const user = wechatOf({ phone: '19900039999' });
    expect(await withPhone(await ticketOf(user), user.phoneCode())).toMatchObject({
      status: 404,
      body: { code: 'phone_not_known' },
    });
  });

  it('when the number is another country’s, even if it reads like somebody’s here', async () => {
    const user = wechatOf(world.people.townshipOffice, { countryCode: '49' });
    expect(await withPhone(await ticketOf(user), user.phoneCode())).toMatchObject({
      status: 404,
      body: { code: 'phone_not_known' },
    });
  });

  it('when a code is used twice', async () => {
    const user = wechatOf(world.people.gridChief);
    const code = user.login();
    const { body } = await test.anonymous().post('/session/wechat', { code });
    expect(await test.anonymous().post('/session/wechat', { code })).toMatchObject({
      status: 400,
      body: { code: 'wechat_code_invalid' },
    });
    const phoneCode = user.phoneCode();
    expect((await withPhone(body.ticket, phoneCode)).status).toBe(200);
    expect(await withPhone(body.ticket, phoneCode)).toMatchObject({
      status: 400,
      body: { code: 'wechat_code_invalid' },
    });
  });

  it('when a login code is offered as a phone code', async () => {
    const user = wechatOf(world.people.teacher);
    expect(await withPhone(await ticketOf(user), user.login())).toMatchObject({
      body: { code: 'wechat_code_invalid' },
    });
  });

  it('when the ticket is older than ten minutes, damaged or another server’s', async () => {
    const user = wechatOf(world.people.teacher);
    const ticket = await ticketOf(user);
    const damaged = `${ticket.slice(0, 40)}${ticket[40] === 'A' ? 'B' : 'A'}${ticket.slice(41)}`;
    for (const forged of [damaged, 'x', Buffer.from('{"content":{"openid":"o1"}}').toString('base64url')]) {
      const answer = await withPhone(forged, user.phoneCode());
      expect(answer).toMatchObject({ status: 400, body: { code: 'sign_in_ticket_invalid' } });
    }
    test.clock.advance(10 * minute);
    expect(await withPhone(ticket, user.phoneCode())).toMatchObject({ body: { code: 'sign_in_ticket_invalid' } });
  });

  it('when WeChat takes the account for a fraud', async () => {
    const user = wechatOf({ phone: '19900030001' }, { riskBlocked: true });
    expect(await test.anonymous().post('/session/wechat', { code: user.login() })).toMatchObject({
      status: 403,
      body: { code: 'wechat_risk_blocked' },
    });
  });

  it.each([
    ['is down', { kind: 'http_status', status: 502 }, 503, 'wechat_unavailable'],
    ['loses the answer', { kind: 'answer_lost' }, 503, 'wechat_unavailable'],
    ['answers with a page', { kind: 'not_json' }, 503, 'wechat_unavailable'],
    ['is busy', { kind: 'errcode', errcode: -1 }, 503, 'wechat_unavailable'],
    ['has had enough of us', { kind: 'errcode', errcode: 45011 }, 429, 'too_many_requests'],
  ] as const)('when WeChat %s, and works again afterwards', async (_, fault, status, code) => {
    const user = wechatOf({ phone: '19900030002' });
    test.wechat.fail('/sns/jscode2session', fault);
    expect(await test.anonymous().post('/session/wechat', { code: user.login() })).toMatchObject({
      status,
      body: { code },
    });
    expect((await test.anonymous().post('/session/wechat', { code: user.login() })).status).toBe(200);
  });
});

describe('a session', () => {
  const worker = (): TestPerson => world.people.gridWorkerNext;

  it('ends when its owner signs out, and only that one', async () => {
    const [one, other] = [await test.signIn(worker()), await test.signIn(worker())];
    expect((await one.delete('/session')).status).toBe(204);
    expect(await one.get('/me')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await other.get('/me')).status).toBe(200);
  });

  it('lasts ninety days on a phone', async () => {
    const client = await test.signIn(worker());
    const begun = test.clock.now();
    test.clock.set(begun + 90 * 24 * 60 * minute - 1);
    expect((await client.get('/me')).status).toBe(200);
    test.clock.advance(1);
    expect(await client.get('/me')).toMatchObject({ status: 401, body: { code: 'session_expired' } });
    test.clock.set(begun);
  });

  it.each([
    ['nothing', undefined],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['a made-up token', `Bearer ${'A'.repeat(43)}`],
    ['SQL', "Bearer ' OR '1'='1"],
    ['an endless token', `Bearer ${'A'.repeat(5000)}`],
  ])('is not opened by %s', async (_, authorization) => {
    const answer = await test.anonymous().raw('GET', '/me', authorization ? { headers: { authorization } } : {});
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });
});
