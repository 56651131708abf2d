import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { chainOf, LetterDesk, letterEvents, problemOf, recipientOf } from '../harness/letters.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let desk: LetterDesk;
let office: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  desk = await LetterDesk.open(test, world);
  office = desk.office;
});
afterAll(() => test.close());

describe('a roster', () => {
  const phone = (number: number) => `1990009${String(number).padStart(4, '0')}`;
  let round: Json;

  it('goes to whole levels at once, and those it names can sign in by their phones', async () => {
    round = await desk.started(world.unit.id, 'enterprise');
    const lines = [
      { level: 1, name: '周总', position: '总经理', phone: `+86 ${phone(1)}` },
      { level: 2, name: '李主任', position: '车间主任', phone: phone(2) },
      { level: 2, name: '钱主任', position: '财务主任' },
      { level: 3, name: '王工', position: '员工', phone: phone(3), superior: '李主任' },
      { level: 3, name: '王工', position: '员工', phone: phone(4), superior: '钱主任' },
      { level: 3, name: '秦老师', position: '员工', phone: world.people.teacher.phone, superior: '钱主任' },
    ];
    for (const { name } of lines) test.keepSecret(name);
    const sent = await desk.send(round.id, lines);
    expect(problemOf(sent)).toEqual([200, undefined]);
    expect(sent.body.counts).toEqual({ total: 6, signed: 0, due: 1, late: 0, waiting: 5 });
    expect(chainOf(sent.body)).toMatchObject({ 周总: null, 李主任: '周总', 钱主任: '周总', 秦老师: '钱主任' });
    expect(sent.body.recipients.map((one: Json) => one.phoneMasked)).toContain('199****0003');
    const worker = { id: 'worker', name: '王工', phone: phone(3) };
    expect(await desk.mine(worker)).toMatchObject([{ roundId: round.id, superiorName: '李主任' }]);
    expect((await desk.mine(world.people.teacher)).map(({ roundId }) => roundId)).toContain(round.id);
    const again = await test.rowCounts();
    expect((await desk.send(round.id, lines)).body.recipients).toEqual(sent.body.recipients);
    expect(await test.rowCounts()).toEqual(again);
  });

  it('leaves a villager a villager, and brings a phone later', async () => {
    const lines = [
      { level: 3, name: world.resident.name, position: '员工', phone: world.resident.phone, superior: '李主任' },
      { level: 2, name: '钱主任', position: '财务主任', phone: phone(5) },
    ];
    const { body } = await desk.send(round.id, lines);
    expect(body.counts.total).toBe(7);
    expect(recipientOf(body, '钱主任').phoneMasked).toBe('199****0005');
    const villager = await test.as(world.resident);
    expect((await villager.get('/me')).body).toMatchObject({
      kind: 'resident',
      household: { doorId: world.doors.wang.id },
    });
    expect(await desk.mine(world.resident)).toMatchObject([{ superiorName: '李主任' }]);
  });

  it('is refused whole, with every line that is wrong by its name', async () => {
    const before = await test.rowCounts();
    const { status, body } = await desk.send(round.id, [
      { level: 4, name: '甲', position: '' },
      { level: 3, name: '乙', position: '' },
      { level: 3, name: '丙', position: '', superior: '没有这个人' },
      { level: 3, name: '丁', position: '', superior: '李主任', phone: '12345678901' },
      { level: 3, name: '戊', position: '', superior: '李主任', phone: phone(1) },
      { level: 3, name: '己', position: '', superior: '李主任' },
      { level: 3, name: '己', position: '', superior: '李主任' },
    ]);
    expect(status).toBe(400);
    expect(body.errors.map(({ field, rule }: Json) => `${field} ${rule}`).sort()).toEqual([
      'lines.0.level level_of_chain',
      'lines.0.superior superior_ambiguous',
      'lines.1.superior superior_ambiguous',
      'lines.2.superior superior_known',
      'lines.3.phone phone',
      'lines.4.phone phone_of_other',
      'lines.6.name twice',
    ]);
    expect(await test.rowCounts()).toEqual(before);
  });

  it('hands those below somebody who left to whoever stood above', async () => {
    await office.delete(`/letters/${recipientOf(await desk.round(round.id), '钱主任').id}`);
    expect(chainOf(await desk.round(round.id))).toMatchObject({ 秦老师: '周总' });
    await office.delete(`/letters/${recipientOf(await desk.round(round.id), '周总').id}`);
    expect(chainOf(await desk.round(round.id))).toMatchObject({ 李主任: null, 秦老师: '李主任' });
    expect(recipientOf(await desk.round(round.id), '李主任').state).toBe('waiting');
    const { body } = await desk.send(round.id, [{ level: 1, name: '吴总', position: '总经理' }]);
    expect(chainOf(body)).toMatchObject({ 吴总: null, 李主任: '吴总', 秦老师: '李主任' });
  });

  it('keeps names of employees from those who may not read them', async () => {
    const leader = await test.as(world.people.townshipLeader);
    const names = (await desk.round(round.id, leader)).recipients.map((one: Json) => one.name);
    expect(names).toContain('王*');
    expect(names).not.toContain('王工');
  });

  it('of 2,000 lines is sent at once and read at once; one of more is refused', async () => {
    const big = await desk.started(world.unit.id, 'site');
    const lines = Array.from({ length: 2000 }, (_, index) => ({
      level: index === 0 ? 1 : index < 40 ? 2 : 3,
      name: `员工${index}`,
      position: '员工',
      phone: `198${String(index).padStart(8, '0')}`,
      ...(index < 40 ? {} : { superior: `员工${1 + (index % 39)}` }),
    }));
    expect((await desk.send(big.id, [...lines, lines[0]!])).status).toBe(400);
    const { body } = await desk.send(big.id, lines);
    expect(body.counts).toEqual({ total: 2000, signed: 0, due: 1, late: 0, waiting: 1999 });
    expect((await desk.round(big.id)).recipients).toHaveLength(2000);
    expect((await desk.send(big.id, lines)).body.counts.total).toBe(2000);
  });
});

