import { afterAll, beforeAll, expect, it } from '@jest/globals';
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
});
afterAll(() => test.close());

const file = ['户号,户主,姓名,与户主关系,住址,村,网格', 'J01,申大河,申大河,户主,桃花潭村二组,桃花潭村,第一网格'].join(
  '\n',
);

/** The process that ran the last job died after its work and before it could say so. */
async function forgetEnd(): Promise<void> {
  await test.database.transaction((transaction) =>
    transaction.execute("UPDATE jobs SET state = 'running', lease_ends_at = 0 WHERE kind LIKE 'import.%'"),
  );
}

it('a step that is run again when it was done already does not stop the one after it', async () => {
  const book = await OfficeImport.upload(test, office, world.township.id, file);
  await forgetEnd();
  expect(await book.check()).toMatchObject({ state: 'checked', error: null });
  await forgetEnd();
  expect(await book.publish()).toMatchObject({ state: 'published', error: null, outcome: { added: 1 } });
  await forgetEnd();
  await test.work();
  expect(await book.get()).toMatchObject({ state: 'published', error: null, outcome: { added: 1 } });
});

it('what is stopped while it waits or works is on record', async () => {
  const book = await OfficeImport.upload(test, office, world.township.id, file);
  await office.post(`/imports/${book.id}/check`, (await book.get()).mapping);
  await test.database.transaction((transaction) =>
    transaction.execute(
      "UPDATE jobs SET state = 'running', cancel_requested = 1, lease_ends_at = 0 WHERE state = 'queued'",
    ),
  );
  await test.work();
  expect(await book.get()).toMatchObject({ state: 'cancelled' });
  const told = await test.database.query('SELECT type FROM events WHERE subject_id = ? ORDER BY id', [book.id]);
  expect(told.at(-1)).toEqual({ type: 'import.cancelled' });
});
