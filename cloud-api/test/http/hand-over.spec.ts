import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const handOver = (from: TestPerson, to: TestPerson, more: object = {}, client = office) =>
  client.post(`/people/${from.id}/hand-over`, { toPersonId: to.id, ...more });
const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
const listed = async (person: TestPerson): Promise<Json> =>
  (await office.get(`/people?q=${person.phone}`)).body.items[0];
const hire = async (name: string, phone: string, role: string, regionId: number): Promise<TestPerson> => {
  const { body } = await office.post('/people', { name, phone, role, regionId });
  return { id: body.id, name, phone };
};

describe('somebody who is replaced', () => {
  it('hands over posts, doors and the place in the team, at once and without doubling', async () => {
    const { gridWorker, police } = world.people;
    const successor = await hire('吕接任', '19900060001', 'grid_worker', world.a1.id);
    await office.post(`/people/${gridWorker.id}/posts`, { role: 'grid_worker', regionId: world.b2.id });
    const doorIds = [world.doors.wang.id, world.doors.tao.id];
    await office.post('/doors/assignments', { personId: gridWorker.id, doorIds });
    await office.request('PUT', `/people/${gridWorker.id}/team`, { policeIds: [police.id] });
    const leaver = await phoneOf(gridWorker);
    const [inTime, afterwards] = [leaver.visit(world.doors.wang.id), leaver.visit(world.doors.tao.id)];
    await leaver.push(inTime);

    expect((await handOver(gridWorker, successor, { note: '调往镇里' })).body).toEqual({
      posts: 2,
      doors: 2,
      teams: 1,
    });

    expect(await listed(gridWorker)).toBeUndefined();
    expect(await listed(successor)).toMatchObject({
      posts: expect.arrayContaining([
        expect.objectContaining({ regionId: world.a1.id }),
        expect.objectContaining({ regionId: world.b2.id }),
      ]),
      doors: 2,
      trainedOn: null,
      team: [{ personId: police.id }],
    });
    expect(await listed(police)).toMatchObject({ doors: 2, team: [{ personId: successor.id }] });
    expect((await (await phoneOf(successor)).pull()).doors.map(({ code }: Json) => code)).toContain('B201');
    expect((await leaver.client.get(`/doors/${world.doors.wang.id}`)).status).toBe(403);
    // What the leaver's phone still holds is kept for a person to decide.
    expect(await leaver.push(afterwards)).toMatchObject([{ result: 'quarantined', reason: 'visitor_left_post' }]);
    const [event] = await test.database.query<{ facts: string; personal: string }>(
      "SELECT facts, personal FROM events WHERE type = 'person.handed_over'",
    );
    expect(JSON.parse(event!.facts)).toEqual({ posts: 2, doors: 2, teams: 1, toPersonId: successor.id });
    expect(event!.personal).not.toContain('调往镇里');
  });

  it('in one of two posts keeps the doors and the team of the other', async () => {
    const { gridChief, gridWorkerNext, police } = world.people;
    await office.post(`/people/${gridChief.id}/posts`, { role: 'grid_worker', regionId: world.b1.id });
    const doorIds = [world.doors.li.id, world.doors.feng.id];
    await office.post('/doors/assignments', { personId: gridChief.id, doorIds });
    await office.request('PUT', `/people/${gridChief.id}/team`, { policeIds: [police.id] });
    const { posts } = await listed(gridChief);
    const { id } = posts.find(({ regionId }: Json) => regionId === world.b1.id);
    const answer = await handOver(gridChief, gridWorkerNext, { postIds: [id] });
    expect(answer.body).toEqual({ posts: 1, doors: 1, teams: 0 });
    expect(await listed(gridChief)).toMatchObject({ posts: [{ role: 'grid_chief' }], doors: 1, team: [{}] });
    const next = await listed(gridWorkerNext);
    expect(next).toMatchObject({ posts: [{}, {}], doors: 1, team: [] });
    expect(next.posts).toContainEqual(expect.objectContaining({ regionId: world.b1.id }));
  });

  it('as police brings the successor into the teams', async () => {
    const { police } = world.people;
    const successor = await hire('施民警', '19900060002', 'police', world.township.id);
    const before = await listed(police);
    expect((await handOver(police, successor)).body).toEqual({ posts: 1, doors: before.doors, teams: 2 });
    expect(await listed(successor)).toMatchObject({ posts: [{ role: 'police' }], doors: before.doors, team: [{}, {}] });
    const pairs = await test.database.query<{ police_id: string }>(
      'SELECT police_id FROM visiting_teams WHERE ended_at IS NULL',
    );
    expect(pairs).toEqual([{ police_id: successor.id }, { police_id: successor.id }]);
  });
});

describe('what cannot be handed over', () => {
  it('changes nothing and looks absent', async () => {
    const { gridChief, gridWorkerNext, teacher, countyOffice } = world.people;
    const before = await test.rowCounts();
    const [{ id: foreign }] = (await listed(teacher)).posts;
    expect((await handOver(gridChief, gridWorkerNext, { postIds: [foreign] })).status).toBe(404);
    expect((await handOver(gridChief, gridWorkerNext, { postIds: [] })).status).toBe(404);
    expect((await handOver(gridChief, world.elsewhere.worker)).status).toBe(404);
    expect((await handOver(world.elsewhere.worker, gridChief)).status).toBe(404);
    expect((await handOver(countyOffice, gridChief)).status).toBe(404);
    expect((await handOver(world.people.formerWorker, gridChief)).status).toBe(404);
    expect(await handOver(gridChief, gridChief)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'toPersonId', rule: 'other_person' }] },
    });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('twice at once is handed over once', async () => {
    const { gridChief, gridWorkerNext } = world.people;
    const answers = await Promise.all([handOver(gridChief, gridWorkerNext), handOver(gridChief, gridWorkerNext)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await listed(gridWorkerNext)).posts).toHaveLength(3);
  });
});
