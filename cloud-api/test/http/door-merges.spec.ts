import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { KeyRing } from '../../src/common/crypto/index.js';
import { verifyLog } from '../../src/common/events/index.js';
import type { Answer, Json } from '../harness/client.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let door: DoorHistories['door'];
let found: DoorHistories['found'];
let head: DoorHistories['head'];
let merge: DoorHistories['merge'];
let one: DoorHistories['one'];
let phoneOf: DoorHistories['phoneOf'];
let test: DoorHistories['test'];
let worker: DoorHistories['worker'];
let world: DoorHistories['world'];

beforeAll(async () => {
  histories = await DoorHistories.begin();
  ({ door, found, head, merge, one, phoneOf, test, worker, world } = histories);
});
afterAll(() => test.close());

describe('two doors that are one', () => {
  it('become one with all that happened at both', async () => {
    const leaving = await door({
      code: 'L-1',
      residents: [
        { name: '鲁大山', phone: '19900055501', birthMonth: '1960-05', tags: ['elderly'] },
        { name: '鲁小山', relation: 'child' },
      ],
    });
    const into = await door({ code: 'S-1', gridId: world.a2.id, residents: [{ name: '鲁大山', tags: ['returnee'] }] });
    const photoId = uuid7();
    await worker.client.upload('/photos', { id: photoId }, await testPhoto(64, 64));
    const present = leaving.residents.map(({ id }) => id);
    const visit = worker.visit(leaving.id, { presentResidentIds: present, photoIds: [photoId] });
    expect((await worker.push(visit))[0].result).toBe('stored');
    await head.client.post('/doors/assignments', { personId: world.people.gridWorker.id, doorIds: [leaving.id] });
    const before = await worker.pull();

    const answer = await merge(leaving, into);
    expect(answer).toMatchObject({ status: 200, body: { id: into.id, version: 2 } });
    const view = await one(head, into.id);
    expect(view).toMatchObject({
      version: 2,
      code: 'S-1',
      mine: false,
      assignedTo: [{ personId: world.people.gridWorker.id }],
      residents: [
        { id: into.residents[0]!.id, name: '鲁大山', birthMonth: '1960-05', phoneMasked: '199****5501' },
        { id: leaving.residents[1]!.id, name: '鲁小山', relation: 'child' },
      ],
      visits: [{ id: visit.id }],
      links: [{ kind: 'merged', doorId: leaving.id, label: 'L-1 鲁大山', at: test.clock.now() }],
    });
    expect(view.residents[0].tags.sort()).toEqual(['elderly', 'returnee']);
    const [detail] = (await head.client.get(`/doors/${into.id}/visits`)).body.items;
    expect(detail.presentResidentIds).toEqual([into.residents[0]!.id, leaving.residents[1]!.id]);
    expect((await (await test.as(world.people.gridChief)).get(`/photos/${photoId}`)).status).toBe(200);
    await histories.expectCountsRight();

    // The former id leads to the door that stays; phones drop the one and carry the other.
    expect(await one(worker, leaving.id)).toMatchObject({ id: into.id, mine: true });
    expect((await head.client.get(`/doors/${leaving.id}/visits`)).body.items).toHaveLength(1);
    const pulled = await worker.pull(before.cursor);
    expect(pulled.removedDoorIds).toEqual([leaving.id]);
    expect(pulled.doors.map(({ id }: Json) => id)).toEqual([into.id]);
    expect(await found('l-1')).toEqual([]);
    expect(await found('5501')).toEqual(['S-1']);
    expect(await found('鲁小山')).toEqual(['S-1']);
  });

  it('are to be visited when one of them is', async () => {
    const leaving = await door({ code: 'L-9', residents: [{ name: '鲁大水' }] });
    const into = await door({ code: 'S-9', residents: [{ name: '鲁大水' }] });
    const excluding = { doorId: into.id, baseVersion: 1, exclusion: 'vacant', reason: '没人住' };
    expect((await worker.push(worker.command('door.exclude', excluding)))[0].result).toBe('stored');
    await head.client.post(`/doors/${into.id}/exclusion/decision`, { approve: true });
    const { version } = await one(head, into.id);
    const body = { intoId: into.id, baseVersion: 1, intoVersion: version };
    expect((await head.client.post(`/doors/${leaving.id}/merge`, body)).status).toBe(200);
    expect(await one(head, into.id)).toMatchObject({ status: 'active', exclusion: null });
    await histories.expectCountsRight();
  });

  it('fill in what the one lacks, and keep of the other what is asked for', async () => {
    const leaving = await door({ code: 'L-2', residents: [{ name: '骆长河' }], groupId: world.groupA.id });
    const into = await door({ code: '', gridId: world.a2.id, residents: [{ name: '骆长贵' }] });
    const before = await head.pull();
    await merge(leaving, into, { keep: ['name', 'grid', 'address'] });
    expect(await one(head, into.id)).toMatchObject({
      code: 'L-2',
      name: '骆长河',
      address: 'L-2号',
      gridId: world.a1.id,
      groupId: world.groupA.id,
      residents: [
        { name: '骆长贵', relation: 'head' },
        { name: '骆长河', relation: 'other' },
      ],
    });
    const pulled = await head.pull(before.cursor);
    expect(pulled.removedDoorIds).toEqual([leaving.id]);
    expect(pulled.doors).toMatchObject([{ id: into.id, gridId: world.a1.id }]);
    await histories.expectCountsRight();
  });

  it('what a phone without a network did at the one lands at the other, through one merge after another', async () => {
    const [first, second, third] = [await door(), await door(), await door({ gridId: world.a2.id })];
    const offline = worker.visit(first.id, { presentResidentIds: [first.residents[0]!.id] });
    const claim = worker.command('door.claim', { doorId: first.id });
    const edit = worker.command('door.update', { doorId: first.id, baseVersion: 1, changes: { name: '鲁改名' } });
    await head.client.post('/doors/assignments', { personId: world.people.gridWorker.id, doorIds: [third.id] });
    expect((await merge(first, second)).body).toEqual({ id: second.id, version: 2 });
    expect((await merge(second, third, { baseVersion: 2 })).body).toEqual({ id: third.id, version: 3 });

    const [visited, claimed, edited] = await worker.push(offline, claim, edit);
    expect([visited.result, claimed.result]).toEqual(['stored', 'stored']);
    expect(edited).toMatchObject({ result: 'conflict', reason: 'stale_version', recordVersion: 3 });
    expect((await worker.push(offline))[0].result).toBe('repeated');
    expect(await one(head, first.id)).toMatchObject({
      id: third.id,
      name: '鲁大山',
      residents: [{ id: third.residents[0]!.id }],
      visits: [{ id: offline.id }],
      links: [{ doorId: second.id }, { doorId: first.id }],
    });
    const correction = { presentResidentIds: [first.residents[0]!.id, second.residents[0]!.id] };
    const [corrected] = await worker.push(
      worker.command('visit.correct', { visitId: offline.id, baseVersion: 1, reason: '更正', changes: correction }),
    );
    expect(corrected.result).toBe('stored');
    const [detail] = (await head.client.get(`/doors/${third.id}/visits`)).body.items;
    expect(detail.presentResidentIds).toEqual([third.residents[0]!.id]);
    await histories.expectCountsRight();
  });

  it('work that waits for a decision goes along', async () => {
    const [leaving, into] = [await door({ gridId: world.a2.id }), await door({ gridId: world.a2.id })];
    const [waiting] = await worker.push(worker.visit(leaving.id));
    expect(waiting).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
    await merge(leaving, into);
    const { items } = (await head.client.get('/quarantine')).body;
    expect(items).toMatchObject([{ id: waiting.id, doorId: into.id }]);
    expect((await head.client.post(`/quarantine/${waiting.id}/decision`, { accept: true })).status).toBe(204);
    expect(await one(head, into.id)).toMatchObject({ visits: [{ id: waiting.id }] });
    await histories.expectCountsRight();
  });

  it('villagers stay who they are', async () => {
    const draft = { name: '鲁阿婆', phone: '19900055599' };
    const [leaving, into] = [await door({ residents: [draft] }), await door({ residents: [{ name: draft.name }] })];
    const villager = await test.as({ id: 'grandma', ...draft });
    const home = (await villager.get('/me')).body;
    expect(home.kind).toBe('resident');
    await merge(leaving, into);
    expect((await villager.get('/me')).body).toMatchObject({ kind: 'resident', personId: home.personId });
    const [person] = await test.database.query<{ id: string }>('SELECT resident_id AS id FROM people WHERE id = ?', [
      home.personId,
    ]);
    expect(person!.id).toBe(into.residents[0]!.id);
  });

  it('is refused for a stale version, another kind or village, itself, and doors out of reach', async () => {
    const [leaving, into] = [await door(), await door()];
    const office = await phoneOf(world.people.townshipOffice);
    const rules = async (answer: Promise<Answer>) => {
      const { status, body } = await answer;
      return [status, body?.errors?.[0]?.rule ?? body?.code];
    };
    const counts = await test.rowCounts();
    expect(await rules(merge(leaving, into, { baseVersion: 2 }))).toEqual([409, 'conflict']);
    expect(await rules(merge(leaving, into, { intoVersion: 2 }))).toEqual([409, 'conflict']);
    expect(await rules(merge(leaving, leaving))).toEqual([400, 'other_door']);
    expect(await rules(merge(leaving, world.doors.shop))).toEqual([400, 'same_kind']);
    expect(await rules(merge(leaving, world.doors.qian))).toEqual([404, 'not_found']);
    expect(await rules(merge(leaving, { id: uuid7() }))).toEqual([404, 'not_found']);
    expect(await rules(merge(leaving, world.doors.qian, {}, office))).toEqual([400, 'same_village']);
    expect(await rules(merge(leaving, into, {}, worker))).toEqual([403, 'forbidden']);
    expect(await test.rowCounts()).toEqual(counts);
  });

  it('asked for twice is done once, and of two that cross each other one is done', async () => {
    const [leaving, into] = [await door(), await door()];
    const answers = await Promise.all([merge(leaving, into), merge(into, leaving), merge(leaving, into)]);
    const done = answers.filter(({ status }) => status === 200);
    const winner = done[0]!.body.id;
    expect(done.every(({ body }) => body.id === winner)).toBe(true);
    for (const { status } of answers) expect([200, 404, 409]).toContain(status);
    const office = await phoneOf(world.people.townshipOffice);
    const gone = winner === into.id ? leaving : into;
    const stays = winner === into.id ? into : leaving;
    expect(await merge(gone, stays)).toMatchObject({ status: 200, body: { id: winner, version: 2 } });
    expect((await merge(gone, stays, {}, office)).status).toBe(404);
    const links = await test.database.query('SELECT id FROM door_links WHERE to_door_id = ?', [winner]);
    expect(links).toHaveLength(1);
    await histories.expectCountsRight();
  });

  it('families of a class and what the book said go along', async () => {
    const [leaving, into, both] = [await door(), await door(), await door()];
    const classId = world.doors.classroom.id;
    const family = (id: string, ended: number | null) => ({
      class_id: classId,
      door_id: id,
      started_at: 1,
      ended_at: ended,
    });
    const entry = (id: string) => ({ door_id: id, entry_key: id, snapshot: '{}', import_id: uuid7(), published_at: 1 });
    await test.database.transaction(async (transaction) => {
      await transaction.insert('class_families', [family(leaving.id, null), family(into.id, 5), family(both.id, 7)]);
      await transaction.insert('book_entries', [entry(leaving.id), entry(both.id)]);
    });
    await merge(leaving, into);
    await merge(both, into, { intoVersion: 2 });
    const families = await test.database.query(
      'SELECT door_id AS doorId, ended_at AS endedAt FROM class_families WHERE class_id = ?',
      [classId],
    );
    expect(families).toEqual([{ doorId: into.id, endedAt: null }]);
    const entries = await test.database.query('SELECT door_id AS doorId, entry_key AS entryKey FROM book_entries');
    expect(entries).toEqual([{ doorId: into.id, entryKey: leaving.id }]);
  });
});

it('the log is whole afterwards', async () => {
  await test.work();
  expect(await verifyLog(test.database, test.app.get(KeyRing))).toEqual([]);
  const types = await test.database.query<{ type: string }>('SELECT DISTINCT type FROM events');
  expect(types.map(({ type }) => type)).toContain('door.merged');
  const stored = JSON.stringify(await test.database.query('SELECT personal FROM door_links'));
  expect(stored).not.toContain('鲁大山');
});
