import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { SignatureReader, WithdrawalsService } from '../../src/modules/signatures/index.js';
import type { TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { type Command, invalid, TestPhone } from '../harness/commands.js';
import { LetterDesk, letterSitting } from '../harness/letters.js';
import { drawnInk, signatureIds, sittingAt } from '../harness/signing.js';
import type { WorldDoor } from '../harness/world-doors.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let worker: TestPhone;
let desk: LetterDesk;

beforeAll(async () => {
  histories = await DoorHistories.begin();
  ({ worker } = histories);
  desk = await LetterDesk.open(histories.test, histories.world);
});
afterAll(() => histories.test.close());

const day = 86_400_000;
type Payload = Record<string, unknown> & { papers: Json[]; signer: Json };
const payloadOf = ({ payload }: Command) => payload as Payload;
const outcomeOf = async (command: Command, by = worker): Promise<Json> => (await by.push(command))[0];
const stateOf = async (id: string) => (await histories.test.app.get(SignatureReader).byId(id))?.state;

/** A household, each member with a phone of their own where one is given. */
const household = (...residents: { name: string; phone?: string }[]) => histories.door({ residents });
const personOf = (door: WorldDoor, phone: string): TestPerson => ({ id: phone, name: door.name, phone });

/** The same sitting with other papers, signed anew. */
const again = (of: Command, papers: (paper: Json, index: number) => Json, details: object = {}): Command =>
  worker.command('papers.sign', {
    ...of.payload,
    ...details,
    papers: payloadOf(of).papers.map((paper, index) => papers({ ...paper, id: uuid7() }, index)),
  });

/** What the resident at the place signs on their own phone. */
async function ownSitting(door: WorldDoor, details: object = {}, paper: object = {}, place = 0): Promise<Command> {
  const { payload } = await sittingAt(worker, door, { templates: ['notice.resident'] });
  const { method: _, ...sitting } = payload as Payload;
  const { id: residentId, name } = door.residents[place]!;
  return worker.command('papers.sign_own', {
    ...sitting,
    papers: sitting.papers.map((one) => ({ ...one, ...paper })),
    signer: { residentId, name, relation: 'head', capacity: 'household' },
    ...details,
  });
}

describe('a signature that takes the place of another', () => {
  it('never ends one of another household, whoever asks for it', async () => {
    const [victim, door] = [
      await household({ name: '白大山' }),
      await household({ name: '黑大山', phone: '19900031001' }),
    ];
    const signed = await sittingAt(worker, victim);
    await outcomeOf(signed);
    const [notice] = signatureIds(signed);
    const foreign = await sittingAt(worker, door);
    const witnessed = again(foreign, (paper, index) => (index === 0 ? { ...paper, replaces: notice } : paper));
    expect(await outcomeOf(witnessed)).toMatchObject(invalid('papers.0.replaces', 'signature_of_this_paper'));
    const villager = await histories.phoneOf(personOf(door, '19900031001'));
    const own = await ownSitting(door, {}, { replaces: notice });
    expect(await outcomeOf(own, villager)).toMatchObject(invalid('papers.0.replaces', 'signature_of_this_paper'));
    expect(await stateOf(notice!)).toBe('in_force');
  });

  it('ends nothing when the one that it names never arrived, and the honest signature is kept', async () => {
    const door = await household({ name: '庄大山' });
    const before = await histories.test.rowCounts();
    const sitting = again(await sittingAt(worker, door), (paper) => ({ ...paper, replaces: uuid7() }));
    expect(await outcomeOf(sitting)).toMatchObject({ result: 'stored' });
    expect((await histories.test.rowCounts()).signature_endings).toBe(before.signature_endings);
  });

  it('ends it once, also when two come for it in one batch', async () => {
    const door = await household({ name: '尚大山' });
    const first = await sittingAt(worker, door, { templates: ['notice.resident'], signer: { residentId: undefined } });
    await outcomeOf(first);
    const replaces = signatureIds(first)[0];
    const [a, b] = [
      again(first, (paper) => ({ ...paper, replaces })),
      again(first, (paper) => ({ ...paper, replaces })),
    ];
    expect(await worker.push(a, b)).toMatchObject([{ result: 'stored' }, { result: 'stored' }]);
    expect(await stateOf(replaces!)).toBe('replaced');
  });

  it('never ends the 责任书 of somebody else in the same round', async () => {
    const { world } = histories;
    const { villageHead, gridChief } = world.people;
    const round = await desk.started(world.villageA.id, 'village');
    expect(await desk.sign(villageHead, round.id)).toMatchObject({ result: 'stored' });
    const { signatureId } = (await desk.mine(villageHead)).find((letter) => letter.roundId === round.id)!;
    const letter = (await desk.mine(gridChief)).find((one) => one.roundId === round.id)!;
    const chief = await desk.phone(gridChief);
    const sitting = await letterSitting(chief, gridChief.name, { letterId: letter.id, versionId: letter.versionId });
    payloadOf(sitting).papers[0]!.replaces = signatureId;
    expect(await outcomeOf(sitting, chief)).toMatchObject(invalid('papers.0.replaces', 'signature_of_this_paper'));
    expect(await stateOf(signatureId)).toBe('in_force');
    // Nor is a 责任书 put down to a resident of any household one likes.
    delete payloadOf(sitting).papers[0]!.replaces;
    payloadOf(sitting).signer.residentId = world.doors.wang.residents[0]!.id;
    const named = chief.command('papers.sign_own', sitting.payload);
    expect(await outcomeOf(named, chief)).toMatchObject(invalid('signer.residentId', 'resident_of_door'));
  });
});

describe('one paper', () => {
  it('is signed once in a sitting', async () => {
    const door = await household({ name: '单大山' });
    const sitting = await sittingAt(worker, door, { templates: ['notice.resident', 'notice.resident'] });
    expect(await outcomeOf(sitting)).toMatchObject(invalid('papers.1.versionId', 'unique'));
  });

  it('is signed once by a 责任书’s recipient, also from two phones at once', async () => {
    const round = await desk.started(histories.world.villageB.id, 'village');
    await desk.send(round.id, [{ level: 1, name: '闻干部', position: '村干部', phone: '19900031009' }]);
    const person = { id: '19900031009', name: '闻干部', phone: '19900031009' };
    const [letter] = await desk.mine(person);
    const phone = await desk.phone(person);
    const paper = { letterId: letter!.id, versionId: letter!.versionId };
    const sittings = await Promise.all(Array.from({ length: 6 }, () => letterSitting(phone, person.name, paper)));
    const results = (await Promise.all(sittings.map((sitting) => phone.push(sitting)))).flat();
    expect(results.filter(({ result }) => result === 'stored')).toHaveLength(1);
  });

  it('is signed once by a resident, also from six phones at once', async () => {
    const door = await household({ name: '宁大山' });
    const sittings = await Promise.all(Array.from({ length: 6 }, () => sittingAt(worker, door)));
    const results = (await Promise.all(sittings.map((sitting) => worker.push(sitting)))).flat();
    expect(results.filter(({ result }) => result === 'stored')).toHaveLength(1);
    expect(results.filter(({ reason }) => reason === 'already_signed')).toHaveLength(5);
  });
});

describe('what a villager’s phone says', () => {
  it('is believed of the time for thirty days and no longer', async () => {
    const door = await household({ name: '左大山', phone: '19900031002' });
    const villager = await histories.phoneOf(personOf(door, '19900031002'));
    const now = histories.test.clock.now();
    const old = await ownSitting(door, { signedAt: now - 31 * day }, { openedAt: now - 31 * day - 1000 });
    expect(await outcomeOf(old, villager)).toMatchObject(invalid('signedAt', 'too_late'));
    const late = await ownSitting(door, { signedAt: now - 29 * day }, { openedAt: now - 29 * day - 1000 });
    expect(await outcomeOf(late, villager)).toMatchObject({ result: 'stored' });
  });

  it('names the resident as the household book does', async () => {
    const door = await household({ name: '右大山', phone: '19900031003' });
    const villager = await histories.phoneOf(personOf(door, '19900031003'));
    const sitting = await ownSitting(door);
    payloadOf(sitting).signer.name = '某某人';
    expect(await outcomeOf(sitting, villager)).toMatchObject(invalid('signer.name', 'name_of_resident'));
  });

  it('may call residents by the ids they had before a merge', async () => {
    const leaving = await household({ name: '双大山', phone: '19900031004' });
    const into = await household({ name: '双大山', phone: '19900031004' });
    const villager = await histories.phoneOf(personOf(leaving, '19900031004'));
    const offline = await ownSitting(leaving);
    expect(await histories.merge(leaving, into)).toMatchObject({ status: 200 });
    expect(await outcomeOf(offline, villager)).toMatchObject({ result: 'stored' });
  });

  it('may do so for several doors at once', async () => {
    const pairs: { leaving: WorldDoor; into: WorldDoor; offline: Command }[] = [];
    for (const name of ['双中山', '双小山']) {
      const [leaving, into] = [await household({ name }), await household({ name })];
      const signer = { residentId: leaving.residents[0]!.id, name, relation: 'head' };
      const offline = await sittingAt(worker, leaving, { templates: ['notice.resident'], signer });
      pairs.push({ leaving, into, offline });
    }
    for (const { leaving, into } of pairs) expect(await histories.merge(leaving, into)).toMatchObject({ status: 200 });
    const stored = await worker.push(...pairs.map(({ offline }) => offline));
    expect(stored).toMatchObject([{ result: 'stored' }, { result: 'stored' }]);
    for (const { into, offline } of pairs) {
      const sql = 'SELECT door_id AS doorId, resident_id AS residentId FROM signatures WHERE id = ?';
      const rows = await histories.test.database.query(sql, signatureIds(offline));
      expect(rows).toEqual([{ doorId: into.id, residentId: into.residents[0]!.id }]);
    }
  });
});

describe('a picture', () => {
  const png = async (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from((await drawnInk()).image, 'base64');
    change(bytes);
    return bytes.toString('base64');
  };

  it.each([
    [
      'with nothing but rubbish between its head and its tail',
      (bytes: Buffer) => void bytes.fill(7, 70, bytes.length - 20),
    ],
    ['that says it is 30,000 wide', (bytes: Buffer) => void bytes.writeUInt32BE(30_000, 16)],
    ['with one damaged byte', (bytes: Buffer) => void bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)],
  ])('%s is none', async (_, change) => {
    const door = await household({ name: '宫大山' });
    const ink = { ...(await drawnInk()), image: await png(change) };
    const sitting = await sittingAt(worker, door, { details: { ink } });
    expect(await outcomeOf(sitting)).toMatchObject(invalid('ink.image', 'png'));
  });
});

