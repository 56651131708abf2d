import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { messyBook } from '../fixtures/books/messy-book.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { TestClient } from '../harness/client.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
  const villages = [world.villageA, world.villageB].map(({ name }) => ({
    name,
    grids: ['第一网格', '第二网格'],
    groups: ['第三村民组'],
  }));
  const { xlsx } = await messyBook({ villages, today: test.clock.today(), households: 120 });
  await (await OfficeImport.checked(test, office, world.township.id, xlsx)).publish('skip_bad');
});
afterAll(() => test.close());

async function exported(withPhones: boolean): Promise<Buffer> {
  const id = uuid7();
  await office.post('/exports', { id, kind: 'household_book', regionId: world.township.id, withPhones });
  await test.work();
  const answer = await office.get(`/exports/${id}/file`);
  expect(answer.status).toBe(200);
  return answer.bytes;
}

/** Phones as they are stored, by resident. */
function phones() {
  return test.database.query('SELECT id, phone_index FROM residents ORDER BY id');
}

it.each([true, false])('a book that was taken out comes in again as the same (phones: %s)', async (withPhones) => {
  const before = await phones();
  const doors = await test.database.query('SELECT id FROM doors d WHERE d.grid_id IN (?, ?, ?, ?)', [
    world.a1.id,
    world.a2.id,
    world.b1.id,
    world.b2.id,
  ]);
  const book = await OfficeImport.checked(test, office, world.township.id, await exported(withPhones));
  const { outcome } = await book.get();
  expect(await book.changes('add')).toEqual([]);
  expect(await book.problems()).toEqual([]);
  expect(outcome).toMatchObject({ add: 0, update: 0, conflict: 0, bad: 0, absent: 0, same: doors.length });
  await book.publish();
  expect(await phones()).toEqual(before);
});
