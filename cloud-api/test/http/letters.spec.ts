import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import {
  chainOf,
  LetterDesk,
  letterEvents,
  letterSitting,
  problemOf,
  recipientOf,
  statesOf,
} from '../harness/letters.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let desk: LetterDesk;
let office: TestClient;
let head: TestClient;
let school: Json;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  desk = await LetterDesk.open(test, world);
  office = desk.office;
  head = await test.as(world.people.villageHead);
});
afterAll(() => test.close());

describe('a round in a village', () => {
  let round: Json;

  it('can be started where a plan asks for its chain, and is filled from the posts', async () => {
    const { chains, items } = (await office.get(`/letter-rounds?regionId=${world.villageA.id}`)).body;
    expect(items).toEqual([]);
    expect(chains).toMatchObject([
      { planId: desk.planId, key: 'village', place: 'village', due: '2026-11-17', everyTerm: false, source: 'S3.4' },
    ]);
    round = await desk.started(world.villageA.id, 'village');
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
    expect(recipientOf(round, '韩网格')).toMatchObject({ position: '第一网格网格员', phoneMasked: '199****0008' });
  });

  it('is the same one when it is asked for again, and another one with its id is refused', async () => {
    const same = {
      id: round.id,
      planId: desk.planId,
      chainKey: 'village',
      regionId: world.villageA.id,
      dueOn: round.dueOn,
    };
    expect((await desk.start(same)).body).toEqual(round);
    expect((await desk.start({ ...same, dueOn: '2026-12-31' })).status).toBe(409);
  });

  it('is open once at a time: starting it twice is a conflict', async () => {
    const before = await test.rowCounts();
    expect((await desk.start(desk.draft(world.villageA.id, 'village'))).status).toBe(409);
    expect(await test.rowCounts()).toEqual(before);
    expect((await office.get(`/letter-rounds?regionId=${world.villageA.id}`)).body.chains).toEqual([]);
  });

  it.each([
    ['a unit', () => desk.draft(world.unit.id, 'village'), 'chainKey', 'chain_of_this_place'],
    ['a grid', () => desk.draft(world.a1.id, 'village'), 'planId', 'plan_with_chains_here'],
    [
      'another plan',
      () => desk.draft(world.villageB.id, 'village', { planId: world.plan.id }),
      'planId',
      'plan_with_chains_here',
    ],
    ['a term it has not', () => desk.draft(world.villageB.id, 'village', { term: '2026秋' }), 'term', 'not_by_term'],
    ['no term where one is needed', () => desk.draft(world.unit.id, 'school'), 'term', 'required'],
  ])('is refused for %s', async (_, body, field, rule) => {
    expect(problemOf(await desk.start(body()))).toEqual([400, [{ field, rule }]]);
  });

  it('comes to each phone with its text, and those below wait', async () => {
    const [letter] = await desk.mine(world.people.gridWorker);
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
    expect((await desk.mine(world.people.villageHead))[0]).toMatchObject({ state: 'due', superiorName: null });
    expect(await desk.mine(world.people.police)).toEqual([]);
  });

  it('goes down level by level: whoever skips one is refused', async () => {
    const refused = { errors: [{ field: 'payload.papers.0.letterId', rule: 'superior_not_signed' }] };
    expect(await desk.sign(world.people.gridWorker, round.id)).toMatchObject({ result: 'invalid', ...refused });
    expect(await desk.sign(world.people.gridChief, round.id)).toMatchObject({ result: 'invalid', ...refused });
    expect(await desk.sign(world.people.villageHead, round.id)).toMatchObject({ result: 'stored' });
    expect(statesOf(await desk.round(round.id))).toEqual({
      蒋村主任: 'signed',
      沈网格长: 'due',
      韩网格: 'waiting',
      杨网格: 'waiting',
    });
    expect(await desk.sign(world.people.gridWorker, round.id)).toMatchObject({ result: 'invalid', ...refused });
    expect(await desk.sign(world.people.gridChief, round.id)).toMatchObject({ result: 'stored' });
    expect(await desk.sign(world.people.gridWorker, round.id)).toMatchObject({ result: 'stored' });
    expect(await desk.round(round.id)).toMatchObject({ counts: { total: 4, signed: 3, due: 1, late: 0, waiting: 0 } });
    const [listed] = (await office.get(`/letter-rounds?regionId=${world.township.id}`)).body.items;
    expect(listed).toMatchObject({ id: round.id, counts: { total: 4, signed: 3 } });
    expect(listed.levels.map((one: Json) => one.counts.signed)).toEqual([1, 1, 1]);
  });

  it('takes one signature for each letter, and nobody else’s', async () => {
    const again = { result: 'invalid', errors: [{ field: 'payload.papers.0.letterId', rule: 'already_signed' }] };
    expect(await desk.sign(world.people.villageHead, round.id)).toMatchObject(again);
    const [letter] = await desk.mine(world.people.gridWorkerNext);
    const stranger = await desk.signLetter(world.people.police, letter);
    expect(stranger).toMatchObject({ errors: [{ field: 'payload.papers.0.letterId', rule: 'own_letter' }] });
  });

  it('says in the paper where, for how long and from whom', async () => {
    const [letter] = await desk.mine(world.people.gridWorker);
    const { body } = await (await test.as(world.people.gridWorker)).get(`/signatures/${letter!.signatureId}`);
    const text = JSON.stringify(body.paper);
    expect(letter!.values).toMatchObject({ place: '桃花潭镇桃花潭村', superior: '沈网格长', term: '2026年度' });
    for (const words of ['桃花潭镇桃花潭村', '2026年度', '沈网格长交给韩网格（第一网格网格员）'])
      expect(text).toContain(words);
    const top = await head.get(`/signatures/${(await desk.mine(world.people.villageHead))[0]!.signatureId}`);
    expect(top.body.paper.salutation).toMatch(/^桃花潭镇.+交给蒋村主任（村干部）：$/);
    expect(JSON.stringify(top.body.paper)).not.toContain('____');
  });

  it('is on time on the day it is due and late from the day after', async () => {
    expect((await desk.mine(world.people.gridWorkerNext))[0]).toMatchObject({ state: 'due' });
    test.clock.advance(86_400_000);
    expect((await desk.mine(world.people.gridWorkerNext))[0]).toMatchObject({ state: 'late' });
    expect(await desk.round(round.id)).toMatchObject({ counts: { signed: 3, due: 0, late: 1, waiting: 0 } });
    expect((await desk.round(round.id)).levels[2].counts).toMatchObject({ total: 2, signed: 1, late: 1 });
  });

  it('lets go whoever left before signing, and keeps whoever signed', async () => {
    const left = recipientOf(await desk.round(round.id), '杨网格');
    const signed = recipientOf(await desk.round(round.id), '韩网格');
    expect((await office.delete(`/letters/${signed.id}`)).status).toBe(409);
    expect((await office.delete(`/letters/${left.id}`)).status).toBe(204);
    expect((await office.delete(`/letters/${left.id}`)).status).toBe(204);
    expect(await desk.round(round.id)).toMatchObject({ counts: { total: 3, signed: 3 } });
    const removed = await desk.signLetter(world.people.gridWorkerNext, {
      ...left,
      versionId: (await desk.mine(world.people.gridWorker))[0]!.versionId,
    });
    expect(removed).toMatchObject({ errors: [{ rule: 'letter_removed' }] });
    expect(await desk.mine(world.people.gridWorkerNext)).toEqual([]);
  });

  it('stays as it was once it is closed', async () => {
    const [line] = [{ level: 3, name: '马网格', position: '网格员', superior: '沈网格长' }];
    await desk.send(round.id, [line]);
    expect((await office.post(`/letter-rounds/${round.id}/close`)).body.closedAt).toBe(test.clock.now());
    expect((await office.post(`/letter-rounds/${round.id}/close`)).status).toBe(200);
    expect((await desk.send(round.id, [line])).status).toBe(409);
    expect((await office.post(`/letter-rounds/${round.id}/code`, { id: uuid7(), hours: 1 })).status).toBe(409);
    expect((await desk.mine(world.people.gridWorker))[0]).toMatchObject({ state: 'signed' });
    expect((await office.get(`/letter-rounds?regionId=${world.villageA.id}`)).body.chains).toHaveLength(1);
  });
});