describe('a signature', () => {
  it('is closed to a witness who left the post', async () => {
    const { test, world } = histories;
    const door = await histories.door({ gridId: world.a2.id, residents: [{ name: '马大山' }] });
    const next = await histories.phoneOf(world.people.gridWorkerNext);
    const sitting = await sittingAt(next, door, { templates: ['notice.resident'] });
    expect(await outcomeOf(sitting, next)).toMatchObject({ result: 'stored' });
    const [id] = signatureIds(sitting);
    expect((await next.client.get(`/signatures/${id}`)).status).toBe(200);
    await test.database.transaction((transaction) =>
      transaction.execute('UPDATE posts SET revoked_at = ? WHERE person_id = ?', [
        test.clock.now(),
        world.people.gridWorkerNext.id,
      ]),
    );
    for (const path of ['', '/ink']) expect((await next.client.get(`/signatures/${id}${path}`)).status).toBe(404);
    expect((await next.client.post(`/signatures/${id}/withdrawal`, { reason: '不要' })).status).toBe(404);
  });

  it('counts where it counted when it is erased after it was withdrawn', async () => {
    const { test, world } = histories;
    const door = await household({ name: '羊大山' });
    const sitting = await sittingAt(worker, door);
    await outcomeOf(sitting);
    const [notice] = signatureIds(sitting);
    await (await test.as(world.people.villageHead)).post(`/signatures/${notice}/withdrawal`, { reason: '签错了' });
    const endedAt = async () => {
      const sql = 'SELECT ended_at AS endedAt FROM signature_endings WHERE signature_id = ?';
      return Number((await test.database.query<{ endedAt: number }>(sql, [notice!]))[0]!.endedAt);
    };
    const before = await endedAt();
    test.clock.advance(10 * day);
    for (const reason of ['依法删除', '再来一次']) await test.app.get(WithdrawalsService).erase(notice!, reason);
    await test.work();
    expect(await endedAt()).toBe(before);
    const inspected = await test.app.get(SignatureReader).inspectId(notice!);
    expect(inspected!.record.state).toBe('erased');
    expect(inspected!.checks.filter(({ result }) => result === 'broken')).toEqual([]);
    await histories.expectCountsRight();
  });
});
