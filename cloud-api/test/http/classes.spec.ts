import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;
let colleague: TestPerson;
let classId: string;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
  const newcomer = { name: '施老师', phone: '19900070001', role: 'teacher', regionId: world.unit.id };
  const { body } = await office.post('/people', newcomer);
  colleague = { id: body.id, name: '施老师', phone: '19900070001' };
});
afterAll(() => test.close());

const create = (what: object, client = office) =>
  client.post('/classes', { unitId: world.unit.id, gridId: world.a1.id, name: '四年级二班', pupils: 38, ...what });
const change = (what: object, id = classId) => office.patch(`/classes/${id}`, what);
const link = (doorIds: string[], id = classId, client = office) => client.post(`/classes/${id}/families`, { doorIds });
const unlink = (doorIds: string[]) => office.post(`/classes/${classId}/families/end`, { doorIds });
const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
const carried = async (person: TestPerson): Promise<string[]> =>
  (await (await phoneOf(person)).pull()).doors.map(({ name }: Json) => name).sort();
const board = async () => (await office.get(`/coverage?regionId=${world.a1.id}`)).body.totals;

describe('a class', () => {
  it('is made for a school as a door, and is the teacher’s', async () => {
    const before = await board();
    const { status, body } = await create({ teacherId: world.people.teacher.id });
    expect([status, body]).toEqual([
      200,
      {
        id: expect.any(String),
        name: '四年级二班',
        unitId: world.unit.id,
        unitName: '查济小学',
        gridId: world.a1.id,
        gridName: '第一网格',
        pupils: 38,
        teachers: [{ personId: world.people.teacher.id, name: '秦老师' }],
        families: 0,
        familiesVisited: 0,
        state: 'never',
        plan: { id: world.plan.id, name: expect.any(String), round: 1 },
      },
    ]);
    classId = body.id;
    expect((await board()).total).toBe(before.total + 1);
    expect(await carried(world.people.teacher)).toEqual(['三年级一班', '四年级二班']);
    const phone = await phoneOf(world.people.teacher);
    expect(await phone.push(phone.visit(classId))).toMatchObject([{ result: 'stored' }]);
    expect((await office.get('/classes?limit=200')).body.items.find(({ id }: Json) => id === classId).state).toBe(
      'covered',
    );
  });

  it('is found by the pages of a list, by its place and by whose it is', async () => {
    const ids = async (client: TestClient, query = '') =>
      (await client.get(`/classes?${query}`)).body.items.map(({ name }: Json) => name).sort();
    expect(await ids(office)).toEqual(['三年级一班', '四年级二班']);
    expect(await ids(office, `regionId=${world.villageA.id}`)).toEqual(['四年级二班']);
    expect(await ids(office, `regionId=${world.unit.id}`)).toEqual(['四年级二班']);
    expect(await ids(office, `regionId=${world.elsewhere.village.id}`)).toEqual([]);
    expect(await ids(await test.as(world.people.teacher))).toEqual(['三年级一班', '四年级二班']);
    expect(await ids(await test.as(colleague))).toEqual([]);
    expect(await ids(await test.as(world.elsewhere.office))).toEqual([]);
    const first = (await office.get('/classes?limit=1')).body;
    const second = (await office.get(`/classes?limit=1&after=${first.next}`)).body;
    expect([first.total, first.items[0].name, second.items[0].name]).toEqual([2, '三年级一班', '四年级二班']);
    expect((await office.get('/classes?after=x')).status).toBe(400);
  });

  it('has families: households that come to the teacher’s phone, visited or not', async () => {
    const linked = await link([world.doors.wang.id, world.doors.qian.id]);
    expect(linked.body).toMatchObject({ families: 2, familiesVisited: 0 });
    expect((await link([world.doors.wang.id])).body.families).toBe(2);
    expect(await carried(world.people.teacher)).toEqual(['三年级一班', '四年级二班', '王德福', '钱大海']);
    const phone = await phoneOf(world.people.teacher);
    await phone.push(phone.visit(world.doors.qian.id));
    const families = (await phone.client.get(`/classes/${classId}/families`)).body.items;
    expect(families).toMatchObject([
      { code: 'A101', label: '王德福', state: 'never', lastVisitAt: null, gridName: '第一网格' },
      { code: 'B101', label: '钱大海', state: 'covered' },
    ]);
    expect((await change({ pupils: 39 })).body).toMatchObject({ pupils: 39, families: 2, familiesVisited: 1 });
    const leader = await test.as(world.people.townshipLeader);
    expect((await leader.get(`/classes/${classId}/families`)).body.items[0].label).toBe('王*福');
  });

  it('goes to another teacher with its families, and what another class needs stays', async () => {
    const other = (await create({ name: '六年级', teacherId: world.people.teacher.id })).body;
    await link([world.doors.wang.id], other.id);
    expect((await change({ teacherId: colleague.id })).body.teachers).toMatchObject([{ name: '施老师' }]);
    expect(await carried(colleague)).toEqual(['四年级二班', '王德福', '钱大海']);
    expect(await carried(world.people.teacher)).toEqual(['三年级一班', '六年级', '王德福']);
    expect((await change({ teacherId: null })).body.teachers).toEqual([]);
    expect(await carried(colleague)).toEqual([]);
    await change({ teacherId: world.people.teacher.id });
    expect((await unlink([world.doors.wang.id, world.doors.qian.id])).body.families).toBe(0);
    expect(await carried(world.people.teacher)).toEqual(['三年级一班', '六年级', '四年级二班', '王德福']);
    await link([world.doors.qian.id]);
  });

  it('is handed over with the post of its teacher', async () => {
    const answer = await office.post(`/people/${world.people.teacher.id}/hand-over`, { toPersonId: colleague.id });
    expect(answer.body).toEqual({ posts: 1, doors: 5, teams: 0 });
    expect(await carried(colleague)).toEqual(['三年级一班', '六年级', '四年级二班', '王德福', '钱大海']);
    expect((await change({ name: '四（2）班' })).body).toMatchObject({
      name: '四（2）班',
      teachers: [{ personId: colleague.id }],
    });
  });

  it('that was registered at the door is joined to its school', async () => {
    const { body } = await change({ unitId: world.unit.id, pupils: 30 }, world.doors.classroom.id);
    expect(body).toMatchObject({ name: '三年级一班', unitName: '查济小学', pupils: 30, gridId: world.b1.id });
  });
});

