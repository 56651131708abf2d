import { expect } from '@jest/globals';
import { Cipher } from '../../src/common/crypto/index.js';
import type { ResidentTag } from '../../src/modules/plans/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { groupsOf, type PublishedDirective, publishedDirective, type WorldGroup } from '../harness/cascade.js';
import type { Json, TestClient } from '../harness/client.js';
import { addDoor } from '../harness/world-doors.js';
import { buildWorld, type World } from '../harness/world.js';

export type WarningWorld = Awaited<ReturnType<typeof openWarnings>>;

/** Villagers who read, and a township that warns them. */
export async function openWarnings() {
  const test = await createTestApp();
  const world = await buildWorld(test);
  await test.work();
  const group = async (kindKey: string, regionId: number): Promise<WorldGroup> =>
    (await groupsOf(test, world.plan.id, { kindKey, regionId }))[0]!;
  const groups = {
    groupA: await group('residents', world.groupA.id),
    groupB: await group('residents', world.groupB.id),
    committeeA: await group('committee', world.villageA.id),
  };
  return {
    test,
    world,
    ...groups,
    /** Has a 村民小组. */
    wang: await test.as(world.resident),
    /** Of the same village, without one. */
    he: await villager(test, '何大妈', '19900020011', world.a2.id),
    /** Of the next village. */
    qian: await test.as({ id: 'qian', name: '钱大海', phone: '19900020002' }),
    /** Of another county. */
    guo: await test.as({ id: 'guo', name: '郭来喜', phone: '19900029999' }),
    /** A township warns the village and the 村民小组. */
    publish: (draft: Partial<Parameters<typeof publishedDirective>[1]> = {}): Promise<PublishedDirective> =>
      publishedDirective(test, {
        regionId: world.township.id,
        groups: [groups.committeeA, groups.groupA],
        by: world.people.townshipOffice.id,
        ...draft,
      }),
    staff: (name: keyof World['people']): Promise<TestClient> => test.as(world.people[name]),
  };
}

/** Somebody alone at a door of their own, who belongs to no 村民小组; the door's code is the end of the phone. */
export async function villager(
  test: TestApp,
  name: string,
  phone: string,
  gridId: number,
  tags: ResidentTag[] = [],
): Promise<TestClient> {
  await test.database.transaction((transaction) =>
    addDoor(transaction, test.app.get(Cipher), {
      code: phone.slice(-4),
      name,
      gridId,
      residents: [{ name, phone, tags }],
    }),
  );
  return test.as({ id: phone, name, phone });
}

export async function feedOf(client: TestClient, query = 'limit=50'): Promise<Json> {
  const answer = await client.get(`/me/warnings?${query}`);
  if (answer.status !== 200) throw new Error(`the feed was answered with ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** Whose feed shows the directive; each of them opens it by its id too, and nobody else does. */
export async function readersOf(
  { id }: Pick<PublishedDirective, 'id'>,
  clients: Record<string, TestClient>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, client] of Object.entries(clients)) {
    const isShown = (await feedOf(client)).items.some((item: Json) => item.directiveId === id);
    expect([name, (await client.get(`/me/warnings/${id}`)).status]).toEqual([name, isShown ? 200 : 404]);
    if (isShown) found.push(name);
  }
  return found;
}
