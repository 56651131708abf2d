import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { openWarnings, villager, type WarningWorld } from './warning-world.js';

const dayMs = 86_400_000;
const story = '有人冒充客服，用 19900020099 打来，让我转账。';
const phone = '19900020088';

let here: WarningWorld;
let test: TestApp;
let wang: TestClient;
let office: TestClient;

beforeAll(async () => {
  here = await openWarnings();
  ({ test, wang } = here);
  office = await here.staff('townshipOffice');
  test.keepSecret(story, phone);
});
afterAll(() => test.close());
beforeEach(() => test.clock.advance(dayMs));

const report = (more: object = {}) => ({ id: uuid7(), fraudType: 'fake_customer_service', story, ...more });
const send = (client: TestClient, body: object) => client.post('/me/scam-reports', body);
const listOf = async (client: TestClient, regionId: number, query = '') =>
  client.get(`/scam-reports?regionId=${regionId}${query}`);
async function photoOf(client: TestClient): Promise<string> {
  const id = uuid7();
  const answer = await client.upload('/photos', { id }, await testPhoto(64, 64));
  if (answer.status !== 200) throw new Error(`the photo was answered with ${answer.status}`);
  return id;
}
const events = (type: string, id: string) =>
  test.database.query<{ facts: string; region_id: number }>(
    'SELECT facts, region_id FROM events WHERE type = ? AND subject_id = ?',
    [type, id],
  );

describe('a villager', () => {
  it('tells what they met, with pictures and a number, and finds it among their own', async () => {
    const photoIds = [await photoOf(wang), await photoOf(wang)];
    const warning = await here.publish();
    const body = report({ phone: '+86 199 0002 0088', photoIds, directiveId: warning.id });
    const answer = await send(wang, body);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      id: body.id,
      fraudType: 'fake_customer_service',
      story,
      placeName: '桃花潭村 第一网格',
      reporterName: '王德福',
      phoneMasked: '199****0088',
      photoIds,
      directiveId: warning.id,
      directiveTitle: '谨防刷单返利',
      state: 'new',
      createdAt: test.clock.now(),
      handledByName: null,
      handledAt: null,
      note: null,
    });
    expect((await wang.get('/me/scam-reports')).body.items[0]).toEqual(answer.body);
    expect((await here.he.get('/me/scam-reports')).body.items).toEqual([]);
    const [event] = await events('scam_report.made', body.id);
    expect(JSON.parse(event!.facts)).toEqual({
      fraudType: 'fake_customer_service',
      directiveId: warning.id,
      photos: 2,
      hasPhone: true,
    });
    expect(Number(event!.region_id)).toBe(here.world.a1.id);
  });

  it('leaves neither the story nor the number readable in the database', async () => {
    const body = report({ phone });
    await send(wang, body);
    const [row] = await test.database.query<Json>('SELECT * FROM scam_reports WHERE id = ?', [body.id]);
    for (const word of ['客服', phone, '19900020099']) expect(JSON.stringify(row)).not.toContain(word);
  });

  it('may send it again, also all at once, and nobody else may take its id', async () => {
    const body = report({ phone });
    const answers = await Promise.all([1, 2, 3].map(() => send(wang, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await send(wang, { ...body, story: '别的' })).status).toBe(409);
    expect((await send(here.he, body)).status).toBe(409);
    const rows = await test.database.query('SELECT id FROM scam_reports WHERE id = ?', [body.id]);
    expect(rows).toHaveLength(1);
    expect(await events('scam_report.made', body.id)).toHaveLength(1);
  });

  it('is not heard more often than twenty times a day', async () => {
    const eager = await villager(test, '常来报', '19900020031', here.world.a1.id);
    for (let sent = 0; sent < 20; sent += 1) expect((await send(eager, report())).status).toBe(200);
    expect(await send(eager, report())).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    test.clock.advance(dayMs);
    expect((await send(eager, report())).status).toBe(200);
  });

  it('does not fill the store with pictures', async () => {
    const eager = await villager(test, '常拍照', '19900020032', here.world.a1.id);
    for (let sent = 0; sent < 30; sent += 1) await photoOf(eager);
    expect((await eager.upload('/photos', { id: uuid7() }, await testPhoto(64, 64))).status).toBe(429);
    test.clock.advance(dayMs);
    await photoOf(eager);
  });
});

