import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
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
  phone = await phoneOf(world.people.gridWorker);
  head = await phoneOf(world.people.villageHead);
});
afterAll(() => test.close());

const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
const doorOf = async (of: TestPhone, id: string) => (await of.client.get(`/doors/${id}`)).body;
const totals = async () => (await head.client.get(`/coverage?regionId=${world.a1.id}`)).body.totals;

describe('an exclusion', () => {
  const exclude = (doorId: string, baseVersion: number, exclusion = 'vacant') =>
    phone.command('door.exclude', { doorId, baseVersion, exclusion, reason: '全家外出多年' });
  const decide = (doorId: string, approve: boolean) =>
    head.client.post(`/doors/${doorId}/exclusion/decision`, { approve, note: '已核实' });

  it('is asked for by the worker and listed for the village head', async () => {
    await phone.push(exclude(world.doors.zhao.id, 1));
    expect((await head.client.get('/exclusions')).body.items).toEqual([
      {
        doorId: world.doors.zhao.id,
        label: 'A103 赵长根',
        doorKind: 'household',
        kind: 'vacant',
        reason: '全家外出多年',
        requestedBy: '韩网格',
        requestedAt: test.clock.now(),
        placeName: '桃花潭村 第一网格',
      },
    ]);
    expect(await doorOf(phone, world.doors.zhao.id)).toMatchObject({
      status: 'active',
      exclusion: { kind: 'vacant', state: 'requested' },
    });
    expect(await totals()).toMatchObject({ total: 4, excluded: { vacant: 0 } });
  });

  it('leaves the denominator once it is approved, and is decided once', async () => {
    expect((await decide(world.doors.zhao.id, true)).status).toBe(204);
    expect(await decide(world.doors.zhao.id, false)).toMatchObject({ status: 409, body: { code: 'already_decided' } });
    expect(await doorOf(phone, world.doors.zhao.id)).toMatchObject({
      status: 'excluded',
      progress: [{ state: 'excluded', why: 'excluded_vacant' }],
    });
    expect(await totals()).toMatchObject({ total: 3, reasons: { never: 3 }, excluded: { vacant: 1 } });
    expect((await head.client.get('/exclusions')).body.items).toEqual([]);
  });

  it('asked for anew is open again until it is decided', async () => {
    await phone.push(exclude(world.doors.zhao.id, 3, 'separated'));
    expect(await doorOf(phone, world.doors.zhao.id)).toMatchObject({
      status: 'active',
      progress: [{ state: 'never' }],
    });
    expect(await totals()).toMatchObject({ total: 4, excluded: { vacant: 0, separated: 0 } });
    await decide(world.doors.zhao.id, true);
    expect(await totals()).toMatchObject({ total: 3, excluded: { vacant: 0, separated: 1 } });
  });

  it('that is rejected changes nothing', async () => {
    await phone.push(exclude(world.doors.li.id, 1, 'deregistered'));
    expect((await decide(world.doors.li.id, false)).status).toBe(204);
    expect(await doorOf(phone, world.doors.li.id)).toMatchObject({
      status: 'active',
      exclusion: { state: 'rejected' },
    });
    expect(await totals()).toMatchObject({ total: 3, excluded: { deregistered: 0 } });
    expect((await decide(world.doors.wang.id, true)).body.code).toBe('already_decided');
  });
});

describe('an assignment', () => {
  it('gives doors to somebody by name, all of them or none', async () => {
    const doorIds = [world.doors.wang.id, world.doors.sun.id];
    const before = await test.rowCounts();
    const reaching = { personId: world.people.gridWorker.id, doorIds: [...doorIds, world.doors.qian.id] };
    expect((await head.client.post('/doors/assignments', reaching)).status).toBe(404);
    expect(await test.rowCounts()).toEqual(before);

    const given = { personId: world.people.gridWorker.id, doorIds };
    expect((await head.client.post('/doors/assignments', given)).body).toEqual({ assigned: 2, already: 0 });
    // The door in the next grid is the worker's own now, to read and to visit.
    expect(await doorOf(phone, world.doors.sun.id)).toMatchObject({ mine: true, name: '孙桂兰' });
    expect((await phone.push(phone.visit(world.doors.sun.id)))[0].result).toBe('stored');
    const { items } = (await head.client.get(`/people?regionId=${world.a1.id}`)).body;
    expect(items).toMatchObject([{ name: '韩网格', doors: 2 }]);
  });

  it('is not made to somebody whose work lies elsewhere', async () => {
    const strange = { personId: world.elsewhere.worker.id, doorIds: [world.doors.wang.id] };
    expect((await head.client.post('/doors/assignments', strange)).status).toBe(404);
  });
});

