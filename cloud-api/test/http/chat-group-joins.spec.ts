import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import { ChatGroupsDirectory } from '../../src/modules/chat-groups/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { groupsOf, type WorldGroup } from '../harness/cascade.js';
import type { Json, TestClient } from '../harness/client.js';
import { ok } from '../harness/town-play.js';
import { addDoor, type DoorDraft, type WorldDoor } from '../harness/world-doors.js';
import { buildWorld, type World } from '../harness/world.js';

/** 2026-11-21 is today. 王德福 was born in 1955-03, 王小军 in 1988-07. */
let test: TestApp;
let world: World;
let group: WorldGroup;
let next: WorldGroup;
let office: TestClient;
let head: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  [group] = (await groupsOf(test, world.plan.id, { regionId: world.groupA.id })) as [WorldGroup];
  [next] = (await groupsOf(test, world.plan.id, { regionId: world.groupB.id })) as [WorldGroup];
  office = await test.as(world.people.townshipOffice);
  head = await test.as(world.people.villageHead);
});
afterAll(() => test.close());

const door = (draft: Omit<DoorDraft, 'gridId'> & { gridId?: number }): Promise<WorldDoor> =>
  test.database.transaction((transaction) =>
    addDoor(transaction, test.app.get(Cipher), { gridId: world.a1.id, groupId: world.groupA.id, ...draft }),
  );
const born = (code: string, ...birthMonths: (string | undefined)[]) =>
  door({
    code,
    name: `户${code}`,
    residents: birthMonths.map((birthMonth, index) => ({ name: `居民${code}${index}`, birthMonth })),
  });
const roll = async (client = head, id = group.id): Promise<Json> => ok(await client.get(`/chat-groups/${id}/joins`));
const tick = (joined: string[], left: string[] = [], client = head) =>
  client.post(`/chat-groups/${group.id}/joins`, { joined, left });
const rates = async (regionId: number, client = office): Promise<Json> =>
  ok(await client.get(`/chat-groups/join-rates?planId=${world.plan.id}&regionId=${regionId}`));
const prove = (residentId: string, groupId = group.id) =>
  test.database.transaction((transaction) =>
    test.app.get(ChatGroupsDirectory).noteJoined(transaction, groupId, residentId),
  );

describe('入群率 (S1.4)', () => {
  let edges: WorldDoor;

  it('is of those aged 18 to 60 on the date, at doors of the 村民小组 that are not excluded', async () => {
    // Not yet 18; 18 since last month; 60 until the month is over; 61; nobody knows.
    edges = await born('A501', '2008-11', '2008-10', '1965-11', '1965-10', undefined);
    const vacant = await born('A502', '1990-01');
    await test.database.transaction((transaction) =>
      transaction.execute("UPDATE doors SET exclusion_kind = 'vacant', exclusion_state = 'approved' WHERE id = ?", [
        vacant.id,
      ]),
    );
    const { items, rate } = await roll();
    const [, old18, still60, , unknown] = edges.residents.map(({ id }) => id);
    expect(items.map(({ residentId }: Json) => residentId)).toEqual([
      world.doors.wang.residents[1]!.id,
      old18,
      still60,
      unknown,
    ]);
    expect(rate).toEqual({ asOn: '2026-11-21', registered: 4, joined: 0, proved: 0 });
  });

  it('counts whom the pusher ticks, since that day, once', async () => {
    const ids = edges.residents.map(({ id }) => id);
    expect(ok(await tick([ids[1]!, ids[2]!])).rate).toMatchObject({ registered: 4, joined: 2, proved: 0 });
    test.clock.advance(86_400_000);
    const again = ok(await tick([ids[1]!]));
    expect(again.rate).toEqual({ asOn: '2026-11-22', registered: 4, joined: 2, proved: 0 });
    expect(again.items.find(({ residentId }: Json) => residentId === ids[1]).joinedOn).toBe('2026-11-21');
    expect(ok(await tick([], [ids[1]!])).rate.joined).toBe(1);
    const detail = ok(await office.get(`/chat-groups/${group.id}`));
    expect(detail.joinRate).toEqual({ asOn: '2026-11-22', registered: 4, joined: 1, proved: 0 });
  });

  it('tells apart who opened a card in the group, and writes that once', async () => {
    const [, , still60, , unknown] = edges.residents.map(({ id }) => id) as [string, string, string, string, string];
    await prove(still60);
    await prove(unknown);
    const before = await test.rowCounts();
    await prove(unknown);
    expect(await test.rowCounts()).toEqual(before);
    const { rate, items } = await roll();
    expect(rate).toMatchObject({ joined: 2, proved: 2 });
    expect(items.find(({ residentId }: Json) => residentId === still60)).toMatchObject({
      joinedOn: '2026-11-21',
      proved: true,
    });
    ok(await tick([still60]));
    expect((await roll()).rate.proved).toBe(2);
  });

  it('grows with the calendar: who turned 18 last month counts on the first of the next', async () => {
    const before = (await roll()).rate.registered;
    test.clock.set(Date.parse('2026-12-01T02:00:00Z'));
    const { rate } = await roll();
    // One turned 18 in November, one turned 61 then.
    expect([rate.asOn, rate.registered]).toEqual(['2026-12-01', before]);
    const shown = (await roll()).items.map(({ residentId }: Json) => residentId);
    expect(shown).toContain(edges.residents[0]!.id);
    expect(shown).not.toContain(edges.residents[2]!.id);
  });

  it('takes only people of the group, each one way', async () => {
    const stranger = world.doors.qian.residents[0]!.id;
    expect((await tick([stranger])).body.errors).toEqual([{ field: 'joined.0', rule: 'of_group' }]);
    const own = world.doors.wang.residents[1]!.id;
    expect((await tick([own], [own])).body.errors).toEqual([{ field: 'left', rule: 'not_joined_too' }]);
  });

  it('of a place is over all its residents, also of doors without a 村民小组', async () => {
    const { items, total } = await rates(world.township.id);
    const village = items.find(({ regionId }: Json) => regionId === world.villageA.id);
    // The group's four, and 李秀英, 赵长根, 孙桂兰 and 孙明 beside it; shops and factories are no homes.
    expect(village).toMatchObject({ groups: 2, built: 0, bound: 0, rate: { registered: 8, joined: 1 } });
    expect(total.registered).toBeGreaterThan(8);
    const within = (await rates(world.villageA.id)).items;
    expect(within.map(({ regionId, rate }: Json) => [regionId, rate.registered])).toEqual([[world.groupA.id, 4]]);
  });

  it('of a region outside the plan, or out of reach, is nobody’s business', async () => {
    const path = `/chat-groups/join-rates?planId=${world.plan.id}&regionId=`;
    expect((await head.get(`${path}${world.villageB.id}`)).status).toBe(404);
    expect((await office.get(`${path}${world.elsewhere.village.id}`)).status).toBe(404);
    const foreign = `/chat-groups/join-rates?planId=${world.elsewhere.plan.id}&regionId=${world.township.id}`;
    expect((await office.get(foreign)).status).toBe(404);
  });
});

