import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import { SignatureVerifier, WithdrawalsService } from '../../src/modules/signatures/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { type Command, invalid, TestPhone } from '../harness/commands.js';
import { drawnInk, sittingAt } from '../harness/signing.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let worker: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  worker = new TestPhone(await test.as(world.people.gridWorker), test.clock);
});
afterAll(() => test.close());

interface Payload {
  papers: { id: string; versionId: string; replaces?: string }[];
}
const papersOf = ({ payload }: Command) => (payload as Payload).papers;
const detail = async (id: string) => (await worker.client.get(`/signatures/${id}`)).body;
const outcomeOf = async (command: object, by = worker) => (await by.push(command))[0];
const goodParts = (checks: { part: string; result: string }[]) =>
  Object.fromEntries(checks.map(({ part, result }) => [part, result]));

describe('papers signed before a worker', () => {
  it('are stored with evidence that verifies, both from one sitting', async () => {
    const sitting = await sittingAt(worker, world.doors.wang);
    expect(await outcomeOf(sitting)).toMatchObject({ result: 'stored' });
    const [notice, pledge] = papersOf(sitting);
    const seen = await detail(notice!.id);
    expect(seen).toMatchObject({
      templateKey: 'notice.resident',
      kind: 'notice',
      signerName: world.doors.wang.residents[0]!.name,
      relation: 'head',
      method: 'witnessed',
      state: 'in_force',
      witnessName: world.people.gridWorker.name,
      dwellMs: 18_000,
      reachedEnd: true,
      hasInk: true,
      onReplacedVersion: false,
    });
    expect(JSON.stringify(seen.paper)).toContain('桃花潭');
    expect(goodParts(seen.checks)).toMatchObject({
      signature: 'good',
      record: 'good',
      document: 'good',
      personal: 'good',
      log: 'pending',
    });
    await test.work();
    expect(goodParts((await detail(pledge!.id)).checks)).toMatchObject({ log: 'good' });
    const ink = await worker.client.get(`/signatures/${pledge!.id}/ink`);
    expect(ink.headers['content-type']).toBe('image/png');
    expect(ink.bytes.toString('base64')).toBe((await drawnInk()).image);
  });

  it('are the same when they are sent again, and a conflict when the same person signs the same again', async () => {
    const sitting = await sittingAt(worker, world.doors.li);
    await outcomeOf(sitting);
    expect(await outcomeOf(sitting)).toMatchObject({ result: 'repeated' });
    const again = await sittingAt(worker, world.doors.li);
    expect(await outcomeOf(again)).toMatchObject({ result: 'conflict', reason: 'already_signed' });
    const [notice, pledge] = papersOf(sitting);
    const papers = papersOf(again).map((paper, index) => ({ ...paper, replaces: [notice, pledge][index]!.id }));
    const anew = worker.command('papers.sign', { ...again.payload, papers });
    expect(await outcomeOf(anew)).toMatchObject({ result: 'stored' });
    await test.work();
    const former = await detail(notice!.id);
    expect(former).toMatchObject({ state: 'replaced', ending: { kind: 'replaced', replacedBy: papers[0]!.id } });
    expect(goodParts(former.checks)).toMatchObject({ log: 'good', record: 'good' });
  });

  it('never take an id that another signature has', async () => {
    const sitting = await sittingAt(worker, world.doors.zhao);
    await outcomeOf(sitting);
    const other = await sittingAt(worker, world.doors.sun);
    const replayed = { ...other.payload, papers: [{ ...papersOf(other)[0]!, id: papersOf(sitting)[0]!.id }] };
    const elsewhere = new TestPhone(await test.as(world.people.gridWorkerNext), test.clock);
    expect(await outcomeOf(elsewhere.command('papers.sign', replayed), elsewhere)).toMatchObject({
      result: 'conflict',
      reason: 'id_reused',
    });
  });

  it.each([
    ['a drawn mark without ink', { ink: undefined }, 'ink', 'required_when_drawn'],
    ['a tap with ink', { mark: 'confirmed' }, 'ink', 'only_when_drawn'],
    ['a photo on the spot', { mark: 'photo', ink: undefined }, 'mark', 'mark_of_method'],
    ['paper without its photo', { method: 'paper', mark: 'photo', ink: undefined }, 'photoIds', 'required'],
    ['somebody else’s method', { method: 'wechat' }, 'method', 'before_a_witness'],
    ['no paper', { papers: [] }, 'papers', 'not_empty'],
    ['a time to come', { signedAt: Date.parse('2099-01-01') }, 'signedAt', 'not_in_future'],
  ])('refuse %s by its field', async (_, details, field, rule) => {
    const sitting = await sittingAt(worker, world.doors.wang, { details });
    expect((await outcomeOf(sitting)).errors).toContainEqual({ field: `payload.${field}`, rule });
  });

  it('refuse a proxy without a reason, a version nobody published and a picture that is none', async () => {
    const proxy = await sittingAt(worker, world.doors.wang, { signer: { capacity: 'proxy', onBehalfOf: '王德福' } });
    expect(await outcomeOf(proxy)).toMatchObject(invalid('signer.proxyReason', 'required_for_proxy'));
    const unknown = await sittingAt(worker, world.doors.wang, {
      papers: [{ id: uuid7(), versionId: uuid7(), openedAt: 1, dwellMs: 1, reachedEnd: true, playedMs: 0 }],
    });
    expect(await outcomeOf(unknown)).toMatchObject(invalid('papers.0.versionId', 'published_version'));
    const ink = { ...(await drawnInk()), image: Buffer.from('<svg onload=alert(1)>'.repeat(3)).toString('base64') };
    const picture = await sittingAt(worker, world.doors.wang, { details: { ink } });
    expect(await outcomeOf(picture)).toMatchObject(invalid('ink.image', 'png'));
  });

  it('are taken into quarantine from somebody who does not reach the door', async () => {
    const sitting = await sittingAt(worker, world.doors.qian);
    expect(await outcomeOf(sitting)).toMatchObject({ result: 'quarantined', reason: 'out_of_scope' });
    const head = await test.as(world.people.countyOffice);
    const decided = await head.post(`/quarantine/${sitting.id}/decision`, { accept: true });
    expect(decided.status).toBe(204);
    const signed = await head.get(`/signatures/${papersOf(sitting)[0]!.id}`);
    expect(signed.body).toMatchObject({ witnessName: world.people.gridWorker.name });
  });

  it('hold with the version that was read, also when the county has its own since then', async () => {
    const sitting = await sittingAt(worker, world.doors.zhao, {
      templates: ['pledge.resident'],
      signer: { residentId: undefined, name: '邻居代表' },
    });
    const office = await test.as(world.people.countyOffice);
    const id = uuid7();
    const regionId = world.county.id;
    const own = await office.post('/documents/templates', { id, regionId, templateKey: 'pledge.resident' });
    const content = { ...own.body.draft, statement: '我已读懂，说到做到。签名人：{name}。' };
    const written = await office.request('PUT', `/documents/templates/${id}/draft`, {
      revision: own.body.revision,
      content,
    });
    const { revision } = written.body;
    expect((await office.post(`/documents/templates/${id}/publish`, { revision })).status).toBe(200);
    expect(await outcomeOf(sitting)).toMatchObject({ result: 'stored' });
    const seen = await detail(papersOf(sitting)[0]!.id);
    expect(seen).toMatchObject({ onReplacedVersion: true, state: 'in_force' });
    expect(goodParts(seen.checks)).toMatchObject({ document: 'good', record: 'good' });
    const next = await sittingAt(worker, world.doors.zhao, {
      templates: ['pledge.resident'],
      signer: { residentId: undefined, name: '又一位' },
    });
    expect(papersOf(next)[0]!.versionId).not.toBe(papersOf(sitting)[0]!.versionId);
    await outcomeOf(next);
    expect(await detail(papersOf(next)[0]!.id)).toMatchObject({ onReplacedVersion: false });
  });

  it('on paper keep the photo as evidence, and who may not read names sees none', async () => {
    const photoId = uuid7();
    await worker.client.upload('/photos', { id: photoId }, await testPhoto(64, 64));
    const sitting = await sittingAt(worker, world.doors.sun, {
      templates: ['notice.resident'],
      details: { method: 'paper', mark: 'photo', ink: undefined, photoIds: [photoId] },
    });
    const next = new TestPhone(await test.as(world.people.gridWorkerNext), test.clock);
    expect(await outcomeOf(sitting, next)).toMatchObject(invalid('photoIds.0', 'uploaded_by_author'));
    const chief = new TestPhone(await test.as(world.people.gridChief), test.clock);
    const own = uuid7();
    await chief.client.upload('/photos', { id: own }, await testPhoto(64, 64));
    const taken = chief.command('papers.sign', { ...sitting.payload, photoIds: [own] });
    expect(await outcomeOf(taken, chief)).toMatchObject({ result: 'stored' });
    await test.work();
    const seen = (await chief.client.get(`/signatures/${papersOf(sitting)[0]!.id}`)).body;
    expect(goodParts(seen.checks)).toMatchObject({ photos: 'good', log: 'good' });
    const head = await test.as(world.people.villageHead);
    expect((await head.get(`/photos/${own}`)).status).toBe(200);
    const leader = await test.as(world.people.townshipLeader);
    expect((await leader.get(`/photos/${own}`)).status).toBe(404);
    const [brief] = (await leader.get(`/doors/${world.doors.sun.id}/signatures`)).body.items;
    expect(brief.signerName).toMatch(/\*/);
    expect((await leader.get(`/signatures/${brief.id}`)).status).toBe(404);
  });
});

