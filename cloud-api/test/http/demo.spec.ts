import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { groupsOf } from '../harness/cascade.js';
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

describe('opening a card in a group of the demo', () => {
  let test: TestApp;
  let world: World;
  let groupId: string;
  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    world = await buildWorld(test);
    await test.work();
    const [group] = await groupsOf(test, world.plan.id, { kindKey: 'residents', regionId: world.groupA.id });
    groupId = group!.id;
  });
  afterAll(() => test.close());

  const entry = async (person: TestPerson, id = groupId) =>
    (await test.as(person)).post('/demo/group-entry', { groupId: id });
  const register = async (person: TestPerson) => {
    const { body } = await entry(person);
    return (await (await test.as(person)).post(`/chat-groups/${groupId}/cards`, body)).body;
  };
  const accounts = (personId: string) =>
    test.database.query('SELECT openid FROM wechat_accounts WHERE person_id = ?', [personId]);

  it('hands out what the real WeChat would: a pusher and a supervisor register their group', async () => {
    const { villageHead, police } = world.people;
    expect(await register(villageHead)).toEqual({ state: 'waiting', waitsFor: 'supervisor' });
    expect(await register(police)).toEqual({ state: 'bound', waitsFor: null });
    const [group] = await test.database.query('SELECT opengid FROM chat_groups WHERE id = ?', [groupId]);
    expect(group).toEqual({ opengid: test.wechat.group(groupId).opengid });
    const handles = test.wechat.group(groupId).members;
    expect(handles).toEqual([villageHead.id, police.id]);
  });

  it('links the WeChat account that opened it, once', async () => {
    const openid = test.wechat.user(world.people.police.id).openid;
    test.keepSecret(openid);
    await entry(world.people.police);
    const linked = (await accounts(world.people.police.id)) as { openid: string }[];
    expect(linked.filter((one) => one.openid === openid)).toHaveLength(1);
  });

  it('is for those who belong to the group: with a part, or as a resident of its place', async () => {
    expect((await entry(world.resident)).status).toBe(200);
    expect((await entry(world.people.groupLeader)).status).toBe(200);
    for (const stranger of [world.people.teacher, world.people.formerWorker]) {
      expect(await entry(stranger)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await entry(world.people.villageHead, nobody)).status).toBe(404);
    expect(await accounts(nobody)).toEqual([]);
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
    const police = await test.as(world.people.police);
    expect(await police.post('/demo/group-entry', { groupId: nobody })).toMatchObject(refused);
  });
});
