import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOfDate } from '../../src/common/clock/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { hashOf, TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let phone: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  phone = await phoneOf(world.people.gridWorker);
});
afterAll(() => test.close());

const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
const ids = (doors: { id: string }[]) => doors.map(({ id }) => id).sort();
const idsOf = (...keys: (keyof World['doors'])[]) => ids(keys.map((key) => world.doors[key]));

/** Pulls until there is no more; what a phone holds then. */
async function pullAll(of: TestPhone, cursor: string | null = null, limit?: number) {
  const held = new Map<string, Json>();
  const gone = new Set<string>();
  for (let at = cursor; ;) {
    const page = await of.pull(at, [], limit);
    for (const id of page.removedDoorIds) {
      held.delete(id);
      gone.add(id);
    }
    for (const door of page.doors) held.set(door.id, door);
    at = page.cursor;
    if (!page.more) return { held: [...held.values()], gone: [...gone], cursor: page.cursor, last: page };
  }
}

describe('a first pull', () => {
  it('brings the doors, places and plans of the worker’s grid and nothing else', async () => {
    const page = await phone.pull();
    expect(page).toMatchObject({ reset: true, more: false, removedDoorIds: [], serverTime: test.clock.now() });
    expect(page.grids).toEqual([
      { id: world.a1.id, name: '第一网格', villageId: world.villageA.id, villageName: '桃花潭村' },
    ]);
    expect(page.groups).toEqual([{ id: world.groupA.id, name: '第三村民组', villageId: world.villageA.id }]);
    expect(page.plans).toMatchObject([{ id: world.plan.id, regionName: '泾县', round: { number: 1 } }]);
    expect(ids(page.doors)).toEqual(idsOf('wang', 'li', 'zhao', 'shop'));
    expect(page.doors.find(({ id }: Json) => id === world.doors.wang.id)).toMatchObject({
      residents: [{ name: '王德福', phoneMasked: '199****0001', birthMonth: '1955-03' }, { name: '王小军' }],
      progress: [{ planId: world.plan.id, round: 1, state: 'never', why: 'never_visited' }],
    });
  });

  it('comes in pages as small as the phone asks for', async () => {
    const head = await phoneOf(world.people.villageHead);
    const { held, gone } = await pullAll(head, null, 1);
    expect(ids(held)).toEqual(idsOf('wang', 'li', 'zhao', 'shop', 'sun', 'factory'));
    expect(gone).toEqual([]);
  });

  it('brings a teacher only the classes that are theirs', async () => {
    const teacher = await phoneOf(world.people.teacher);
    const page = await teacher.pull();
    expect(ids(page.doors)).toEqual(idsOf('classroom'));
    expect(page.grids.map(({ id }: Json) => id)).toEqual([world.b1.id]);
  });

  it('brings the police of a whole township only the doors that are theirs by name', async () => {
    const police = await phoneOf(world.people.police);
    expect((await pullAll(police)).held).toEqual([]);
    await police.push(police.command('door.claim', { doorId: world.doors.tao.id }));
    expect(ids((await pullAll(police)).held as { id: string }[])).toEqual(idsOf('tao'));
    await police.push(police.command('door.release', { doorId: world.doors.tao.id }));
  });

  it('brings a villager and a former worker nothing', async () => {
    for (const person of [world.resident, world.people.formerWorker]) {
      const page = await (await phoneOf(person)).pull();
      expect(page).toMatchObject({ doors: [], grids: [], groups: [], plans: [] });
    }
  });
});