describe('what is no class', () => {
  const invalid = (field: string, rule: string) => ({ status: 400, body: { errors: [{ field, rule }] } });

  it('is refused with its reason, and nothing is written', async () => {
    const before = await test.rowCounts();
    expect(await create({ gridId: undefined })).toMatchObject(invalid('gridId', 'required'));
    expect(await create({ gridId: world.elsewhere.grid.id })).toMatchObject(invalid('gridId', 'grid_of_the_school'));
    expect(await create({ unitId: world.villageA.id })).toMatchObject(invalid('unitId', 'open_unit'));
    expect(await create({ unitId: world.enterprise.id })).toMatchObject(invalid('unitId', 'open_unit'));
    expect(await change({ unitId: world.enterprise.id })).toMatchObject(invalid('unitId', 'open_unit'));
    expect(await create({ pupils: 201 })).toMatchObject(invalid('pupils', 'max'));
    expect(await create({ pupilNames: ['x'] })).toMatchObject(invalid('pupilNames', 'unknown_field'));
    const stranger = world.people.gridWorker.id;
    expect(await create({ teacherId: stranger })).toMatchObject(invalid('teacherId', 'teacher_of_the_school'));
    expect(await change({ teacherId: stranger })).toMatchObject(invalid('teacherId', 'teacher_of_the_school'));
    expect(await link([world.doors.wang.id, world.doors.shop.id])).toMatchObject(invalid('doorIds.1', 'household'));
    expect(await test.rowCounts()).toEqual(before);
  });

  it('or is out of reach looks absent', async () => {
    const head = await test.as(world.people.villageHead);
    const before = await test.rowCounts();
    expect((await create({ unitId: world.elsewhere.village.id })).status).toBe(404);
    expect((await create({}, head)).status).toBe(404);
    expect((await link([world.elsewhere.door.id])).status).toBe(404);
    expect((await link([world.doors.li.id], world.doors.wang.id)).status).toBe(404);
    expect((await link([world.doors.li.id], classId, await test.as(world.elsewhere.office))).status).toBe(404);
    expect((await (await test.as(world.elsewhere.office)).get(`/classes/${classId}/families`)).status).toBe(404);
    expect(await test.rowCounts()).toEqual(before);
  });
});

describe('the first class of a unit', () => {
  it('makes a school of a department; a hospital stays one', async () => {
    const kindOf = async (id: number) => (await office.get(`/regions/${id}`)).body.unitKind;
    const made = { parentId: world.township.id, level: 'unit' };
    const { body: bare } = await office.post('/regions', { ...made, name: '教学点' });
    const { body: hospital } = await office.post('/regions', { ...made, name: '卫生院', unitKind: 'hospital' });
    for (const { id } of [bare, hospital]) {
      expect((await create({ unitId: id, gridId: world.b2.id, name: '学前班', pupils: 1 })).status).toBe(200);
    }
    expect([await kindOf(bare.id), await kindOf(hospital.id)]).toEqual(['school', 'hospital']);
  });
});