describe('what is shown of people', () => {
  it.each([
    ['countyOffice', '王德福', '199****0001', '1955-03'],
    ['townshipOffice', '王德福', '199****0001', '1955-03'],
    ['police', '王德福', '199****0001', '1955-03'],
    ['auxiliaryPolice', '王德福', '199****0001', '1955-03'],
    ['gridChief', '王德福', '199****0001', '1955-03'],
    ['townshipLeader', '王*福', null, null],
  ] as const)('a %s reads %s', async (role, name, phoneMasked, birthMonth) => {
    const of = await phoneOf(world.people[role]);
    const door = await doorOf(of, world.doors.wang.id);
    expect(door).toMatchObject({ name, residents: [{ name, phoneMasked, birthMonth }, {}] });
    const { items } = (await of.client.get('/doors?q=A101')).body;
    expect(items).toMatchObject([{ label: name }]);
    expect(JSON.stringify(door)).not.toContain('19900020001');
  });

  it('a shop is called by its name by everybody', async () => {
    expect((await doorOf(await phoneOf(world.people.townshipLeader), world.doors.shop.id)).name).toBe('桃花潭便利店');
  });

  it('a name cannot be guessed letter by letter by who may not read it', async () => {
    const leader = await phoneOf(world.people.townshipLeader);
    expect((await leader.client.get(`/doors?q=${encodeURIComponent('德')}`)).body).toMatchObject({
      items: [],
      total: 0,
    });
    expect((await phone.client.get(`/doors?q=${encodeURIComponent('德')}`)).body.total).toBe(1);
  });
});

describe('a phone number', () => {
  const reveal = (of: TestPhone) => of.client.get(`/residents/${world.doors.wang.residents[0]!.id}/phone`);

  it('is shown whole to those who may call it, and that it was is on record', async () => {
    const before = await test.rowCounts();
    expect(await reveal(phone)).toMatchObject({ status: 200, body: { phone: '19900020001' } });
    expect(await test.rowCounts()).toEqual({ ...before, events: before.events! + 1 });
    const [event] = await test.database.query(
      "SELECT actor_id AS actor, subject_id AS subject, facts FROM events WHERE type = 'resident.phone_revealed'",
    );
    expect(event).toMatchObject({ actor: world.people.gridWorker.id, subject: world.doors.wang.residents[0]!.id });
    expect(JSON.stringify(event)).not.toContain('19900020001');
  });

  it('is not shown to others, nor where there is none', async () => {
    expect((await reveal(await phoneOf(world.people.townshipLeader))).status).toBe(403);
    expect((await reveal(await phoneOf(world.people.gridWorkerNext))).status).toBe(404);
    expect((await phone.client.get(`/residents/${world.doors.wang.residents[1]!.id}/phone`)).status).toBe(404);
  });

  it('is nowhere in the database in the clear', async () => {
    const rows = await test.database.query('SELECT * FROM residents UNION ALL SELECT * FROM residents');
    expect(JSON.stringify(rows)).not.toContain('19900020001');
    expect(JSON.stringify(await test.database.query('SELECT * FROM people'))).not.toContain(world.people.police.phone);
  });
});

describe('a list of doors', () => {
  const codes = async (of: TestPhone, query: string) =>
    (await of.client.get(`/doors?${query}`)).body.items.map(({ code }: Json) => code);

  it.each([
    ['', ['A101', 'A102', 'A103', 'A190', 'A201', 'A290']],
    ['q=A1', ['A101', 'A102', 'A103', 'A190']],
    ['q=%25', []],
    ['q=_', []],
    ['kind=enterprise', ['A290']],
    ['audience=returnee', ['A101', 'A201']],
    ['audience=individual_business', ['A190']],
    ['state=excluded', ['A103']],
    ['state=covered', ['A201']],
  ])('is filtered by %s', async (query, expected) => {
    expect(await codes(head, query)).toEqual(expected);
  });

  it('comes in pages of one filter, each door once', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body }: Json = await head.client.get(`/doors?limit=4${after && `&after=${after}`}`);
      expect(body.total).toBe(6);
      seen.push(...body.items.map(({ code }: Json) => code));
      after = body.next;
    }
    expect(seen).toEqual(['A101', 'A102', 'A103', 'A190', 'A201', 'A290']);
  });

  it('speaks of the plan at home even when a plan elsewhere is of a smaller place', async () => {
    const { items } = (await phone.client.get('/doors?q=A102')).body;
    expect(items).toMatchObject([{ state: 'never' }]);
  });
});

describe('somebody whose phone is known', () => {
  const hire = async (phoneNumber: string) =>
    (await test.as(world.people.townshipOffice)).post('/people', {
      name: '王德福',
      phone: phoneNumber,
      role: 'grid_worker',
      regionId: world.a2.id,
    });

  it('as a villager becomes staff and stays the same person', async () => {
    const villager = await test.as(world.resident);
    const before = (await villager.get('/me')).body;
    expect(before.kind).toBe('resident');
    expect(await hire(world.resident.phone)).toMatchObject({ status: 200, body: { id: before.personId } });
    expect((await villager.get('/me')).body).toMatchObject({ kind: 'staff', posts: [{ role: 'grid_worker' }] });
  });

  it('as staff with a post is not taken over', async () => {
    expect(await hire(world.people.gridChief.phone)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
