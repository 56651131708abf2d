import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { PlansService } from '../../src/modules/plans/index.js';
import type { TestPerson } from '../harness/app.js';
import type { Answer, Json } from '../harness/client.js';
import type { TownGroup } from '../harness/manghe-town.js';
import { ok, TownPlay } from '../harness/town-play.js';
import { officeAt } from '../harness/world.js';

let play: TownPlay;
let village = 0;
let real = 0;

beforeAll(async () => {
  play = await TownPlay.begin();
  const office = await play.as(play.town.office);
  for (const { id } of play.town.groups) ok(await office.post(`/chat-groups/${id}/unbinding`, { reason: '重新登记' }));
}, 120_000);
afterAll(() => play.end());

/** Another village and another real group for each test. */
beforeEach(() => {
  village += 1;
  real += 1;
});

const here = () => play.town.villages[village]!;
const groupHere = (): TownGroup => play.group('group', { regionId: here().groups[0]!.id });
const [pusherHere, supervisorHere] = [() => here().leaders[0]!, () => here().heads[0]!];
const realGroup = () => `real ${real}`;

/** What WeChat gives whoever opens the card in the real group, with the WeChat of `user`. */
function entry(user: TestPerson, handle: string): Json {
  const { openid, ...wechat } = play.test.wechat.user(user.phone, { phone: user.phone });
  const { members } = play.test.wechat.group(handle);
  play.test.wechat.group(handle, [...members, openid]);
  const loginCode = wechat.login();
  return { loginCode, ...play.test.wechat.groupEnterInfo({ group: handle, user: openid }) };
}

/** The person opens the registration card in the real group. */
async function open(
  person: TestPerson,
  { group = groupHere(), handle = realGroup(), as = person } = {},
): Promise<Answer> {
  return (await play.as(person)).post(`/chat-groups/${group.id}/cards`, entry(as, handle));
}

async function detail(group: TownGroup = groupHere()): Promise<Json> {
  return ok(await (await play.as(play.town.office)).get(`/chat-groups/${group.id}`));
}

