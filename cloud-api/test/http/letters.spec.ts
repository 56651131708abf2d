import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Role } from '../../src/common/auth/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Answer, Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { letterSitting, signLetter } from '../harness/letters.js';
import { buildWorld, officeAt, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;
let head: TestClient;
let planId: string;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
  head = await test.as(world.people.villageHead);
  const actor = officeAt(Role.TownshipOffice, world.township);
  const plan = { preset: 'qiaomu', regionId: world.township.id, startsOn: '2026-11-05' };
  planId = (await test.app.get(PlansService).start(actor, plan)).id;
});
afterAll(() => test.close());

const draft = (regionId: number, chainKey: string, rest: object = {}) => ({
  id: uuid7(),
  planId,
  chainKey,
  regionId,
  dueOn: test.clock.today(),
  ...rest,
});
const start = (body: object, client = office) => client.post('/letter-rounds', body);
const started = async (regionId: number, chainKey: string, rest: object = {}): Promise<Json> => {
  const answer = await start(draft(regionId, chainKey, rest));
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
};
const roundOf = async (id: string, client = office): Promise<Json> => (await client.get(`/letter-rounds/${id}`)).body;
const send = (id: string, lines: object[], client = office) =>
  client.post(`/letter-rounds/${id}/recipients`, { lines });
const mine = async (person: TestPerson): Promise<Json[]> =>
  (await (await test.as(person)).get('/me/letters')).body.items;
const named = (round: Json, name: string): Json => round.recipients.find((one: Json) => one.name === name);
/** Each with the name of whoever is above. */
const chainOf = (round: Json) =>
  Object.fromEntries(
    round.recipients.map((one: Json) => [
      one.name,
      round.recipients.find(({ id }: Json) => id === one.superiorId)?.name ?? null,
    ]),
  );
const statesOf = (round: Json) => Object.fromEntries(round.recipients.map((one: Json) => [one.name, one.state]));
const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
/** Signs the first letter of theirs that is of the round. */
const sign = async (person: TestPerson, roundId: string) => {
  const letter = (await mine(person)).find((one) => one.roundId === roundId)!;
  return signLetter(await phoneOf(person), person, letter);
};
const problem = ({ status, body }: Answer) => [status, body?.errors ?? body?.code];
let school: Json;

