import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import type { TownGroup } from '../harness/manghe-town.js';
import { ok } from '../harness/town-play.js';
import { type GroupTown, openGroupTown, peopleIn } from './chat-group-town.js';

let { test, town, play, office, listed, detail, grant, revoke, alignAgain } = {} as GroupTown;

beforeAll(async () => {
  ({ test, town, play, office, listed, detail, grant, revoke, alignAgain } = await openGroupTown());
}, 120_000);
afterAll(() => test.close());

describe('people who change posts', () => {
  it('leave their groups at once, before anything ran', async () => {
    const group = play.group('village', { regionId: town.villages[1]!.region.id });
    const [head] = town.villages[1]!.heads as [TestPerson];
    await revoke(head.id);
    expect(peopleIn(await detail(group)).pushers).toEqual([]);
    expect((await listed(`gap=pusher&regionId=${group.regionId}&level=2`)).items).toHaveLength(1);
    expect((await (await test.as(head)).get(`/chat-groups/${group.id}`)).status).toBe(404);
    await test.work();
    expect(peopleIn(await detail(group)).pushers).toEqual([]);
  });

  it('come into the groups of their new post', async () => {
    const { region, groups } = town.villages[1]!;
    const head = await grant('village_head', region.id, '新村干');
    await test.work();
    expect(peopleIn(await detail(play.group('village', { regionId: region.id }))).pushers).toEqual(['村主干 新村干']);
    const below = await detail(play.group('group', { regionId: groups[0]!.id }));
    expect(peopleIn(below).supervisors).toContain('村主干 新村干');
    const { items } = ok(await (await test.as(head)).get('/chat-groups/mine'));
    const parts = items.map(({ kindKey, parts }: Json) => [kindKey, parts]);
    expect(parts).toEqual([
      ['command', ['member']],
      ['township', ['member']],
      ['village', ['pusher']],
      ['group', ['supervisor']],
      ['group', ['supervisor']],
    ]);
  });

  it('are followed in one run, however many there are', async () => {
    const { region } = town.villages[2]!;
    const before = await aligned();
    for (const name of ['甲', '乙', '丙']) await grant('police', region.id, `片警${name}`);
    await test.work();
    expect((await aligned()) - before).toBe(1);
    const { supervisors } = peopleIn(await detail(play.group('village', { regionId: region.id })));
    expect(supervisors.filter((line) => line.startsWith('片警'))).toHaveLength(4);
  });
});

async function aligned(): Promise<number> {
  const [row] = await test.database.query<{ runs: number }>(
    "SELECT COUNT(*) AS runs FROM events WHERE type = 'chat_groups.aligned'",
  );
  return Number(row!.runs);
}

describe('changes by hand', () => {
  const change = (group: TownGroup, personId: string, part: string, present: boolean) =>
    office.post(`/chat-groups/${group.id}/people`, { personId, part, present });

  it('survive what the rule does later', async () => {
    const { region, leaders, heads } = town.villages[3]!;
    const group = play.group('village', { regionId: region.id });
    expect((await change(group, leaders[0]!.id, 'pusher', true)).status).toBe(200);
    const taken = ok(await change(group, heads[0]!.id, 'pusher', false));
    const pushers = [`村民小组长 ${leaders[0]!.name}`];
    expect(peopleIn(taken).pushers).toEqual(pushers);
    // A pusher is a member by that, and whoever no longer pushes is one by nothing else here.
    expect(peopleIn(taken).members).toEqual([`村民小组长 ${leaders[1]!.name}`, `村主干 ${heads[0]!.name}`].sort());
    await alignAgain();
    expect(peopleIn(await detail(group)).pushers).toEqual(pushers);
    expect((await detail(group)).people.filter(({ origin }: Json) => origin === 'removed')).toHaveLength(1);
  });

  it('are undone by hand: the rule has its people back', async () => {
    const { region, leaders, heads } = town.villages[3]!;
    const group = play.group('village', { regionId: region.id });
    await change(group, heads[0]!.id, 'pusher', true);
    const back = ok(await change(group, leaders[0]!.id, 'pusher', false));
    expect(peopleIn(back).pushers).toEqual([`村主干 ${heads[0]!.name}`]);
    expect(peopleIn(back).members).toHaveLength(2);
    expect(back.people.every(({ origin }: Json) => origin === 'rule')).toBe(true);
  });

  it('end when whoever came in by hand holds no post any more', async () => {
    const { region } = town.villages[4]!;
    const group = play.group('village', { regionId: region.id });
    const guest = await grant('police', town.villages[5]!.region.id, '客串民警');
    await test.work();
    expect(peopleIn(ok(await change(group, guest.id, 'supervisor', true))).supervisors).toContain('民警 客串民警');
    await revoke(guest.id);
    expect(peopleIn(await detail(group)).supervisors).not.toContain('民警 客串民警');
  });

  it('are refused for people whom the office cannot know, and to those who only watch', async () => {
    const group = play.group('village', { regionId: town.villages[4]!.region.id });
    const { status, body } = await change(group, uuid7(), 'member', true);
    expect([status, body.errors]).toEqual([400, [{ field: 'personId', rule: 'unknown_person' }]]);
    const chief = await test.as(town.chief);
    const refused = await chief.post(`/chat-groups/${group.id}/people`, {
      personId: town.leader.id,
      part: 'member',
      present: true,
    });
    expect(refused.status).toBe(403);
  });
});
