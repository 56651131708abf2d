import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

/** Rows that somebody is just changing, while the work goes on; an embedded database has one writer and holds none. */
async function whileHeld<T>(doorId: string, work: () => Promise<T>): Promise<T> {
  if (test.kind === 'sqlite') return work();
  const other = test.database.dataSource.createQueryRunner();
  await other.startTransaction();
  try {
    await other.query('SELECT id FROM doors WHERE id = ? FOR UPDATE', [doorId]);
    await other.query('SELECT id FROM residents WHERE door_id = ? FOR UPDATE', [doorId]);
    await other.query('SELECT door_id FROM book_entries WHERE door_id = ? FOR UPDATE', [doorId]);
    await other.query('SELECT door_id FROM door_tombstones WHERE door_id = ? FOR UPDATE', [doorId]);
    return await work();
  } finally {
    await other.rollbackTransaction();
    await other.release();
  }
}

it('a book of one place waits for nobody in another one', async () => {
  const office = await test.as(world.people.townshipOffice);
  const upload = (address: string, grid: string) => {
    const row = `P01,申大河,申大河,户主,1960-03,${address},桃花潭村,${grid}`;
    const file = `户号,户主,姓名,与户主关系,出生年月,住址,村,网格\n${row}`;
    return OfficeImport.checked(test, office, world.township.id, file);
  };
  await (await upload('二组', '第一网格')).publish();
  const [door] = await test.database.query<{ id: string }>('SELECT id FROM doors WHERE grid_id = ? LIMIT 1', [
    world.b1.id,
  ]);
  const newer = await upload('三组', '第二网格');
  const published = await whileHeld(door!.id, () => newer.publish());
  expect(published).toMatchObject({ state: 'published', outcome: { updated: 1 } });
});
