import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Role } from '../../src/common/auth/index.js';
import { CoverageReconciler } from '../../src/modules/coverage/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { signatureIds, sittingAt } from '../harness/signing.js';
import { buildWorld, type World } from '../harness/world.js';
import { keptCount, liveCount } from '../model/live-count.js';
import { exported, records } from './exported-lists.js';

let test: TestApp;
let world: World;
/** 蟒河镇, whose plan asks both papers of every household: a worker of one grid, and the office. */
let worker: TestPhone;
let office: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  worker = new TestPhone(await test.as(world.elsewhere.worker), test.clock);
  office = new TestPhone(await test.as(world.elsewhere.office), test.clock);
  for (const [kind, name] of [
    ['household', '常有福'],
    ['household', '常来顺'],
    ['individual_business', '常家小店'],
  ]) {
    const residents = kind === 'household' ? [{ id: uuid7(), name: name!, relation: 'head' }] : [];
    test.keepSecret(...(kind === 'household' ? [name!] : []));
    const registering = worker.command('door.register', {
      kind,
      name,
      address: '村东',
      gridId: world.elsewhere.grid.id,
      residents,
    });
    expect((await worker.push(registering))[0]).toMatchObject({ result: 'stored' });
    doors[name!] = { id: registering.id, name: name!, code: '', gridId: 0, residents };
  }
  doors['郭来喜'] = world.elsewhere.door;
});
afterAll(() => test.close());

const doors: Record<string, World['elsewhere']['door']> = {};
const board = async (region: { id: number } = world.elsewhere.village): Promise<Json> =>
  (await office.client.get(`/coverage?regionId=${region.id}`)).body;
const papers = async () => (await board()).totals.papers;
const listed = async (query: string): Promise<Json> =>
  (await office.client.get(`/doors?regionId=${world.elsewhere.village.id}${query}`)).body;
const names = async (query: string) => (await listed(query)).items.map(({ label }: Json) => label).sort();
const view = async (name: string, by = worker): Promise<Json> =>
  (await by.client.get(`/doors/${doors[name]!.id}`)).body;
/** Who sees doors and no names. */
async function townshipLeader(): Promise<TestPhone> {
  const [name, phone] = ['甄镇长', '19900066601'];
  test.keepSecret(name, phone);
  const posts = [{ role: Role.TownshipLeader, regionId: world.elsewhere.township.id }];
  const id = await test.database.transaction((transaction) =>
    test.app.get(PeopleService).createStaff(transaction, { name, phone, posts }, null),
  );
  return new TestPhone(await test.as({ id, name, phone }), test.clock);
}

async function sign(name: string, templates?: string[]): Promise<string[]> {
  const sitting = await sittingAt(worker, doors[name]!, templates ? { templates } : {});
  expect((await worker.push(sitting))[0]).toMatchObject({ result: 'stored' });
  return signatureIds(sitting);
}

async function decline(name: string, reason: string, templates = ['notice.resident', 'pledge.resident']) {
  const declinedAt = worker.now();
  const declining = worker.command('papers.decline', { doorId: doors[name]!.id, templates, reason, declinedAt });
  expect((await worker.push(declining))[0]).toMatchObject({ result: 'stored' });
}

const none = { refused: 0, away: 0, no_phone: 0, not_yet: 0 };

describe('the papers of a village', () => {
  it('are owed by its households alone, and missing until somebody signs', async () => {
    expect(await papers()).toEqual({ owed: 3, notice: 0, pledge: 0, both: 0, unsigned: { ...none, not_yet: 3 } });
    expect(await names('&papers=unsigned')).toEqual(['常有福', '常来顺', '郭来喜'].sort());
    expect(await listed('&papers=signed')).toMatchObject({ items: [], total: 0 });
    expect((await view('郭来喜')).papers).toEqual({
      owed: ['notice', 'pledge'].map((kind) => ({
        templateKey: `${kind}.resident`,
        kind,
        title: expect.any(String),
        residentId: null,
        signed: false,
        signatureId: null,
        signedAt: null,
        signerName: null,
        method: null,
      })),
      declined: null,
      declinedAt: null,
    });
    expect((await view('常家小店')).papers.owed).toEqual([]);
  });

  it('are counted as they are signed, or not, and why', async () => {
    const before = await worker.pull();
    const [noticeId] = await sign('郭来喜');
    await sign('常有福', ['notice.resident']);
    await decline('常有福', 'refused', ['pledge.resident']);
    await decline('常来顺', 'no_phone');
    expect(await papers()).toEqual({
      owed: 3,
      notice: 2,
      pledge: 1,
      both: 1,
      unsigned: { ...none, refused: 1, no_phone: 1 },
    });
    const { children } = await board();
    expect(children[0].counts.papers).toEqual(await papers());
    expect((await board(world.elsewhere.group)).totals.papers.owed).toBe(0);
    expect(await names('&papers=signed')).toEqual(['郭来喜']);
    const unsigned = await listed('&papers=unsigned&limit=1');
    expect(unsigned).toMatchObject({ total: 2, items: [{}], next: expect.any(String) });
    const { items } = await listed('&papers=unsigned');
    expect(Object.fromEntries(items.map(({ label, papers: of }: Json) => [label, of]))).toEqual({
      常有福: { noticeSigned: true, pledgeSigned: false, why: 'refused' },
      常来顺: { noticeSigned: false, pledgeSigned: false, why: 'no_phone' },
    });
    const shop = (await listed('&kind=individual_business')).items[0];
    expect(shop.papers).toBeNull();
    expect((await view('郭来喜')).papers.owed).toMatchObject([
      { kind: 'notice', signed: true, signatureId: noticeId, signerName: '郭来喜', method: 'witnessed' },
      { kind: 'pledge', signed: true, signerName: '郭来喜' },
    ]);
    expect((await view('郭来喜', await townshipLeader())).papers.owed[0]).toMatchObject({ signerName: '郭*喜' });
    expect((await view('常来顺')).papers).toMatchObject({ declined: 'no_phone', declinedAt: worker.now() });
    const pulled = (await worker.pull(before.cursor)).doors.map(({ id }: Json) => id);
    expect(pulled.sort()).toEqual(['郭来喜', '常有福', '常来顺'].map((name) => doors[name]!.id).sort());
  });

  it('are open again when a signature is taken back', async () => {
    const [id] = await sign('常来顺');
    expect((await papers()).both).toBe(2);
    expect((await worker.client.post(`/signatures/${id}/withdrawal`, { reason: '想清楚了' })).status).toBe(200);
    expect(await papers()).toMatchObject({ notice: 2, both: 1, unsigned: { ...none, refused: 1, no_phone: 1 } });
  });

  it('are missing since what was said of them, not of others', async () => {
    const since = worker.now();
    test.clock.advance(60_000);
    await decline('常来顺', 'no_phone', ['pledge.resident']);
    expect((await view('常来顺')).papers).toMatchObject({ declined: 'no_phone', declinedAt: since });
  });

  it('are not asked of a door that is excluded', async () => {
    const { version } = await view('常有福');
    const doorId = doors['常有福']!.id;
    const excluding = { doorId, baseVersion: version, exclusion: 'vacant', reason: '没人住' };
    expect((await worker.push(worker.command('door.exclude', excluding)))[0]).toMatchObject({ result: 'stored' });
    await office.client.post(`/doors/${doorId}/exclusion/decision`, { approve: true });
    expect(await papers()).toMatchObject({ owed: 2, notice: 1, both: 1, unsigned: { ...none, no_phone: 1 } });
    expect((await view('常有福')).papers.owed).toEqual([]);
    const { items } = await listed('&state=excluded');
    expect(items).toMatchObject([{ label: '常有福', papers: null }]);
    expect(await names('&papers=unsigned')).toEqual(['常来顺']);
  });
});

