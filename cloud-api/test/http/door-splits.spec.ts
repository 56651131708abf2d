import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { Json } from '../harness/client.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let door: DoorHistories['door'];
let found: DoorHistories['found'];
let head: DoorHistories['head'];
let merge: DoorHistories['merge'];
let one: DoorHistories['one'];
let phoneOf: DoorHistories['phoneOf'];
let split: DoorHistories['split'];
let test: DoorHistories['test'];
let worker: DoorHistories['worker'];
let world: DoorHistories['world'];

beforeAll(async () => {
  histories = await DoorHistories.begin();
  ({ door, found, head, merge, one, phoneOf, split, test, worker, world } = histories);
});
afterAll(() => test.close());

describe('a household that splits', () => {
  it('leaves the history with the old one, and each tells of the other', async () => {
    const from = await door({
      code: '2-14',
      groupId: world.groupA.id,
      residents: [{ name: '葛老根' }, { name: '葛小山', relation: 'child', tags: ['returnee'] }, { name: '钟秀' }],
    });
    const moving = from.residents.slice(1).map(({ id }) => id);
    const visit = worker.visit(from.id, { presentResidentIds: moving });
    await worker.push(visit);
    const newDoorId = uuid7();
    const request = { newDoorId, residentIds: moving, name: '葛小山', code: '2-15' };
    test.keepSecret('葛小山');
    expect(await split(from, request)).toMatchObject({ status: 200, body: { id: newDoorId, version: 1 } });
    expect(await split(from, request)).toMatchObject({ status: 200, body: { id: newDoorId, version: 1 } });
    expect((await split(from, { ...request, baseVersion: 2 }, await phoneOf(world.people.townshipOffice))).status).toBe(
      409,
    );
    expect(await one(head, newDoorId)).toMatchObject({
      name: '葛小山',
      code: '2-15',
      gridId: world.a1.id,
      groupId: world.groupA.id,
      registeredAtDoor: true,
      residents: [
        { id: moving[0], relation: 'head' },
        { id: moving[1], relation: 'other' },
      ],
      visits: [],
      links: [{ kind: 'split_from', doorId: from.id, label: '2-14 葛老根' }],
    });
    expect(await one(head, from.id)).toMatchObject({
      version: 2,
      residents: [{ name: '葛老根' }],
      visits: [{ id: visit.id }],
      links: [{ kind: 'split_into', doorId: newDoorId, label: '2-15 葛小山' }],
    });
    const leader = await phoneOf(world.people.townshipLeader);
    expect((await one(leader, newDoorId)).links).toMatchObject([{ label: '2-14 葛*根' }]);
    expect(await found('gxs')).toEqual(['2-15']);
    expect((await worker.pull()).doors.some(({ id }: Json) => id === newDoorId)).toBe(true);
    await histories.expectCountsRight();

    expect(await merge({ id: newDoorId }, from, { intoVersion: 2 })).toMatchObject({
      status: 200,
      body: { version: 3 },
    });
    expect(await one(head, newDoorId)).toMatchObject({
      id: from.id,
      residents: [{}, { id: moving[0] }, { id: moving[1] }],
      links: [{ kind: 'merged', doorId: newDoorId }],
    });
    expect((await split(from, { ...request, baseVersion: 3 })).status).toBe(409);
    await histories.expectCountsRight();
  });

  it('may go to another grid of the village', async () => {
    const from = await door({ residents: [{ name: '葛老根' }, { name: '葛二山' }] });
    const { body } = await split(from, {
      residentIds: [from.residents[1]!.id],
      gridId: world.a2.id,
      groupId: world.groupA.id,
      childrenUnder14: 1,
    });
    expect(await one(head, body.id)).toMatchObject({
      gridId: world.a2.id,
      groupId: world.groupA.id,
      childrenUnder14: 1,
    });
    await histories.expectCountsRight();
  });

  it('is refused by the field that is wrong', async () => {
    const from = await door({ residents: [{ name: '葛老根' }, { name: '葛二山' }] });
    const [first, second] = from.residents.map(({ id }) => id);
    const error = async (more: object, of: { id: string } = from) => {
      const { status, body } = await split(of, { residentIds: [second], ...more });
      return [status, body.errors?.[0]?.field, body.errors?.[0]?.rule];
    };
    const counts = await test.rowCounts();
    expect(await error({ residentIds: [] })).toEqual([400, 'residentIds', 'not_empty']);
    expect(await error({ residentIds: [uuid7()] })).toEqual([400, 'residentIds', 'lives_here']);
    expect(await error({ residentIds: [first, second] })).toEqual([400, 'residentIds', 'some_stay']);
    expect(await error({ gridId: world.b1.id })).toEqual([400, 'gridId', 'open_grid_of_same_village']);
    expect(await error({ gridId: 999_999 })).toEqual([400, 'gridId', 'open_grid_of_same_village']);
    expect(await error({ groupId: world.groupB.id })).toEqual([400, 'groupId', 'group_of_same_village']);
    expect(await error({}, world.doors.factory)).toEqual([400, 'newDoorId', 'household']);
    expect((await error({ baseVersion: 9 }))[0]).toBe(409);
    expect((await error({ newDoorId: world.doors.wang.id }))[0]).toBe(409);
    expect(await test.rowCounts()).toEqual(counts);
  });
});

describe('a family that comes back', () => {
  it('is to be visited again', async () => {
    const away = await door();
    const excluded = worker.command('door.exclude', {
      doorId: away.id,
      baseVersion: 1,
      exclusion: 'separated',
      reason: '外出',
    });
    await worker.push(excluded);
    await head.client.post(`/doors/${away.id}/exclusion/decision`, { approve: true });
    expect(await one(worker, away.id)).toMatchObject({ status: 'excluded', version: 3 });
    const back = worker.command('door.return', { doorId: away.id, baseVersion: 3 });
    expect(await worker.push(back)).toMatchObject([{ result: 'stored', recordVersion: 4 }]);
    expect(await one(worker, away.id)).toMatchObject({ status: 'active', exclusion: null, version: 4 });
    await histories.expectCountsRight();
    const again = worker.command('door.return', { doorId: away.id, baseVersion: 4 });
    expect(await worker.push(again)).toMatchObject([
      { result: 'invalid', errors: [{ field: 'payload.doorId', rule: 'excluded_door' }] },
    ]);
    const late = worker.command('door.return', { doorId: away.id, baseVersion: 3 });
    expect(await worker.push(late)).toMatchObject([{ result: 'conflict', recordVersion: 4 }]);
  });

  it('also when the exclusion was only asked for, in one push', async () => {
    const away = await door();
    const results = await worker.push(
      worker.command('door.exclude', { doorId: away.id, baseVersion: 1, exclusion: 'vacant', reason: '无人' }),
      worker.command('door.return', { doorId: away.id, baseVersion: 2 }),
    );
    expect(results.map(({ result }) => result)).toEqual(['stored', 'stored']);
    expect((await head.client.get('/exclusions')).body.items.map(({ doorId }: Json) => doorId)).not.toContain(away.id);
  });
});
