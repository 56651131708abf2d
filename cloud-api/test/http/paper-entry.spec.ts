import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { invalid, TestPhone } from '../harness/commands.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { buildWorld, trainedOn, type World } from '../harness/world.js';

const day = 86_400_000;
let test: TestApp;
let world: World;
let office: TestPhone;
let officePage: string;
let worker: TestPhone;
let workerPage: string;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  ({ phone: office, page: officePage } = await withPage(world.people.townshipOffice));
  ({ phone: worker, page: workerPage } = await withPage(world.people.gridWorker));
});
afterAll(() => test.close());

/** Somebody who has photographed a page of their register. */
async function withPage(person: TestPerson) {
  const phone = new TestPhone(await test.as(person), test.clock);
  const page = uuid7();
  const answer = await phone.client.upload('/photos', { id: page }, await testPhoto(64, 64));
  expect(answer.status).toBe(200);
  return { phone, page };
}

const startOfRound = () => Date.parse('2026-11-06T09:10:00+08:00');
const line = (doorId: string, pagePhotoId: string, details: object = {}) =>
  office.command('visit.enter_paper', {
    doorId,
    outcome: 'met',
    startedAt: startOfRound(),
    endedAt: startOfRound() + 900_000,
    faceToFace: true,
    topics: ['fake_rebate'],
    presentOthers: 1,
    pagePhotoId,
    ...details,
  });
const outcomeOf = async (by: TestPhone, command: object) => (await by.push(command))[0];
/** From a phone that is three hours behind. */
async function sendByAnotherClock(by: TestPhone, command: object) {
  const sentAt = test.clock.now() - 3 * 3_600_000;
  return (await by.send([{ ...command, happenedAt: sentAt }], sentAt)).body.results;
}
const forWorker = () => ({ visitorId: world.people.gridWorker.id });
const visitOf = async (id: string) => (await office.client.get(`/visits/${id}`)).body;
const stateOf = async (doorId: string) => (await office.client.get(`/doors/${doorId}`)).body.progress[0].state;

describe('a line of a paper register', () => {
  it('is entered by its visitor, counts, and is shown as what it is', async () => {
    const command = line(world.doors.wang.id, workerPage);
    expect(await outcomeOf(worker, command)).toMatchObject({ result: 'stored', recordVersion: 1 });
    expect(await outcomeOf(worker, command)).toMatchObject({ result: 'repeated' });
    expect(await visitOf(command.id)).toMatchObject({
      source: 'paper',
      visitorName: '韩网格',
      enteredByName: '韩网格',
      photoIds: [workerPage],
      startedAt: startOfRound(),
      history: [{ type: 'visit.logged', byName: '韩网格' }],
    });
    const door = (await office.client.get(`/doors/${world.doors.wang.id}`)).body;
    expect(door.visits[0]).toMatchObject({ id: command.id, source: 'paper', enteredByName: '韩网格' });
    expect(door.progress[0].state).toBe('covered');
  });

  it('is entered by an office for the visitor, whose training decides whether it counts', async () => {
    const before = line(world.doors.li.id, officePage, {
      ...forWorker(),
      startedAt: Date.parse(`${trainedOn}T09:00:00+08:00`) - day,
      endedAt: undefined,
    });
    expect(await outcomeOf(office, before)).toMatchObject({ result: 'stored' });
    expect(await stateOf(world.doors.li.id)).toBe('never');
    const command = line(world.doors.li.id, officePage, forWorker());
    expect(await outcomeOf(office, command)).toMatchObject({ result: 'stored' });
    expect(await visitOf(command.id)).toMatchObject({ visitorName: '韩网格', enteredByName: '陈综治' });
    expect(await stateOf(world.doors.li.id)).toBe('covered');
  });

  it('does not count when the visitor was never trained', async () => {
    const command = line(world.doors.zhao.id, officePage, { visitorId: world.people.auxiliaryPolice.id });
    expect(await outcomeOf(office, command)).toMatchObject({ result: 'stored' });
    expect((await visitOf(command.id)).verdicts[0]).toMatchObject({ counts: false, why: 'visitor_untrained' });
  });

  it('may be months late, and keeps the times of the paper whatever the phone’s clock says', async () => {
    const startedAt = Date.parse('2025-03-01T08:00:00+08:00');
    const command = line(world.doors.zhao.id, workerPage, { startedAt, endedAt: undefined, outcome: 'nobody' });
    const [result] = await sendByAnotherClock(worker, command);
    expect(result).toMatchObject({ result: 'stored' });
    expect(await visitOf(command.id)).toMatchObject({ startedAt, endedAt: startedAt });
  });

  it('may be one of many on one page', async () => {
    const lines = [world.doors.wang, world.doors.li, world.doors.zhao].map(({ id }) =>
      line(id, officePage, forWorker()),
    );
    expect((await office.push(...lines)).map(({ result }) => result)).toEqual(['stored', 'stored', 'stored']);
  });
});

