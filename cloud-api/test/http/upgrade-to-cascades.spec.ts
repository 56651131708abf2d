import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

/** The database as it was before there were groups, with what had been written by then, and then migrated. */
beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  const office = await test.as(world.people.townshipOffice);
  const schoolClass = { unitId: world.unit.id, gridId: world.a1.id, name: '一年级', pupils: 20 };
  expect((await office.post('/classes', schoolClass)).status).toBe(200);
  const { dataSource } = test.database;
  const ran = async (): Promise<{ name: string }[]> => dataSource.query('SELECT name FROM migrations');
  while ((await ran()).some(({ name }) => name === 'Cascade1765100000000')) {
    await dataSource.undoLastMigration({ transaction: 'each' });
  }
  const { cascade: _, ...older } = world.plan.document;
  await test.database.transaction((transaction) =>
    transaction.execute('UPDATE plans SET document = ?, version = version + 1 WHERE id = ?', [
      JSON.stringify(older),
      world.plan.id,
    ]),
  );
  await dataSource.runMigrations({ transaction: 'each' });
});
afterAll(() => test.close());

describe('what was there before there were groups', () => {
  it('units with classes are schools, all others departments, and other places are nothing', async () => {
    const kinds = await test.database.query<{ id: number; unit_kind: string | null }>(
      'SELECT id, unit_kind FROM regions WHERE id IN (?, ?, ?, ?) ORDER BY id',
      [world.unit.id, world.department.id, world.enterprise.id, world.villageA.id],
    );
    expect(new Map(kinds.map(({ id, unit_kind }) => [id, unit_kind]))).toEqual(
      new Map([
        [world.unit.id, 'school'],
        [world.department.id, 'department'],
        [world.enterprise.id, 'department'],
        [world.villageA.id, null],
      ]),
    );
  });

  it('a plan that runs has no groups, until its office writes them into it', async () => {
    const office = await test.as(world.people.countyOffice);
    const { body } = await office.get(`/plans/${world.plan.id}`);
    expect(body.document).toEqual({ ...world.plan.document, cascade: null });
    const { cascade } = world.plan.document;
    const edited = { document: { ...body.document, cascade }, baseVersion: body.version };
    expect((await office.patch(`/plans/${world.plan.id}`, edited)).body.document).toEqual(world.plan.document);
  });

  it('doors, posts and visits are counted as before', async () => {
    const office = await test.as(world.people.countyOffice);
    const { totals } = (await office.get(`/coverage?regionId=${world.county.id}`)).body;
    expect(totals.total).toBe(11);
  });
});