describe('the families of a class', () => {
  let classId: string;
  let round: Json;
  const families = (id: string, of = classId) => office.post(`/letter-rounds/${id}/families`, { classId: of });

  beforeAll(async () => {
    const made = {
      unitId: world.unit.id,
      gridId: world.a1.id,
      name: '三年级二班',
      pupils: 30,
      teacherId: world.people.teacher.id,
    };
    classId = (await office.post('/classes', made)).body.id;
    const doorIds = [world.doors.wang.id, world.doors.li.id];
    await office.post(`/classes/${classId}/families`, { doorIds });
  });

  it('get one letter each, to a guardian, below their 班主任', async () => {
    round = await desk.started(world.unit.id, 'class', { term: '2026秋' });
    const { body } = await families(round.id);
    expect(chainOf(body)).toEqual({ 秦老师: null, 王德福: '秦老师', 李秀英: '秦老师' });
    expect(recipientOf(body, '王德福')).toMatchObject({ level: 2, position: '三年级二班家长', state: 'waiting' });
    expect((await families(round.id)).body.recipients).toEqual(body.recipients);
    await office.post(`/classes/${classId}/families`, { doorIds: [world.doors.sun.id] });
    expect((await families(round.id)).body.counts.total).toBe(4);
  });

  it('sign on their own phones once the 班主任 has', async () => {
    const [letter] = (await desk.mine(world.resident)).filter(({ roundId }) => roundId === round.id);
    expect(letter).toMatchObject({ position: '三年级二班家长', superiorName: '秦老师', state: 'waiting' });
    expect(await desk.sign(world.people.teacher, round.id)).toMatchObject({ result: 'stored' });
    expect(await desk.sign(world.resident, round.id)).toMatchObject({ result: 'stored' });
    expect(await desk.round(round.id)).toMatchObject({ counts: { total: 4, signed: 2, due: 2 } });
  });

  it('are those of a class of the unit, in a chain that has a level for them', async () => {
    const refused = (rule: string) => [400, [{ field: 'classId', rule }]];
    expect(problemOf(await families(round.id, uuid7()))).toEqual(refused('class_of_this_unit'));
    expect(problemOf(await families(round.id, world.doors.classroom.id))).toEqual(refused('class_of_this_unit'));
    expect(problemOf(await families((await desk.started(world.unit.id, 'school', { term: '2026秋' })).id))).toEqual(
      refused('chain_of_classes'),
    );
    const bare = await office.post('/classes', { unitId: world.unit.id, gridId: world.a1.id, name: '空班', pupils: 1 });
    expect(problemOf(await families(round.id, bare.body.id))).toEqual(refused('class_with_teacher'));
  });
});

it('rosters leave events that name nobody outside of what is personal', async () => {
  const { types, readable } = await letterEvents(test);
  expect(types).toEqual(['letter.removed', 'letters.moved', 'letters.sent', 'letters.started']);
  expect(readable).not.toMatch(/[周李钱王秦吴孙]|"19[89]\d{8}"/);
});