describe('a round in a village', () => {
  let round: Json;

  it('can be started where a plan asks for its chain, and is filled from the posts', async () => {
    const { chains, items } = (await office.get(`/letter-rounds?regionId=${world.villageA.id}`)).body;
    expect(items).toEqual([]);
    expect(chains).toMatchObject([
      { planId, key: 'village', place: 'village', due: '2026-11-17', everyTerm: false, source: 'S3.4' },
    ]);
    round = await started(world.villageA.id, 'village');
    expect(round).toMatchObject({
      title: chains[0].templateTitle,
      regionName: world.villageA.name,
      term: null,
      closedAt: null,
      counts: { total: 4, signed: 0, due: 1, late: 0, waiting: 3 },
    });
    expect(round.levels.map((one: Json) => [one.name, one.role, one.counts.total])).toEqual([
      ['村干部', 'village_head', 1],
      ['网格长', 'grid_chief', 1],
      ['网格员', 'grid_worker', 2],
    ]);
    expect(chainOf(round)).toEqual({
      蒋村主任: null,
      沈网格长: '蒋村主任',
      韩网格: '沈网格长',
      杨网格: '沈网格长',
    });
    expect(named(round, '韩网格')).toMatchObject({ position: '第一网格网格员', phoneMasked: '199****0008' });
  });

  it('is the same one when it is asked for again, and another one with its id is refused', async () => {
    const same = { id: round.id, planId, chainKey: 'village', regionId: world.villageA.id, dueOn: round.dueOn };
    expect((await start(same)).body).toEqual(round);
    expect((await start({ ...same, dueOn: '2026-12-31' })).status).toBe(409);
  });

  it('is open once at a time: starting it twice is a conflict', async () => {
    const before = await test.rowCounts();
    expect((await start(draft(world.villageA.id, 'village'))).status).toBe(409);
    expect(await test.rowCounts()).toEqual(before);
    expect((await office.get(`/letter-rounds?regionId=${world.villageA.id}`)).body.chains).toEqual([]);
  });

  it.each([
    ['a unit', () => draft(world.unit.id, 'village'), 'chainKey', 'chain_of_this_place'],
    ['a grid', () => draft(world.a1.id, 'village'), 'planId', 'plan_with_chains_here'],
    [
      'another plan',
      () => draft(world.villageB.id, 'village', { planId: world.plan.id }),
      'planId',
      'plan_with_chains_here',
    ],
    ['a term it has not', () => draft(world.villageB.id, 'village', { term: '2026秋' }), 'term', 'not_by_term'],
    ['no term where one is needed', () => draft(world.unit.id, 'school'), 'term', 'required'],
  ])('is refused for %s', async (_, body, field, rule) => {
    expect(problem(await start(body()))).toEqual([400, [{ field, rule }]]);
  });

  it('comes to each phone with its text, and those below wait', async () => {
    const [letter] = await mine(world.people.gridWorker);
    expect(letter).toMatchObject({
      roundId: round.id,
      placeName: '桃花潭镇桃花潭村',
      position: '第一网格网格员',
      superiorName: '沈网格长',
      state: 'waiting',
      signatureId: null,
    });
    const worker = await test.as(world.people.gridWorker);
    const { versions } = (await worker.get('/documents/current')).body;
    expect(versions.map(({ id }: Json) => id)).toContain(letter!.versionId);
    expect((await mine(world.people.villageHead))[0]).toMatchObject({ state: 'due', superiorName: null });
    expect(await mine(world.people.police)).toEqual([]);
  });

  it('goes down level by level: whoever skips one is refused', async () => {
    const refused = { errors: [{ field: 'payload.papers.0.letterId', rule: 'superior_not_signed' }] };
    expect(await sign(world.people.gridWorker, round.id)).toMatchObject({ result: 'invalid', ...refused });
    expect(await sign(world.people.gridChief, round.id)).toMatchObject({ result: 'invalid', ...refused });
    expect(await sign(world.people.villageHead, round.id)).toMatchObject({ result: 'stored' });
    expect(statesOf(await roundOf(round.id))).toEqual({
      蒋村主任: 'signed',
      沈网格长: 'due',
      韩网格: 'waiting',
      杨网格: 'waiting',
    });
    expect(await sign(world.people.gridWorker, round.id)).toMatchObject({ result: 'invalid', ...refused });
    expect(await sign(world.people.gridChief, round.id)).toMatchObject({ result: 'stored' });
    expect(await sign(world.people.gridWorker, round.id)).toMatchObject({ result: 'stored' });
    expect(await roundOf(round.id)).toMatchObject({ counts: { total: 4, signed: 3, due: 1, late: 0, waiting: 0 } });
    const [listed] = (await office.get(`/letter-rounds?regionId=${world.township.id}`)).body.items;
    expect(listed).toMatchObject({ id: round.id, counts: { total: 4, signed: 3 } });
    expect(listed.levels.map((one: Json) => one.counts.signed)).toEqual([1, 1, 1]);
  });

  it('takes one signature for each letter, and nobody else’s', async () => {
    const again = { result: 'invalid', errors: [{ field: 'payload.papers.0.letterId', rule: 'already_signed' }] };
    expect(await sign(world.people.villageHead, round.id)).toMatchObject(again);
    const [letter] = await mine(world.people.gridWorkerNext);
    const stranger = await signLetter(await phoneOf(world.people.police), world.people.police, letter);
    expect(stranger).toMatchObject({ errors: [{ field: 'payload.papers.0.letterId', rule: 'own_letter' }] });
  });

  it('says in the paper where, for how long and from whom', async () => {
    const [letter] = await mine(world.people.gridWorker);
    const { body } = await (await test.as(world.people.gridWorker)).get(`/signatures/${letter!.signatureId}`);
    const text = JSON.stringify(body.paper);
    expect(letter!.values).toMatchObject({ place: '桃花潭镇桃花潭村', superior: '沈网格长', term: '2026年度' });
    for (const words of ['桃花潭镇桃花潭村', '2026年度', '沈网格长交给韩网格（第一网格网格员）'])
      expect(text).toContain(words);
    const top = await head.get(`/signatures/${(await mine(world.people.villageHead))[0]!.signatureId}`);
    expect(top.body.paper.salutation).toMatch(/^桃花潭镇.+交给蒋村主任（村干部）：$/);
    expect(JSON.stringify(top.body.paper)).not.toContain('____');
  });

  it('is on time on the day it is due and late from the day after', async () => {
    expect((await mine(world.people.gridWorkerNext))[0]).toMatchObject({ state: 'due' });
    test.clock.advance(86_400_000);
    expect((await mine(world.people.gridWorkerNext))[0]).toMatchObject({ state: 'late' });
    expect(await roundOf(round.id)).toMatchObject({ counts: { signed: 3, due: 0, late: 1, waiting: 0 } });
    expect((await roundOf(round.id)).levels[2].counts).toMatchObject({ total: 2, signed: 1, late: 1 });
  });

  it('lets go whoever left before signing, and keeps whoever signed', async () => {
    const left = named(await roundOf(round.id), '杨网格');
    const signed = named(await roundOf(round.id), '韩网格');
    expect((await office.delete(`/letters/${signed.id}`)).status).toBe(409);
    expect((await office.delete(`/letters/${left.id}`)).status).toBe(204);
    expect((await office.delete(`/letters/${left.id}`)).status).toBe(204);
    expect(await roundOf(round.id)).toMatchObject({ counts: { total: 3, signed: 3 } });
    const removed = await signLetter(await phoneOf(world.people.gridWorkerNext), world.people.gridWorkerNext, {
      ...left,
      versionId: (await mine(world.people.gridWorker))[0]!.versionId,
    });
    expect(removed).toMatchObject({ errors: [{ rule: 'letter_removed' }] });
    expect(await mine(world.people.gridWorkerNext)).toEqual([]);
  });

  it('stays as it was once it is closed', async () => {
    const [line] = [{ level: 3, name: '马网格', position: '网格员', superior: '沈网格长' }];
    await send(round.id, [line]);
    expect((await office.post(`/letter-rounds/${round.id}/close`)).body.closedAt).toBe(test.clock.now());
    expect((await office.post(`/letter-rounds/${round.id}/close`)).status).toBe(200);
    expect((await send(round.id, [line])).status).toBe(409);
    expect((await office.post(`/letter-rounds/${round.id}/code`, { id: uuid7(), hours: 1 })).status).toBe(409);
    expect((await mine(world.people.gridWorker))[0]).toMatchObject({ state: 'signed' });
    expect((await office.get(`/letter-rounds?regionId=${world.villageA.id}`)).body.chains).toHaveLength(1);
  });
});

