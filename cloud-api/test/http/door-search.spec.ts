import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import { DoorKeyWriter, DoorReindex } from '../../src/modules/doors/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { addDoor } from '../harness/world-doors.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

const listed = async (person: TestPerson, typed: string, region?: { id: number }): Promise<Json> => {
  const client = await test.as(person);
  const { status, body } = await client.get(
    `/doors?q=${encodeURIComponent(typed)}${region ? `&regionId=${region.id}` : ''}`,
  );
  expect(status).toBe(200);
  expect(body.total).toBe(body.items.length);
  return body.items;
};
const found = async (person: TestPerson, typed: string, region?: { id: number }): Promise<string[]> =>
  (await listed(person, typed, region)).map(({ code }: Json) => code);

describe('a search', () => {
  it.each([
    ['王德福', ['A101']],
    ['小军', ['A101']],
    ['wangxiaojun', ['A101']],
    ['Wang Xiao', ['A101']],
    ['wxj', ['A101']],
    ['a10', ['A101', 'A102', 'A103']],
    ['Ａ２０１', ['A201']],
    ['便利店', ['A190']],
    ['thtbld', ['A190']],
    ['zhou', ['A290']],
    ['19900020001', ['A101']],
    ['199 0002 0001', ['A101']],
    ['0001', ['A101']],
    ['0002', []],
    ['钱', []],
    ['\u200b', []],
  ])('for %s finds %j in the village', async (typed, codes) => {
    expect(await found(world.people.villageHead, typed)).toEqual(codes);
  });

  it('says who it was that was found, when it was not the head', async () => {
    const matched = async (typed: string) =>
      (await listed(world.people.villageHead, typed)).map((item: Json) => item.matched);
    expect(await matched('wxj')).toEqual([{ name: '王小军', relation: 'child' }]);
    expect(await matched('王')).toEqual([null]);
    expect(await matched('0001')).toEqual([null]);
    expect(await matched('A101')).toEqual([null]);
    expect(await matched('吴会计')).toEqual([{ name: '吴会计', relation: 'staff' }]);
  });

  it('stays within the region that is asked for', async () => {
    const { countyOffice, villageHead } = world.people;
    expect(await found(countyOffice, 's', world.a1)).toEqual([]);
    expect(await found(countyOffice, 's', world.a2)).toEqual(['A201']);
    expect(await found(countyOffice, 's', world.villageA)).toEqual(['A201']);
    expect(await found(countyOffice, 'w', world.groupA)).toEqual(['A101']);
    expect(await found(villageHead, 'q', world.villageB)).toEqual([]);
    expect(await found(countyOffice, 'q', world.villageB)).toEqual(['B101']);
    expect(await found(countyOffice, 'glx')).toEqual([]);
    expect(await found(world.elsewhere.office, 'glx')).toEqual(['M101']);
  });

  it('never tells a name or a phone to who may not read it there', async () => {
    const { townshipLeader, groupLeader, teacher } = world.people;
    for (const typed of ['王德福', 'wdf', '德福', '19900020001', '0001', '吴会计', 'zhou']) {
      expect([typed, await found(townshipLeader, typed)]).toEqual([typed, []]);
      expect([typed, await found(groupLeader, typed)]).toEqual([typed, []]);
      expect([typed, await found(teacher, typed)]).toEqual([typed, []]);
    }
    expect(await listed(townshipLeader, 'A101')).toMatchObject([{ label: '王*福', matched: null }]);
    expect(await found(townshipLeader, '便利店')).toEqual(['A190']);
    expect(await found(groupLeader, 'a1')).toEqual(['A101']);
    expect(await found(groupLeader, 'a1', world.a1)).toEqual(['A101']);
    expect(await found(groupLeader, 'a1', world.groupA)).toEqual(['A101']);
    expect(await found(groupLeader, 'a1', world.a2)).toEqual([]);
  });

  it('finds the doors that are somebody’s by name, wherever they are', async () => {
    const { gridWorker, teacher, villageHead } = world.people;
    expect(await found(teacher, '三年级')).toEqual(['B190']);
    expect(await found(gridWorker, '孙桂兰')).toEqual([]);
    const head = await test.as(villageHead);
    await head.post('/doors/assignments', { personId: gridWorker.id, doorIds: [world.doors.sun.id] });
    expect(await found(gridWorker, '孙桂兰')).toEqual(['A201']);
    expect(await found(gridWorker, '孙桂兰', world.a1)).toEqual([]);
    expect(await found(gridWorker, '孙桂兰', world.a2)).toEqual(['A201']);
  });

  it('goes together with the other filters', async () => {
    const head = await test.as(world.people.villageHead);
    expect((await head.get('/doors?q=a&kind=enterprise')).body).toMatchObject({ total: 1, items: [{ code: 'A290' }] });
    expect((await head.get('/doors?q=a1&limit=2')).body).toMatchObject({ total: 4, next: expect.any(String) });
  });
});

