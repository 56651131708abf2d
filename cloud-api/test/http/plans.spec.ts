import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { TestClient, Json } from '../harness/client.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.countyOffice);
});
afterAll(() => test.close());

const township = () => test.as(world.people.townshipOffice);

it('the presets are offered to whoever may start them', async () => {
  const { body } = await office.get('/plan-presets');
  expect(body.items.map(({ key }: Json) => key)).toEqual(expect.arrayContaining(['jingxian', 'manghe']));
});

it('a plan of the county is read by everybody who works under it', async () => {
  for (const person of [world.people.townshipLeader, world.people.gridWorker]) {
    const client = await test.as(person);
    expect((await client.get(`/plans/${world.plan.id}`)).body).toMatchObject({
      preset: 'jingxian',
      version: 1,
      state: 'active',
    });
  }
});

describe('starting', () => {
  it('moves the preset’s dates to the day it starts on', async () => {
    const client = await township();
    const started = await client.post('/plans', {
      preset: 'manghe',
      regionId: world.township.id,
      startsOn: '2026-11-20',
    });
    expect(started).toMatchObject({
      status: 200,
      body: { regionName: '桃花潭镇', startsOn: '2026-11-20', version: 1 },
    });
    await test.work();
    const { items } = (await client.get(`/plans?regionId=${world.township.id}`)).body;
    expect(items.map(({ regionName }: Json) => regionName)).toEqual(['桃花潭镇', '泾县']);
    const { body } = await (await test.as(world.people.gridWorker)).get(`/coverage?regionId=${world.a1.id}`);
    expect(body.plan.regionName).toBe('桃花潭镇');
    expect(body.plans).toHaveLength(2);
  });

  it.each([
    ['twice at the same time', () => ({ preset: 'jingxian', regionId: world.county.id }), 409, 'plan_overlap'],
    ['for a village', () => ({ regionId: world.villageA.id }), 400, 'validation_failed'],
    ['for a place that is not ours', () => ({ regionId: world.elsewhere.county.id }), 404, 'not_found'],
    ['from a preset that is none', () => ({ preset: 'unknown' }), 400, 'validation_failed'],
    ['on a day that no calendar has', () => ({ startsOn: '2026-02-30' }), 400, 'validation_failed'],
  ])('%s is refused', async (_, details, status, code) => {
    const before = await test.rowCounts();
    const body = { preset: 'manghe', regionId: world.county.id, startsOn: '2026-11-20', ...details() };
    expect(await office.post('/plans', body)).toMatchObject({ status, body: { code } });
    expect(await test.rowCounts()).toEqual(before);
  });
});

describe('editing', () => {
  const plan = async () => (await office.get(`/plans/${world.plan.id}`)).body;
  const edit = (document: object, baseVersion: number) =>
    office.patch(`/plans/${world.plan.id}`, { document, baseVersion });

  it('is made from the version that was read', async () => {
    const { document, version } = await plan();
    expect((await edit({ ...document, name: '秋季集中宣传' }, version)).body).toMatchObject({
      name: '秋季集中宣传',
      version: version + 1,
    });
    expect(await edit(document, version)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await plan()).name).toBe('秋季集中宣传');
  });

  it('says where a document is wrong', async () => {
    const { document, version } = await plan();
    const [first, second] = document.rounds;
    const wrong = {
      ...document,
      surprise: 1,
      audiences: [{ key: 'all', name: 'x', unit: 'door', match: { doorKind: 'castle' } }],
    };
    expect(await edit(wrong, version)).toMatchObject({
      status: 400,
      body: {
        code: 'plan_invalid',
        errors: expect.arrayContaining([
          { field: 'document.surprise', rule: 'unknown_field' },
          { field: 'document.audiences.0.match.doorKind', rule: 'enum' },
        ]),
      },
    });
    const overlapping = { ...document, rounds: [first, { ...second, from: first.from }] };
    expect((await edit(overlapping, version)).body.errors).toEqual([
      { field: 'document.rounds.1.from', rule: 'after_previous_round' },
    ]);
    expect((await edit({ ...document, key: 'manghe' }, version)).body.errors).toEqual([
      { field: 'document.key', rule: 'unchangeable' },
    ]);
  });

  it('takes the largest document that its rules allow', async () => {
    const { document, version } = await plan();
    const sentence = '读'.repeat(300);
    const key = (index: number) => `k${String(index).padStart(29, '0')}`;
    const largest = {
      ...document,
      readings: Array.from({ length: 20 }, (_, index) => ({ key: key(index), text: sentence })),
      audiences: Array.from({ length: 10 }, (_, index) => ({
        key: key(index),
        name: '人'.repeat(60),
        unit: 'door',
        match: { doorKind: 'household' },
      })),
    };
    expect((await edit(largest, version)).status).toBe(200);
    await test.work();
    const { body } = await office.get(
      `/coverage?regionId=${world.county.id}&planId=${world.plan.id}&audience=${key(9)}`,
    );
    expect(body.totals.total).toBe(7);
  });
});

describe('ending', () => {
  it('makes today the last day; cancelling takes the plan out of every count', async () => {
    expect((await office.post(`/plans/${world.plan.id}/end`)).body).toMatchObject({
      endsOn: '2026-11-21',
      round: { number: 1, until: '2026-11-21' },
      daysLeft: 0,
    });
    expect((await office.post(`/plans/${world.plan.id}/cancel`)).body.state).toBe('cancelled');
    expect(await office.post(`/plans/${world.plan.id}/cancel`)).toMatchObject({ status: 409 });
    await test.work();
    const rows = await test.database.query('SELECT door_id FROM door_progress WHERE plan_id = ?', [world.plan.id]);
    expect(rows).toEqual([]);
  });

  it('is not for a township to do to the county’s plan', async () => {
    const before = await test.rowCounts();
    expect((await (await township()).post(`/plans/${world.plan.id}/end`)).status).toBe(403);
    expect(await test.rowCounts()).toEqual(before);
  });
});