describe('a chain of every 学期', () => {
  it('is signed anew each, and each of them is open once', async () => {
    const autumn = await started(world.unit.id, 'school', { term: '2026秋' });
    expect((await start(draft(world.unit.id, 'school', { term: '2026秋' }))).status).toBe(409);
    const spring = await started(world.unit.id, 'school', { term: '2027春' });
    expect([autumn.term, spring.term]).toEqual(['2026秋', '2027春']);
    const principal = { id: '', name: '孔校长', phone: '19900080001' };
    for (const { id } of [autumn, spring])
      await send(id, [{ level: 1, name: principal.name, position: '校长', phone: principal.phone }]);
    test.keepSecret(principal.name, principal.phone);
    expect(await sign(principal, autumn.id)).toMatchObject({ result: 'stored' });
    expect((await mine(principal)).map(({ term, state }) => [term, state])).toEqual([
      ['2027春', 'due'],
      ['2026秋', 'signed'],
    ]);
    const signed = (await mine(principal)).find(({ term }) => term === '2026秋')!;
    const { body } = await (await test.as(principal)).get(`/signatures/${signed.signatureId}`);
    expect(JSON.stringify(body.paper)).toContain('2026秋');
    school = autumn;
    await office.post(`/letter-rounds/${spring.id}/close`);
    expect((await mine(principal)).map(({ term }) => term)).toEqual(['2026秋']);
  });
});

