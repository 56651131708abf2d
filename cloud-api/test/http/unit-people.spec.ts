import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

const me = async (person: TestPerson) => (await (await test.as(person)).get('/me')).body;

describe('people of units', () => {
  it('begin at their unit, and an enterprise is named with the department that looks after it', async () => {
    const { people, department, enterprise, unit } = world;
    expect(await me(people.schoolHead)).toMatchObject({ homeRegionId: unit.id, posts: [{ roleLabel: '校长' }] });
    expect(await me(people.sectionHead)).toMatchObject({ homeRegionId: department.id });
    expect(await me(people.enterpriseHead)).toMatchObject({
      homeRegionId: enterprise.id,
      posts: [{ role: 'unit_head', placeName: '桃花潭市场监管所 桃花潭客栈' }],
    });
    expect(await me(people.liaison)).toMatchObject({ homeRegionId: null, permissions: ['plan.read'] });
  });

  it('see no places, doors or people, but the plans that hold for them', async () => {
    for (const person of [world.people.unitHead, world.people.liaison]) {
      const client = await test.as(person);
      for (const route of ['/regions', '/doors', '/people', '/classes']) {
        expect([route, (await client.get(route)).status]).toEqual([route, 403]);
      }
      const { body } = await client.get(`/plans?regionId=${world.department.id}`);
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([world.plan.id]);
    }
  });

  it('are given their posts at units only, the office’s own way', async () => {
    const office = await test.as(world.people.townshipOffice);
    const give = (role: string, regionId: number) =>
      office.post(`/people/${world.people.liaison.id}/posts`, { role, regionId });
    expect((await give('unit_head', world.enterprise.id)).status).toBe(200);
    expect((await give('section_head', world.villageA.id)).status).toBe(400);
    expect((await give('liaison', world.villageA.id)).status).toBe(200);
    expect((await give('township_chief', world.unit.id)).status).toBe(400);
  });
});