describe('lists that go out', () => {
  const office = () => world.elsewhere.office;
  const asked = (kind: string) => ({ kind, regionId: world.elsewhere.village.id });

  it('say in the progress table how many signed, and why others did not', async () => {
    const { sheets } = await exported(test, office(), asked('progress_table'));
    const [rows] = [...sheets.values()];
    const heads = rows!.findIndex((cells) => cells[0] === '单位');
    const value = (group: string, head: string) => {
      const at = rows![heads]!.findIndex((cell, index) => cell === group && rows![heads + 1]![index] === head);
      return rows!.find((cells) => cells[0] === '合计')![at];
    };
    expect(['应签户', '告知书', '承诺书', '签齐户', '签齐率'].map((head) => value('两书签订', head))).toEqual([
      2,
      1,
      2,
      1,
      '50.0%',
    ]);
    expect(['拒绝', '外出', '无手机', '其他'].map((head) => value('没签齐的原因', head))).toEqual([0, 0, 1, 0]);
  });

  it('say in the register what each door signed, and who', async () => {
    const { sheets } = await exported(test, office(), asked('visit_register'));
    const rows = new Map(records([...sheets.values()][0]!, '网格').map((row) => [row['户主/名称'], row]));
    expect(rows.get('郭来喜')).toMatchObject({ 告知书: '已签', 承诺书: '已签', 签名: '郭来喜\n2026-11-21' });
    expect(rows.get('常来顺')).toMatchObject({
      告知书: '未签\n（无手机）',
      承诺书: '已签',
      签名: '常来顺\n2026-11-21',
    });
    expect(rows.get('常有福')).toMatchObject({ 告知书: '—', 承诺书: '—', 签名: null });
  });
});

describe('a plan that is edited', () => {
  async function ask(asked: Json[], doorKinds = ['household']): Promise<void> {
    const plan = (await office.client.get(`/plans/${world.elsewhere.plan.id}`)).body;
    const document = { ...plan.document, papers: asked, counting: { ...plan.document.counting, doorKinds } };
    const { status } = await office.client.patch(`/plans/${plan.id}`, { document, baseVersion: plan.version });
    expect(status).toBe(200);
    await test.work();
  }
  const pledge = { template: 'pledge.resident', doorKinds: ['household'], signers: 'household', tag: null };

  it('counts anew by what it asks for', async () => {
    await ask([pledge]);
    expect(await papers()).toEqual({ owed: 2, notice: 0, pledge: 2, both: 2, unsigned: none });
    // The shop is counted now, and owes nothing: it is not missing.
    await ask([pledge], ['household', 'individual_business']);
    expect((await board()).totals).toMatchObject({ total: 3, papers: { owed: 2, both: 2, unsigned: none } });
    // Somebody with a shop and without a book of its people signs no paper either.
    await ask([{ ...pledge, doorKinds: ['individual_business'], signers: 'each_adult' }], ['individual_business']);
    expect((await board()).totals).toMatchObject({ total: 1, papers: { owed: 0, unsigned: none } });
    await ask([]);
    expect(await papers()).toBeNull();
    expect(await names('&papers=signed')).toEqual([]);
    expect((await view('郭来喜')).papers.owed).toEqual([]);
    expect((await listed('')).items.every(({ papers: of }: Json) => of === null)).toBe(true);
  });

  it('leaves nothing for the reconciler to mend', async () => {
    await ask([pledge]);
    expect(await keptCount(test.database)).toEqual(await liveCount(test.database));
    const mended = await test.app.get(CoverageReconciler).reconcile(world.elsewhere.county.id);
    expect(mended).toEqual({ doors: 0, counters: 0 });
  });
});
