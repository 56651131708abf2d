import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Escalations } from '../../src/modules/cascade/index.js';
import type { TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { ok, TownPlay } from '../harness/town-play.js';

const minute = 60_000;

let play: TownPlay;

beforeAll(async () => {
  play = await TownPlay.begin();
}, 120_000);
afterAll(() => play.end());

describe('hops that are late', () => {
  let directive: Json;

  beforeEach(async () => {
    play.later(24 * 60 * minute);
    directive = await play.published();
  });

  it('at the first level: remind, then tell supervisors, then the office; each step once, and no more once it is done', async () => {
    const { leader, chief, policeChief, office } = play.town;
    await play.carry(directive.id, play.group('command'), office);
    const { id } = await play.relay(directive.id, play.group('township'));
    play.later(14 * minute);
    expect(await play.escalate()).toBe(0);
    play.later(minute);
    await play.escalate();
    expect(await play.toldOf(leader, id)).toEqual(['relay_urged', 'relay_due']);
    play.later(16 * minute);
    await play.escalate();
    expect(await play.escalate()).toBe(0);
    for (const supervisor of [chief, policeChief]) expect(await play.toldOf(supervisor, id)).toEqual(['relay_late']);
    play.later(15 * minute);
    await play.escalate();
    expect(await play.toldOf(office, id)).toEqual(['relay_late']);
    const late = ok(await (await play.as(chief)).get('/supervision')).late;
    expect(late.map(({ relay }: Json) => relay.id)).toContain(id);
    await play.carry(directive.id, play.group('township'), leader);
    play.later(6 * 60 * minute);
    await play.escalate();
    expect((await play.toldOf(chief, id)).length).toBe(2);
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({ state: 'proved_late', late: false });
  });

  it('at the second and third level: the 片警 of the village hears of it', async () => {
    const [village] = play.town.villages;
    const group = play.group('village', { regionId: village!.region.id });
    await play.carry(directive.id, play.group('command'), play.town.office);
    await play.carry(directive.id, play.group('township'), play.town.leader);
    play.later(31 * minute);
    await play.escalate();
    const { id } = await play.relay(directive.id, group);
    expect(await play.toldOf(village!.police, id)).toEqual(['relay_late']);
    await play.carry(directive.id, group, village!.heads[0]!);
    play.later(31 * minute);
    await play.escalate();
    const third = await play.relay(directive.id, play.group('group', { regionId: village!.groups[1]!.id }));
    expect(third).toMatchObject({ state: 'unsigned', late: true });
    expect(await play.toldOf(village!.police, third.id)).toEqual(['relay_late']);
    expect(third.chainDueAt - third.dueAt).toBe(59 * minute);
  });

  it('is urged with one tap, not again for ten minutes, and never when it is done', async () => {
    await play.carry(directive.id, play.group('command'), play.town.office);
    play.later(31 * minute);
    const { id } = await play.relay(directive.id, play.group('township'));
    const chief = await play.as(play.town.chief);
    const stranger = await play.as(play.town.villages[3]!.leaders[0]!);
    expect((await stranger.post('/relays/urges', { relayIds: [id] })).status).toBe(404);
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 1, spared: 0 });
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 0, spared: 1 });
    play.later(10 * minute);
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 1, spared: 0 });
    expect(await play.toldOf(play.town.leader, id)).toEqual(['relay_urged', 'relay_urged', 'relay_due']);
    await play.signAndPush(play.town.leader, id);
    play.later(10 * minute);
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 0, spared: 1 });
  });

  it('can be gone past when it is 特急, on record', async () => {
    await play.carry(directive.id, play.group('command'), play.town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const chief = await play.as(play.town.chief);
    const skipped = ok(await chief.post(`/relays/${id}/skip`, { reason: '分管领导在开会' }));
    expect(skipped.steps).toContainEqual(expect.objectContaining({ kind: 'skipped', note: '分管领导在开会' }));
    const village = play.group('village', { regionId: play.town.villages[4]!.region.id });
    expect(await play.relay(directive.id, village)).toMatchObject({
      state: 'unsigned',
      openedAt: play.test.clock.now(),
    });
    expect((await chief.post(`/relays/${id}/skip`, { reason: '再来' })).status).toBe(409);
  });

  it('tells the phone of a pusher to whoever supervises, and records that it did', async () => {
    await play.carry(directive.id, play.group('command'), play.town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const chief = await play.as(play.town.chief);
    const call = { personId: play.town.leader.id };
    expect(ok(await chief.post(`/relays/${id}/calls`, call))).toEqual({
      name: play.town.leader.name,
      phone: play.town.leader.phone,
    });
    expect((await (await play.as(play.town.leader)).post(`/relays/${id}/calls`, call)).status).toBe(200);
    expect((await chief.post(`/relays/${id}/calls`, { personId: play.town.office.id })).status).toBe(404);
    const told = await play.test.database.query<Json>(
      `SELECT facts, personal FROM events WHERE type = 'relay.called' AND subject_id = ?`,
      [id],
    );
    expect(told).toEqual(Array(2).fill({ facts: JSON.stringify({ personId: play.town.leader.id }), personal: null }));
  });
});