describe('a chain of every 学期', () => {
  it('is signed anew each, and each of them is open once', async () => {
    const autumn = await desk.started(world.unit.id, 'school', { term: '2026秋' });
    expect((await desk.start(desk.draft(world.unit.id, 'school', { term: '2026秋' }))).status).toBe(409);
    const spring = await desk.started(world.unit.id, 'school', { term: '2027春' });
    expect([autumn.term, spring.term]).toEqual(['2026秋', '2027春']);
    const principal = { id: '', name: '孔校长', phone: '19900080001' };
    for (const { id } of [autumn, spring])
      await desk.send(id, [{ level: 1, name: principal.name, position: '校长', phone: principal.phone }]);
    test.keepSecret(principal.name, principal.phone);
    expect(await desk.sign(principal, autumn.id)).toMatchObject({ result: 'stored' });
    expect((await desk.mine(principal)).map(({ term, state }) => [term, state])).toEqual([
      ['2027春', 'due'],
      ['2026秋', 'signed'],
    ]);
    const signed = (await desk.mine(principal)).find(({ term }) => term === '2026秋')!;
    const { body } = await (await test.as(principal)).get(`/signatures/${signed.signatureId}`);
    expect(JSON.stringify(body.paper)).toContain('2026秋');
    school = autumn;
    await office.post(`/letter-rounds/${spring.id}/close`);
    expect((await desk.mine(principal)).map(({ term }) => term)).toEqual(['2026秋']);
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
    expect((await desk.send(school.id, [{ level: 1, name: '某某', position: '' }], stranger)).status).toBe(404);
    expect((await desk.start(desk.draft(world.villageB.id, 'village'), head)).status).toBe(404);
    expect((await head.get(`/letter-rounds?regionId=${world.villageB.id}`)).status).toBe(404);
  });

  it('that two people start at the same time are one', async () => {
    const answers = await Promise.all(
      [office, office, office].map((client) => desk.start(desk.draft(world.villageB.id, 'village'), client)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const [round] = (await office.get(`/letter-rounds?regionId=${world.villageB.id}`)).body.items;
    const roster = [{ level: 1, name: '郝村主任', position: '村主任', phone: '19900085555' }];
    test.keepSecret('郝村主任', '19900085555');
    const sent = await Promise.all([1, 2, 3].map(() => desk.send(round.id, roster)));
    expect(sent.map(({ status, body }) => [status, body.counts?.total])).toEqual([
      [200, 1],
      [200, 1],
      [200, 1],
    ]);
  });

  it('take one signature of a letter that is signed twice at once', async () => {
    const person = { id: '郝村主任', name: '郝村主任', phone: '19900085555' };
    const [letter] = await desk.mine(person);
    const paper = { letterId: letter!.id, versionId: letter!.versionId };
    const phone = await desk.phone(person);
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
    const { types, readable } = await letterEvents(test);
    expect(types).toEqual(['letter.removed', 'letters.closed', 'letters.sent', 'letters.started']);
    expect(readable).not.toMatch(/[蒋沈韩杨孔郝]|"199\d{8}"/);
  });
});