describe('a signature that no longer holds', () => {
  it('is withdrawn once, by a record of its own', async () => {
    const [held] = (await worker.client.get(`/doors/${world.doors.zhao.id}/signatures`)).body.items;
    const withdrawn = await worker.client.post(`/signatures/${held.id}/withdrawal`, { reason: '本人要求撤回' });
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', ending: { reason: '本人要求撤回' } });
    const again = await worker.client.post(`/signatures/${held.id}/withdrawal`, { reason: '再次' });
    expect(again).toMatchObject({ status: 409, body: { code: 'signature_ended' } });
    await test.work();
    expect(goodParts((await detail(held.id)).checks)).toMatchObject({ log: 'good', signature: 'good' });
  });

  it('is erased by law with its photo, its certificate and the command that waited', async () => {
    const chief = new TestPhone(await test.as(world.people.gridChief), test.clock);
    const photoId = uuid7();
    await chief.client.upload('/photos', { id: photoId }, await testPhoto(64, 64));
    const sitting = await sittingAt(worker, world.doors.qian, {
      templates: ['notice.resident'],
      signer: { residentId: undefined, name: '钱家代表' },
      details: { method: 'paper', mark: 'thumbprint', ink: undefined, photoIds: [photoId] },
    });
    const sent = chief.command('papers.sign', sitting.payload);
    expect(await outcomeOf(sent, chief)).toMatchObject({ result: 'quarantined' });
    const office = await test.as(world.people.countyOffice);
    await office.post(`/quarantine/${sent.id}/decision`, { accept: true });
    const { id } = papersOf(sitting)[0]!;
    const certificateId = uuid7();
    await office.post('/certificates', { id: certificateId, signatureId: id });
    await test.work();
    expect((await office.get(`/certificates/${certificateId}/file`)).status).toBe(200);
    expect((await office.post(`/signatures/${id}/withdrawal`, { reason: '先撤回' })).status).toBe(200);
    const { ending } = (await office.get(`/signatures/${id}`)).body;
    test.clock.advance(60_000);
    await test.app.get(WithdrawalsService).erase(id, '依法要求删除');
    await test.work();
    expect((await office.get(`/certificates/${certificateId}/file`)).status).toBe(404);
    expect((await office.get(`/photos/${photoId}`)).status).toBe(404);
    const seen = (await office.get(`/signatures/${id}`)).body;
    expect(seen).toMatchObject({ state: 'erased', signerName: '（已依法删除）', ending: { at: ending.at } });
    expect(goodParts(seen.checks)).toMatchObject({
      personal: 'erased',
      photos: 'erased',
      signature: 'good',
      log: 'good',
    });
    const held = await test.database.query<{ command: string }>(
      'SELECT command FROM quarantined_commands WHERE id = ?',
      [sent.id],
    );
    expect(test.app.get(Cipher).decrypt(held[0]!.command)).not.toContain('钱家代表');
    const findings = await test.app.get(SignatureVerifier).verifyAll();
    expect(findings.filter(({ isBroken }) => isBroken)).toEqual([]);
  });
});
