import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { hashOf, TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let phone: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
});
afterAll(() => test.close());

const minute = 60_000;
const day = 24 * 60 * minute;

const kept = (results: Json[]) => results.map(({ result, reason }) => [result, reason]);
const visitsOf = async (doorId: string) => (await phone.client.get(`/doors/${doorId}/visits`)).body.items;

describe('a push', () => {
  it('answers each command by itself, in order', async () => {
    const old = phone.visit(world.doors.li.id);
    await phone.push(old);
    const commands = [
      phone.visit(world.doors.wang.id),
      old,
      { ...old, payload: { ...old.payload, outcome: 'nobody' } },
      phone.visit(world.doors.qian.id),
      phone.visit(world.doors.wang.id, { outcome: 'hidden' }),
      phone.command('door.paint', {}),
      phone.command('visit.void', { visitId: old.id, baseVersion: 7, reason: '登错了' }),
      phone.visit(world.doors.zhao.id, { outcome: 'nobody' }),
    ];
    const results = await phone.push(...commands);
    expect(kept(results)).toEqual([
      ['stored', undefined],
      ['repeated', undefined],
      ['conflict', 'id_reused'],
      ['quarantined', 'out_of_scope'],
      ['invalid', undefined],
      ['invalid', undefined],
      ['conflict', 'stale_version'],
      ['stored', undefined],
    ]);
    expect(results.map(({ id }) => id)).toEqual(commands.map(({ id }) => id));
    expect(results[4].errors).toEqual([{ field: 'payload.outcome', rule: 'is_in' }]);
    expect(results[5].errors).toEqual([{ field: 'kind', rule: 'known_kind' }]);
  });

  it('answers with the hash that the phone computes by RFC 8785', async () => {
    const visit = phone.visit(world.doors.wang.id, {
      note: '说方言，"听得懂"\n\t\u20ac\u{1f600}',
      location: { latitude: 30.5, longitude: 118.41000000000001, accuracy: 1e-7 },
      presentOthers: 0,
    });
    const [result] = await phone.push(visit);
    expect(result).toMatchObject({ result: 'stored', hash: hashOf(visit), recordVersion: 1 });
    const { kind, ...others } = visit;
    expect((await phone.push({ ...others, kind }))[0]).toMatchObject({ result: 'repeated', hash: hashOf(visit) });
  });

  it('stores once what is sent eight times at once', async () => {
    const commands = [
      phone.visit(world.doors.shop.id),
      phone.command('door.claim', { doorId: world.doors.shop.id }),
      phone.visit(world.doors.shop.id, { outcome: 'refused' }),
    ];
    const answers = await Promise.all(Array.from({ length: 8 }, () => phone.push(...commands)));
    commands.forEach((_, index) => {
      const results = answers.map((results) => results[index].result).sort();
      expect(results).toEqual([...Array.from({ length: 7 }, () => 'repeated'), 'stored']);
    });
    expect(await visitsOf(world.doors.shop.id)).toHaveLength(2);
  });

  it('takes the same command twice in one push for one', async () => {
    const visit = phone.visit(world.doors.wang.id);
    const results = await phone.push(visit, phone.visit(world.doors.li.id), visit);
    expect(results.map(({ id, hash }) => [id, hash])).toEqual([
      [visit.id, hashOf(visit)],
      [results[1].id, results[1].hash],
      [visit.id, hashOf(visit)],
    ]);
    expect(results[0].result).toBe('stored');
    expect((await visitsOf(world.doors.wang.id)).filter(({ id }: { id: string }) => id === visit.id)).toHaveLength(1);
  });

  it('keeps the first of two different commands under one id', async () => {
    const visit = phone.visit(world.doors.wang.id);
    const other = phone.visit(world.doors.wang.id, { outcome: 'nobody' }, { id: visit.id });
    const neighbour = phone.visit(world.doors.li.id);
    expect(kept(await phone.push(visit, other, neighbour))).toEqual([
      ['stored', undefined],
      ['conflict', 'id_reused'],
      ['stored', undefined],
    ]);
    const claim = phone.command('door.claim', { doorId: world.doors.wang.id }, { id: visit.id });
    expect(kept(await phone.push(claim))).toEqual([['conflict', 'id_reused']]);
  });

  it('keeps the later one when the first under the id was not stored', async () => {
    const wrong = phone.command('visit.void', { visitId: uuid7(), baseVersion: 1, reason: ' ' });
    const right = phone.visit(world.doors.li.id, {}, { id: wrong.id });
    expect((await phone.push(wrong, right)).map(({ result }) => result)).toEqual(['invalid', 'stored']);
  });

  it('belongs to its sender: another phone cannot take over an id', async () => {
    const visit = phone.visit(world.doors.wang.id);
    await phone.push(visit);
    const other = new TestPhone(await test.as(world.people.gridChief), test.clock);
    const { confirmations } = await other.pull(null, [visit.id]);
    expect(confirmations).toEqual([]);
    expect((await phone.pull(null, [visit.id])).confirmations).toEqual([
      { id: visit.id, hash: hashOf(visit), state: 'stored' },
    ]);
  });

  it('takes up to 200 commands', async () => {
    const visits = Array.from({ length: 200 }, (_, index) =>
      phone.visit([world.doors.wang, world.doors.li, world.doors.zhao][index % 3]!.id, { outcome: 'nobody' }),
    );
    expect((await phone.push(...visits)).every(({ result }) => result === 'stored')).toBe(true);
    const before = await test.rowCounts();
    expect(await phone.send([...visits, phone.visit(world.doors.wang.id)])).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'commands', rule: 'array_max_size' }] },
    });
    expect(await phone.send([])).toMatchObject({ body: { errors: [{ field: 'commands', rule: 'array_min_size' }] } });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('is refused from villagers, and accepted into quarantine from those who held a post', async () => {
    const villager = new TestPhone(await test.as(world.resident), test.clock);
    expect((await villager.send([villager.visit(world.doors.wang.id)])).status).toBe(403);
    const former = new TestPhone(await test.as(world.people.formerWorker), test.clock);
    expect(kept(await former.push(former.visit(world.doors.wang.id)))).toEqual([['quarantined', 'visitor_left_post']]);
  });
});

