import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { ChatGroupsDirectory, type GroupTargets } from '../../src/modules/chat-groups/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { groupsOf } from '../harness/cascade.js';
import { ok } from '../harness/town-play.js';
import { buildWorld, type World } from '../harness/world.js';
import { type GroupTown, openGroupTown } from './chat-group-town.js';

describe('the groups that a directive goes to', () => {
  let { test, town, play } = {} as GroupTown;
  const everywhere: GroupTargets = { chains: [], regionIds: [], audiences: [], deepestLevel: 3 };

  beforeAll(async () => {
    ({ test, town, play } = await openGroupTown());
  }, 120_000);
  afterAll(() => test.close());

  /** How many groups of each kind. */
  async function reached(targets: Partial<GroupTargets>, region = town.region): Promise<Record<string, number>> {
    const plans = await test.app.get(PlansService).judging(test.database);
    const plan = plans.find(({ id }) => id === town.plan.id)!;
    const directory = test.app.get(ChatGroupsDirectory);
    const groups = await directory.targets(test.database, plan, { ...everywhere, ...targets }, region);
    const counts: Record<string, number> = {};
    for (const { kindKey } of groups) counts[kindKey] = (counts[kindKey] ?? 0) + 1;
    return counts;
  }

  it('are all, those of a chain, of places or down to a level, each with those above and the 指挥群', async () => {
    expect(await reached({})).toMatchObject({
      command: 1,
      township: 1,
      village: 18,
      group: 36,
      class: 2,
      enterprise: 1,
    });
    expect(await reached({ chains: ['unit'] })).toEqual({ command: 1, unit: 1, section: 1, enterprise: 1 });
    expect(await reached({ chains: ['school'], deepestLevel: 2 })).toEqual({ command: 1, township: 1, school: 1 });
    expect(await reached({ deepestLevel: 0 })).toEqual({ command: 1 });
    const [village] = town.villages;
    expect(await reached({ regionIds: [village!.region.id] })).toEqual({
      command: 1,
      township: 1,
      village: 1,
      group: 2,
    });
    expect(await reached({ regionIds: [village!.groups[0]!.id, town.unit.enterprise.id] })).toEqual({
      command: 1,
      township: 1,
      village: 1,
      group: 1,
      unit: 1,
      section: 1,
      enterprise: 1,
    });
    expect(await reached({}, village!.region)).toEqual({ village: 1, group: 2 });
  });

  it('are found by the real group, as long as they are open', async () => {
    const directory = test.app.get(ChatGroupsDirectory);
    const { id } = play.group('command');
    const { opengid } = test.wechat.group(id);
    expect(await directory.byOpengid(test.database, opengid)).toMatchObject({ id, kindKey: 'command', level: 0 });
    expect(await directory.byOpengid(test.database, 'tGnobody')).toBeNull();
    await test.database.transaction((transaction) =>
      transaction.execute('UPDATE chat_groups SET closed_at = 1 WHERE id = ?', [id]),
    );
    expect(await directory.byOpengid(test.database, opengid)).toBeNull();
  });

  it('have pushers with whoever stands in for them now, and these push there for somebody', async () => {
    const directory = test.app.get(ChatGroupsDirectory);
    const [village] = town.villages;
    const [leader, deputy] = village!.leaders as [(typeof town)['leader'], (typeof town)['leader']];
    const group = play.group('group', { regionId: village!.groups[0]!.id });
    const now = test.clock.now();
    const client = await test.as(leader);
    ok(await client.post('/absences', { id: uuid7(), deputyId: deputy.id, startsAt: now + 1000, endsAt: now + 2000 }));
    const deputiesAt = async (at: number) =>
      (await directory.pushersOf(test.database, [group.id], at)).map(({ personId, deputies }) => [
        personId,
        deputies.map(({ name }) => name),
      ]);
    expect(await deputiesAt(now + 999)).toEqual([[leader.id, []]]);
    expect(await deputiesAt(now + 1000)).toEqual([[leader.id, [deputy.name]]]);
    expect(await deputiesAt(now + 2000)).toEqual([[leader.id, []]]);
    const own = play.group('group', { regionId: village!.groups[1]!.id });
    const pushed = await directory.groupsOfPusher(test.database, deputy.id, now + 1000);
    expect(pushed.find(({ groupId }) => groupId === group.id)).toEqual({ groupId: group.id, absentId: leader.id });
    expect(pushed.find(({ groupId }) => groupId === own.id)).toEqual({ groupId: own.id, absentId: null });
    expect(pushed).toHaveLength(2);
    const watched = await directory.groupsSupervisedBy(test.database, village!.police.id);
    expect(watched).toHaveLength(3);
    const parts = await directory.groupsOfPerson(test.database, leader.id);
    expect(parts.map(({ part }) => part).sort()).toEqual(['member', 'pusher']);
  });
});

describe('the groups that mean a resident', () => {
  let test: TestApp;
  let world: World;

  beforeAll(async () => {
    test = await createTestApp();
    world = await buildWorld(test);
  });
  afterAll(() => test.close());

  const ofFirst = async ({ residents }: { residents: { id: string }[] }) =>
    (await test.app.get(ChatGroupsDirectory).groupsOfResident(test.database, residents[0]!.id)).map(({ id }) => id);
  const idsAt = async (regionId: number) => (await groupsOf(test, world.plan.id, { regionId })).map(({ id }) => id);

  it('are of their 村民小组, or all of their village where the door has none', async () => {
    expect(await ofFirst(world.doors.wang)).toEqual(await idsAt(world.groupA.id));
    expect(await ofFirst(world.doors.li)).toEqual(await idsAt(world.groupA.id));
    expect(await ofFirst(world.doors.qian)).toEqual(await idsAt(world.groupB.id));
    expect(await ofFirst({ residents: [{ id: uuid7() }] })).toEqual([]);
  });

  it('are those that a directive for their audience goes to', async () => {
    const plans = await test.app.get(PlansService).judging(test.database);
    const plan = plans.find(({ id }) => id === world.plan.id)!;
    const directory = test.app.get(ChatGroupsDirectory);
    const targets = { chains: [], regionIds: [], audiences: ['elderly' as const], deepestLevel: 3 };
    const reached = await directory.targets(test.database, plan, targets, world.county);
    const committee = await groupsOf(test, world.plan.id, { kindKey: 'committee', regionId: world.villageA.id });
    expect(reached.map(({ id }) => id)).toEqual([committee[0]!.id, ...(await idsAt(world.groupA.id))]);
    const nobody = await directory.targets(
      test.database,
      plan,
      { ...targets, audiences: ['study_companion'] },
      world.county,
    );
    expect(nobody).toEqual([]);
  });
});
