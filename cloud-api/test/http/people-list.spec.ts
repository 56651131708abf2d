import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;
const many = 620;
/** Without the county's office and the worker who left. */
const staff = () => Object.keys(world.people).length - 2;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
  await test.database.transaction(async (transaction) => {
    const ids = Array.from({ length: many }, () => uuid7());
    await transaction.insert(
      'people',
      // Names are given several times, as they are in life.
      ids.map((id, index) => ({ id, name: `同名${index % 100}`, created_at: 0 })),
    );
    await transaction.insert(
      'posts',
      ids.map((id) => ({ id: uuid7(), person_id: id, role: 'grid_worker', region_id: world.b2.id, created_at: 0 })),
    );
  });
  const give = (personId: string, doorIds: string[]) => office.post('/doors/assignments', { personId, doorIds });
  await give(world.people.gridWorker.id, [world.doors.wang.id, world.doors.li.id]);
  await give(world.people.gridChief.id, [world.doors.wang.id]);
});
afterAll(() => test.close());

const list = async (query: string): Promise<Json> => (await office.get(`/people?${query}`)).body;
const names = async (query: string) => (await list(query)).items.map(({ name }: Json) => name).sort();

describe('the roster', () => {
  it.each(['name', 'doors'])('comes in pages by %s, everybody once', async (sort) => {
    const seen: Json[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Json = await list(`sort=${sort}&limit=200${after && `&after=${after}`}`);
      expect(page.total).toBe(many + staff());
      seen.push(...page.items);
      after = page.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(many + staff());
    expect(seen).toHaveLength(many + staff());
  });

  it('begins with those who have most doors when asked to', async () => {
    const { items, next } = await list('sort=doors&limit=3');
    expect(items.map(({ doors }: Json) => doors)).toEqual([2, 1, 1]);
    expect((await list(`sort=doors&limit=3&after=${next}`)).items[0].doors).toBe(0);
  });

  it.each([
    ['q=韩网', ['韩网格']],
    ['q=hanwg', []],
    ['q=hwg', ['韩网格']],
    ['q=wangge', ['杨网格', '沈网格长', '韩网格']],
    ['q=HAN', ['韩网格']],
    ['q=199 0001 0004', ['褚民警']],
    ['q=1990001', []],
    ['q=查济', ['张校长', '秦老师']],
    ['q=%25', []],
    ['role=police&q=cmj', ['褚民警']],
    ['role=police&q=hwg', []],
    ['trained=true&role=grid_chief', ['沈网格长']],
    ['trained=false&role=grid_chief', []],
    ['trained=false&role=township_leader', ['冯镇长']],
  ])('finds by %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('finds nobody out of reach, by whatever', async () => {
    for (const q of ['何网格', 'hwg', world.elsewhere.worker.phone, '阳城']) {
      const found = await names(`q=${encodeURIComponent(q)}`);
      expect(found).not.toContain('何网格');
    }
  });

  it('says which question it does not understand', async () => {
    for (const query of ['after=x', 'limit=0', 'limit=201', 'sort=phone', 'trained=1', 'q=']) {
      expect((await office.get(`/people?${query}`)).status).toBe(400);
    }
  });
});