describe('a real group is bound', () => {
  it('once its pusher and a supervisor opened the card in it, whoever came first', async () => {
    expect(ok(await open(supervisorHere()))).toEqual({ state: 'waiting', waitsFor: 'pusher' });
    expect((await detail()).boundAt).toBeNull();
    expect(ok(await open(pusherHere()))).toEqual({ state: 'bound', waitsFor: null });
    const bound = await detail();
    expect(bound.boundAt).toBe(play.test.clock.now());
    expect(bound.cards.map(({ part, agrees }: Json) => [part, agrees])).toEqual([
      ['supervisor', true],
      ['pusher', true],
    ]);
  });

  it('and is built by that, with its pusher answering for it', async () => {
    await open(pusherHere());
    await open(supervisorHere());
    expect(await detail()).toMatchObject({ builtOn: '2026-11-21', ownerName: pusherHere().name, gaps: [] });
  });

  it('not by one person who opens it twice, nor by two who watch', async () => {
    await open(pusherHere());
    expect(ok(await open(pusherHere()))).toEqual({ state: 'waiting', waitsFor: 'supervisor' });
    const group = play.group('group', { regionId: here().groups[1]!.id });
    real += 1;
    await open(supervisorHere(), { group });
    expect(ok(await open(here().police, { group }))).toEqual({ state: 'waiting', waitsFor: 'pusher' });
    expect((await detail(group)).boundAt).toBeNull();
  });

  it('only where both opened it in the same one; the last card of each counts', async () => {
    await open(pusherHere(), { handle: 'another real one' });
    expect(ok(await open(supervisorHere()))).toMatchObject({ state: 'differs' });
    expect((await detail()).cards.every(({ agrees }: Json) => !agrees)).toBe(true);
    expect(ok(await open(pusherHere()))).toMatchObject({ state: 'bound' });
  });

  it('once: afterwards other groups differ, and the binding stays', async () => {
    await open(pusherHere());
    await open(supervisorHere());
    const { boundAt } = await detail();
    play.later(60_000);
    expect(ok(await open(pusherHere()))).toMatchObject({ state: 'bound' });
    expect(ok(await open(pusherHere(), { handle: 'quite another' }))).toMatchObject({ state: 'differs' });
    expect((await detail()).boundAt).toBe(boundAt);
  });

  it('to one group: another one is told so, and nothing is stored there', async () => {
    await open(pusherHere());
    await open(supervisorHere());
    const other = play.group('group', { regionId: here().groups[1]!.id });
    const refused = await open(here().leaders[1]!, { group: other });
    expect([refused.status, refused.body.code]).toEqual([409, 'group_bound_elsewhere']);
    expect((await detail(other)).cards).toEqual([]);
  });

  it('by two people at once exactly once', async () => {
    const people = [pusherHere(), supervisorHere(), here().police];
    const clients = await Promise.all(people.map((person) => play.as(person)));
    const entries = people.map((person) => entry(person, realGroup()));
    const path = `/chat-groups/${groupHere().id}/cards`;
    const answers = await Promise.all(clients.map((client, index) => client.post(path, entries[index])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const rows = await play.test.database.query(
      "SELECT id FROM events WHERE type = 'chat_group.bound' AND subject_id = ?",
      [groupHere().id],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('the 指挥群, which nobody watches', () => {
  it('is bound by any two of its people', async () => {
    const group = play.group('command');
    expect(ok(await open(play.town.villages[0]!.heads[0]!, { group }))).toEqual({
      state: 'waiting',
      waitsFor: 'member',
    });
    expect(ok(await open(play.town.chief, { group }))).toEqual({ state: 'bound', waitsFor: null });
  });
});

describe('what proves nothing', () => {
  it('is a stale session key: it cannot be verified, and nothing is stored', async () => {
    const client = await play.as(pusherHere());
    const sent = entry(pusherHere(), realGroup());
    play.test.wechat.rotateSessionKey(play.test.wechat.user(pusherHere().phone).openid);
    const before = await play.test.rowCounts();
    expect(ok(await client.post(`/chat-groups/${groupHere().id}/cards`, sent))).toEqual({
      state: 'cannot_verify',
      waitsFor: null,
    });
    expect(await play.test.rowCounts()).toEqual(before);
  });

  it.each(['foreign_appid', 'old_timestamp', 'future_timestamp', 'corrupted', 'single_chat'] as const)(
    'is an entry with %s',
    async (fault) => {
      const { loginCode } = entry(pusherHere(), realGroup());
      const user = play.test.wechat.user(pusherHere().phone).openid;
      const forged = play.test.wechat.groupEnterInfo({ group: realGroup(), user, fault });
      const client = await play.as(pusherHere());
      const answer = ok(await client.post(`/chat-groups/${groupHere().id}/cards`, { loginCode, ...forged }));
      expect(answer.state).toBe('cannot_verify');
      expect((await detail()).cards).toEqual([]);
      village -= 1;
    },
  );

  it("is a card opened with somebody else's WeChat", async () => {
    const borrowed = await open(pusherHere(), { as: supervisorHere() });
    expect(borrowed.status).toBe(200);
    const own = await open(supervisorHere());
    expect([own.status, own.body.code]).toEqual([409, 'card_of_other_person']);
    await play.as(here().police);
    const known = await open(here().leaders[1]!, {
      group: play.group('group', { regionId: here().groups[1]!.id }),
      as: here().police,
    });
    expect([known.status, known.body.code]).toEqual([409, 'card_of_other_person']);
  });

  it('is a card of somebody who lost their part meanwhile', async () => {
    await open(pusherHere());
    await play.test.database.transaction((transaction) =>
      transaction.execute('UPDATE posts SET revoked_at = ? WHERE person_id = ?', [
        play.test.clock.now(),
        pusherHere().id,
      ]),
    );
    expect(ok(await open(supervisorHere()))).toEqual({ state: 'waiting', waitsFor: 'pusher' });
  });

  it('is one of people without a part, or with none that registers', async () => {
    const group = play.group('village', { regionId: here().region.id });
    expect((await open(pusherHere(), { group })).status).toBe(403);
    expect((await open(play.town.villages[0]!.leaders[0]!, { group })).status).toBe(404);
    expect((await open(play.town.office, { group })).status).toBe(403);
  });
});

describe('a group that is another one now', () => {
  it('is registered anew after an office unbound it, with a reason', async () => {
    await open(pusherHere());
    await open(supervisorHere());
    const office = await play.as(play.town.office);
    const head = await play.as(supervisorHere());
    const unbound = ok(await office.post(`/chat-groups/${groupHere().id}/unbinding`, { reason: '群解散重建' }));
    expect([unbound.boundAt, unbound.cards]).toEqual([null, []]);
    expect(
      (await (await play.as(pusherHere())).post(`/chat-groups/${groupHere().id}/unbinding`, { reason: '坏' })).status,
    ).toBe(403);
    expect((await head.post(`/chat-groups/${groupHere().id}/unbinding`, { reason: '再来' })).status).toBe(200);
    real += 1;
    await open(pusherHere());
    expect(ok(await open(supervisorHere())).state).toBe('bound');
  });

  it('of a plan that is over gives its real group to the next plan', async () => {
    await open(pusherHere());
    await open(supervisorHere());
    const [pusher, supervisor, place] = [pusherHere(), supervisorHere(), groupHere().regionId];
    const plans = play.test.app.get(PlansService);
    const actor = officeAt('township_office', play.town.region);
    await plans.cancel(actor, play.town.plan.id);
    await plans.start(actor, { preset: 'manghe', regionId: play.town.region.id, startsOn: '2026-11-20' });
    await play.test.work();
    const [row] = await play.test.database.query<{ id: string }>(
      "SELECT id FROM chat_groups WHERE region_id = ? AND kind_key = 'group' AND closed_at IS NULL",
      [place],
    );
    const group = { ...play.group('group'), id: row!.id };
    await open(pusher, { group });
    expect(ok(await open(supervisor, { group })).state).toBe('bound');
  });
});

describe('somebody who stands in', () => {
  it('registers, pushes and reads as the absent one does, as long as they are away', async () => {
    // The plan of the test before runs now; its groups are the ones to look at.
    const [row] = await play.test.database.query<{ id: string }>(
      "SELECT id FROM chat_groups WHERE region_id = ? AND kind_key = 'group' AND closed_at IS NULL",
      [here().groups[0]!.id],
    );
    const group = { ...play.group('group'), id: row!.id };
    const deputy = here().leaders[1]!;
    const leader = await play.as(pusherHere());
    expect((await open(deputy, { group })).status).toBe(404);
    const away = {
      id: uuid7(),
      deputyId: deputy.id,
      startsAt: play.test.clock.now(),
      endsAt: play.test.clock.now() + 3_600_000,
    };
    const declared = ok(await leader.post('/absences', away));
    expect(declared).toMatchObject({ name: pusherHere().name, deputyName: deputy.name });
    expect(ok(await leader.post('/absences', away))).toEqual(declared);
    expect(ok(await open(deputy, { group }))).toEqual({ state: 'waiting', waitsFor: 'supervisor' });
    expect(ok(await open(supervisorHere(), { group })).state).toBe('bound');
    const shown = await detail(group);
    expect(shown.people.find(({ part }: Json) => part === 'pusher').deputyName).toBe(deputy.name);
    play.later(3_600_000);
    expect((await open(deputy, { group })).status).toBe(404);
  });

  it('is one of the same groups, another person, and chosen by those concerned', async () => {
    const leader = await play.as(pusherHere());
    const away = (fields: Json) => ({
      id: uuid7(),
      deputyId: here().leaders[1]!.id,
      startsAt: play.test.clock.now(),
      ...fields,
    });
    const rule = async (fields: Json) => (await leader.post('/absences', away(fields))).body.errors;
    expect(await rule({ deputyId: pusherHere().id })).toEqual([{ field: 'deputyId', rule: 'other_person' }]);
    expect(await rule({ deputyId: play.town.villages[0]!.leaders[0]!.id })).toEqual([
      { field: 'deputyId', rule: 'of_same_group' },
    ]);
    expect(await rule({ endsAt: play.test.clock.now() })).toEqual([{ field: 'endsAt', rule: 'after_start' }]);
    expect((await leader.post('/absences', away({ personId: supervisorHere().id }))).status).toBe(404);
    const office = await play.as(play.town.office);
    const told = ok(await office.post('/absences', away({ personId: pusherHere().id })));
    const { items, deputies } = ok(await leader.get('/absences'));
    expect(items.map(({ id }: Json) => id)).toEqual([told.id]);
    expect(deputies.map(({ personId }: Json) => personId)).toContain(here().leaders[1]!.id);
    expect((await leader.delete(`/absences/${told.id}`)).status).toBe(204);
    expect(ok(await leader.get('/absences')).items).toEqual([]);
    expect(ok(await leader.get('/absences?all=true')).items.map(({ cancelledAt }: Json) => cancelledAt)).toEqual([
      play.test.clock.now(),
    ]);
    const other = await play.as(play.town.villages[0]!.leaders[0]!);
    expect((await other.delete(`/absences/${told.id}`)).status).toBe(404);
  });
});