describe('those in office, and those who were', () => {
  it('are heard where they work', async () => {
    for (const [name, place] of [
      ['villageHead', '桃花潭村'],
      ['formerWorker', '桃花潭村 第一网格'],
      ['countyOffice', '泾县'],
    ] as const)
      expect((await send(await here.staff(name), report())).body.placeName).toBe(place);
  });
});

describe('the office', () => {
  it('above the place is told, once, without anybody’s name', async () => {
    const body = report();
    await send(wang, body);
    await send(wang, body);
    const told = await test.database.query<Json>(
      'SELECT person_id, title, body, target_kind FROM notifications WHERE target_id = ?',
      [body.id],
    );
    expect(told).toEqual([
      {
        person_id: here.world.people.townshipOffice.id,
        title: '有群众反映遇到诈骗',
        body: '桃花潭村 第一网格，请查看并处理。',
        target_kind: 'report',
      },
    ]);
  });

  it('of another county never hears of it', async () => {
    const body = report();
    await send(here.guo, body);
    const told = await test.database.query<Json>('SELECT person_id FROM notifications WHERE target_id = ?', [body.id]);
    expect(told).toEqual([{ person_id: here.world.elsewhere.office.id }]);
    expect((await listOf(office, here.world.elsewhere.village.id)).status).toBe(404);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/handled'],
      ['POST', '/phone'],
    ] as const) {
      const answer = await office.request(
        method,
        `/scam-reports/${body.id}${path}`,
        method === 'GET' ? undefined : { note: '好' },
      );
      expect(answer.status).toBe(404);
    }
  });

  it('works through the list of its places, a page at a time', async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const body = report();
      made.unshift(body.id);
      await send(count % 2 === 0 ? wang : here.qian, body);
      test.clock.advance(count === 2 ? 0 : 1_000);
    }
    const all = (await listOf(office, here.world.township.id, '&limit=100')).body;
    expect(
      all.items
        .slice(0, 5)
        .map(({ id }: Json) => id)
        .sort(),
    ).toEqual([...made].sort());
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = (await listOf(office, here.world.township.id, `&limit=2${after}`)).body;
      seen.push(...page.items.map(({ id }: Json) => id));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual(all.items.map(({ id }: Json) => id));
    const inB = (await listOf(office, here.world.villageB.id, '&limit=100')).body.items;
    expect(inB.map(({ placeName }: Json) => placeName)).toEqual(inB.map(() => '查济村 第一网格'));
    expect(inB.length).toBeGreaterThan(0);
    for (const after of [uuid7(), 'x'])
      expect((await listOf(office, here.world.township.id, `&after=${after}`)).status).toBe(400);
  });

  it('handles it, once, and says what was done', async () => {
    const body = report({ phone });
    await send(wang, body);
    const { open } = (await listOf(office, here.world.township.id)).body;
    const handle = (client: TestClient, note: string) => client.post(`/scam-reports/${body.id}/handled`, { note });
    expect((await handle(office, ' 已转派出所 ')).body).toMatchObject({
      state: 'handled',
      note: '已转派出所',
      handledByName: '陈综治',
      handledAt: test.clock.now(),
    });
    expect((await handle(office, '已转派出所')).status).toBe(200);
    expect(await handle(await here.staff('countyOffice'), '另外')).toMatchObject({
      status: 409,
      body: { code: 'already_decided' },
    });
    expect((await listOf(office, here.world.township.id)).body.open).toBe(open - 1);
    const handled = (await listOf(office, here.world.township.id, '&state=handled')).body.items;
    expect(handled.map(({ id }: Json) => id)).toContain(body.id);
    expect((await wang.get('/me/scam-reports')).body.items[0]).toMatchObject({ state: 'handled', note: '已转派出所' });
    expect(await events('scam_report.handled', body.id)).toHaveLength(1);
  });

  it('is shown the number when it asks, and that is recorded', async () => {
    const [left, none] = [report({ phone }), report()];
    await send(wang, left);
    await send(wang, none);
    expect((await office.post(`/scam-reports/${left.id}/phone`)).body).toEqual({ phone });
    expect(await events('scam_report.phone_shown', left.id)).toMatchObject([{ facts: '{}' }]);
    expect((await office.post(`/scam-reports/${none.id}/phone`)).status).toBe(404);
    expect((await (await here.staff('villageHead')).post(`/scam-reports/${left.id}/phone`)).status).toBe(403);
  });
});

