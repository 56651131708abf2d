import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

/** The tables in which the text stands, in whatever column. */
async function tablesHolding(text: string): Promise<string[]> {
  const tables = test.database.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  const found: string[] = [];
  for (const table of tables) {
    const rows = await test.database.query(`SELECT * FROM ${table}`);
    if (JSON.stringify(rows).includes(text)) found.push(table);
  }
  return found;
}

describe('a phone number', () => {
  const phoneNumber = '19900007301';

  it.each([
    ['registered with a resident', 'a1', 'stored'],
    ['waiting in quarantine', 'b1', 'quarantined'],
  ] as const)('%s stands nowhere in plain', async (_, grid, result) => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    const residents = [{ id: uuid7(), name: '苗新户', relation: 'head', phone: phoneNumber }];
    const payload = { kind: 'household', name: '苗新户', address: '1号', gridId: world[grid].id, residents };
    expect(await phone.push(phone.command('door.register', payload))).toMatchObject([{ result }]);
    expect(await tablesHolding('苗新户')).toContain('doors');
    expect(await tablesHolding(phoneNumber)).toEqual([]);
  });

  it('of a new member of staff stands nowhere in plain', async () => {
    const office = await test.as(world.people.townshipOffice);
    const person = { name: '云新人', phone: '19900007302', role: 'grid_worker', regionId: world.a1.id };
    expect((await office.post('/people', person)).status).toBe(200);
    expect(await tablesHolding('云新人')).toEqual(['people']);
    expect(await tablesHolding('19900007302')).toEqual([]);
  });
});
