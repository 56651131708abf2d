import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { hashOf, TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let phone: TestPhone;
let head: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  phone = await phoneOf(world.people.gridWorker);
  head = await phoneOf(world.people.villageHead);
});
afterAll(() => test.close());

const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
const day = 86_400_000;
const listed = async (of: TestPhone, query = '') => (await of.client.get(`/quarantine${query}`)).body.items;
const decide = (of: TestPhone, id: string, accept: boolean, note?: string) =>
  of.client.post(`/quarantine/${id}/decision`, { accept, ...(note === undefined ? {} : { note }) });
const lateVisit = (doorId = world.doors.wang.id) =>
  phone.visit(doorId, { startedAt: test.clock.now() - 31 * day, endedAt: test.clock.now() - 31 * day + 600_000 });

async function quarantined(of: TestPhone, command: { id: string }) {
  const [result] = await of.push(command);
  expect(result.result).toBe('quarantined');
  return command;
}

describe('a late visit', () => {
  it('is shown to the village head with what they need to decide', async () => {
    const visit = await quarantined(phone, lateVisit());
    const items = await listed(head, `?regionId=${world.villageA.id}`);
    expect(items.find(({ id }: Json) => id === visit.id)).toEqual({
      id: visit.id,
      kind: 'visit.log',
      reason: 'too_late',
      byName: '韩网格',
      happenedAt: test.clock.now(),
      receivedAt: test.clock.now(),
      doorId: world.doors.wang.id,
      doorLabel: 'A101 王德福',
      placeName: '桃花潭村 第一网格',
      state: 'pending',
      note: null,
    });
  });

  it('is carried out as its author’s when it is accepted, and both are told', async () => {
    const visit = await quarantined(phone, lateVisit());
    expect((await decide(head, visit.id, true, '与本人核实')).status).toBe(204);
    const stored = (await phone.client.get(`/visits/${visit.id}`)).body;
    expect(stored).toMatchObject({ visitorName: '韩网格', startedAt: test.clock.now() - 31 * day });
    expect((await phone.pull(null, [visit.id])).confirmations).toEqual([
      { id: visit.id, hash: hashOf(visit), state: 'accepted', note: '与本人核实' },
    ]);
    expect(await listed(head, '?state=accepted')).toMatchObject([{ id: visit.id, note: '与本人核实' }]);
    expect((await phone.push(visit))[0].result).toBe('repeated');
  });

  it('is not carried out when it is sent back, and the worker reads why', async () => {
    const visit = await quarantined(phone, lateVisit());
    expect((await decide(head, visit.id, false, '当天没有上门')).status).toBe(204);
    expect((await phone.client.get(`/visits/${visit.id}`)).status).toBe(404);
    expect((await phone.pull(null, [visit.id])).confirmations).toMatchObject([
      { state: 'rejected', note: '当天没有上门' },
    ]);
    expect((await phone.push(visit))[0].result).toBe('repeated');
  });

  it('is decided once, by whoever is first', async () => {
    const visit = await quarantined(phone, lateVisit());
    const answers = await Promise.all([
      decide(head, visit.id, true),
      decide(head, visit.id, false),
      decide(head, visit.id, true),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('already_decided');
  });

  it('still waiting is answered as waiting when it is sent again', async () => {
    const visit = await quarantined(phone, lateVisit());
    expect((await phone.push(visit))[0]).toMatchObject({ result: 'quarantined', reason: 'too_late' });
    expect((await listed(head)).filter(({ id }: Json) => id === visit.id)).toHaveLength(1);
  });
});

describe('a visit to a door that nobody registered yet', () => {
  it('cannot be accepted before the door is there, and keeps waiting until it is', async () => {
    const door = phone.command('door.register', {
      kind: 'household',
      name: '樊新户',
      address: '村东',
      gridId: world.a1.id,
      residents: [],
    });
    const visit = await quarantined(phone, phone.visit(door.id));
    // Nobody knows where it belongs, so it waits where its author works.
    expect(await listed(head)).toContainEqual(
      expect.objectContaining({
        id: visit.id,
        reason: 'unknown_door',
        doorId: null,
        doorLabel: null,
        placeName: '桃花潭村 第一网格',
      }),
    );
    const before = await test.rowCounts();
    expect(await decide(head, visit.id, true)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await test.rowCounts()).toEqual(before);
    expect(await listed(head)).toContainEqual(expect.objectContaining({ id: visit.id, state: 'pending' }));

    await phone.push(door);
    expect((await decide(head, visit.id, true)).status).toBe(204);
    expect((await phone.client.get(`/doors/${door.id}`)).body.visits).toMatchObject([{ id: visit.id }]);
  });
});

describe('work out of scope', () => {
  it('waits where the door is, for the head of that village alone', async () => {
    const visit = await quarantined(phone, phone.visit(world.doors.qian.id));
    expect(await listed(head)).not.toContainEqual(expect.objectContaining({ id: visit.id }));
    expect((await decide(head, visit.id, true)).status).toBe(404);
    const office = await phoneOf(world.people.townshipOffice);
    expect(await listed(office, `?regionId=${world.b1.id}`)).toMatchObject([{ id: visit.id, reason: 'out_of_scope' }]);
    expect((await decide(office, visit.id, true)).status).toBe(204);
    expect((await office.client.get(`/visits/${visit.id}`)).body.visitorName).toBe('韩网格');
  });

  it('of somebody who left the post is judged like any other', async () => {
    const former = await phoneOf(world.people.formerWorker);
    const visit = await quarantined(former, former.visit(world.doors.li.id));
    expect((await decide(head, visit.id, true)).status).toBe(204);
    expect((await head.client.get(`/visits/${visit.id}`)).body.visitorName).toBe('尤前任');
    expect((await former.pull(null, [visit.id])).confirmations).toMatchObject([{ state: 'accepted' }]);
  });

  it.each([
    ['a changed door', 'door.update', { baseVersion: 1, changes: { address: '新址' } }],
    ['an exclusion', 'door.exclude', { baseVersion: 2, exclusion: 'vacant', reason: '无人居住' }],
    ['a claim', 'door.claim', {}],
  ])('may also be %s', async (_, kind, payload) => {
    const office = await phoneOf(world.people.townshipOffice);
    const command = await quarantined(phone, phone.command(kind, { doorId: world.doors.tao.id, ...payload }));
    expect((await decide(office, command.id, true)).status).toBe(204);
  });

  it('that was overtaken meanwhile cannot be accepted', async () => {
    const office = await phoneOf(world.people.townshipOffice);
    const stale = phone.command('door.update', {
      doorId: world.doors.feng.id,
      baseVersion: 1,
      changes: { name: '甲' },
    });
    await quarantined(phone, stale);
    await office.push(
      office.command('door.update', { doorId: world.doors.feng.id, baseVersion: 1, changes: { name: '乙' } }),
    );
    expect(await decide(office, stale.id, true)).toMatchObject({ status: 409, body: { detail: 'stale_version' } });
    expect((await office.client.get(`/doors/${world.doors.feng.id}`)).body.name).toBe('乙');
  });
});

describe('whoever accepts', () => {
  const newDoor = (gridId: number) =>
    phone.command('door.register', { kind: 'household', name: '路新户', address: '村西', gridId, residents: [] });

  it('decides on a new door where it is to stand, not where its author works', async () => {
    const door = await quarantined(phone, newDoor(world.b1.id));
    expect(await listed(head)).not.toContainEqual(expect.objectContaining({ id: door.id }));
    expect((await decide(head, door.id, true)).status).toBe(404);
    const office = await phoneOf(world.people.townshipOffice);
    expect((await decide(office, door.id, true)).status).toBe(204);
    expect((await office.client.get(`/doors/${door.id}`)).body.gridId).toBe(world.b1.id);
  });

  it('cannot move a door to where they have no say', async () => {
    const [door] = await phone.push(newDoor(world.a1.id));
    const move = phone.command('door.move', { doorId: door.id, baseVersion: 1, gridId: world.elsewhere.grid.id });
    await quarantined(phone, move);
    expect(await decide(head, move.id, true)).toMatchObject({ status: 409, body: { detail: 'out_of_scope' } });
    expect((await head.client.get(`/doors/${door.id}`)).body.gridId).toBe(world.a1.id);
  });

  it('cannot store a visit to a door that turned out to stand elsewhere', async () => {
    const office = await phoneOf(world.people.townshipOffice);
    const door = { ...newDoor(world.b1.id) };
    const visit = await quarantined(phone, phone.visit(door.id));
    await office.push(door);
    expect(await decide(head, visit.id, true)).toMatchObject({ status: 409, body: { detail: 'out_of_scope' } });
    expect((await decide(office, visit.id, true)).status).toBe(204);
  });
});

it('a correction that moves a visit far back is looked at like a visit that arrives late', async () => {
  const visit = phone.visit(world.doors.wang.id);
  await phone.push(visit);
  const startedAt = test.clock.now() - 40 * 86_400_000;
  const correction = phone.command('visit.correct', {
    visitId: visit.id,
    baseVersion: 1,
    reason: '日期记错',
    changes: { startedAt, endedAt: startedAt + 60_000 },
  });
  expect(await phone.push(correction)).toMatchObject([{ result: 'quarantined', reason: 'too_late' }]);
  expect((await decide(head, correction.id, true)).status).toBe(204);
  expect((await phone.client.get(`/visits/${visit.id}`)).body).toMatchObject({ startedAt, version: 2 });
});

it('a correction to a visit that arrives before the visit is accepted after it', async () => {
  const visit = phone.visit(world.doors.wang.id);
  const correction = phone.command('visit.correct', {
    visitId: visit.id,
    baseVersion: 1,
    reason: '补',
    changes: { note: '补记' },
  });
  await quarantined(phone, correction);
  await phone.push(visit);
  expect((await decide(head, correction.id, true)).status).toBe(204);
  expect((await phone.client.get(`/visits/${visit.id}`)).body).toMatchObject({ note: '补记', version: 2 });
});