describe('names on the roll', () => {
  it('are whole for those who may read names there, masked for others', async () => {
    expect((await roll(head)).items[0].name).toBe('王小军');
    const police = await test.as(world.people.police);
    expect((await roll(police)).items[0].name).toBe('王小军');
    // A 单位负责人 who was made a supervisor by hand reads no names of doors.
    const { id } = world.people.unitHead;
    ok(await office.post(`/chat-groups/${group.id}/people`, { personId: id, part: 'supervisor', present: true }));
    const unitHead = await test.as(world.people.unitHead);
    expect((await roll(unitHead)).items[0].name).toBe('王*军');
    expect((await tick([], [], unitHead)).status).toBe(403);
  });

  it('are not for plain members, and of groups without residents there are none', async () => {
    const leader = await test.as(world.people.groupLeader);
    expect((await leader.get(`/chat-groups/${group.id}/joins`)).status).toBe(403);
    const [committee] = await groupsOf(test, world.plan.id, { kindKey: 'committee', regionId: world.villageA.id });
    expect((await office.get(`/chat-groups/${committee!.id}/joins`)).status).toBe(404);
    expect((await head.get(`/chat-groups/${next.id}/joins`)).status).toBe(404);
  });
});

describe('parents', () => {
  it('come through the families of the class, grown-ups of any age', async () => {
    const { elsewhere, people } = world;
    const school = await addSchool();
    const classId = (
      await test.database.transaction((transaction) =>
        addDoor(transaction, test.app.get(Cipher), {
          kind: 'class',
          code: 'M190',
          name: '一年级',
          gridId: elsewhere.grid.id,
          unitId: school,
        }),
      )
    ).id;
    const family = await door({
      code: 'M201',
      name: '一家',
      gridId: elsewhere.grid.id,
      groupId: elsewhere.group.id,
      residents: [
        { name: '爷爷', birthMonth: '1950-01' },
        { name: '妈妈', birthMonth: '1990-01' },
        { name: '哥哥', birthMonth: '2011-01' },
      ],
    });
    await test.database.transaction((transaction) =>
      transaction.insert('class_families', [
        { class_id: classId, door_id: family.id, started_at: test.clock.now(), ended_at: null },
      ]),
    );
    await grantTeacher(people.teacher.id, classId, school);
    await test.work();
    const groups = await groupsOf(test, elsewhere.plan.id, { kindKey: 'class' });
    const ofClass = groups.find(({ regionId }) => regionId === school)!;
    const teacher = await test.as(people.teacher);
    const { items, rate } = await roll(teacher, ofClass.id);
    expect(rate.registered).toBe(2);
    const [grandfather, mother] = family.residents.map(({ id }) => id) as [string, string];
    expect(items.map(({ residentId }: Json) => residentId)).toEqual([grandfather, mother]);
    await prove(mother, ofClass.id);
    const directory = test.app.get(ChatGroupsDirectory);
    const ofMother = await directory.groupsOfResident(test.database, mother);
    expect(ofMother.map(({ kindKey }) => kindKey).sort()).toEqual(['class', 'group']);
    const offices = await test.as(elsewhere.office);
    const all = ok(
      await offices.get(`/chat-groups/join-rates?planId=${elsewhere.plan.id}&regionId=${elsewhere.township.id}`),
    );
    expect(all.items.find(({ regionId }: Json) => regionId === school).rate).toMatchObject({
      registered: 2,
      proved: 1,
    });
  });
});

async function addSchool(): Promise<number> {
  const answer = await (
    await test.as(world.elsewhere.office)
  ).post('/regions', {
    parentId: world.elsewhere.township.id,
    level: 'unit',
    name: '镇小学',
    unitKind: 'school',
  });
  return ok({ ...answer, status: answer.status === 201 ? 200 : answer.status }).id;
}

async function grantTeacher(personId: string, classId: string, regionId: number): Promise<void> {
  await test.database.transaction(async (transaction) => {
    await transaction.insert('posts', [
      { id: uuid7(), person_id: personId, role: 'teacher', region_id: regionId, created_at: 0, revoked_at: null },
    ]);
    await transaction.insert('door_assignments', [
      { door_id: classId, person_id: personId, claimed: 0, started_at: 0, ended_at: null },
    ]);
    transaction.record({
      type: 'door.assigned',
      actorId: null,
      subject: { kind: 'person', id: personId },
      facts: { doors: [classId] },
    });
  });
}
