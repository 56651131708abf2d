import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Actor, Role } from '../../src/common/auth/index.js';
import { SignCodesService } from '../../src/modules/sign-codes/index.js';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { readQr } from '../harness/read-qr.js';
import { officeAt } from '../harness/world.js';
import { DoorHistories } from './door-histories.js';

const codePath = '/wxa/getwxacodeunlimit';
const schemePath = '/wxa/generatescheme';
const page = 'packages/papers/scan/index';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let histories: DoorHistories;
let test: TestApp;
let worker: TestClient;

beforeAll(async () => {
  histories = await DoorHistories.begin();
  test = histories.test;
  worker = await test.as(histories.world.people.gridWorker);
});
afterAll(() => test.close());

const codes = () => test.app.get(SignCodesService);
const scan = (scene: string) => codes().scan(test.database, scene);

async function made(doorId: string, hours = 24, client = worker): Promise<Json> {
  const answer = await client.post('/sign-codes', { id: uuid7(), doorId, hours });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** What the picture of the code carries, from then on a secret that no log may hold. */
async function sceneOf(id: string, client = worker): Promise<string> {
  const answer = await client.get(`/sign-codes/${id}/picture`);
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/png', 'cache-control': 'no-store' } });
  const [path, scene] = (await readQr(answer.bytes)).split('?scene=');
  expect(path).toBe(page);
  test.keepSecret(scene!);
  return scene!;
}

const eventsOf = (id: string) =>
  test.database.query<{ type: string; actor: string; facts: string }>(
    'SELECT type, actor_id AS actor, facts FROM events WHERE subject_id = ? ORDER BY id',
    [id],
  );

describe('a code of a door', () => {
  it('is made for some hours, and its picture carries 128 random bits that are kept encrypted', async () => {
    const { wang } = histories.world.doors;
    const code = await made(wang.id, 48);
    expect(code).toEqual({
      id: code.id,
      doorId: wang.id,
      letterRoundId: null,
      label: 'A101 王德福',
      createdAt: test.clock.now(),
      expiresAt: test.clock.now() + 48 * hourMs,
      revoked: false,
    });
    const scene = await sceneOf(code.id);
    expect(scene).toMatch(/^[\w-]{22}$/);
    expect(Buffer.from(scene, 'base64url')).toHaveLength(16);
    expect(test.wechat.journal.entries(codePath).at(-1)?.body).toMatchObject({ scene, page, check_path: true });
    expect(await sceneOf(code.id)).toBe(scene);
    expect(await sceneOf((await made(wang.id)).id)).not.toBe(scene);
    const rows = await test.database.query('SELECT * FROM sign_codes');
    expect(JSON.stringify(rows)).not.toContain(scene);
  });

  it('leads to its door until it expires', async () => {
    const { wang } = histories.world.doors;
    const code = await made(wang.id, 1);
    const scene = await sceneOf(code.id);
    const led = { id: code.id, doorId: wang.id, letterRoundId: null };
    const begun = test.clock.now();
    test.clock.set(begun + hourMs - 1);
    expect(await scan(scene)).toMatchObject({ ...led, fault: null });
    test.clock.set(begun + hourMs);
    expect(await scan(scene)).toMatchObject({ ...led, fault: 'code_expired' });
    for (const answer of [
      await worker.get(`/sign-codes/${code.id}/picture`),
      await worker.post(`/sign-codes/${code.id}/link`),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', detail: 'code_expired' } });
    test.clock.set(begun);
  });

  it('leads nowhere once it is revoked, at once and for good', async () => {
    const code = await made(histories.world.doors.li.id, 1);
    const scene = await sceneOf(code.id);
    expect((await worker.delete(`/sign-codes/${code.id}`)).status).toBe(204);
    expect(await scan(scene)).toMatchObject({ fault: 'code_revoked' });
    expect((await worker.delete(`/sign-codes/${code.id}`)).status).toBe(204);
    expect((await eventsOf(code.id)).map(({ type }) => type)).toEqual(['sign_code.issued', 'sign_code.revoked']);
    expect(await worker.get(`/sign-codes/${code.id}/picture`)).toMatchObject({ body: { detail: 'code_revoked' } });
    const begun = test.clock.now();
    test.clock.advance(2 * hourMs);
    expect(await scan(scene)).toMatchObject({ fault: 'code_revoked' });
    test.clock.set(begun);
  });

  it.each(['', 'x', 'A'.repeat(22), 'A'.repeat(5000), "' OR 1=1 --", '台头'])('is not guessed by %j', async (scene) => {
    expect(await scan(scene)).toBeNull();
  });

  it('is told of in the log without its secret', async () => {
    const { wang } = histories.world.doors;
    const code = await made(wang.id);
    const scene = await sceneOf(code.id);
    const [event] = await eventsOf(code.id);
    expect(event).toMatchObject({ type: 'sign_code.issued', actor: histories.world.people.gridWorker.id });
    expect(JSON.parse(event!.facts)).toEqual({ doorId: wang.id, expiresAt: code.expiresAt, letterRoundId: null });
    expect(event!.facts).not.toContain(scene);
  });

  it('is made once, however often it is asked for', async () => {
    const asked = { id: uuid7(), doorId: histories.world.doors.wang.id, hours: 5 };
    const answers = await Promise.all([1, 2, 3, 4].map(() => worker.post('/sign-codes', asked)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await eventsOf(asked.id)).toHaveLength(1);
    const elsewhere = await worker.post('/sign-codes', { ...asked, doorId: histories.world.doors.li.id });
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'conflict', detail: 'id_reused' } });
    const chief = await test.as(histories.world.people.gridChief);
    expect((await chief.post('/sign-codes', asked)).status).toBe(409);
  });

  it('is listed at its door, the newest first', async () => {
    const { zhao } = histories.world.doors;
    const first = await made(zhao.id);
    test.clock.advance(1);
    const second = await made(zhao.id);
    await worker.delete(`/sign-codes/${first.id}`);
    const { body } = await worker.get(`/sign-codes?doorId=${zhao.id}`);
    expect(body).toEqual({ items: [second, { ...first, revoked: true }] });
  });
});

describe('a link', () => {
  const linkOf = async (id: string): Promise<Json> => (await worker.post(`/sign-codes/${id}/link`)).body;

  it('opens the papers in WeChat and ends with its code', async () => {
    const code = await made(histories.world.doors.wang.id, 24);
    const scene = await sceneOf(code.id);
    const { url, expiresAt } = await linkOf(code.id);
    expect(expiresAt).toBe(code.expiresAt);
    expect(test.wechat.open(url)).toEqual({ path: page, query: `scene=${scene}` });
    expect(test.wechat.journal.entries(schemePath).at(-1)?.body).toMatchObject({
      expire_time: Math.floor(code.expiresAt / 1000),
    });
  });

  it('of a code that lasts thirty days ends no later than WeChat allows', async () => {
    const code = await made(histories.world.doors.wang.id, 720);
    const { url, expiresAt } = await linkOf(code.id);
    expect(test.wechat.open(url)).toBeDefined();
    expect(expiresAt).toBeLessThan(code.expiresAt);
    expect(expiresAt).toBeGreaterThan(code.expiresAt - hourMs);
  });

  it('of a code in its last seconds is given none the less', async () => {
    const code = await made(histories.world.doors.wang.id, 1);
    test.clock.advance(hourMs - 1000);
    expect(await linkOf(code.id)).toMatchObject({ expiresAt: code.expiresAt });
  });
});

describe('when WeChat', () => {
  it.each([
    ['is down', { kind: 'http_status', status: 502 }, 503, 'wechat_unavailable'],
    ['loses the answer', { kind: 'answer_lost' }, 503, 'wechat_unavailable'],
    ['answers with a page', { kind: 'not_json' }, 503, 'wechat_unavailable'],
    ['has no such page yet', { kind: 'errcode', errcode: 41030 }, 503, 'wechat_page_unpublished'],
    ['has had enough of us', { kind: 'errcode', errcode: 45009 }, 429, 'too_many_requests'],
  ] as const)('%s, it is said, and works again afterwards', async (_, fault, status, problem) => {
    const code = await made(histories.world.doors.wang.id);
    test.wechat.fail(codePath, fault);
    test.wechat.fail(schemePath, fault);
    const said = { status, body: { code: problem } };
    expect(await worker.get(`/sign-codes/${code.id}/picture`)).toMatchObject(said);
    expect(await worker.post(`/sign-codes/${code.id}/link`)).toMatchObject(said);
    await sceneOf(code.id);
  });

  it('does not know our token any more, another is fetched', async () => {
    const code = await made(histories.world.doors.wang.id);
    test.wechat.fail(codePath, { kind: 'errcode', errcode: 40001 });
    await sceneOf(code.id);
  });
});

describe('after a merge', () => {
  it('the codes of the door that went lead to the one that stays', async () => {
    const [first, second, third] = [await histories.door(), await histories.door(), await histories.door()];
    const code = await made(first.id);
    const scene = await sceneOf(code.id);
    expect((await histories.merge(first, second)).status).toBe(200);
    expect((await histories.merge(second, third, { baseVersion: 2 })).status).toBe(200);
    expect(await scan(scene)).toMatchObject({ id: code.id, doorId: third.id, fault: null });
    expect(await sceneOf(code.id)).toBe(scene);
    const other = await sceneOf((await made(histories.world.doors.wang.id)).id);
    expect([...(await codes().scanAll(test.database, [scene, 'of nobody', other])).keys()]).toEqual([scene, other]);
    const { body } = await worker.get(`/sign-codes?doorId=${third.id}`);
    expect(body.items).toMatchObject([{ id: code.id, doorId: third.id }]);
    expect((await worker.get(`/sign-codes?doorId=${first.id}`)).body).toEqual(body);
    expect((await made(first.id)).doorId).toBe(third.id);
    expect((await worker.delete(`/sign-codes/${code.id}`)).status).toBe(204);
  });
});

describe('who reaches the door', () => {
  it.each(['townshipOffice', 'countyOffice', 'police', 'villageHead', 'gridChief'] as const)('%s', async (name) => {
    const client = await test.as(histories.world.people[name]);
    const { id } = await made(histories.world.doors.wang.id, 1, client);
    await sceneOf(id, client);
    await sceneOf(id);
  });

  it('the teacher, of the own class alone', async () => {
    const { people, doors } = histories.world;
    const teacher = await test.as(people.teacher);
    await made(doors.classroom.id, 1, teacher);
    const foreign = await made(doors.wang.id);
    expect((await teacher.get(`/sign-codes/${foreign.id}/picture`)).status).toBe(404);
    expect((await teacher.post('/sign-codes', { id: uuid7(), doorId: doors.wang.id, hours: 1 })).status).toBe(404);
  });

  it('nobody from another grid, who finds the code no more than the door', async () => {
    const next = await test.as(histories.world.people.gridWorkerNext);
    const { id, doorId } = await made(histories.world.doors.wang.id);
    const answers = [
      await next.get(`/sign-codes?doorId=${doorId}`),
      await next.get(`/sign-codes/${id}/picture`),
      await next.post(`/sign-codes/${id}/link`),
      await next.delete(`/sign-codes/${id}`),
      await next.post('/sign-codes', { id, doorId, hours: 24 }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it.each([0, 721, 1.5, '1'])('is refused %j hours', async (hours) => {
    const asked = { id: uuid7(), doorId: histories.world.doors.wang.id, hours };
    expect(await worker.post('/sign-codes', asked)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'hours' }] },
    });
  });
});

describe('a code for a round of 责任书', () => {
  const issue = (actor: Actor, code: { id: string; letterRoundId: string; regionId: number; expiresAt: number }) =>
    test.database.transaction((transaction) => codes().issueForRound(transaction, actor, code));

  it('leads to the round, and is shown to whoever may send it', async () => {
    const { villageA, people } = histories.world;
    const id = uuid7();
    const letterRoundId = uuid7();
    await test.database.transaction((transaction) =>
      transaction.insert('letter_rounds', [
        {
          id: letterRoundId,
          chain_key: 'village',
          region_id: villageA.id,
          title: '桃花潭村责任书',
          version_id: uuid7(),
          due_on: '2026-12-31',
          levels: '[]',
          started_by: people.villageHead.id,
          started_at: test.clock.now(),
        },
      ]),
    );
    const actor = officeAt(Role.VillageHead, villageA);
    const draft = { id, letterRoundId, regionId: villageA.id, expiresAt: test.clock.now() + dayMs };
    const code = await issue(actor, draft);
    expect(code).toMatchObject({ id, doorId: null, letterRoundId, label: '桃花潭村责任书', revoked: false });
    expect(await issue(actor, draft)).toEqual(code);
    await expect(issue(actor, { ...draft, letterRoundId: uuid7() })).rejects.toMatchObject({ status: 409 });

    const head = await test.as(people.villageHead);
    const scene = await sceneOf(id, head);
    expect(await scan(scene)).toMatchObject({ id, doorId: null, letterRoundId, fault: null });
    expect((await worker.get(`/sign-codes/${id}/picture`)).status).toBe(404);
    expect((await worker.delete(`/sign-codes/${id}`)).status).toBe(404);
    expect((await head.delete(`/sign-codes/${id}`)).status).toBe(204);
    expect(await scan(scene)).toMatchObject({ fault: 'code_revoked' });
  });
});

it('no secret of a code stands in the log', () => {
  expect(test.secretsInLog()).toEqual([]);
});
