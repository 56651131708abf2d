import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

const heads = '户号,户主,姓名,与户主关系,出生年月,联系电话,住址,村,网格';

let test: TestApp;
let world: World;
let office: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const upload = (...rows: string[]) =>
  OfficeImport.checked(test, office, world.township.id, [heads, ...rows].join('\n'));

async function found(code: string): Promise<Json[]> {
  const { items } = (await office.get(`/doors?q=${code}`)).body;
  return Promise.all(items.map(async ({ id }: Json) => (await office.get(`/doors/${id}`)).body));
}

async function one(code: string): Promise<Json> {
  const doors = await found(code);
  expect(doors).toHaveLength(1);
  return doors[0];
}

describe('a book that comes again', () => {
  it('may give back a person whose old record lives at a door that was split off', async () => {
    const family = (phone: string) => [
      'S01,申大河,申大河,户主,1960-03,19955510001,桃花潭村二组,桃花潭村,第一网格',
      `S01,申大河,申小溪,长子,1988-05,${phone},桃花潭村二组,桃花潭村,第一网格`,
    ];
    await (await upload(...family('19955510002'))).publish();
    const door = await one('S01');
    const son = door.residents[1].id;
    const newDoorId = uuid7();
    const request = { newDoorId, residentIds: [son], name: '申小溪', code: 'S02', address: '新屋' };
    expect((await office.post(`/doors/${door.id}/split`, { ...request, baseVersion: door.version })).status).toBe(200);

    const book = await upload(...family('19955510003'));
    const [conflict] = await book.changes('conflict');
    expect(conflict.values).toMatchObject([{ field: 'members', here: null, book: '申小溪', take: 'here' }]);
    await book.decide([{ id: conflict.id, take: 'book' }]);
    expect(await book.publish()).toMatchObject({ state: 'published', error: null });
    expect((await one('S01')).residents.map(({ name }: Json) => name)).toEqual(['申大河', '申小溪']);
    expect((await office.get(`/doors/${newDoorId}`)).body.residents.map(({ id }: Json) => id)).toEqual([son]);
  });
});