describe('the time of a visit', () => {
  const happened = async (visit: { id: string }) => (await phone.client.get(`/visits/${visit.id}`)).body.startedAt;

  it('is the phone’s when its clock is about right', async () => {
    const visit = phone.visit(world.doors.wang.id);
    const { body } = await phone.send([visit], test.clock.now() - 2 * minute);
    expect(body.results[0].result).toBe('stored');
    expect(await happened(visit)).toBe((visit.payload as { startedAt: number }).startedAt);
  });

  it.each([
    ['a day fast', day],
    ['three hours slow', -3 * 60 * minute],
  ])('is corrected when the phone’s clock is %s', async (_, error) => {
    const now = test.clock.now() + error;
    const visit = phone.visit(
      world.doors.wang.id,
      { startedAt: now - 20 * minute, endedAt: now - 10 * minute },
      { happenedAt: now - 10 * minute },
    );
    expect((await phone.send([visit], now)).body.results[0].result).toBe('stored');
    expect(await happened(visit)).toBe(test.clock.now() - 20 * minute);
  });

  it('is looked at by the village head when it lies more than thirty days back', async () => {
    const at = (ago: number) => ({ startedAt: test.clock.now() - ago, endedAt: test.clock.now() - ago + minute });
    const results = await phone.push(
      phone.visit(world.doors.wang.id, at(30 * day)),
      phone.visit(world.doors.wang.id, at(30 * day + 1)),
    );
    expect(kept(results)).toEqual([
      ['stored', undefined],
      ['quarantined', 'too_late'],
    ]);
  });

  it.each([
    ['in the future', 11 * minute, 12 * minute, ['payload.startedAt', 'payload.endedAt'], 'not_in_future'],
    ['that ends before it starts', -minute, -2 * minute, ['payload.endedAt'], 'not_before_start'],
    ['that never ends', -13 * 60 * minute, 0, ['payload.endedAt'], 'within_12_hours'],
  ])('%s is not taken', async (_, startsIn, endsIn, fields, rule) => {
    const now = test.clock.now();
    const [result] = await phone.push(
      phone.visit(world.doors.wang.id, { startedAt: now + startsIn, endedAt: now + endsIn }),
    );
    expect(result.result).toBe('invalid');
    expect(result.errors).toEqual(fields.map((field) => ({ field, rule })));
  });

  it('refuses a command stamped in the future', async () => {
    const command = phone.command(
      'door.claim',
      { doorId: world.doors.wang.id },
      { happenedAt: test.clock.now() + 11 * minute },
    );
    expect((await phone.push(command))[0].errors).toEqual([{ field: 'happenedAt', rule: 'not_in_future' }]);
  });
});