describe('what others see of a report', () => {
  it('is no name and no number, where they may see none', async () => {
    const body = report({ phone });
    await send(wang, body);
    const seenBy = async (client: TestClient) => (await client.get(`/scam-reports/${body.id}`)).body;
    expect(await seenBy(await here.staff('villageHead'))).toMatchObject({ reporterName: '王德福', story });
    expect(await seenBy(await here.staff('townshipLeader'))).toMatchObject({
      reporterName: '王*福',
      story: '有人冒充客服，用 *********** 打来，让我转账。',
      phoneMasked: '199****0088',
    });
  });

  it('is nothing, outside the place or without the right', async () => {
    const photoId = await photoOf(wang);
    const body = report({ photoIds: [photoId] });
    await send(wang, body);
    const paths = [`/scam-reports/${body.id}`, `/photos/${photoId}`];
    const statuses = async (client: TestClient) =>
      Promise.all(paths.map(async (path) => (await client.get(path)).status));
    expect(await statuses(office)).toEqual([200, 200]);
    expect(await statuses(await here.staff('villageHead'))).toEqual([200, 200]);
    expect(await statuses(await test.as(here.world.elsewhere.office))).toEqual([404, 404]);
    expect(await statuses(await here.staff('unitHead'))).toEqual([404, 404]);
    for (const client of [here.he, here.qian, await here.staff('gridWorker')])
      expect(await statuses(client)).toEqual([403, 404]);
    expect(await statuses(test.anonymous())).toEqual([401, 401]);
  });
});

describe('what is refused', () => {
  const refused = async (body: object, status: number, error?: [string, string]) => {
    const before = await test.rowCounts();
    const answer = await send(wang, body);
    expect(answer.status).toBe(status);
    if (error) expect(answer.body.errors).toContainEqual({ field: error[0], rule: error[1] });
    expect(await test.rowCounts()).toEqual(before);
  };

  it('is a story too long, empty, or with a number that cannot be called', async () => {
    await refused(report({ story: '长'.repeat(1001) }), 400, ['story', 'max_length']);
    await refused(report({ story: '   ' }), 400);
    await refused(report({ story: '\u0007' }), 400, ['story', 'printable']);
    await refused(report({ phone: '1234567' }), 400, ['phone', 'phone']);
    await refused({ ...report(), fraudType: 'theft' }, 400);
    await refused({ ...report(), state: 'handled' }, 400);
    await refused({ ...report(), personId: uuid7() }, 400);
    await refused({ ...report(), id: '01900000-0000-4000-8000-000000000000' }, 400, ['id', 'uuid7']);
  });

  it('are pictures of others, or that do not exist', async () => {
    const worker = await here.staff('gridWorker');
    const [foreign, own] = [await photoOf(worker), await photoOf(wang)];
    await refused(report({ photoIds: [own, foreign] }), 400, ['photoIds.1', 'own_photo']);
    await refused(report({ photoIds: [uuid7()] }), 400, ['photoIds.0', 'own_photo']);
    await refused(report({ photoIds: [own, own] }), 400);
    await refused(report({ photoIds: Array.from({ length: 4 }, () => uuid7()) }), 400);
    expect((await wang.get(`/photos/${foreign}`)).status).toBe(404);
  });

  it('is a directive that never came to whoever tells', async () => {
    const instruction = await here.publish({ kind: 'instruction' });
    await refused(report({ directiveId: instruction.id }), 400, ['directiveId', 'unknown_directive']);
    await refused(report({ directiveId: uuid7() }), 400, ['directiveId', 'unknown_directive']);
    const head = await here.staff('villageHead');
    expect((await send(head, report({ directiveId: instruction.id }))).status).toBe(200);
    const elsewhere = await here.publish({ groups: [here.groupB] });
    expect((await send(wang, report({ directiveId: elsewhere.id }))).status).toBe(200);
  });
});