describe('two workers', () => {
  it('take each step once between them', async () => {
    play.later(24 * 60 * minute);
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('command'));
    await play.escalate();
    play.later(15 * minute);
    const escalations = play.test.app.get(Escalations);
    await Promise.all([escalations.takeDue(), escalations.takeDue(), escalations.takeDue()]);
    const steps = await play.test.database.query<Json>(
      `SELECT facts FROM events WHERE type = 'relay.escalated' AND subject_id = ?`,
      [id],
    );
    expect(steps.length).toBe(1);
    expect(await play.toldOf(play.town.office, id)).toEqual(['relay_urged', 'relay_due']);
  });
});

describe('a pusher who is away', () => {
  it('is stood in for by their deputy, who signs in their place', async () => {
    play.later(24 * 60 * minute);
    const { leader, chief } = play.town;
    const absence = {
      id: uuid7(),
      deputyId: chief.id,
      startsAt: play.test.clock.now(),
      endsAt: play.test.clock.now() + 60 * minute,
    };
    ok(await (await play.as(leader)).post('/absences', absence));
    const directive = await play.published();
    await play.carry(directive.id, play.group('command'), play.town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    expect(await play.toldOf(chief, id)).toEqual(['relay_due']);
    const { items } = ok(await (await play.as(chief)).get('/me/relays'));
    expect(items.find(({ relay }: Json) => relay.id === id)).toMatchObject({ part: 'deputy', insteadOf: leader.name });
    await play.signAndPush(chief, id);
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({
      state: 'claimed',
      pushers: [{ name: leader.name, signedAt: play.test.clock.now(), deputyName: chief.name }],
    });
    play.later(61 * minute);
    expect(await play.send(chief, 'relay.sign', id)).toMatchObject({ result: 'invalid' });
  });
});

describe('the people behind a hop', () => {
  it('nobody signs what has not come down to them yet, and nobody pushes what they have not signed', async () => {
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('township'));
    const refused = (rule: string) => ({ result: 'invalid', errors: [{ field: 'payload.relayId', rule }] });
    expect(await play.send(play.town.leader, 'relay.sign', id)).toMatchObject(refused('not_open_yet'));
    expect(await play.send(play.town.leader, 'relay.push', id)).toMatchObject(refused('not_open_yet'));
    await play.carry(directive.id, play.group('command'), play.town.office);
    expect(await play.send(play.town.leader, 'relay.push', id)).toMatchObject(refused('signed_first'));
    await play.signAndPush(play.town.leader, id);
  });

  it('several 村主干: one push settles it, and each is still to sign', async () => {
    play.later(24 * 60 * minute);
    const directive = await play.published();
    const [village] = play.town.villages;
    const [first, second] = village!.heads as [TestPerson, TestPerson];
    const group = play.group('village', { regionId: village!.region.id });
    await play.carry(directive.id, play.group('command'), play.town.office);
    await play.carry(directive.id, play.group('township'), play.town.leader);
    const { id } = await play.relay(directive.id, group);
    const unsigned = { result: 'invalid', errors: [{ field: 'payload.relayId', rule: 'signed_first' }] };
    expect(await play.send(second, 'relay.push', id)).toMatchObject(unsigned);
    await play.signAndPush(first, id);
    expect(await play.send(second, 'relay.push', id)).toMatchObject(unsigned);
    const mine = async (person: TestPerson) => {
      const { items } = ok(await (await play.as(person)).get('/me/relays'));
      return items.find(({ relay }: Json) => relay.id === id);
    };
    expect(await mine(second)).toMatchObject({
      part: 'pusher',
      iSignedAt: null,
      relay: { pushedAt: play.test.clock.now() },
    });
    await play.open(id, group.id, '村民');
    expect(await mine(first)).toBeUndefined();
    expect(await play.send(second, 'relay.sign', id)).toMatchObject({ result: 'stored' });
    expect(await mine(second)).toBeUndefined();
  });

  it('somebody without a part in the group can neither sign, push nor look, though they push elsewhere', async () => {
    const directive = await play.published();
    await play.carry(directive.id, play.group('command'), play.town.office);
    await play.carry(directive.id, play.group('township'), play.town.leader);
    const village = play.group('village', { regionId: play.town.villages[4]!.region.id });
    const { id } = await play.relay(directive.id, village);
    const { heads, leaders, police } = play.town.villages[5]!;
    const stranger = leaders[0]!;
    for (const person of [heads[0]!, stranger, police]) {
      for (const kind of ['relay.sign', 'relay.push'] as const) {
        const errors = [{ field: 'payload.relayId', rule: 'own_relay' }];
        expect(await play.send(person, kind, id)).toMatchObject({ result: 'invalid', errors });
      }
      const client = await play.as(person);
      expect((await client.get(`/relays/${id}`)).status).toBe(404);
      expect((await client.post('/relays/urges', { relayIds: [id] })).status).toBe(404);
      expect((await client.post(`/relays/${id}/skip`, { reason: '开会' })).status).toBe(404);
      expect((await client.post(`/relays/${id}/attestations`, { seen: true })).status).toBe(404);
      const call = { personId: play.town.villages[4]!.heads[0]!.id };
      expect((await client.post(`/relays/${id}/calls`, call)).status).toBe(404);
    }
    expect(await play.relay(directive.id, village)).toMatchObject({ state: 'unsigned', signedAt: null });
    expect((await (await play.as(stranger)).get(`/directives/${directive.id}/cascade`)).status).toBe(403);
    const head = await play.as(play.town.villages[5]!.heads[0]!);
    const { levels } = ok(await head.get(`/directives/${directive.id}/cascade`));
    expect(levels.map(({ level, counts }: Json) => [level, counts.total])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});