describe('who may enter it', () => {
  it('an office says who was there', async () => {
    const command = line(world.doors.wang.id, officePage);
    expect(await outcomeOf(office, command)).toMatchObject(invalid('visitorId', 'required'));
  });

  it('names somebody who reached the door then, and left later at most', async () => {
    const named = (visitorId: string, doorId = world.doors.wang.id, details: object = {}) =>
      outcomeOf(office, line(doorId, officePage, { visitorId, ...details }));
    const refused = invalid('visitorId', 'visitor_of_this_door');
    expect(await named(world.people.gridWorkerNext.id)).toMatchObject(refused);
    expect(await named(world.people.townshipLeader.id)).toMatchObject(refused);
    expect(await named(uuid7())).toMatchObject(refused);
    expect(await named(world.people.formerWorker.id)).toMatchObject({ result: 'stored' });
    test.clock.advance(2 * day);
    const since = { startedAt: test.clock.now() - day, endedAt: undefined };
    expect(await named(world.people.formerWorker.id, world.doors.wang.id, since)).toMatchObject(refused);
    expect(await named(world.people.teacher.id, world.doors.classroom.id)).toMatchObject({ result: 'stored' });
  });

  it('a village head does so for others, a visitor only when the village head agrees', async () => {
    const head = await withPage(world.people.villageHead);
    expect(
      await outcomeOf(head.phone, line(world.doors.sun.id, head.page, { visitorId: world.people.gridWorkerNext.id })),
    ).toMatchObject({ result: 'stored' });
    const chief = await withPage(world.people.gridChief);
    const command = line(world.doors.sun.id, chief.page, { visitorId: world.people.gridWorkerNext.id });
    expect(await outcomeOf(chief.phone, command)).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
    const decided = await head.phone.client.post(`/quarantine/${command.id}/decision`, { accept: true });
    expect(decided.status).toBe(204);
    expect(await visitOf(command.id)).toMatchObject({
      visitorName: '杨网格',
      enteredByName: '沈网格长',
      source: 'paper',
    });
  });

  it.each(['townshipLeader', 'groupLeader'] as const)('%s does not', async (name) => {
    const phone = new TestPhone(await test.as(world.people[name]), test.clock);
    const command = line(world.doors.wang.id, workerPage, forWorker());
    expect((await outcomeOf(phone, command)).result).toBe('invalid');
    expect((await office.client.get(`/visits/${command.id}`)).status).toBe(404);
  });

  it('nobody does at a door out of reach', async () => {
    const command = line(world.elsewhere.door.id, officePage, { visitorId: world.elsewhere.worker.id });
    expect(await outcomeOf(office, command)).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
  });
});