describe('a later pull', () => {
  it('brings what changed since, once', async () => {
    const { cursor } = await phone.pull();
    expect(await phone.pull(cursor)).toMatchObject({ reset: false, doors: [], removedDoorIds: [], more: false });
    await phone.push(phone.visit(world.doors.wang.id));
    const changed = await phone.pull(cursor);
    expect(changed.doors).toMatchObject([
      { id: world.doors.wang.id, visits: [{ visitorName: '韩网格' }], progress: [{ state: 'covered' }] },
    ]);
    expect((await phone.pull(changed.cursor)).doors).toEqual([]);
    expect((await phone.pull(cursor)).doors).toHaveLength(1);
  });

  it('goes on in the middle while others write', async () => {
    const first = await phone.pull(null, [], 1);
    await phone.push(phone.visit(world.doors.wang.id), phone.visit(world.doors.li.id));
    const { held } = await pullAll(phone, first.cursor, 1);
    for (const id of idsOf('wang', 'li')) expect(ids(held)).toContain(id);
    expect(new Set([...ids(first.doors), ...ids(held)])).toEqual(new Set(idsOf('wang', 'li', 'zhao', 'shop')));
  });

  it('takes away a door that moved to another grid, and brings it to the worker there', async () => {
    const [next, head] = [await phoneOf(world.people.gridWorkerNext), await phoneOf(world.people.villageHead)];
    const [mine, theirs] = [await phone.pull(), await next.pull()];
    const { id } = world.doors.zhao;
    await head.push(head.command('door.move', { doorId: id, baseVersion: 1, gridId: world.a2.id }));
    expect(await phone.pull(mine.cursor)).toMatchObject({ removedDoorIds: [id], doors: [] });
    expect(await next.pull(theirs.cursor)).toMatchObject({ removedDoorIds: [], doors: [{ id, gridName: '第二网格' }] });

    const after = await phone.pull();
    await head.push(head.command('door.move', { doorId: id, baseVersion: 2, gridId: world.a1.id }));
    expect(await phone.pull(after.cursor)).toMatchObject({ removedDoorIds: [], doors: [{ id }] });
  });

  it('does not take a door from somebody who works in both grids, whatever the page size', async () => {
    const head = await phoneOf(world.people.villageHead);
    const { id } = world.doors.zhao;
    for (const [baseVersion, gridId] of [
      [3, world.a2.id],
      [4, world.a1.id],
    ]) {
      const { cursor } = await pullAll(head);
      await head.push(head.command('door.move', { doorId: id, baseVersion, gridId }));
      expect(await pullAll(head, cursor, 1)).toMatchObject({ gone: [], held: [{ id, gridId }] });
    }
  });

  it('brings a claimed door to its new owner and takes a released one from the teacher', async () => {
    const teacher = await phoneOf(world.people.teacher);
    const office = await test.as(world.people.townshipOffice);
    const { cursor } = await teacher.pull();
    const assignment = { personId: world.people.teacher.id, doorIds: [world.doors.qian.id] };
    expect((await office.post('/doors/assignments', assignment)).body).toEqual({ assigned: 1, already: 0 });
    const assigned = await teacher.pull(cursor);
    expect(assigned.doors).toMatchObject([{ id: world.doors.qian.id, mine: true, name: '钱大海' }]);
    await teacher.push(teacher.command('door.release', { doorId: world.doors.qian.id }));
    expect(await teacher.pull(assigned.cursor)).toMatchObject({ removedDoorIds: [world.doors.qian.id], doors: [] });
  });

  it('starts anew when a grid left the scope', async () => {
    const chief = await phoneOf(world.people.gridChief);
    const office = await test.as(world.people.townshipOffice);
    const { body } = await office.post(`/people/${world.people.gridChief.id}/posts`, {
      role: 'grid_worker',
      regionId: world.b2.id,
    });
    const wide = await chief.pull();
    expect(ids(wide.doors)).toContain(world.doors.tao.id);
    const post = body.posts.find(({ regionId }: Json) => regionId === world.b2.id);
    await office.delete(`/posts/${post.id}`);
    const narrow = await chief.pull(wide.cursor);
    expect(narrow.reset).toBe(true);
    expect(ids(narrow.doors)).toEqual(idsOf('wang', 'li', 'zhao', 'shop', 'sun', 'factory'));
  });

  it('brings a grid that came into the scope', async () => {
    const { cursor } = await phone.pull();
    const office = await test.as(world.people.townshipOffice);
    await office.post(`/people/${world.people.gridWorker.id}/posts`, { role: 'grid_worker', regionId: world.b2.id });
    const page = await phone.pull(cursor);
    expect([page.reset, ids(page.doors)]).toEqual([false, idsOf('tao')]);
  });
});

