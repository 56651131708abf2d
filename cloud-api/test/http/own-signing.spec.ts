import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { invalid, TestPhone } from '../harness/commands.js';
import { sittingAt } from '../harness/signing.js';
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
const outcomeOf = async (command: object, by = worker) => (await by.push(command))[0];
/** A code for the door, and the scene that its QR picture leads to. */
async function codeAt(doorId: string): Promise<{ id: string; scene: string }> {
  const id = uuid7();
  expect((await worker.client.post('/sign-codes', { id, doorId, hours: 24 })).status).toBe(200);
  const { body } = await worker.client.post(`/sign-codes/${id}/link`);
  const [row] = await test.database.query<{ cipher: string }>(
    'SELECT token_cipher AS cipher FROM sign_codes WHERE id = ?',
    [id],
  );
  expect(body.url).toMatch(/^\w+:\/\//);
  return { id, scene: test.app.get(Cipher).decrypt(row!.cipher) };
}

/** 王德福 signs the 承诺书 of his household anew. */
async function ownSitting(villager: TestPhone, scene: string): Promise<object> {
  const { body: mine } = await villager.client.get('/me/papers');
  const self = mine.signers.find(({ self }: { self: boolean }) => self);
  const { payload } = await sittingAt(worker, world.doors.wang, { templates: ['pledge.resident'] });
  const { method: _, doorId: __, ...sitting } = payload as Record<string, unknown> & Payload;
  const held = mine.signed.find(
    (item: { templateKey: string; state: string }) =>
      item.templateKey === 'pledge.resident' && item.state === 'in_force',
  );
  return {
    ...sitting,
    scene,
    papers: sitting.papers.map((paper) => ({ ...paper, ...(held && { replaces: held.id }) })),
    signer: { residentId: self.residentId, name: self.name, relation: 'head', capacity: 'household' },
  };
}
describe('papers signed on one’s own phone', () => {
  it('are those of the own household, by a resident; another household’s are refused', async () => {
    const villager = new TestPhone(await test.as(world.resident), test.clock);
    const { body: mine } = await villager.client.get('/me/papers');
    expect(mine).toMatchObject({ doorId: world.doors.wang.id });
    const self = mine.signers.find(({ self }: { self: boolean }) => self);
    const signer = { residentId: self.residentId, name: self.name, relation: 'head', capacity: 'household' };
    const {
      method: _,
      doorId: __,
      ...sitting
    } = (await sittingAt(worker, world.doors.wang)).payload as Record<string, unknown>;
    const papers = [{ ...(sitting.papers as Payload['papers'])[0]!, id: uuid7() }];
    const own = { ...sitting, papers, signer, doorId: world.doors.wang.id };
    const foreign = villager.command('papers.sign_own', { ...own, papers, doorId: world.doors.li.id });
    expect(await outcomeOf(foreign, villager)).toMatchObject(invalid('doorId', 'own_household'));
    const signed = villager.command('papers.sign_own', own);
    expect(await outcomeOf(signed, villager)).toMatchObject({ result: 'stored' });
    const seen = (await villager.client.get(`/signatures/${papers[0]!.id}`)).body;
    expect(seen).toMatchObject({ method: 'wechat', witnessName: null, state: 'in_force' });
    expect(await villager.pull(null, [signed.id])).toMatchObject({
      confirmations: [{ id: signed.id, state: 'stored' }],
    });
  });

  it('may follow a code at the door, until it expires, is revoked or hangs at another door', async () => {
    const villager = new TestPhone(await test.as(world.resident), test.clock);
    const own = await codeAt(world.doors.wang.id);
    expect((await villager.client.post('/me/papers/open', { scene: own.scene })).body).toMatchObject({
      codeId: own.id,
      door: { doorId: world.doors.wang.id },
    });
    const foreign = await codeAt(world.doors.li.id);
    expect(await villager.client.post('/me/papers/open', { scene: foreign.scene })).toMatchObject({
      status: 403,
      body: { code: 'sign_code_of_other_household' },
    });
    const sitting = await ownSitting(villager, own.scene);
    expect(await outcomeOf(villager.command('papers.sign_own', sitting), villager)).toMatchObject({ result: 'stored' });
    await worker.client.delete(`/sign-codes/${own.id}`);
    const late = villager.command('papers.sign_own', await ownSitting(villager, own.scene));
    expect(await outcomeOf(late, villager)).toMatchObject(invalid('scene', 'code_revoked'));
    expect((await villager.client.post('/me/papers/open', { scene: own.scene })).body.code).toBe('sign_code_revoked');
    const stolen = villager.command('papers.sign_own', await ownSitting(villager, foreign.scene));
    expect((await outcomeOf(stolen, villager)).errors).toContainEqual({
      field: 'payload.scene',
      rule: 'code_of_other_household',
    });
    const answer = await villager.client.post('/me/papers/open', { scene: 'AAAAAAAAAAAAAAAAAAAAAA' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'sign_code_unknown' } });
  });

  it('are all that a villager may send', async () => {
    const villager = new TestPhone(await test.as(world.resident), test.clock);
    expect((await villager.send([villager.visit(world.doors.wang.id)])).status).toBe(403);
  });
});
