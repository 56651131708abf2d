import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let head: TestClient;
let office: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  head = await test.as(world.people.villageHead);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const pair = (workerId: string, policeIds: string[], client = head) =>
  client.request('PUT', `/people/${workerId}/team`, { policeIds });
const assign = (personId: string, doorIds: string[]) => head.post('/doors/assignments', { personId, doorIds });
const codes = async (phone: TestPhone) =>
  (await phone.pull()).doors.filter(({ mine }: { mine: boolean }) => mine).map(({ code }: { code: string }) => code);
const phoneOf = async (person: { id: string; name: string; phone: string }) =>
  new TestPhone(await test.as(person), test.clock);

describe('a team of 网格员 and 民警', () => {
  it('shares what the worker has and is given, on the phone of the police too', async () => {
    const { gridWorker, police } = world.people;
    await assign(gridWorker.id, [world.doors.wang.id]);
    const answer = await pair(gridWorker.id, [police.id]);
    expect(answer.body).toMatchObject({ id: gridWorker.id, doors: 1, team: [{ name: '褚民警', role: 'police' }] });
    const phone = await phoneOf(police);
    expect(await codes(phone)).toEqual(['A101']);
    await assign(gridWorker.id, [world.doors.li.id]);
    const worker = await phoneOf(gridWorker);
    await worker.push(worker.command('door.claim', { doorId: world.doors.zhao.id }));
    expect((await codes(phone)).sort()).toEqual(['A101', 'A102', 'A103']);
    expect((await phone.client.get('/me')).body.team).toEqual([
      { personId: gridWorker.id, name: '韩网格', role: 'grid_worker' },
    ]);
    expect((await worker.client.get('/me')).body.team).toMatchObject([{ personId: police.id, role: 'police' }]);
  });

  it('shares what the worker gives back, too', async () => {
    const worker = await phoneOf(world.people.gridWorker);
    await worker.push(worker.command('door.release', { doorId: world.doors.zhao.id }));
    expect((await codes(await phoneOf(world.people.police))).sort()).toEqual(['A101', 'A102']);
    await head.post('/doors/assignments/end', { personId: world.people.gridWorker.id, doorIds: [world.doors.li.id] });
    expect(await codes(await phoneOf(world.people.police))).toEqual(['A101']);
  });

  it('is not broken up when the worker is given the doors in place of others', async () => {
    const { gridWorker, police, gridChief } = world.people;
    await assign(gridChief.id, [world.doors.wang.id]);
    await head.post('/doors/assignments', { personId: gridWorker.id, gridId: world.a1.id, replace: true });
    expect(await codes(await phoneOf(police))).toHaveLength(4);
    expect((await head.get(`/people?q=沈网格长`)).body.items).toMatchObject([{ doors: 0 }]);
  });

  it('leaves the police what they claimed and what another worker shares with them, when it ends', async () => {
    const { gridWorker, gridChief, police } = world.people;
    const phone = await phoneOf(police);
    // The first is claimed before the pair would have brought it.
    await phone.push(phone.command('door.claim', { doorId: world.doors.sun.id }));
    await assign(gridWorker.id, [world.doors.sun.id]);
    await pair(gridChief.id, [police.id]);
    await assign(gridChief.id, [world.doors.li.id]);
    expect((await pair(gridWorker.id, [])).body.team).toEqual([]);
    expect((await codes(phone)).sort()).toEqual(['A102', 'A201']);
    expect((await pair(gridChief.id, [])).body.team).toEqual([]);
    expect(await codes(phone)).toEqual(['A201']);
  });

  it('begins again after it ended', async () => {
    const { gridWorker, police } = world.people;
    expect((await pair(gridWorker.id, [police.id])).body.team).toHaveLength(1);
    expect(await codes(await phoneOf(police))).toHaveLength(5);
  });

  it('ends with the post that carried it', async () => {
    const { gridWorker, police, gridChief } = world.people;
    await pair(gridChief.id, [police.id]);
    const [post] = (await office.get(`/people?q=褚民警`)).body.items[0].posts;
    await office.post(`/people/${police.id}/posts`, { role: 'police', regionId: world.villageB.id });
    expect((await office.delete(`/posts/${post.id}`)).status).toBe(204);
    const { items } = (await office.get('/people?q=网格')).body;
    expect(items.map(({ team }: { team: unknown[] }) => team)).toEqual(items.map(() => []));
    expect(await codes(await phoneOf(police))).toEqual([]);
    expect((await test.database.query('SELECT 1 FROM visiting_teams WHERE ended_at IS NULL')).length).toBe(0);
    expect((await head.get(`/doors/${world.doors.wang.id}`)).body.assignedTo).toMatchObject([
      { personId: gridWorker.id },
    ]);
  });
});

describe('a pair that cannot be', () => {
  it.each([
    ['with somebody who is no police', () => world.people.gridChief.id],
    ['with police of elsewhere', () => world.elsewhere.worker.id],
    ['with nobody', () => uuid7()],
  ])('%s is refused alike', async (_, policeId) => {
    const before = await test.rowCounts();
    expect(await pair(world.people.gridWorker.id, [world.people.auxiliaryPolice.id, policeId()])).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'policeIds.1', rule: 'police_of_the_place' }] },
    });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('of a worker out of reach is unknown', async () => {
    expect((await pair(world.elsewhere.worker.id, [])).status).toBe(404);
    expect((await pair(uuid7(), [])).status).toBe(404);
  });
});
