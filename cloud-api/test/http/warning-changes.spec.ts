import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { TestApp } from '../harness/app.js';
import { amendedDirective, recalledDirective } from '../harness/cascade.js';
import type { Json, TestClient } from '../harness/client.js';
import { feedOf, openWarnings, readersOf, type WarningWorld } from './warning-world.js';

const dayMs = 86_400_000;

let here: WarningWorld;
let test: TestApp;
let wang: TestClient;
let he: TestClient;

beforeAll(async () => {
  here = await openWarnings();
  ({ test, wang, he } = here);
});
afterAll(() => test.close());
beforeEach(() => test.clock.advance(1_000));

describe('an amended warning', () => {
  it('stands once, as it reads now, where it was amended, and is unopened again', async () => {
    const first = await here.publish({ content: { title: '第一版' } });
    await wang.post(`/me/warnings/${first.id}/reading`, { helpful: true });
    const between = await here.publish();
    test.clock.advance(1_000);
    const second = await amendedDirective(test, first, { title: '第二版' }, '金额有误');
    const { items } = await feedOf(wang);
    expect(items.filter((item: Json) => item.directiveId === first.id)).toHaveLength(1);
    expect(items[0]).toMatchObject({
      directiveId: first.id,
      versionId: second.versionId,
      number: 2,
      title: '第二版',
      amendReason: '金额有误',
      openedAt: null,
      helpfulAt: expect.any(Number),
    });
    expect(items[1].directiveId).toBe(between.id);
    const read = await wang.post(`/me/warnings/${first.id}/reading`, {});
    expect(read.body).toMatchObject({ openedAt: test.clock.now(), number: 2 });
  });

  it('is what an old card leads to', async () => {
    const first = await here.publish({ content: { title: '第一版' } });
    const [relay] = [...first.relays.values()];
    expect((await test.anonymous().get(`/cards/${relay}`)).body).toMatchObject({ title: '第一版', newer: false });
    const second = await amendedDirective(test, first, { title: '第二版' });
    expect((await test.anonymous().get(`/cards/${relay}`)).body).toMatchObject({
      title: '第二版',
      number: 2,
      versionId: second.versionId,
      newer: true,
    });
    const [newRelay] = [...second.relays.values()];
    expect((await test.anonymous().get(`/cards/${newRelay}`)).body).toMatchObject({ number: 2, newer: false });
  });
});

describe('a recalled warning', () => {
  it('stays for seven days, marked, counts as read, and goes', async () => {
    const warning = await here.publish();
    const before = (await feedOf(wang)).unopened;
    await recalledDirective(test, warning, '地址有误');
    expect((await wang.get(`/me/warnings/${warning.id}`)).body).toMatchObject({
      recalledAt: test.clock.now(),
      recallReason: '地址有误',
    });
    expect((await feedOf(wang)).unopened).toBe(before - 1);
    const card = `/cards/${[...warning.relays.values()][0]}`;
    expect((await test.anonymous().get(card)).body).toMatchObject({
      recallReason: '地址有误',
      body: expect.stringMatching(/./),
    });
    test.clock.advance(7 * dayMs - 1);
    expect(await readersOf(warning, { wang })).toEqual(['wang']);
    test.clock.advance(1);
    expect(await readersOf(warning, { wang })).toEqual([]);
    expect((await test.anonymous().get(card)).body).toMatchObject({ recallReason: '地址有误', body: '', photoIds: [] });
  });
});

describe('a card', () => {
  it('shows whoever opens it what everybody may read', async () => {
    const warning = await here.publish();
    const { body } = await test.anonymous().get(`/cards/${warning.relays.get(here.groupA.id)}`);
    expect(body).toMatchObject({ directiveId: warning.id, title: '谨防刷单返利', internal: false, newer: false });
    expect(body).not.toHaveProperty('openedAt');
    expect((await test.anonymous().get(`/cards/${uuid7()}`)).status).toBe(404);
  });

  it('of a 指令 or 通报 tells nothing of what it says', async () => {
    for (const kind of ['instruction', 'circular'] as const) {
      const content = { title: '内部部署', body: '各村今晚清查', photoIds: [uuid7()] };
      const internal = await here.publish({ kind, content });
      await recalledDirective(test, internal, '理由也不公开');
      const { body, text } = await test.anonymous().get(`/cards/${internal.relays.get(here.groupA.id)}`);
      expect(body).toMatchObject({ internal: true, kind, title: '', body: '', photoIds: [], fraudType: null });
      for (const word of ['内部部署', '清查', '理由也不公开', content.photoIds[0]!]) expect(text).not.toContain(word);
    }
  });
});

describe('reading', () => {
  it('is opened, played and helpful, each once, and helpful can be taken back', async () => {
    const { id } = await here.publish();
    const { unopened } = await feedOf(wang);
    const read = async (what: object) => (await wang.post(`/me/warnings/${id}/reading`, what)).body;
    const openedAt = test.clock.now();
    expect(await read({})).toMatchObject({ openedAt, helpfulAt: null });
    test.clock.advance(60_000);
    expect(await read({ played: true, helpful: true })).toMatchObject({ openedAt, helpfulAt: test.clock.now() });
    expect(await read({ played: true, helpful: true })).toMatchObject({ openedAt, helpfulAt: test.clock.now() });
    expect(await read({ helpful: false })).toMatchObject({ openedAt, helpfulAt: null });
    expect((await feedOf(wang)).unopened).toBe(unopened - 1);
    expect((await feedOf(he)).items.find((item: Json) => item.directiveId === id).openedAt).toBeNull();
    const events = await test.database.query<{ facts: string }>(
      "SELECT facts FROM events WHERE type = 'warning.read' AND subject_id = ? ORDER BY id",
      [id],
    );
    expect(events.map(({ facts }) => JSON.parse(facts).what)).toEqual([
      ['opened'],
      ['played', 'helpful'],
      ['not_helpful'],
    ]);
    const rows = await test.database.query<Json>('SELECT * FROM warning_readings WHERE directive_id = ?', [id]);
    expect(rows).toHaveLength(1);
    expect(Number(rows[0].played_at)).toBe(openedAt + 60_000);
  });

  it('loses nothing when several taps come at once', async () => {
    const { id } = await here.publish();
    const taps = [{}, { played: true }, { helpful: true }, {}, { played: true }];
    const answers = await Promise.all(taps.map((tap) => wang.post(`/me/warnings/${id}/reading`, tap)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const [row] = await test.database.query<Json>('SELECT * FROM warning_readings WHERE directive_id = ?', [id]);
    const { opened_at, played_at, helpful_at } = row;
    expect([opened_at, played_at, helpful_at].map(Number)).toEqual(Array(3).fill(test.clock.now()));
  });

  it('takes nothing but what it knows', async () => {
    const { id } = await here.publish();
    const before = await test.rowCounts();
    for (const body of [{ played: 'yes' }, { helpful: null }, { openedAt: 1 }, { personId: uuid7() }])
      expect((await wang.post(`/me/warnings/${id}/reading`, body)).status).toBe(400);
    expect(await test.rowCounts()).toEqual(before);
  });
});
