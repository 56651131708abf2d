import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CoverageReconciler } from '../../src/modules/coverage/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let worker: TestPhone;
let next: TestPhone;
let head: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  worker = await phoneOf(world.people.gridWorker);
  next = await phoneOf(world.people.gridWorkerNext);
  head = await phoneOf(world.people.villageHead);
});

afterAll(() => test.close());

const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);

async function board(
  region: { id: number },
  query = '',
  person: TestPerson = world.people.townshipOffice,
): Promise<Json> {
  const { status, body } = await (await test.as(person)).get(`/coverage?regionId=${region.id}${query}`);
  expect(status).toBe(200);
  for (const { total, covered, rate, reasons } of [body.totals, ...body.children.map(({ counts }: Json) => counts)]) {
    const open = Object.values<number>(reasons).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(covered + open);
    expect(rate).toBe(total === 0 ? 1 : covered / total);
  }
  return body;
}

const nothing = { never: 0, nobody: 0, refused: 0, away: 0, not_counting: 0, newly_registered: 0 };

describe('the board', () => {
  it('starts with every door unvisited', async () => {
    expect(await board(world.township)).toMatchObject({
      region: { name: '桃花潭镇', level: 'township' },
      plan: { id: world.plan.id, regionName: '泾县' },
      round: { number: 1, name: '首次' },
      audience: { key: 'all', name: '全部', unit: 'door' },
      asOf: test.clock.now(),
      totals: { total: 10, covered: 0, rate: 0, reasons: { ...nothing, never: 10 } },
      plans: [{ id: world.plan.id }],
    });
  });

  it('counts a day’s work by reason, place and who answers for it', async () => {
    const { doors } = world;
    await worker.push(
      worker.visit(doors.wang.id, { presentResidentIds: [doors.wang.residents[1]!.id], presentOthers: 0 }),
      worker.visit(doors.li.id, { outcome: 'nobody', nextAttemptOn: '2026-11-23' }),
      worker.visit(doors.zhao.id, { outcome: 'refused' }),
      worker.visit(doors.shop.id, { topics: [] }),
    );
    await next.push(next.visit(doors.sun.id, { outcome: 'away', awayContact: 'phone' }));
    const [door] = await next.push(
      next.command('door.register', {
        kind: 'household',
        name: '窦新户',
        address: '村西',
        gridId: world.a2.id,
        residents: [],
      }),
    );
    expect(door.result).toBe('stored');

    const village = await board(world.villageA);
    expect(village.totals).toMatchObject({
      total: 7,
      covered: 1,
      reasons: { never: 1, nobody: 1, refused: 1, away: 1, not_counting: 1, newly_registered: 1 },
    });
    expect(village.children).toMatchObject([
      { name: '第二网格', level: 'grid', workers: ['杨网格'], counts: { total: 3, covered: 0 } },
      { name: '第一网格', workers: ['韩网格'], counts: { total: 4, covered: 1, rate: 0.25 } },
    ]);
    const township = await board(world.township);
    expect(township.totals).toMatchObject({ total: 11, covered: 1 });
    expect(township.children).toMatchObject([
      { name: '查济村', workers: [], counts: { total: 4, covered: 0 } },
      { name: '桃花潭村', workers: ['蒋村主任'], counts: { total: 7, covered: 1 } },
    ]);
    expect((await board(world.county, '', world.people.countyOffice)).totals).toEqual(township.totals);
  });

  it.each([
    ['individual_business', { total: 1, covered: 0, personsTotal: 0, personsCovered: 0 }],
    ['class', { total: 1, covered: 0 }],
    // Two doors with a returnee each; the one of 王家 was there when it was visited.
    ['returnee', { total: 2, covered: 1, personsTotal: 2, personsCovered: 1 }],
    ['migrant_worker', { total: 1, covered: 1, personsTotal: 1, personsCovered: 1 }],
    ['finance_staff', { total: 1, covered: 0, personsTotal: 1, personsCovered: 0 }],
    ['study_companion', { total: 0, covered: 0, rate: 1, personsTotal: 0 }],
  ])('counts the audience %s', async (audience, totals) => {
    expect((await board(world.township, `&audience=${audience}`)).totals).toMatchObject(totals);
  });

  it('counts the next round apart', async () => {
    expect((await board(world.township, '&round=2')).totals).toMatchObject({ total: 11, covered: 0 });
  });

  it.each([
    ['&audience=giants', 'audience', 'audience_of_plan'],
    ['&round=3', 'round', 'round_of_plan'],
  ])('refuses %s', async (query, field, rule) => {
    const answer = await (
      await test.as(world.people.townshipOffice)
    ).get(`/coverage?regionId=${world.township.id}${query}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field, rule }] } });
  });

  it('shows villagers their own village, without names', async () => {
    const village = await board(world.villageA, '', world.resident);
    expect(village.totals.total).toBe(7);
    expect(village.children.every(({ workers }: Json) => workers.length === 0)).toBe(true);
    const resident = await test.as(world.resident);
    for (const region of [world.a1, world.villageB, world.township, world.elsewhere.village])
      expect((await resident.get(`/coverage?regionId=${region.id}`)).status).toBe(404);
  });
});

describe('the count follows', () => {
  const totals = async (region: { id: number }) => (await board(region)).totals;

  it('a correction and a void', async () => {
    const visit = worker.visit(world.doors.li.id);
    await worker.push(visit);
    expect(await totals(world.a1)).toMatchObject({ covered: 2, reasons: { nobody: 0 } });
    const change = (kind: string, baseVersion: number, more: object) =>
      worker.command(kind, { visitId: visit.id, baseVersion, reason: '核对', ...more });
    await worker.push(change('visit.correct', 1, { changes: { faceToFace: false } }));
    expect(await totals(world.a1)).toMatchObject({ covered: 1, reasons: { not_counting: 2 } });
    await worker.push(change('visit.void', 2, {}));
    expect(await totals(world.a1)).toMatchObject({ covered: 1, reasons: { nobody: 1, not_counting: 1 } });
  });

  it('a door that moves, taking its visits along', async () => {
    await head.push(head.command('door.move', { doorId: world.doors.wang.id, baseVersion: 1, gridId: world.a2.id }));
    expect(await totals(world.a1)).toMatchObject({ total: 3, covered: 0 });
    expect(await totals(world.a2)).toMatchObject({ total: 4, covered: 1 });
  });

  it('a changed tag', async () => {
    const { id, residents } = world.doors.tao;
    const office = await phoneOf(world.people.townshipOffice);
    const list = [{ id: residents[0]!.id, name: '陶金花', relation: 'head', tags: ['study_companion'] }];
    await office.push(office.command('door.residents', { doorId: id, baseVersion: 1, residents: list }));
    expect((await board(world.township, '&audience=study_companion')).totals).toMatchObject({
      total: 1,
      personsTotal: 1,
    });
  });

  it('a training that is entered late, once the background has run', async () => {
    const police = await phoneOf(world.people.auxiliaryPolice);
    await police.push(police.visit(world.doors.factory.id));
    expect(await totals(world.a2)).toMatchObject({ covered: 1, reasons: { not_counting: 1 } });
    const office = await test.as(world.people.townshipOffice);
    const training = (trainedOn: string) =>
      office.post(`/people/${world.people.auxiliaryPolice.id}/trainings`, { trainedOn, topic: '入户宣传' });
    expect(await training('2026-11-22')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'trainedOn', rule: 'not_in_future' }] },
    });
    expect((await training('2026-11-20')).body.trainedOn).toBe('2026-11-20');
    await test.work();
    expect(await totals(world.a2)).toMatchObject({ covered: 2, reasons: { not_counting: 0 } });
  });

  it('a plan that asks for more, or for less', async () => {
    const office = await test.as(world.people.countyOffice);
    const edit = async (requires: string[]) => {
      const { body: plan } = await office.get(`/plans/${world.plan.id}`);
      const document = { ...plan.document, counting: { ...plan.document.counting, requires } };
      expect((await office.patch(`/plans/${plan.id}`, { document, baseVersion: plan.version })).status).toBe(200);
      await test.work();
    };
    await edit(['resident_present', 'face_to_face', 'topic_taught']);
    expect(await totals(world.villageA)).toMatchObject({ covered: 2, reasons: { not_counting: 1 } });
    await edit([]);
    expect(await totals(world.villageA)).toMatchObject({ covered: 3, reasons: { not_counting: 0 } });
  });

  it('a village that is merged into another', async () => {
    const office = await test.as(world.people.townshipOffice);
    const before = await totals(world.township);
    const [a, b] = [await totals(world.villageA), await totals(world.villageB)];
    const merged = await office.post(`/regions/${world.villageB.id}/close`, { successorId: world.villageA.id });
    expect(merged).toMatchObject({ status: 200, body: { successorId: world.villageA.id } });
    await test.work();
    expect(await totals(world.township)).toEqual(before);
    expect(await totals(world.villageA)).toMatchObject({ total: a.total + b.total, covered: a.covered + b.covered });
  });

  it('the visit of a day outside the plan’s rounds', async () => {
    const office = await phoneOf(world.people.countyOffice);
    const { body: plan } = await office.client.get(`/plans/${world.plan.id}`);
    test.clock.set(Date.parse('2027-02-01T02:00:00Z'));
    await next.push(next.visit(world.doors.sun.id));
    expect((await office.client.get(`/doors/${world.doors.sun.id}/visits`)).body.items[0].verdicts).toMatchObject([
      { planId: plan.id, round: 2, counts: true },
    ]);
    expect(await board(world.a2, '&round=2')).toMatchObject({ totals: { covered: 1 } });
    expect(await board(world.a2)).toMatchObject({ round: { number: 2 } });
  });
});

it('five people who work the same doors at once are all counted', async () => {
  const crew = ['gridWorkerNext', 'gridChief', 'villageHead', 'auxiliaryPolice', 'police'] as const;
  const phones = await Promise.all(crew.map((name) => phoneOf(world.people[name])));
  const doorIds = [world.doors.sun.id, world.doors.wang.id, world.doors.factory.id];
  const rounds = Array.from({ length: 4 }, (_, round) =>
    phones.map((phone) =>
      phone.push(...doorIds.map((id) => phone.visit(id, { outcome: round % 2 ? 'nobody' : 'met' }))),
    ),
  );
  const results = (await Promise.all(rounds.flat())).flat();
  expect(results.filter(({ result }) => result === 'stored')).toHaveLength(4 * crew.length * doorIds.length);
});

it('a plan of another place answers like none at all', async () => {
  const client = await test.as(world.people.countyOffice);
  const missing = '01900000-0000-7000-8000-000000000000';
  for (const path of [`/coverage?regionId=${world.county.id}&planId=`, '/doors?planId=']) {
    const [foreign, none] = [await client.get(path + world.elsewhere.plan.id), await client.get(path + missing)];
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect([none.status, none.body.code]).toEqual([404, 'not_found']);
  }
});

it('a full count comes to the same as all the single steps', async () => {
  for (const region of [world.county, world.elsewhere.township])
    expect(await test.app.get(CoverageReconciler).reconcile(region.id)).toEqual({ doors: 0, counters: 0 });
});