describe('what stands on paper must be possible', () => {
  const tried = (details: object) => outcomeOf(worker, line(world.doors.wang.id, workerPage, details));

  it('the page was photographed by whoever enters its lines', async () => {
    const refused = invalid('pagePhotoId', 'uploaded_by_author');
    expect(await tried({ pagePhotoId: uuid7() })).toMatchObject(refused);
    expect(await tried({ pagePhotoId: officePage })).toMatchObject(refused);
    const { pagePhotoId: _page, ...rest } = line(world.doors.wang.id, workerPage).payload as Record<string, unknown>;
    expect(await outcomeOf(worker, worker.command('visit.enter_paper', rest))).toMatchObject({ result: 'invalid' });
  });

  it('the times are neither to come nor from before the work began', async () => {
    const now = test.clock.now();
    expect(await tried({ startedAt: now + day, endedAt: undefined })).toMatchObject({
      errors: [
        { field: 'payload.startedAt', rule: 'not_in_future' },
        { field: 'payload.endedAt', rule: 'not_in_future' },
      ],
    });
    const old = Date.parse('1999-12-31T23:59:00+08:00');
    expect(await tried({ startedAt: old, endedAt: undefined })).toMatchObject(invalid('startedAt', 'not_before_2000'));
    expect(await tried({ startedAt: now - 1000, endedAt: now - 2000 })).toMatchObject(
      invalid('endedAt', 'not_before_start'),
    );
  });

  it('no phone’s place or further photo comes with it', async () => {
    expect((await tried({ photoIds: [workerPage] })).result).toBe('invalid');
    expect((await tried({ location: { latitude: 30, longitude: 118, accuracy: 5 } })).result).toBe('invalid');
  });
});

describe('a wrong line', () => {
  const correct = (visitId: string, baseVersion: number, changes: object) =>
    office.command('visit.correct', { visitId, baseVersion, reason: '看错一行', changes });

  it('is corrected by the office that entered it, further back too, and keeps its page', async () => {
    const command = line(world.doors.li.id, officePage, forWorker());
    await office.push(command);
    const startedAt = Date.parse('2025-10-01T10:00:00+08:00');
    const mended = correct(command.id, 1, { startedAt, endedAt: startedAt, outcome: 'refused' });
    const [result] = await sendByAnotherClock(office, mended);
    expect(result).toMatchObject({ result: 'stored', recordVersion: 2 });
    expect(await visitOf(command.id)).toMatchObject({ startedAt, outcome: 'refused', source: 'paper' });
    for (const photoIds of [[], [uuid7(), officePage]]) {
      expect(await outcomeOf(office, correct(command.id, 2, { photoIds }))).toMatchObject(
        invalid('changes.photoIds', 'page_photo_first'),
      );
    }
    expect(await outcomeOf(office, correct(command.id, 2, { startedAt: 1 }))).toMatchObject({
      result: 'invalid',
      errors: [{ rule: 'within_12_hours' }, { rule: 'not_before_2000' }],
    });
  });

  it('is voided, and its door is open again', async () => {
    const command = line(world.doors.tao.id, officePage, { visitorId: world.people.police.id });
    expect(await outcomeOf(office, command)).toMatchObject({ result: 'stored' });
    expect(await stateOf(world.doors.tao.id)).toBe('covered');
    const voided = office.command('visit.void', { visitId: command.id, baseVersion: 1, reason: '看错一行' });
    expect(await outcomeOf(office, voided)).toMatchObject({ result: 'stored' });
    expect(await stateOf(world.doors.tao.id)).toBe('never');
  });

  it('of a phone is still not the office’s to correct', async () => {
    const visit = worker.visit(world.doors.li.id);
    await worker.push(visit);
    expect(await outcomeOf(office, correct(visit.id, 1, { note: '改' }))).toMatchObject({ result: 'quarantined' });
  });
});

describe('the page', () => {
  it('is seen by whoever may read names at one of its doors', async () => {
    const seen = async (person: TestPerson) => (await (await test.as(person)).get(`/photos/${officePage}`)).status;
    expect(await seen(world.people.gridWorker)).toBe(200);
    expect(await seen(world.people.townshipLeader)).toBe(404);
    expect(await seen(world.elsewhere.office)).toBe(404);
  });
});
