import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { ResidentTag } from '../../src/modules/plans/index.js';
import type { TestApp } from '../harness/app.js';
import { groupsOf, publishedDirective } from '../harness/cascade.js';
import type { TestClient } from '../harness/client.js';
import type { World } from '../harness/world.js';
import { feedOf, openWarnings, readersOf, villager, type WarningWorld } from './warning-world.js';

let here: WarningWorld;
let test: TestApp;
let world: World;
let wang: TestClient;
let he: TestClient;
let qian: TestClient;
let guo: TestClient;

beforeAll(async () => {
  here = await openWarnings();
  ({ test, world, wang, he, qian, guo } = here);
});
afterAll(() => test.close());
beforeEach(() => test.clock.advance(1_000));

describe('who reads a warning', () => {
  it('is whoever it came down to: by their 村民小组, by their village when they have none, and nobody else', async () => {
    const warning = await here.publish();
    expect(await readersOf(warning, { wang, he, qian, guo })).toEqual(['wang', 'he']);
    const next = await here.publish({ groups: [here.groupB] });
    expect(await readersOf(next, { wang, he, qian, guo })).toEqual(['qian']);
  });

  it('says all that is read', async () => {
    const { id, versionId } = await here.publish({ kind: 'tip', severity: 'urgent' });
    const [item] = (await feedOf(wang)).items;
    expect(item).toEqual({
      directiveId: id,
      versionId,
      number: 1,
      kind: 'tip',
      severity: 'urgent',
      title: '谨防刷单返利',
      body: '凡是先垫钱的都是诈骗。',
      fraudType: 'fake_rebate',
      photoIds: [],
      hasClip: false,
      issuer: '桃花潭镇综治办',
      publishedAt: test.clock.now(),
      amendReason: null,
      recalledAt: null,
      recallReason: null,
      forYou: false,
      openedAt: null,
      helpfulAt: null,
    });
    expect((await wang.get(`/me/warnings/${id}`)).body).toEqual(item);
  });

  it('is of the staff whoever has a part in its groups or works at their place', async () => {
    const alert = await here.publish();
    const staff = Object.fromEntries(
      await Promise.all(
        (['groupLeader', 'villageHead', 'auxiliaryPolice', 'gridWorker', 'gridChief', 'formerWorker'] as const).map(
          async (name) => [name, await here.staff(name)] as const,
        ),
      ),
    );
    const outside = { office: await test.as(world.elsewhere.office), worker: await test.as(world.elsewhere.worker) };
    expect(await readersOf(alert, { ...staff, ...outside })).toEqual([
      'groupLeader',
      'villageHead',
      'auxiliaryPolice',
      'gridWorker',
      'gridChief',
    ]);
  });

  it('is of a 指令 and a 通报 only whoever has a part in its groups', async () => {
    for (const kind of ['instruction', 'circular'] as const) {
      const internal = await here.publish({ kind });
      const head = await here.staff('villageHead');
      const leader = await here.staff('groupLeader');
      const worker = await here.staff('gridWorker');
      expect(await readersOf(internal, { wang, he, worker, head, leader })).toEqual(['head', 'leader']);
      const higher = await here.publish({ kind, groups: [here.committeeA] });
      expect(await readersOf(higher, { wang, leader, head })).toEqual(['head']);
    }
  });

  it('is whoever oversees the place that speaks, though it came to no group of theirs', async () => {
    const instruction = await here.publish({ kind: 'instruction', groups: [here.groupB] });
    const office = await here.staff('townshipOffice');
    expect((await office.get(`/me/warnings/${instruction.id}`)).status).toBe(200);
    expect((await (await test.as(world.elsewhere.office)).get(`/me/warnings/${instruction.id}`)).status).toBe(404);
  });

  it('is no longer whoever lost the post by which they had a part', async () => {
    const instruction = await here.publish({ kind: 'instruction' });
    const substitute = { name: '替组长', phone: '19900020012' };
    const office = await here.staff('townshipOffice');
    const person = { ...substitute, role: 'group_leader', regionId: world.groupA.id };
    const { body } = await office.post('/people', person);
    await test.work();
    const client = await test.as({ id: body.id, ...substitute });
    expect(await readersOf(instruction, { client })).toEqual(['client']);
    expect((await office.delete(`/posts/${body.posts[0].id}`)).status).toBeLessThan(300);
    expect(await readersOf(instruction, { client })).toEqual([]);
  });

  it('is who lives there now, not who lived there', async () => {
    const old = await here.publish();
    const next = await here.publish({ groups: [here.groupB] });
    const movers = await villager(test, '搬家户', '19900020013', world.a1.id);
    expect(await readersOf(old, { movers })).toEqual(['movers']);
    await test.database.transaction((transaction) =>
      transaction.execute("UPDATE doors SET grid_id = ? WHERE code = '0013'", [world.b1.id]),
    );
    expect(await readersOf(old, { movers })).toEqual([]);
    expect(await readersOf(next, { movers })).toEqual(['movers']);
    await test.database.transaction((transaction) =>
      transaction.execute("DELETE FROM residents WHERE name = '搬家户'", []),
    );
    expect(await readersOf(next, { movers })).toEqual([]);
  });

  it('is the families of a class, and nobody learns that there is a pupil', async () => {
    const { elsewhere } = world;
    const office = await test.as(elsewhere.office);
    const school = { parentId: elsewhere.township.id, level: 'unit', name: '蟒河小学', unitKind: 'school' };
    const { body: unit } = await office.post('/regions', school);
    const { body: schoolClass } = await office.post('/classes', { unitId: unit.id, name: '三年级', pupils: 1 });
    await test.work();
    const [group] = await groupsOf(test, elsewhere.plan.id, { kindKey: 'class' });
    const { id: by } = elsewhere.office;
    const tell = (audiences: ResidentTag[] = []) =>
      publishedDirective(test, { regionId: elsewhere.township.id, groups: [group!], by, audiences });
    const [forAll, forParents] = [await tell(), await tell([ResidentTag.TeacherStudentParent])];
    expect(await readersOf(forAll, { guo, wang })).toEqual([]);
    await office.post(`/classes/${schoolClass.id}/families`, { doorIds: [elsewhere.door.id] });
    expect(await readersOf(forAll, { guo, wang })).toEqual(['guo']);
    expect(await readersOf(forParents, { guo, wang })).toEqual(['guo']);
    expect((await guo.get(`/me/warnings/${forParents.id}`)).body.forYou).toBe(true);
    await office.post(`/classes/${schoolClass.id}/families/end`, { doorIds: [elsewhere.door.id] });
    expect(await readersOf(forAll, { guo })).toEqual([]);
  });

  it('is not, by its id, whoever makes one up', async () => {
    for (const id of [uuid7(), (await here.publish()).versionId]) {
      for (const path of ['', '/clip', `/photos/${uuid7()}`])
        expect((await wang.get(`/me/warnings/${id}${path}`)).status).toBe(404);
      expect((await wang.post(`/me/warnings/${id}/reading`, {})).status).toBe(404);
    }
    expect((await wang.get('/me/warnings/x')).status).toBe(400);
    expect((await wang.get('/me/warnings?after=x')).status).toBe(400);
  });
});

describe('a warning for an audience', () => {
  it('is shown to those it means, and to those in office', async () => {
    const warning = await here.publish({ audiences: [ResidentTag.FinanceStaff, ResidentTag.Elderly] });
    const worker = await here.staff('gridWorker');
    expect(await readersOf(warning, { wang, he, worker })).toEqual(['wang', 'worker']);
    expect((await wang.get(`/me/warnings/${warning.id}`)).body.forYou).toBe(true);
    expect((await worker.get(`/me/warnings/${warning.id}`)).body.forYou).toBe(false);
  });
});
