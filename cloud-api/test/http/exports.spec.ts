import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { buildWorld, type World } from '../harness/world.js';
import { askForExport, exported } from './exported-lists.js';

const day = 86_400_000;
let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

const township = () => ({ kind: 'visit_register', regionId: world.township.id });

describe('who asks', () => {
  const errorOf = (field: string, rule: string) => ({
    status: 400,
    body: { code: 'validation_failed', errors: [{ field, rule }] },
  });

  it('gets the same export for the same request, also at once, and a conflict for another', async () => {
    const body = { id: uuid7(), ...township() };
    const answers = await Promise.all([1, 2, 3].map(() => askForExport(test, world.people.townshipOffice, body)));
    const again = await askForExport(test, world.people.townshipOffice, body);
    for (const answer of answers) expect([answer.status, answer.body.id]).toEqual([200, body.id]);
    expect(again.status).toBe(200);
    for (const changed of [
      { kind: 'progress_table' },
      { from: '2026-11-07' },
      { withPhones: true },
      { regionId: world.villageA.id },
    ])
      expect((await askForExport(test, world.people.townshipOffice, { ...body, ...changed })).status).toBe(409);
    expect((await askForExport(test, world.people.countyOffice, body)).status).toBe(409);
    await test.work();
    const { items } = (await (await test.as(world.people.townshipOffice)).get('/exports')).body;
    expect(items.filter(({ id }: Json) => id === body.id)).toHaveLength(1);
    expect(items.map(({ createdAt }: Json) => createdAt)).toEqual(
      [...items.map(({ createdAt }: Json) => createdAt)].sort((a, b) => b - a),
    );
  });

  it('is told what is wrong with the request', async () => {
    const tried = (body: object) =>
      askForExport(test, world.people.townshipOffice, { id: uuid7(), ...township(), ...body });
    expect(await tried({ kind: 'household_book', planId: world.plan.id })).toMatchObject(
      errorOf('planId', 'not_for_this_kind'),
    );
    expect(await tried({ kind: 'progress_table', withPhones: true })).toMatchObject(
      errorOf('withPhones', 'not_for_this_kind'),
    );
    expect(await tried({ from: '2026-11-07', to: '2026-11-06' })).toMatchObject(errorOf('to', 'not_before_start'));
    expect(await tried({ round: 9 })).toMatchObject(errorOf('round', 'round_of_plan'));
    expect(await tried({ regionId: world.groupA.id })).toMatchObject(errorOf('regionId', 'exportable_level'));
    expect(await tried({ regionId: world.unit.id })).toMatchObject(errorOf('regionId', 'exportable_level'));
    expect((await tried({ planId: world.elsewhere.plan.id })).status).toBe(404);
    expect((await tried({ regionId: world.elsewhere.village.id })).status).toBe(404);
    expect((await tried({ id: '01900000-0000-4000-8000-000000000000' })).status).toBe(400);
  });

  it('waits when three lists are under way', async () => {
    const asked = () =>
      askForExport(test, world.people.countyOffice, { kind: 'progress_table', regionId: world.county.id });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await asked()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    await test.work();
    expect((await asked()).status).toBe(200);
    await test.work();
  });

  it('sees their own only, and finds no file before it is made', async () => {
    const { body } = await askForExport(test, world.people.townshipOffice, township());
    const office = await test.as(world.people.townshipOffice);
    expect(await office.get(`/exports/${body.id}/file`)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await test.work();
    const other = await test.as(world.people.countyOffice);
    for (const path of [`/exports/${body.id}`, `/exports/${body.id}/file`])
      expect((await other.get(path)).status).toBe(404);
    expect((await other.get('/exports')).body.items.map(({ id }: Json) => id)).not.toContain(body.id);
  });

  it('is on record with what was carried away', async () => {
    const { file, made } = await exported(test, world.people.townshipOffice, { ...township(), withPhones: true });
    const events = await test.database.query<{ type: string; actorId: string; regionId: number; facts: string }>(
      `SELECT type, actor_id AS actorId, region_id AS regionId, facts FROM events WHERE subject_id = ? ORDER BY recorded_at, id`,
      [made.id],
    );
    expect(events.map(({ type }) => type)).toEqual(['export.requested', 'export.made', 'export.downloaded']);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    for (const event of events) {
      expect(event).toMatchObject({ actorId: world.people.townshipOffice.id, regionId: world.township.id });
      expect(JSON.parse(event.facts)).toMatchObject({ kind: 'visit_register', withPhones: true });
    }
    for (const { facts } of events.slice(1)) expect(JSON.parse(facts)).toMatchObject({ rows: 10, sha256 });
    expect(file.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent('入户登记表_泾县桃花潭镇_20261121.xlsx')}`,
    });
  });
});

describe('a right that is lost', () => {
  const revoked = async (person: TestPerson) => {
    await test.database.query('UPDATE posts SET revoked_at = ? WHERE person_id = ?', [test.clock.now(), person.id]);
  };

  it('ends the making of a list, and closes those that were made', async () => {
    const { made } = await exported(test, world.people.police, township());
    const waiting = await askForExport(test, world.people.police, township());
    const police = await test.as(world.people.police);
    await revoked(world.people.police);
    await test.work();
    expect((await police.get(`/exports/${made.id}/file`)).status).toBe(403);
    await test.database.transaction((transaction) =>
      transaction.insert('posts', [
        {
          id: uuid7(),
          person_id: world.people.police.id,
          role: 'village_head',
          region_id: world.villageB.id,
          created_at: 0,
          revoked_at: null,
        },
      ]),
    );
    expect((await police.get(`/exports/${made.id}/file`)).status).toBe(404);
    expect((await police.get(`/exports/${waiting.body.id}`)).body).toMatchObject({
      state: 'failed',
      error: 'forbidden',
      rowCount: null,
    });
  });
});

describe('a list', () => {
  it('is gone after a week', async () => {
    const { made } = await exported(test, world.people.townshipOffice, {
      kind: 'progress_table',
      regionId: world.a1.id,
    });
    expect(made.expiresAt).toBe(test.clock.now() + 7 * day);
    test.clock.advance(7 * day);
    const office = await test.as(world.people.townshipOffice);
    expect((await office.get(`/exports/${made.id}`)).body).toMatchObject({ state: 'expired', rowCount: made.rowCount });
    expect((await office.get(`/exports/${made.id}/file`)).status).toBe(404);
  });
});
