import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let county: TestClient;
let township: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  county = await test.as(world.people.countyOffice);
  township = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const namesOf = ({ body }: { body: Json }) => body.items.map(({ name }: Json) => name);

async function lastEvents(count: number): Promise<{ type: string; actor_id: string; facts: Json }[]> {
  const rows = await test.database.query<{ type: string; actor_id: string; facts: string }>(
    'SELECT type, actor_id, facts FROM events ORDER BY id DESC LIMIT ?',
    [count],
  );
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) }));
}

describe('the official places of a county', () => {
  const missing = () => county.get(`/official-places?regionId=${world.county.id}`);
  const add = (codes: string[], client = county, regionId = world.county.id) =>
    client.post('/official-places', { regionId, codes });

  it('that are missing are its other ten townships, with the number of their villages', async () => {
    const { status, body } = await missing();
    expect(status).toBe(200);
    expect(body.items).toHaveLength(10);
    expect(body.items[0]).toEqual({ code: '341823100000', name: '泾川镇', level: 'township', placesBelow: 18 });
    expect(namesOf({ body })).not.toContain('桃花潭镇');
  });

  it('come with their villages, once, on record as the office’s doing', async () => {
    const added = await add(['341823108000', '341823108000']);
    expect(added.body.items).toMatchObject([
      { code: '341823108000', name: '丁家桥镇', level: 'township', parentId: world.county.id },
    ]);
    const villages = await county.get(`/regions?parentId=${added.body.items[0].id}`);
    expect(villages.body.items.length).toBeGreaterThan(5);
    expect(villages.body.items.every(({ level }: Json) => level === 'village')).toBe(true);
    expect(await lastEvents(villages.body.items.length + 1)).toEqual(
      Array.from({ length: villages.body.items.length + 1 }, () =>
        expect.objectContaining({ type: 'region.created', actor_id: world.people.countyOffice.id }),
      ),
    );
    expect((await missing()).body.items).toHaveLength(9);
    const before = await test.rowCounts();
    expect(await add(['341823108000'])).toMatchObject({ status: 200, body: { items: [] } });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('that do not lie directly below it are named, and nothing is added', async () => {
    const before = await test.rowCounts();
    const codes = ['341823101000', '140522108000', '341823101201', '341823999000'];
    expect(await add(codes)).toMatchObject({
      status: 400,
      body: {
        errors: ['codes.1', 'codes.2', 'codes.3'].map((field) => ({ field, rule: 'not_below_this_region' })),
      },
    });
    expect(await add([])).toMatchObject({ status: 400, body: { errors: [{ field: 'codes' }] } });
    expect(await add(['34182310'])).toMatchObject({ status: 400, body: { errors: [{ field: 'codes' }] } });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('belong to the county’s office; a township completes its own villages', async () => {
    expect((await add(['341823101000'], township)).status).toBe(404);
    expect((await township.get(`/official-places?regionId=${world.county.id}`)).status).toBe(404);
    expect((await add(['140522108201'], county, world.elsewhere.township.id)).status).toBe(404);
    expect((await township.get(`/official-places?regionId=${world.township.id}`)).body.items).toEqual([]);
  });

  it('below a township are its villages, each by itself', async () => {
    const [gone] = await test.database.query<{ id: number; code: string }>(
      `SELECT id, code FROM regions WHERE level = 'village' AND code LIKE '341823103%' AND id NOT IN (?, ?) LIMIT 1`,
      [world.villageA.id, world.villageB.id],
    );
    await test.database.transaction((transaction) =>
      transaction.execute('DELETE FROM regions WHERE id = ?', [gone!.id]),
    );
    const listed = await township.get(`/official-places?regionId=${world.township.id}`);
    expect(listed.body.items).toMatchObject([{ code: gone!.code, level: 'village', placesBelow: 0 }]);
    const added = await add([gone!.code], township, world.township.id);
    expect(added.body.items).toMatchObject([{ code: gone!.code, parentId: world.township.id }]);
    expect(added.body.items[0].path.map(({ name }: Json) => name).slice(0, -1)).toEqual([
      '安徽省',
      '宣城市',
      '泾县',
      '桃花潭镇',
    ]);
  });

  it('below a village, a grid or a unit there are none', async () => {
    for (const { id } of [world.villageA, world.a1, world.unit]) {
      expect((await county.get(`/official-places?regionId=${id}`)).body.items).toEqual([]);
      expect((await add(['341823103201'], county, id)).status).toBe(400);
    }
  });
});

describe('many drawn at once', () => {
  const draw = (body: object, kind = 'grids', villageId = world.villageB.id) =>
    township.post(`/regions/${villageId}/${kind}`, body);

  it('carry on the numbering of what is there', async () => {
    expect(namesOf(await draw({ count: 3 }))).toEqual(['第三网格', '第四网格', '第五网格']);
    expect(namesOf(await draw({ count: 2 }, 'groups'))).toEqual(['第四村民小组', '第五村民小组']);
    const [last] = await lastEvents(1);
    expect(last).toMatchObject({
      type: 'region.created',
      actor_id: world.people.townshipOffice.id,
      facts: { level: 'group', parentId: world.villageB.id },
    });
  });

  it('do not take the number of a grid that was closed', async () => {
    const grid = (await draw({ count: 1 })).body.items[0];
    expect((await township.post(`/regions/${grid.id}/close`, {})).status).toBe(200);
    expect(namesOf(await draw({ count: 1 }))).toEqual(['第七网格']);
  });

  it('may have names, and are ready for doors', async () => {
    const { body } = await draw({ names: ['东头网格', ' 西头网格 '] });
    expect(namesOf({ body })).toEqual(['东头网格', '西头网格']);
    const clocks = await test.database.query('SELECT region_id FROM leaf_clocks WHERE region_id IN (?, ?)', [
      body.items[0].id,
      body.items[1].id,
    ]);
    expect(clocks).toHaveLength(2);
  });

  it('are drawn all or none: the name that is taken is named', async () => {
    const before = await test.rowCounts();
    expect(await draw({ names: ['南头网格', '东头网格'] })).toMatchObject({
      status: 409,
      body: { code: 'conflict', errors: [{ field: 'names.1', rule: 'taken' }] },
    });
    expect(await draw({ names: ['南头网格', '南头网格'] })).toMatchObject({ status: 409 });
    expect(await test.rowCounts()).toEqual(before);
  });

  const wrong: [string, object, string][] = [
    ['nothing', {}, 'names'],
    ['no names', { names: [] }, 'names'],
    ['a blank name', { names: ['甲网格', ' '] }, 'names'],
    ['a name of two lines', { names: ['甲\n乙'] }, 'names'],
    ['a name that is too long', { names: ['长'.repeat(61)] }, 'names'],
    ['names and a count', { names: ['甲网格'], count: 1 }, 'count'],
    ['none', { count: 0 }, 'count'],
    ['more than fifty', { count: 51 }, 'count'],
    ['more than fifty names', { names: Array.from({ length: 51 }, (_, index) => `甲${index}`) }, 'names'],
  ];

  it.each(wrong)('refuse %s', async (_, body, field) => {
    const before = await test.rowCounts();
    const answer = await draw(body);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
    expect(await test.rowCounts()).toEqual(before);
  });

  it('hang below a village only, and only below one’s own', async () => {
    expect((await draw({ count: 1 }, 'grids', world.township.id)).status).toBe(400);
    expect((await draw({ count: 1 }, 'grids', world.elsewhere.village.id)).status).toBe(404);
  });

  it('by two at the same time get different numbers', async () => {
    const answers = await Promise.all([draw({ count: 5 }), draw({ count: 5 })]);
    const names = answers.flatMap(namesOf);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(names).size).toBe(10);
  });
});
