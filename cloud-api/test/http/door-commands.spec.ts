import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let phone: TestPhone;
let head: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
  head = new TestPhone(await test.as(world.people.villageHead), test.clock);
});
afterAll(() => test.close());

const resident = (details: object = {}) => ({ id: uuid7(), name: '邵新户', relation: 'head', ...details });
const registration = (details: object = {}) => ({
  kind: 'household',
  name: '邵新户',
  address: '桃花潭村东头',
  gridId: world.a1.id,
  residents: [resident()],
  ...details,
});
const register = (details: object = {}) => phone.command('door.register', registration(details));
const view = async (id: string) => (await head.client.get(`/doors/${id}`)).body;
const outcome = async (sender: TestPhone, command: unknown) => (await sender.push(command))[0];

describe('a door found on the way', () => {
  it('is registered offline and visited, and arrives in one push', async () => {
    const door = register({
      groupId: world.groupA.id,
      childrenUnder14: 2,
      location: { latitude: 30.6, longitude: 118.4, accuracy: 20 },
    });
    const results = await phone.push(door, phone.visit(door.id), phone.command('door.claim', { doorId: door.id }));
    expect(results.map(({ result, recordVersion }) => [result, recordVersion])).toEqual([
      ['stored', 1],
      ['stored', 1],
      ['stored', 1],
    ]);
    expect(await view(door.id)).toMatchObject({
      name: '邵新户',
      gridName: '第一网格',
      groupName: '第三村民组',
      registeredAtDoor: true,
      childrenUnder14: 2,
      geo: { latitude: 30.6, longitude: 118.4 },
      residents: [{ name: '邵新户', relation: 'head', phoneMasked: null }],
      assignedTo: [{ name: '韩网格' }],
      progress: [{ state: 'covered', why: null }],
    });
  });

  it('waits for the village head when its visit comes first', async () => {
    const door = register();
    expect(await outcome(phone, phone.visit(door.id))).toMatchObject({ result: 'quarantined', reason: 'unknown_door' });
  });

  it.each([
    ['in another grid', () => ({ gridId: world.a2.id }), 'out_of_scope'],
    ['in another county', () => ({ gridId: world.elsewhere.grid.id }), 'out_of_scope'],
    ['in a village instead of a grid', () => ({ gridId: world.villageA.id }), 'out_of_scope'],
    ['in a grid that does not exist', () => ({ gridId: 999_999 }), 'out_of_scope'],
  ])('%s waits too', async (_, details, reason) => {
    expect(await outcome(phone, register(details()))).toMatchObject({ result: 'quarantined', reason });
  });

  it.each([
    [
      'with a group of another village',
      () => ({ groupId: world.groupB.id }),
      'payload.groupId',
      'group_of_same_village',
    ],
    [
      'with a child under fourteen',
      () => ({ residents: [resident({ birthMonth: '2012-12' })] }),
      'payload.residents.0.birthMonth',
      'no_records_under_14',
    ],
    [
      'with a phone that is none',
      () => ({ residents: [resident({ phone: '12345678901' })] }),
      'payload.residents.0.phone',
      'phone',
    ],
    [
      'with a resident of another door',
      () => ({ residents: [resident({ id: world.doors.wang.residents[0]!.id })] }),
      'payload.residents.0.id',
      'unused_id',
    ],
  ])('%s is not taken', async (_, details, field, rule) => {
    const before = await test.rowCounts();
    expect(await outcome(phone, register(details()))).toMatchObject({ result: 'invalid', errors: [{ field, rule }] });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('takes the month of somebody’s fourteenth birthday', async () => {
    expect(await outcome(phone, register({ residents: [resident({ birthMonth: '2012-11' })] }))).toMatchObject({
      result: 'stored',
    });
  });

  it('does not overwrite a door of the household register that has its id', async () => {
    const command = phone.command('door.register', registration(), { id: world.doors.li.id });
    expect(await outcome(phone, command)).toMatchObject({ result: 'conflict', reason: 'door_exists' });
    expect((await view(world.doors.li.id)).name).toBe('李秀英');
  });
});

describe('a change', () => {
  const update = (doorId: string, baseVersion: number, changes: object) =>
    phone.command('door.update', { doorId, baseVersion, changes });

  it('is made from the version that was seen', async () => {
    const { id } = world.doors.zhao;
    expect(await outcome(phone, update(id, 1, { name: '赵长根家', groupId: world.groupA.id }))).toMatchObject({
      result: 'stored',
      recordVersion: 2,
    });
    expect(await outcome(phone, update(id, 1, { name: '别的' }))).toMatchObject({
      result: 'conflict',
      reason: 'stale_version',
      recordVersion: 2,
    });
    expect(await outcome(phone, update(id, 2, { groupId: null }))).toMatchObject({
      result: 'stored',
      recordVersion: 3,
    });
    expect(await view(id)).toMatchObject({ name: '赵长根家', groupId: null, version: 3 });
  });

  it('made by two at once is made by one', async () => {
    const { id } = world.doors.shop;
    const answers = await Promise.all(['甲', '乙', '丙'].map((name) => phone.push(update(id, 1, { name }))));
    expect(answers.map(([result]) => result.result).sort()).toEqual(['conflict', 'conflict', 'stored']);
    expect((await view(id)).version).toBe(2);
  });

  it('out of scope waits; of a door that nobody knows too', async () => {
    expect(await outcome(phone, update(world.doors.qian.id, 1, { name: 'x' }))).toMatchObject({
      reason: 'out_of_scope',
    });
    expect(await outcome(phone, update(uuid7(), 1, { name: 'x' }))).toMatchObject({ reason: 'unknown_door' });
  });

  it('of the residents replaces the list and keeps a phone that was not sent', async () => {
    const { id, residents } = world.doors.wang;
    const [kept, gone] = residents;
    const list = [
      { id: kept!.id, name: '王德福', relation: 'head' },
      resident({ name: '王小梅', relation: 'child', phone: '19900050001', tags: ['migrant_worker'] }),
    ];
    const command = phone.command('door.residents', { doorId: id, baseVersion: 1, residents: list });
    expect(await outcome(phone, command)).toMatchObject({ result: 'stored', recordVersion: 2 });
    const changed = await view(id);
    expect(changed.residents.map(({ name, phoneMasked }: Json) => [name, phoneMasked])).toEqual([
      ['王德福', '199****0001'],
      ['王小梅', '199****0001'],
    ]);
    expect(changed.tags).toEqual(['migrant_worker']);
    expect(JSON.stringify(changed)).not.toContain(gone!.id);
  });
});

describe('a move', () => {
  it('within the village is the head’s to make, and keeps all that hangs on the door', async () => {
    const { id } = world.doors.li;
    await phone.push(phone.visit(id));
    const move = head.command('door.move', { doorId: id, baseVersion: 1, gridId: world.a2.id });
    expect(await outcome(head, move)).toMatchObject({ result: 'stored', recordVersion: 2 });
    expect(await view(id)).toMatchObject({ gridId: world.a2.id, visits: [{ visitorName: '韩网格' }] });
    expect((await phone.client.get(`/doors/${id}`)).status).toBe(404);
  });

  it('to where the mover has no say waits; to what is no open grid is invalid', async () => {
    const move = (gridId: number) =>
      phone.command('door.move', { doorId: world.doors.wang.id, baseVersion: 2, gridId });
    expect(await outcome(phone, move(world.b1.id))).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
    for (const gridId of [world.villageA.id, 999_999])
      expect(await outcome(phone, move(gridId))).toMatchObject({
        errors: [{ field: 'payload.gridId', rule: 'open_grid' }],
      });
  });
});

describe('a claim', () => {
  it('makes a door mine until I release it', async () => {
    const { id } = world.doors.zhao;
    await phone.push(phone.command('door.claim', { doorId: id }));
    expect((await phone.client.get('/doors?mine=true')).body.items.map((door: Json) => door.id)).toContain(id);
    await phone.push(phone.command('door.release', { doorId: id }));
    expect((await phone.client.get('/doors?mine=true')).body.items.map((door: Json) => door.id)).not.toContain(id);
    expect(await outcome(phone, phone.command('door.claim', { doorId: world.doors.qian.id }))).toMatchObject({
      reason: 'out_of_scope',
    });
  });
});

describe('a visit that was logged wrongly', () => {
  it('is corrected from the version that was seen, and keeps its history', async () => {
    const visit = phone.visit(world.doors.wang.id, { faceToFace: false });
    await phone.push(visit);
    const correct = (baseVersion: number, changes: object) =>
      phone.command('visit.correct', { visitId: visit.id, baseVersion, reason: '当时在门口', changes });
    expect(await outcome(phone, correct(1, { faceToFace: true, note: '已核对' }))).toMatchObject({
      result: 'stored',
      recordVersion: 2,
    });
    expect(await outcome(phone, correct(1, { faceToFace: false }))).toMatchObject({
      result: 'conflict',
      reason: 'stale_version',
      recordVersion: 2,
    });
    const { body } = await phone.client.get(`/visits/${visit.id}`);
    expect(body).toMatchObject({
      faceToFace: true,
      note: '已核对',
      version: 2,
      verdicts: [{ counts: true, why: null }],
    });
    expect(body.history.map(({ type, byName, reason }: Json) => [type, byName, reason])).toEqual([
      ['visit.logged', '韩网格', null],
      ['visit.corrected', '韩网格', '当时在门口'],
    ]);
  });

  it('is corrected twice in one push', async () => {
    const visit = phone.visit(world.doors.wang.id);
    const correct = (baseVersion: number, presentOthers: number) =>
      phone.command('visit.correct', { visitId: visit.id, baseVersion, reason: '人数', changes: { presentOthers } });
    const results = await phone.push(visit, correct(1, 3), correct(2, 4));
    expect(results.map(({ result, recordVersion }) => [result, recordVersion])).toEqual([
      ['stored', 1],
      ['stored', 2],
      ['stored', 3],
    ]);
    expect((await phone.client.get(`/visits/${visit.id}`)).body.presentOthers).toBe(4);
  });

  it('is not corrected into an impossible time', async () => {
    const visit = phone.visit(world.doors.wang.id);
    const changes = { endedAt: test.clock.now() - 3_600_000 };
    const correction = phone.command('visit.correct', { visitId: visit.id, baseVersion: 1, reason: 'x', changes });
    const [, result] = await phone.push(visit, correction);
    expect(result.errors).toEqual([{ field: 'payload.changes.endedAt', rule: 'not_before_start' }]);
  });

  it('is voided once, and then no longer shown or changed', async () => {
    const visit = phone.visit(world.doors.zhao.id);
    const cancel = (baseVersion: number) =>
      phone.command('visit.void', { visitId: visit.id, baseVersion, reason: '登错户' });
    await phone.push(visit);
    expect((await view(world.doors.zhao.id)).progress).toMatchObject([{ state: 'covered' }]);
    expect(await outcome(phone, cancel(1))).toMatchObject({ result: 'stored', recordVersion: 2 });
    expect(await outcome(phone, cancel(2))).toMatchObject({ result: 'conflict', reason: 'stale_version' });
    expect(await view(world.doors.zhao.id)).toMatchObject({ visits: [], progress: [{ state: 'never' }] });
  });

  it('in somebody else’s grid is not mine to change', async () => {
    const worker = new TestPhone(await test.as(world.people.gridWorkerNext), test.clock);
    const visit = worker.visit(world.doors.sun.id);
    await worker.push(visit);
    const foreign = phone.command('visit.void', { visitId: visit.id, baseVersion: 1, reason: 'x' });
    expect(await outcome(phone, foreign)).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
  });
});
