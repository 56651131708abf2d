import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

describe('the leader of a 村民小组', () => {
  let test: TestApp;
  let world: World;
  let leader: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    world = await buildWorld(test);
    leader = await test.as(world.people.groupLeader);
  });
  afterAll(() => test.close());

  const board = async () => (await leader.get(`/coverage?regionId=${world.groupA.id}`)).body;

  it('sees the doors of the group, whatever grid they stand in, and no others', async () => {
    const { items } = (await leader.get('/doors')).body;
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['A101']);
    expect((await leader.get(`/doors/${world.doors.li.id}`)).status).toBe(404);
    expect((await leader.get(`/doors/${world.doors.wang.id}`)).body).toMatchObject({ code: 'A101', name: '王*福' });
  });

  it('sees how far the group is, and starts there', async () => {
    expect((await leader.get('/me')).body.homeRegionId).toBe(world.groupA.id);
    expect((await board()).totals).toMatchObject({ total: 1, covered: 0, reasons: { never: 1 } });
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    await phone.push(phone.visit(world.doors.wang.id));
    expect((await board()).totals).toMatchObject({ total: 1, covered: 1, rate: 1 });
    expect((await board()).children).toEqual([]);
  });

  it('writes nothing', async () => {
    const phone = new TestPhone(leader, test.clock);
    const [result] = await phone.push(phone.visit(world.doors.wang.id));
    expect(result).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
  });
});
