import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

describe('consent', () => {
  it('is asked for before anything but the notice, the own account and signing out', async () => {
    const { body: notice } = await test.anonymous().get('/privacy-notice');
    expect(notice).toEqual({ version: expect.any(String), title: expect.any(String), paragraphs: expect.any(Array) });

    const client = await test.signIn(world.people.gridWorker);
    expect((await client.get('/me')).body.consent).toEqual({ required: true, version: notice.version });
    const required = { status: 403, body: { code: 'consent_required' } };
    expect(await client.get('/doors')).toMatchObject(required);
    expect(await client.post('/sync/pull', { cursor: null, awaiting: [] })).toMatchObject(required);
    expect(await client.delete('/me/consent')).toMatchObject(required);

    expect(await client.post('/me/consent', { version: '1999-01' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'version', rule: 'current_version' }] },
    });
    for (let tap = 0; tap < 2; tap += 1)
      expect((await client.post('/me/consent', { version: notice.version })).status).toBe(204);
    expect((await client.get('/me')).body.consent.required).toBe(false);
    expect((await client.get('/doors')).status).toBe(200);
    const given = await test.database.query('SELECT id FROM consents WHERE person_id = ?', [
      world.people.gridWorker.id,
    ]);
    expect(given).toHaveLength(1);
  });

  it('once withdrawn ends every session, and is asked for again', async () => {
    const person = world.people.gridWorkerNext;
    const [phone, other] = [await test.as(person), await test.signIn(person)];
    expect((await phone.delete('/me/consent')).status).toBe(204);
    for (const client of [phone, other]) expect((await client.get('/me')).status).toBe(401);
    const again = await test.signIn(person);
    expect(await again.get('/doors')).toMatchObject({ status: 403, body: { code: 'consent_required' } });
  });
});

describe('a post', () => {
  const posts = async (personId: string) =>
    test.database.query<{ id: string }>('SELECT id FROM posts WHERE person_id = ? AND revoked_at IS NULL', [personId]);

  it('works from the moment it is granted until the moment it is revoked, in the same session', async () => {
    const office = await test.as(world.people.townshipOffice);
    const person = world.people.gridChief;
    const client = await test.as(person);
    const door = `/doors/${world.doors.qian.id}`;
    expect((await client.get(door)).status).toBe(404);

    const granted = await office.post(`/people/${person.id}/posts`, { role: 'grid_worker', regionId: world.b1.id });
    expect(granted.body.posts).toHaveLength(2);
    expect((await client.get(door)).status).toBe(200);

    const { id } = granted.body.posts.find(({ regionId }: { regionId: number }) => regionId === world.b1.id);
    expect((await office.delete(`/posts/${id}`)).status).toBe(204);
    expect((await client.get(door)).status).toBe(404);
    expect((await office.delete(`/posts/${id}`)).status).toBe(404);
  });

  it('taken away leaves a session that reaches nothing', async () => {
    const client = await test.as(world.people.police);
    expect((await client.get('/doors')).status).toBe(200);
    const [post] = await posts(world.people.police.id);
    await (await test.as(world.people.countyOffice)).delete(`/posts/${post!.id}`);
    expect(await client.get('/doors')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await client.get('/me')).body).toMatchObject({ posts: [], permissions: [] });
  });

  it.each([
    ['grid_worker', 'county'],
    ['county_office', 'township'],
    ['village_head', 'a1'],
    ['teacher', 'township'],
  ] as const)('of a %s is not granted at the level of %s', async (role, region) => {
    const office = await test.as(world.people.countyOffice);
    const body = { role, regionId: world[region].id };
    expect(await office.post(`/people/${world.people.gridWorker.id}/posts`, body)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'role', rule: 'fits_level' }] },
    });
  });

  it('taken away takes along the doors there that were theirs by name, although they work elsewhere now', async () => {
    const office = await test.as(world.people.townshipOffice);
    const worker = await test.as(world.people.auxiliaryPolice);
    const phone = new TestPhone(worker, test.clock);
    const { sun } = world.doors;
    await phone.push(phone.command('door.claim', { doorId: sun.id }));
    const { cursor } = await phone.pull();
    const [post] = (await worker.get('/me')).body.posts;
    await office.post(`/people/${world.people.auxiliaryPolice.id}/posts`, {
      role: 'grid_worker',
      regionId: world.b2.id,
    });
    expect((await office.delete(`/posts/${post.id}`)).status).toBe(204);
    expect((await worker.get(`/doors/${sun.id}`)).status).toBe(404);
    expect((await worker.get(`/residents/${sun.residents[0]!.id}/phone`)).status).toBe(404);
    expect(await phone.pull(cursor)).toMatchObject({ reset: true, doors: [{ id: world.doors.tao.id }] });
    expect((await office.get(`/doors/${sun.id}`)).body.assignedTo).toEqual([]);
  });

  it('above the own one is granted by nobody', async () => {
    const office = await test.as(world.people.townshipOffice);
    const before = await test.rowCounts();
    const own = `/people/${world.people.townshipOffice.id}/posts`;
    expect((await office.post(own, { role: 'county_office', regionId: world.county.id })).status).toBe(404);
    expect(await test.rowCounts()).toEqual(before);
  });
});

describe('a new person', () => {
  const colleague = (overrides: object = {}) => ({
    name: '吕新人',
    phone: '199 0004 0001',
    role: 'grid_worker',
    regionId: world.b2.id,
    ...overrides,
  });

  it('can sign in by the phone that the office wrote down', async () => {
    const office = await test.as(world.people.townshipOffice);
    const { body } = await office.post('/people', colleague());
    expect(body).toMatchObject({ name: '吕新人', phoneMasked: '199****0001', trainedOn: null, doors: 0 });
    const client = await test.as({ id: body.id, name: '吕新人', phone: '19900040001' });
    expect((await client.get('/me')).body).toMatchObject({ personId: body.id, homeRegionId: world.b2.id });
  });

  it('does not take a phone that somebody has, nor bring fields nobody asked for', async () => {
    const office = await test.as(world.people.townshipOffice);
    const before = await test.rowCounts();
    const taken = colleague({ phone: world.people.gridWorker.phone });
    expect(await office.post('/people', taken)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    for (const smuggled of [{ passwordHash: 'x' }, { residentId: world.resident.id }, { posts: [] }, { id: 'x' }]) {
      const [field] = Object.keys(smuggled);
      expect(await office.post('/people', colleague({ phone: '19900040002', ...smuggled }))).toMatchObject({
        status: 400,
        body: { errors: [{ field, rule: 'unknown_field' }] },
      });
    }
    expect(await office.post('/people', colleague({ phone: '12345678901' }))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'phone', rule: 'phone' }] },
    });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('is listed with others of the place, by role', async () => {
    const office = await test.as(world.people.townshipOffice);
    const names = async (query: string) =>
      (await office.get(`/people?${query}`)).body.items.map(({ name }: { name: string }) => name).sort();
    expect(await names(`regionId=${world.a1.id}`)).toEqual(['韩网格']);
    expect(await names(`regionId=${world.villageA.id}&role=grid_worker`)).toEqual(['杨网格', '韩网格']);
    expect(await names('role=village_head')).toEqual(['蒋村主任']);
  });
});
