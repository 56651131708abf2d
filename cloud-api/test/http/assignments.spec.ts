import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
  await locate('wang', 30.7, 118.4);
  await locate('li', 30.7001, 118.4001);
  await locate('zhao', 30.72, 118.42);
  await locate('qian', 30.7002, 118.4002);
});
afterAll(() => test.close());

const locate = (door: keyof World['doors'], latitude: number, longitude: number) =>
  test.database.transaction((transaction) =>
    transaction.execute('UPDATE doors SET latitude_e6 = ?, longitude_e6 = ? WHERE id = ?', [
      Math.round(latitude * 1e6),
      Math.round(longitude * 1e6),
      world.doors[door].id,
    ]),
  );
const square = (regionId: number) => ({
  regionId,
  polygon: [
    { latitude: 30.7, longitude: 118.4 },
    { latitude: 30.7, longitude: 118.41 },
    { latitude: 30.71, longitude: 118.41 },
    { latitude: 30.71, longitude: 118.4 },
  ],
});
const assign = (client: TestClient, personId: string, what: object) =>
  client.post('/doors/assignments', { personId, ...what });
const end = (client: TestClient, personId: string, doorIds?: string[]) =>
  client.post('/doors/assignments/end', { personId, ...(doorIds ? { doorIds } : {}) });
const mine = async (personId: string): Promise<string[]> => {
  const rows = await test.database.query<{ code: string }>(
    `SELECT d.code FROM door_assignments a JOIN doors d ON d.id = a.door_id
      WHERE a.person_id = ? AND a.ended_at IS NULL ORDER BY d.code`,
    [personId],
  );
  return rows.map(({ code }) => code);
};

describe('doors given to one person', () => {
  it('are all that stand in a grid, and are counted once', async () => {
    const { gridWorker } = world.people;
    expect((await assign(head, gridWorker.id, { gridId: world.a1.id })).body).toEqual({ assigned: 4, already: 0 });
    expect((await assign(head, gridWorker.id, { gridId: world.a1.id })).body).toEqual({ assigned: 0, already: 4 });
    expect(await mine(gridWorker.id)).toEqual(['A101', 'A102', 'A103', 'A190']);
  });

  it('or only those that are nobody’s', async () => {
    const { gridChief } = world.people;
    await end(head, world.people.gridWorker.id, [world.doors.li.id]);
    const free = { gridId: world.a1.id, unassigned: true };
    expect((await assign(head, gridChief.id, free)).body).toEqual({ assigned: 1, already: 0 });
    expect(await mine(gridChief.id)).toEqual(['A102']);
  });

  it('or those within a line on the map, of this region only, its line included', async () => {
    const { police } = world.people;
    expect((await assign(office, police.id, { area: square(world.villageA.id) })).body.assigned).toBe(2);
    expect(await mine(police.id)).toEqual(['A101', 'A102']);
    expect((await assign(office, police.id, { area: square(world.township.id) })).body).toEqual({
      assigned: 1,
      already: 2,
    });
    expect(await mine(police.id)).toEqual(['A101', 'A102', 'B101']);
  });

  it('leave out what is excluded', async () => {
    await test.database.transaction((transaction) =>
      transaction.execute("UPDATE doors SET exclusion_kind = 'vacant', exclusion_state = 'approved' WHERE id = ?", [
        world.doors.factory.id,
      ]),
    );
    const { gridWorkerNext } = world.people;
    expect((await assign(head, gridWorkerNext.id, { gridId: world.a2.id })).body.assigned).toBe(1);
    expect(await mine(gridWorkerNext.id)).toEqual(['A201']);
  });

  it('take the place of what others held, except the teacher of a family', async () => {
    const { gridWorker, teacher, gridChief } = world.people;
    await assign(office, teacher.id, { doorIds: [world.doors.li.id] });
    const phone = new TestPhone(await test.as(gridChief), test.clock);
    const { cursor } = await phone.pull();
    const all = { gridId: world.a1.id, replace: true };
    expect((await assign(head, gridWorker.id, all)).body).toEqual({ assigned: 1, already: 3 });
    expect(await mine(gridChief.id)).toEqual([]);
    expect(await mine(world.people.police.id)).toEqual(['B101']);
    expect(await mine(teacher.id)).toEqual(['A102', 'B190']);
    const changed = (await phone.pull(cursor)).doors.map(({ code, mine: own }: { code: string; mine: boolean }) => [
      code,
      own,
    ]);
    expect(changed).toContainEqual(['A102', false]);
  });

  it('come in one way, of a place that is drawn and within reach', async () => {
    const { gridWorker } = world.people;
    const before = await test.rowCounts();
    const invalid = async (what: object, rule: string) =>
      expect(await assign(head, gridWorker.id, what)).toMatchObject({ status: 400, body: { errors: [{ rule }] } });
    await invalid({}, 'one_of_three_ways');
    await invalid({ gridId: world.a1.id, doorIds: [] }, 'one_of_three_ways');
    await invalid({ gridId: world.villageA.id }, 'grid');
    await invalid({ area: { ...square(world.a1.id), polygon: square(1).polygon.slice(2) } }, 'array_min_size');
    await invalid(
      { area: { ...square(world.a1.id), polygon: Array(51).fill(square(1).polygon[0]) } },
      'array_max_size',
    );
    expect((await assign(head, gridWorker.id, { gridId: world.b1.id })).status).toBe(404);
    expect((await assign(head, gridWorker.id, { area: square(world.township.id) })).status).toBe(404);
    expect(await test.rowCounts()).toEqual(before);
  });
});

describe('what somebody holds', () => {
  it('is ended for doors within reach, all named ones or none', async () => {
    const { gridWorker, police } = world.people;
    const { wang, qian } = world.doors;
    expect((await end(head, police.id, [wang.id, qian.id])).status).toBe(404);
    expect((await end(head, gridWorker.id, [wang.id])).body).toEqual({ ended: 1 });
    expect((await end(head, gridWorker.id, [wang.id])).body).toEqual({ ended: 0 });
    expect(await mine(gridWorker.id)).toEqual(['A102', 'A103', 'A190']);
  });

  it('is ended wholly, as far as the reach goes, and leaves the phone with the next pull', async () => {
    const { teacher } = world.people;
    const phone = new TestPhone(await test.as(teacher), test.clock);
    const { cursor, doors } = await phone.pull();
    expect(doors).toHaveLength(2);
    expect((await end(head, teacher.id)).body).toEqual({ ended: 1 });
    expect(await mine(teacher.id)).toEqual(['B190']);
    expect(await phone.pull(cursor)).toMatchObject({ reset: true, doors: [{ code: 'B190' }] });
    expect((await end(head, teacher.id)).status).toBe(404);
  });
});

describe('two who give away the same grid at once', () => {
  it('both come through, and every door is held as each of them said', async () => {
    const grid = { gridId: world.a1.id };
    const answers = await Promise.all([
      assign(head, world.people.auxiliaryPolice.id, grid),
      assign(office, world.people.gridChief.id, grid),
      assign(head, world.people.auxiliaryPolice.id, grid),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((answers[0].body.assigned as number) + (answers[2].body.assigned as number)).toBe(4);
    expect(await mine(world.people.auxiliaryPolice.id)).toHaveLength(4);
    expect(await mine(world.people.gridChief.id)).toHaveLength(4);
  });
});
