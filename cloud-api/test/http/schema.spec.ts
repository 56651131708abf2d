import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it('the migrations make the schema that the entities describe', async () => {
  const difference = await test.database.dataSource.driver.createSchemaBuilder().log();
  expect(difference.upQueries.map(({ query }) => query)).toEqual([]);
});

it('the migrations can be taken back to nothing, and run again', async () => {
  const { dataSource } = test.database;
  // What the start wrote (the papers that come with the program) is gone; each table is there again.
  const empty = Object.fromEntries(Object.keys(await test.rowCounts()).map((table) => [table, 0]));
  while ((await dataSource.query('SELECT name FROM migrations')).length > 0)
    await dataSource.undoLastMigration({ transaction: 'each' });
  await expect(test.rowCounts()).rejects.toThrow();
  await dataSource.runMigrations({ transaction: 'each' });
  expect(await test.rowCounts()).toEqual(empty);
});