describe('what changes around the doors', () => {
  it('sends a grid anew when a person with one door there becomes its worker, and starts anew when they cease to be', async () => {
    const teacher = await phoneOf(world.people.teacher);
    const office = await test.as(world.people.townshipOffice);
    const { cursor } = await pullAll(teacher);
    const { body } = await office.post(`/people/${world.people.teacher.id}/posts`, {
      role: 'grid_worker',
      regionId: world.b1.id,
    });
    const worker = await pullAll(teacher, cursor, 1);
    expect(ids(worker.held)).toEqual(idsOf('classroom', 'qian', 'feng'));
    const post = body.posts.find(({ regionId }: Json) => regionId === world.b1.id);
    await office.delete(`/posts/${post.id}`);
    const again = await teacher.pull(worker.cursor);
    expect([again.reset, ids(again.doors)]).toEqual([true, idsOf('classroom')]);
  });

  it('brings all doors of a grid or group that was renamed', async () => {
    const head = await phoneOf(world.people.villageHead);
    const office = await test.as(world.people.townshipOffice);
    const { cursor } = await pullAll(head);
    await office.patch(`/regions/${world.a2.id}`, { name: '东头网格' });
    const renamed = await pullAll(head, cursor, 1);
    expect(ids(renamed.held)).toEqual(idsOf('sun', 'factory'));
    expect(renamed.held.every(({ gridName }) => gridName === '东头网格')).toBe(true);
    expect((await head.pull(renamed.cursor)).doors).toEqual([]);
  });

  it('brings all doors on the first day of a new round, which nobody has written', async () => {
    const head = await phoneOf(world.people.villageHead);
    const { cursor } = await pullAll(head);
    const nextRound = world.plan.document.rounds[1]!.from;
    const before = test.clock.now();
    test.clock.set(startOfDate(nextRound));
    const { held, last } = await pullAll(head, cursor, 2);
    test.clock.set(before);
    expect(ids(held)).toEqual(idsOf('wang', 'li', 'zhao', 'shop', 'sun', 'factory'));
    expect(last.reset).toBe(false);
    expect(new Set(held.flatMap(({ progress }) => progress.map(({ round }: Json) => round)))).toEqual(new Set([2]));
  });
});

describe('a cursor that is not ours', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    ['noise', 'not a cursor'],
    ['a number', encoded(5)],
    ['nothing', encoded(null)],
    ['without leaves', encoded({})],
    ['with a fraction', encoded({ leaves: { 1: 0.5 } })],
    ['with text for a version', encoded({ leaves: { 1: '1' } })],
    ['with a position that is none', encoded({ leaves: {}, at: 7 })],
    [
      'with objects for values',
      encoded({ leaves: {}, at: { leaf: 1, version: { leaf_version: 0 }, door: { id: 1 } } }),
    ],
  ])('%s starts anew', async (_, cursor) => {
    expect(await phone.pull(cursor)).toMatchObject({ reset: true });
  });

  it('with a position inside one’s own leaf cannot smuggle SQL into it', async () => {
    const at = { leaf: world.a1.id, version: { leaf_version: 0 }, door: { grid_id: world.a2.id } };
    const page = await phone.pull(encoded({ leaves: {}, at }));
    expect(page.reset).toBe(true);
    expect(page.doors.every(({ gridId }: Json) => [world.a1.id, world.b2.id].includes(gridId))).toBe(true);
  });
});

describe('the second confirmation', () => {
  it('says of each awaited command what the database holds', async () => {
    const stored = phone.visit(world.doors.wang.id);
    const waiting = phone.visit(world.doors.qian.id);
    const unsent = phone.visit(world.doors.wang.id);
    await phone.push(stored, waiting);
    const { confirmations } = await phone.pull(null, [stored.id, waiting.id, unsent.id]);
    expect(confirmations).toHaveLength(2);
    expect(confirmations).toContainEqual({ id: stored.id, hash: hashOf(stored), state: 'stored' });
    expect(confirmations).toContainEqual({ id: waiting.id, hash: hashOf(waiting), state: 'quarantined' });
  });

  it('is given for 500 commands at a time, not more', async () => {
    const many = Array.from({ length: 501 }, () => phone.visit(world.doors.wang.id).id);
    expect(await phone.client.post('/sync/pull', { cursor: null, awaiting: many })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'awaiting', rule: 'array_max_size' }] },
    });
    expect((await phone.pull(null, many.slice(1))).confirmations).toEqual([]);
  });
});