describe('what is found follows what is at the door', () => {
  it('after it is registered, changed, lived in by others and moved', async () => {
    const { gridWorker } = world.people;
    const phone = new TestPhone(await test.as(gridWorker), test.clock);
    const resident = { id: uuid7(), name: '单小满', relation: 'head', phone: '19900077123' };
    test.keepSecret(resident.name, resident.phone);
    const register = phone.command('door.register', {
      kind: 'household',
      name: '单小满',
      code: 'N-77',
      address: '村口',
      gridId: world.a1.id,
      residents: [resident],
    });
    await phone.push(register);
    for (const typed of ['单小满', 'shan', 'sxm', 'n-7', '7123', '19900077123'])
      expect([typed, await found(gridWorker, typed)]).toEqual([typed, ['N-77']]);

    const doorId = register.id;
    await phone.push(
      phone.command('door.update', { doorId, baseVersion: 1, changes: { code: 'N-78', name: '解大年' } }),
    );
    expect(await found(gridWorker, 'n-77')).toEqual([]);
    expect(await found(gridWorker, 'xiedanian')).toEqual(['N-78']);

    const residents = [{ id: resident.id, name: '吕小满', relation: 'head' }];
    await phone.push(phone.command('door.residents', { doorId, baseVersion: 2, residents }));
    expect(await found(gridWorker, 'shan')).toEqual([]);
    expect(await found(gridWorker, 'lv')).toEqual(['N-78']);
    expect(await found(gridWorker, '7123')).toEqual(['N-78']);

    const head = new TestPhone(await test.as(world.people.villageHead), test.clock);
    await head.push(head.command('door.move', { doorId, baseVersion: 3, gridId: world.a2.id }));
    expect(await found(gridWorker, 'lv')).toEqual([]);
    expect(await found(world.people.gridWorkerNext, 'lv')).toEqual(['N-78']);
  });

  it('also for a database from before there were keys, and only once', async () => {
    await test.database.transaction(async (transaction) => {
      const draft = { code: 'OLD-1', name: '仇老根', gridId: world.a1.id, residents: [{ name: '仇老根' }] };
      await addDoor(transaction, test.app.get(Cipher), draft);
      await transaction.execute('DELETE FROM door_keys');
    });
    const [reindex, again] = [test.app.get(DoorReindex), test.app.get(DoorReindex)];
    await Promise.all([reindex.onApplicationBootstrap(), again.onApplicationBootstrap()]);
    expect(await test.database.query("SELECT id FROM jobs WHERE kind = 'doors.reindex'")).toHaveLength(1);
    await test.work();
    expect(await found(world.people.gridWorker, 'qiulaogen')).toEqual(['OLD-1']);
    expect(await found(world.elsewhere.office, 'glx')).toEqual(['M101']);
    await reindex.onApplicationBootstrap();
    const jobs = await test.database.query("SELECT state FROM jobs WHERE kind = 'doors.reindex'");
    expect(jobs).toEqual([{ state: 'done' }]);
  });

  it('no phone stands in the keys in the clear', async () => {
    const rows = await test.database.query(
      "SELECT search_key FROM door_keys WHERE search_key LIKE 'p%' OR search_key LIKE 't%'",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/"[pt]\d{4,11}"/);
  });
});

it('keys are written anew only where they differ', async () => {
  const ids = [world.doors.wang.id, world.doors.shop.id];
  const writer = test.app.get(DoorKeyWriter);
  expect(await test.database.transaction((transaction) => writer.rewrite(transaction, ids))).toBe(0);
  await test.database.transaction((transaction) =>
    transaction.execute('DELETE FROM door_keys WHERE door_id = ?', [world.doors.wang.id]),
  );
  expect(await test.database.transaction((transaction) => writer.rewrite(transaction, ids))).toBe(1);
});