describe('a roster', () => {
  const phone = (number: number) => `1990009${String(number).padStart(4, '0')}`;
  let round: Json;

  it('goes to whole levels at once, and those it names can sign in by their phones', async () => {
    round = await started(world.unit.id, 'enterprise');
    const lines = [
      { level: 1, name: '周总', position: '总经理', phone: `+86 ${phone(1)}` },
      { level: 2, name: '李主任', position: '车间主任', phone: phone(2) },
      { level: 2, name: '钱主任', position: '财务主任' },
      { level: 3, name: '王工', position: '员工', phone: phone(3), superior: '李主任' },
      { level: 3, name: '王工', position: '员工', phone: phone(4), superior: '钱主任' },
      { level: 3, name: '秦老师', position: '员工', phone: world.people.teacher.phone, superior: '钱主任' },
    ];
    for (const { name } of lines) test.keepSecret(name);
    const sent = await send(round.id, lines);
    expect(problem(sent)).toEqual([200, undefined]);
    expect(sent.body.counts).toEqual({ total: 6, signed: 0, due: 1, late: 0, waiting: 5 });
    expect(chainOf(sent.body)).toMatchObject({ 周总: null, 李主任: '周总', 钱主任: '周总', 秦老师: '钱主任' });
    expect(sent.body.recipients.map((one: Json) => one.phoneMasked)).toContain('199****0003');
    const worker = { id: 'worker', name: '王工', phone: phone(3) };
    expect(await mine(worker)).toMatchObject([{ roundId: round.id, superiorName: '李主任' }]);
    expect((await mine(world.people.teacher)).map(({ roundId }) => roundId)).toContain(round.id);
    const again = await test.rowCounts();
    expect((await send(round.id, lines)).body.recipients).toEqual(sent.body.recipients);
    expect(await test.rowCounts()).toEqual(again);
  });

  it('leaves a villager a villager, and brings a phone later', async () => {
    const lines = [
      { level: 3, name: world.resident.name, position: '员工', phone: world.resident.phone, superior: '李主任' },
      { level: 2, name: '钱主任', position: '财务主任', phone: phone(5) },
    ];
    const { body } = await send(round.id, lines);
    expect(body.counts.total).toBe(7);
    expect(named(body, '钱主任').phoneMasked).toBe('199****0005');
    const villager = await test.as(world.resident);
    expect((await villager.get('/me')).body).toMatchObject({
      kind: 'resident',
      household: { doorId: world.doors.wang.id },
    });
    expect(await mine(world.resident)).toMatchObject([{ superiorName: '李主任' }]);
  });

  it('is refused whole, with every line that is wrong by its name', async () => {
    const before = await test.rowCounts();
    const { status, body } = await send(round.id, [
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
    await office.delete(`/letters/${named(await roundOf(round.id), '钱主任').id}`);
    expect(chainOf(await roundOf(round.id))).toMatchObject({ 秦老师: '周总' });
    await office.delete(`/letters/${named(await roundOf(round.id), '周总').id}`);
    expect(chainOf(await roundOf(round.id))).toMatchObject({ 李主任: null, 秦老师: '李主任' });
    expect(named(await roundOf(round.id), '李主任').state).toBe('waiting');
    const { body } = await send(round.id, [{ level: 1, name: '吴总', position: '总经理' }]);
    expect(chainOf(body)).toMatchObject({ 吴总: null, 李主任: '吴总', 秦老师: '李主任' });
  });

  it('keeps names of employees from those who may not read them', async () => {
    const leader = await test.as(world.people.townshipLeader);
    const names = (await roundOf(round.id, leader)).recipients.map((one: Json) => one.name);
    expect(names).toContain('王*');
    expect(names).not.toContain('王工');
  });

  it('of 2,000 lines is sent at once and read at once; one of more is refused', async () => {
    const big = await started(world.unit.id, 'site');
    const lines = Array.from({ length: 2000 }, (_, index) => ({
      level: index === 0 ? 1 : index < 40 ? 2 : 3,
      name: `员工${index}`,
      position: '员工',
      phone: `198${String(index).padStart(8, '0')}`,
      ...(index < 40 ? {} : { superior: `员工${1 + (index % 39)}` }),
    }));
    expect((await send(big.id, [...lines, lines[0]!])).status).toBe(400);
    const { body } = await send(big.id, lines);
    expect(body.counts).toEqual({ total: 2000, signed: 0, due: 1, late: 0, waiting: 1999 });
    expect((await roundOf(big.id)).recipients).toHaveLength(2000);
    expect((await send(big.id, lines)).body.counts.total).toBe(2000);
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
    round = await started(world.unit.id, 'class', { term: '2026秋' });
    const { body } = await families(round.id);
    expect(chainOf(body)).toEqual({ 秦老师: null, 王德福: '秦老师', 李秀英: '秦老师' });
    expect(named(body, '王德福')).toMatchObject({ level: 2, position: '三年级二班家长', state: 'waiting' });
    expect((await families(round.id)).body.recipients).toEqual(body.recipients);
    await office.post(`/classes/${classId}/families`, { doorIds: [world.doors.sun.id] });
    expect((await families(round.id)).body.counts.total).toBe(4);
  });

  it('sign on their own phones once the 班主任 has', async () => {
    const [letter] = (await mine(world.resident)).filter(({ roundId }) => roundId === round.id);
    expect(letter).toMatchObject({ position: '三年级二班家长', superiorName: '秦老师', state: 'waiting' });
    expect(await sign(world.people.teacher, round.id)).toMatchObject({ result: 'stored' });
    expect(await sign(world.resident, round.id)).toMatchObject({ result: 'stored' });
    expect(await roundOf(round.id)).toMatchObject({ counts: { total: 4, signed: 2, due: 2 } });
  });

  it('are those of a class of the unit, in a chain that has a level for them', async () => {
    const refused = (rule: string) => [400, [{ field: 'classId', rule }]];
    expect(problem(await families(round.id, uuid7()))).toEqual(refused('class_of_this_unit'));
    expect(problem(await families(round.id, world.doors.classroom.id))).toEqual(refused('class_of_this_unit'));
    expect(problem(await families(school.id))).toEqual(refused('chain_of_classes'));
    const bare = await office.post('/classes', { unitId: world.unit.id, gridId: world.a1.id, name: '空班', pupils: 1 });
    expect(problem(await families(round.id, bare.body.id))).toEqual(refused('class_with_teacher'));
  });
});

describe('rounds', () => {
  it('have a code that leads to them', async () => {
    const made = { id: uuid7(), hours: 2 };
    const code = (await office.post(`/letter-rounds/${school.id}/code`, made)).body;
    expect(code).toMatchObject({ id: made.id, letterRoundId: school.id, doorId: null, revoked: false });
    expect(code.expiresAt).toBe(test.clock.now() + 2 * 3_600_000);
  });

  it('are nobody’s business elsewhere', async () => {
    const stranger = await test.as(world.elsewhere.office);
    expect((await stranger.get(`/letter-rounds/${school.id}`)).status).toBe(404);
    expect((await send(school.id, [{ level: 1, name: '某某', position: '' }], stranger)).status).toBe(404);
    expect((await start(draft(world.villageB.id, 'village'), head)).status).toBe(404);
    expect((await head.get(`/letter-rounds?regionId=${world.villageB.id}`)).status).toBe(404);
  });

  it('that two people start at the same time are one', async () => {
    const answers = await Promise.all(
      [office, office, office].map((client) => start(draft(world.villageB.id, 'village'), client)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const [round] = (await office.get(`/letter-rounds?regionId=${world.villageB.id}`)).body.items;
    const roster = [{ level: 1, name: '郝村主任', position: '村主任', phone: '19900085555' }];
    test.keepSecret('郝村主任', '19900085555');
    const sent = await Promise.all([1, 2, 3].map(() => send(round.id, roster)));
    expect(sent.map(({ status, body }) => [status, body.counts?.total])).toEqual([
      [200, 1],
      [200, 1],
      [200, 1],
    ]);
  });

  it('take one signature of a letter that is signed twice at once', async () => {
    const person = { id: '郝村主任', name: '郝村主任', phone: '19900085555' };
    const [letter] = await mine(person);
    const paper = { letterId: letter!.id, versionId: letter!.versionId };
    const phone = await phoneOf(person);
    const sittings = await Promise.all([1, 2, 3].map(() => letterSitting(phone, person.name, paper)));
    const twice = await letterSitting(phone, person.name, paper);
    const [first] = (twice.payload as { papers: object[] }).papers;
    const both = { ...twice.payload, papers: [first, { ...first, id: uuid7() }] };
    expect(await phone.push(phone.command('papers.sign_own', both))).toMatchObject([
      { result: 'invalid', errors: [{ field: 'payload.papers.1.letterId', rule: 'already_signed' }] },
    ]);
    const together = await phone.push(sittings[0], sittings[1]);
    expect(together.map(({ result }) => result)).toEqual(['stored', 'conflict']);
    expect(await phone.push(sittings[2])).toMatchObject([{ result: 'invalid' }]);
    const signatures = await test.database.query('SELECT id FROM signatures WHERE letter_id = ?', [letter!.id]);
    expect(signatures).toHaveLength(1);
  });

  it('leave events that name nobody outside of what is personal', async () => {
    const events = await test.database.query<{ type: string; facts: string; personal: string | null }>(
      "SELECT type, facts, personal FROM events WHERE subject_kind = 'letter_round'",
    );
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([
      'letter.removed',
      'letters.closed',
      'letters.moved',
      'letters.sent',
      'letters.started',
    ]);
    for (const { facts, personal } of events) {
      expect(facts).not.toMatch(/[王李周]|199\d{8}/);
      expect(personal ?? '').not.toMatch(/[王李周]/);
    }
  });
});
