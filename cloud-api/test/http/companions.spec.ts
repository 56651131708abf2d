import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
/** Not trained: only a trained companion makes the visit count. */
let phone: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  await test.database.transaction((transaction) =>
    transaction.execute('UPDATE posts SET revoked_at = ? WHERE person_id = ?', [
      test.clock.now() - 86_400_000,
      world.people.formerWorker.id,
    ]),
  );
  phone = new TestPhone(await test.as(world.people.auxiliaryPolice), test.clock);
});
afterAll(() => test.close());

const companion = (personId: string, name = '同行人') => ({ name, role: 'other', personId });
const kept = async (visitId: string): Promise<Json[]> => (await phone.client.get(`/visits/${visitId}`)).body.companions;
const standing = async (doorId: string): Promise<Json> => (await phone.client.get(`/doors/${doorId}`)).body.progress[0];
const log = async (doorId: string, ...people: string[]) => {
  const visit = phone.visit(doorId, { companions: people.map((id) => companion(id)) });
  expect(await phone.push(visit)).toMatchObject([{ result: 'stored' }]);
  return visit;
};

describe('a companion', () => {
  it('of the place keeps the name and the id, and their training counts', async () => {
    const visit = await log(world.doors.wang.id, world.people.gridWorker.id);
    expect(await kept(visit.id)).toEqual([companion(world.people.gridWorker.id)]);
    expect((await standing(world.doors.wang.id)).state).toBe('covered');
  });

  it.each<[string, () => TestPerson | { id: string }]>([
    ['of another province', () => world.elsewhere.worker],
    ['of the next grid', () => world.people.gridWorkerNext],
    ['who left before', () => world.people.formerWorker],
    ['whom nobody knows', () => ({ id: uuid7() })],
  ])('%s keeps the name alone, and their training does not count', async (_, person) => {
    const visit = await log(world.doors.li.id, person().id);
    expect(await kept(visit.id)).toEqual([{ name: '同行人', role: 'other' }]);
    expect((await standing(world.doors.li.id)).why).toBe('visitor_untrained');
  });

  it('is judged for each visit of a batch by its own door', async () => {
    const { gridWorker, gridWorkerNext } = world.people;
    const both = [companion(gridWorker.id, '甲'), companion(gridWorkerNext.id, '乙')];
    const visits = [world.doors.zhao, world.doors.sun].map(({ id }) => phone.visit(id, { companions: both }));
    await phone.push(...visits, phone.visit(world.doors.shop.id));
    expect((await kept(visits[0]!.id)).map(({ personId }) => personId)).toEqual([gridWorker.id, undefined]);
    expect((await kept(visits[1]!.id)).map(({ personId }) => personId)).toEqual([undefined, gridWorkerNext.id]);
  });

  it('of another grid to whom the door is given by name is known there', async () => {
    const head = await test.as(world.people.villageHead);
    const given = { personId: world.people.gridWorkerNext.id, doorIds: [world.doors.shop.id] };
    await head.post('/doors/assignments', given);
    const visit = await log(world.doors.shop.id, world.people.gridWorkerNext.id);
    expect(await kept(visit.id)).toEqual([companion(world.people.gridWorkerNext.id)]);
  });

  it('brought in by a correction is judged as well', async () => {
    const visit = await log(world.doors.factory.id);
    const companions = [companion(world.elsewhere.worker.id), companion(world.people.gridWorkerNext.id)];
    const correction = { visitId: visit.id, baseVersion: 1, reason: '补录同行人', changes: { companions } };
    expect(await phone.push(phone.command('visit.correct', correction))).toMatchObject([{ result: 'stored' }]);
    expect((await kept(visit.id)).map(({ personId }) => personId)).toEqual([undefined, world.people.gridWorkerNext.id]);
  });
});
