import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

const nobody = '01900000-0000-7000-8000-000000000000';

describe('in a demo', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    world = await buildWorld(test);
    await test.as(world.resident);
  });
  afterAll(() => test.close());

  it('lists the people of each place where a plan runs, villagers too', async () => {
    const { body } = await test.anonymous().get('/demo/people');
    expect(body.places.map(({ name }: { name: string }) => name)).toEqual(['泾县', '蟒河镇']);
    expect(body.places[0].people).toContainEqual({
      personId: world.people.villageHead.id,
      name: '蒋村主任',
      role: 'village_head',
      roleLabel: '村主干',
      place: '桃花潭村',
    });
    expect(body.places[0].people).toContainEqual(
      expect.objectContaining({ name: '王德福', role: null, roleLabel: '村民' }),
    );
    expect(JSON.stringify(body)).not.toContain('尤前任');
  });

  it('signs anybody in by choosing them, and nobody who does not exist', async () => {
    const client = test.anonymous();
    const { body } = await client.post('/demo/session', { personId: world.people.police.id });
    test.keepSecret(body.token);
    expect((await client.withToken(body.token).get('/me')).body.name).toBe('褚民警');
    const before = await test.rowCounts();
    expect(await client.post('/demo/session', { personId: nobody })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await test.rowCounts()).toEqual(before);
  });
});

describe('outside a demo', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await createTestApp();
    world = await buildWorld(test);
  });
  afterAll(() => test.close());

  it('answers as if there were none', async () => {
    const client = test.anonymous();
    const refused = { status: 404, body: { code: 'demo_disabled' } };
    expect(await client.get('/demo/people')).toMatchObject(refused);
    expect(await client.post('/demo/session', { personId: world.people.police.id })).toMatchObject(refused);
  });
});
