import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Escalations, EscalationWorker } from '../../src/modules/cascade/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { buildMangheTown, type MangheTown, ok, type TownGroup, TownPlay } from '../harness/manghe-town.js';

const minute = 60_000;

let test: TestApp;
let town: MangheTown;
let play: TownPlay;

beforeAll(async () => {
  test = await createTestApp();
  town = await buildMangheTown(test);
  play = new TownPlay(test, town);
}, 120_000);
afterAll(() => test.close());

const escalate = () => test.app.get(EscalationWorker).runOnce();
const kindsOf = (levels: Json[]) => levels.map(({ name, counts }) => [name, counts.total, counts.proved, counts.late]);

/** Who pushes into each group, in the order of the levels. */
function pushers(): [TownGroup, TestPerson][] {
  const { villages, school, unit } = town;
  return [
    [play.group('command'), town.office],
    [play.group('township'), town.leader],
    [play.group('unit', { regionId: unit.region.id }), unit.deputy],
    ...villages.map(({ region, heads }): [TownGroup, TestPerson] => [
      play.group('village', { regionId: region.id }),
      heads[0]!,
    ]),
    [play.group('school', { regionId: school.region.id }), school.head],
    [play.group('section', { regionId: unit.region.id }), unit.section],
    ...villages.flatMap(({ groups, leaders }) =>
      groups.map(({ id }, index): [TownGroup, TestPerson] => [play.group('group', { regionId: id }), leaders[index]!]),
    ),
    ...school.classes.map(({ door, teacher }): [TownGroup, TestPerson] => [
      play.group('class', { classId: door.id }),
      teacher,
    ]),
    [play.group('enterprise', { regionId: unit.enterprise.id }), unit.owner],
  ];
}

async function inboxOf(person: TestPerson): Promise<Json[]> {
  return ok(await (await play.as(person)).get('/me/notifications')).items;
}

/** What somebody was told of a hop, the newest first. */
async function toldOf(person: TestPerson, relayId: string): Promise<string[]> {
  const rows = await test.database.query<{ kind: string }>(
    'SELECT kind FROM notifications WHERE person_id = ? AND target_id = ? ORDER BY created_at DESC, id DESC',
    [person.id, relayId],
  );
  return rows.map(({ kind }) => kind);
}

describe('a 特急 warning through all three chains of the town', () => {
  let directive: Json;

  it('goes out when a second person has approved, with one hop for each group', async () => {
    const office = await play.as(town.office);
    const draft = play.draft();
    const drafted = ok(await office.post('/directives', draft));
    const sent = ok(await office.post(`/directives/${draft.id}/publish`, { baseRevision: drafted.revision }));
    expect(sent).toMatchObject({ state: 'awaiting', approval: { reason: 'critical' }, mayApprove: false, number: 0 });
    const own = await office.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision });
    expect(own.status).toBe(403);
    const leader = await play.as(town.leader);
    expect((await inboxOf(town.leader)).map(({ kind }) => kind)).toContain('approval');
    directive = ok(await leader.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision }));
    expect(directive).toMatchObject({ state: 'published', number: 1, groups: town.groups.length, late: 0 });
    expect(directive.versions[0]).toMatchObject({
      publishedByName: town.office.name,
      approvedByName: town.leader.name,
    });
    expect(await toldOf(town.office, (await play.relay(directive.id, play.group('command'))).id)).toEqual([
      'relay_due',
    ]);
  });

  it('opens hop after hop as each pusher signs and pushes, and is proved by openings in the real groups', async () => {
    const last = pushers().at(-1)!;
    expect((await play.relay(directive.id, last[0])).state).toBe('waiting');
    for (const [group, pusher] of pushers()) {
      await play.carry(directive.id, group, pusher);
      test.clock.advance(minute / 4);
    }
    const board = await play.board(directive.id);
    expect(kindsOf(board.levels)).toEqual([
      ['指挥群', 1, 1, 0],
      ['第一级', 2, 2, 0],
      ['第二级', 20, 20, 0],
      ['第三级', 39, 39, 0],
    ]);
    expect(board).toMatchObject({ lateTotal: 0, late: [], chains: ['村', '校', '单位'] });
    expect(await escalate()).toBe(0);
  });

  it('keeps who signed, when, and that the unit did', async () => {
    const group = play.group('village', { regionId: town.villages[0]!.region.id });
    const { id } = await play.relay(directive.id, group);
    const head = await play.as(town.villages[0]!.heads[0]!);
    const detail = ok(await head.get(`/relays/${id}`));
    const [first, second] = town.villages[0]!.heads;
    expect(detail.steps.map(({ kind }: Json) => kind)).toEqual(['opened', 'signed', 'pushed', 'proved']);
    expect(detail.pushers).toMatchObject([
      { name: first!.name, label: '村主干', signedAt: detail.signedAt },
      { name: second!.name, label: '村主干', signedAt: null },
    ]);
  });
});

describe('hops that are late', () => {
  let directive: Json;

  beforeEach(async () => {
    test.clock.advance(24 * 60 * minute);
    directive = await play.published();
  });

  it('at the first level: remind, then tell supervisors, then the office; each step once, and no more once it is done', async () => {
    const { leader, chief, policeChief, office } = town;
    await play.carry(directive.id, play.group('command'), office);
    const { id } = await play.relay(directive.id, play.group('township'));
    test.clock.advance(14 * minute);
    expect(await escalate()).toBe(0);
    test.clock.advance(minute);
    await escalate();
    expect(await toldOf(leader, id)).toEqual(['relay_urged', 'relay_due']);
    test.clock.advance(16 * minute);
    await escalate();
    expect(await escalate()).toBe(0);
    for (const supervisor of [chief, policeChief]) expect(await toldOf(supervisor, id)).toEqual(['relay_late']);
    test.clock.advance(15 * minute);
    await escalate();
    expect(await toldOf(office, id)).toEqual(['relay_late']);
    const late = ok(await (await play.as(chief)).get('/supervision')).late;
    expect(late.map(({ relay }: Json) => relay.id)).toContain(id);
    await play.carry(directive.id, play.group('township'), leader);
    test.clock.advance(6 * 60 * minute);
    await escalate();
    expect((await toldOf(chief, id)).length).toBe(2);
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({ state: 'proved_late', late: false });
  });

  it('at the second and third level: the 片警 of the village hears of it', async () => {
    const [village] = town.villages;
    const group = play.group('village', { regionId: village!.region.id });
    await play.carry(directive.id, play.group('command'), town.office);
    await play.carry(directive.id, play.group('township'), town.leader);
    test.clock.advance(31 * minute);
    await escalate();
    const { id } = await play.relay(directive.id, group);
    expect(await toldOf(village!.police, id)).toEqual(['relay_late']);
    await play.carry(directive.id, group, village!.heads[0]!);
    test.clock.advance(31 * minute);
    await escalate();
    const third = await play.relay(directive.id, play.group('group', { regionId: village!.groups[1]!.id }));
    expect(third).toMatchObject({ state: 'unsigned', late: true });
    expect(await toldOf(village!.police, third.id)).toEqual(['relay_late']);
    expect(third.chainDueAt - third.dueAt).toBe(59 * minute);
  });

  it('is urged with one tap, not again for ten minutes, and never when it is done', async () => {
    await play.carry(directive.id, play.group('command'), town.office);
    test.clock.advance(31 * minute);
    const { id } = await play.relay(directive.id, play.group('township'));
    const chief = await play.as(town.chief);
    const stranger = await play.as(town.villages[3]!.leaders[0]!);
    expect((await stranger.post('/relays/urges', { relayIds: [id] })).status).toBe(404);
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 1, spared: 0 });
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 0, spared: 1 });
    test.clock.advance(10 * minute);
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 1, spared: 0 });
    await play.signAndPush(town.leader, id);
    test.clock.advance(10 * minute);
    expect(ok(await chief.post('/relays/urges', { relayIds: [id] }))).toEqual({ urged: 0, spared: 1 });
  });

  it('can be gone past when it is 特急, on record', async () => {
    await play.carry(directive.id, play.group('command'), town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const chief = await play.as(town.chief);
    const skipped = ok(await chief.post(`/relays/${id}/skip`, { reason: '分管领导在开会' }));
    expect(skipped.steps).toContainEqual(expect.objectContaining({ kind: 'skipped', note: '分管领导在开会' }));
    const village = play.group('village', { regionId: town.villages[4]!.region.id });
    expect(await play.relay(directive.id, village)).toMatchObject({ state: 'unsigned', openedAt: test.clock.now() });
    expect((await chief.post(`/relays/${id}/skip`, { reason: '再来' })).status).toBe(409);
  });

  it('tells the phone of a pusher to whoever supervises, and records that it did', async () => {
    await play.carry(directive.id, play.group('command'), town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const chief = await play.as(town.chief);
    const call = { personId: town.leader.id };
    expect(ok(await chief.post(`/relays/${id}/calls`, call))).toEqual({
      name: town.leader.name,
      phone: town.leader.phone,
    });
    expect((await (await play.as(town.leader)).post(`/relays/${id}/calls`, call)).status).toBe(200);
    expect((await chief.post(`/relays/${id}/calls`, { personId: town.office.id })).status).toBe(404);
    const told = await test.database.query(
      `SELECT actor_id FROM events WHERE type = 'relay.called' AND subject_id = ?`,
      [id],
    );
    expect(told.length).toBe(2);
  });
});

describe('what proves that a group was reached', () => {
  let directive: Json;
  let relay: Json;
  let group: TownGroup;

  beforeEach(async () => {
    test.clock.advance(24 * 60 * minute);
    directive = await play.published();
    group = play.group('command');
    relay = await play.relay(directive.id, group);
  });

  const now = () => play.relay(directive.id, group);

  it('is no tap on the share card: that is a claim, and supervisors are asked what they saw', async () => {
    await play.carry(directive.id, group, town.office);
    group = play.group('township');
    relay = await now();
    await play.signAndPush(town.leader, relay.id);
    expect(await now()).toMatchObject({ state: 'claimed', late: false });
    test.clock.advance(10 * minute);
    await escalate();
    test.clock.advance(10 * minute);
    await escalate();
    expect(await toldOf(town.policeChief, relay.id)).toEqual(['relay_attest']);
    const police = await play.as(town.policeChief);
    expect(ok(await police.get('/supervision')).toAttest.map((one: Json) => one.relay.id)).toContain(relay.id);
    expect((await (await play.as(town.leader)).post(`/relays/${relay.id}/attestations`, { seen: true })).status).toBe(
      403,
    );
    ok(await police.post(`/relays/${relay.id}/attestations`, { seen: false }));
    expect(await now()).toMatchObject({ state: 'claimed', attestedAt: null });
    ok(await police.post(`/relays/${relay.id}/attestations`, { seen: true, note: '看到了' }));
    expect(await now()).toMatchObject({ state: 'claimed', attestedAt: test.clock.now() });
  });

  it('counts each person once', async () => {
    await play.signAndPush(town.office, relay.id);
    for (const member of ['甲', '乙', '甲']) {
      expect(await play.open(relay.id, group.id, member)).toEqual({ outcome: 'proved' });
    }
    expect(await now()).toMatchObject({ state: 'proved', openers: 2 });
  });

  it('is no card that was passed on to a foreign group', async () => {
    await play.signAndPush(town.office, relay.id);
    expect(await play.open(relay.id, group.id, '路人', { in: 'a group of friends' })).toEqual({ outcome: 'foreign' });
    expect(await now()).toMatchObject({ state: 'claimed', openers: 0 });
  });

  it('counts for the group in which it was opened, whatever the card names', async () => {
    const other = play.group('township');
    expect(await play.open(relay.id, other.id, '丙')).toEqual({ outcome: 'proved' });
    expect(await now()).toMatchObject({ state: 'unsigned', openers: 0 });
    expect(await play.relay(directive.id, other)).toMatchObject({ state: 'proved', openers: 1 });
    const below = play.group('village', { regionId: town.villages[2]!.region.id });
    expect(await play.relay(directive.id, below)).toMatchObject({ state: 'unsigned' });
  });

  it('cannot be told with a stale session key: in doubt, never denied', async () => {
    await play.signAndPush(town.office, relay.id);
    const entry = play.entry(group.id, '丁');
    test.wechat.rotateSessionKey('丁');
    const user = test.wechat.user('丁');
    const answer = await test.anonymous().post(`/cards/${relay.id}/openings`, { ...entry, loginCode: user.login() });
    expect(answer.body).toEqual({ outcome: 'cannot_verify' });
    expect(await now()).toMatchObject({ state: 'cannot_verify', late: false });
    await play.open(relay.id, group.id, '丁');
    expect(await now()).toMatchObject({ state: 'proved' });
  });

  it('keeps no name and no openid of whoever opened', async () => {
    await play.open(relay.id, group.id, '戊');
    const rows = await test.database.query<Json>('SELECT * FROM card_openings WHERE card_relay_id = ?', [relay.id]);
    expect(JSON.stringify(rows)).not.toContain(test.wechat.user('戊').openid);
  });
});

describe('two workers', () => {
  it('take each step once between them', async () => {
    test.clock.advance(24 * 60 * minute);
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('command'));
    await escalate();
    test.clock.advance(15 * minute);
    const escalations = test.app.get(Escalations);
    await Promise.all([escalations.takeDue(), escalations.takeDue(), escalations.takeDue()]);
    const steps = await test.database.query<Json>(
      `SELECT facts FROM events WHERE type = 'relay.escalated' AND subject_id = ?`,
      [id],
    );
    expect(steps.length).toBe(1);
    expect(await toldOf(town.office, id)).toEqual(['relay_urged', 'relay_due']);
  });
});

describe('a pusher who is away', () => {
  it('is stood in for by their deputy, who signs in their place', async () => {
    test.clock.advance(24 * 60 * minute);
    const { leader, chief } = town;
    const absence = {
      id: uuid7(),
      deputyId: chief.id,
      startsAt: test.clock.now(),
      endsAt: test.clock.now() + 60 * minute,
    };
    ok(await (await play.as(leader)).post('/absences', absence));
    const directive = await play.published();
    await play.carry(directive.id, play.group('command'), town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    expect(await toldOf(chief, id)).toEqual(['relay_due']);
    const { items } = ok(await (await play.as(chief)).get('/me/relays'));
    expect(items.find(({ relay }: Json) => relay.id === id)).toMatchObject({ part: 'deputy', insteadOf: leader.name });
    await play.signAndPush(chief, id);
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({
      state: 'claimed',
      pushers: [{ name: leader.name, signedAt: test.clock.now(), deputyName: chief.name }],
    });
    test.clock.advance(61 * minute);
    expect(await play.send(chief, 'relay.sign', id)).toMatchObject({ result: 'invalid' });
  });
});

describe('the people behind a hop', () => {
  it('several 村主干: one push settles it, and each is still to sign', async () => {
    test.clock.advance(24 * 60 * minute);
    const directive = await play.published();
    const [village] = town.villages;
    const [first, second] = village!.heads as [TestPerson, TestPerson];
    const group = play.group('village', { regionId: village!.region.id });
    await play.carry(directive.id, play.group('command'), town.office);
    await play.carry(directive.id, play.group('township'), town.leader);
    const { id } = await play.relay(directive.id, group);
    expect(await play.send(second, 'relay.push', id)).toMatchObject({ result: 'invalid' });
    await play.signAndPush(first, id);
    const mine = async (person: TestPerson) => {
      const { items } = ok(await (await play.as(person)).get('/me/relays'));
      return items.find(({ relay }: Json) => relay.id === id);
    };
    expect(await mine(second)).toMatchObject({
      part: 'pusher',
      iSignedAt: null,
      relay: { pushedAt: test.clock.now() },
    });
    await play.open(id, group.id, '村民');
    expect(await mine(first)).toBeUndefined();
    expect(await play.send(second, 'relay.sign', id)).toMatchObject({ result: 'stored' });
    expect(await mine(second)).toBeUndefined();
  });

  it('somebody without a part in the group can neither sign nor look', async () => {
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('township'));
    const stranger = town.villages[5]!.leaders[0]!;
    expect(await play.send(stranger, 'relay.sign', id)).toMatchObject({ result: 'invalid' });
    expect((await (await play.as(stranger)).get(`/relays/${id}`)).status).toBe(404);
    expect((await (await play.as(stranger)).get(`/directives/${directive.id}/cascade`)).status).toBe(403);
    const head = await play.as(town.villages[5]!.heads[0]!);
    const { levels } = ok(await head.get(`/directives/${directive.id}/cascade`));
    expect(levels.map(({ level, counts }: Json) => [level, counts.total])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});

describe('what was published', () => {
  let directive: Json;

  beforeEach(async () => {
    test.clock.advance(24 * 60 * minute);
    directive = await play.published({ severity: 'urgent' });
  });

  it('is amended by a new version; the old one is over and marked', async () => {
    const office = await play.as(town.office);
    const before = await play.relay(directive.id, play.group('command'));
    await play.signAndPush(town.office, before.id);
    const content = { title: '冒充社保补缴短信（更正）', body: '不要点链接，核实请打 12333。' };
    const amendment = { baseNumber: 1, content, reason: '电话写错了' };
    const asked = ok(await office.post(`/directives/${directive.id}/amend`, amendment));
    expect(asked).toMatchObject({ number: 1, approval: { reason: 'check_unavailable' } });
    const leader = await play.as(town.leader);
    const amended = ok(await leader.post(`/directives/${directive.id}/approve`, { baseRevision: asked.revision }));
    expect(amended).toMatchObject({ number: 2, title: content.title, versions: [{ amendReason: '电话写错了' }, {}] });
    expect((await office.post(`/directives/${directive.id}/amend`, amendment)).status).toBe(409);
    const after = await play.relay(directive.id, play.group('command'));
    expect(after.id).not.toBe(before.id);
    const old = ok(await office.get(`/directives/${directive.id}/cascade?number=1`));
    expect(old.levels.map(({ counts }: Json) => counts.closed)).toEqual([1, 2, 20, 39]);
    expect(await toldOf(town.office, before.id)).toContain('amended');
    const township = await play.relay(directive.id, play.group('township'));
    expect(township.state).toBe('waiting');
  });

  it('is recalled midway: nothing more is expected, and those who were asked are told', async () => {
    const office = await play.as(town.office);
    await play.carry(directive.id, play.group('command'), town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const recalled = ok(await office.post(`/directives/${directive.id}/recall`, { reason: '消息不实' }));
    expect(recalled).toMatchObject({ state: 'recalled', recallReason: '消息不实', late: 0 });
    expect(await toldOf(town.leader, id)).toContain('recalled');
    test.clock.advance(48 * 60 * minute);
    const told = await toldOf(town.leader, id);
    await escalate();
    expect(await toldOf(town.leader, id)).toEqual(told);
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({ state: 'closed', late: false });
    expect(await play.send(town.leader, 'relay.sign', id)).toMatchObject({ result: 'stored' });
    ok(await office.post(`/directives/${directive.id}/recall`, { reason: '消息不实' }));
  });

  it('reaches only the villages and chains it is meant for, the whole way down', async () => {
    const [first, second] = town.villages;
    const chosen = await play.published({
      severity: 'normal',
      targets: { chains: ['village'], regionIds: [first!.region.id, second!.region.id], deepestLevel: 2 },
    });
    const { levels } = await play.board(chosen.id);
    expect(levels.map(({ level, counts }: Json) => [level, counts.total])).toEqual([
      [0, 1],
      [1, 1],
      [2, 2],
    ]);
  });
});

describe('writing a directive', () => {
  it('is for the office of the place', async () => {
    const head = await play.as(town.villages[0]!.heads[0]!);
    expect((await head.post('/directives', play.draft())).status).toBe(403);
  });

  it('keeps one draft for one id, and tells who wrote in between', async () => {
    const office = await play.as(town.office);
    const colleague = await play.as(town.colleague);
    const draft = play.draft({ severity: 'normal' });
    ok(await office.post('/directives', draft));
    ok(await office.post('/directives', draft));
    expect((await office.post('/directives', { ...draft, severity: 'urgent' })).status).toBe(409);
    const { id, planId: _, regionId: __, ...rest } = draft;
    ok(await colleague.request('PUT', `/directives/${id}/draft`, { ...rest, kind: 'tip', baseRevision: 1 }));
    expect((await office.request('PUT', `/directives/${id}/draft`, { ...rest, baseRevision: 1 })).status).toBe(409);
    expect((await office.delete(`/directives/${id}`)).status).toBe(204);
    expect((await office.get(`/directives/${id}`)).status).toBe(404);
  });

  it('goes out at once when WeChat finds nothing, and to a second person when it does', async () => {
    const office = await play.as(town.office);
    test.wechat.markContent('赌球');
    const send = async (body: string) => {
      const draft = play.draft({ severity: 'normal', content: { body } });
      const { revision } = ok(await office.post('/directives', draft));
      return ok(await office.post(`/directives/${draft.id}/publish`, { baseRevision: revision }));
    };
    test.wechat.user(town.office.phone).login();
    await test.signIn(town.office);
    expect(await send('存款别转给陌生人。')).toMatchObject({ state: 'published', versions: [{ check: 'passed' }] });
    expect(await send('赌球网站是骗局。')).toMatchObject({ state: 'awaiting', approval: { reason: 'check_risky' } });
    test.wechat.fail('/wxa/msg_sec_check', { kind: 'hang' });
    expect(await send('验证码别告诉人。')).toMatchObject({
      state: 'awaiting',
      approval: { reason: 'check_unavailable' },
    });
  }, 20_000);

  it('names the field that is wrong, and stores nothing', async () => {
    const office = await play.as(town.office);
    const wrong: [Json, string][] = [
      [play.draft({ targets: { chains: ['nowhere'] } }), 'targets.chains.0'],
      [play.draft({ content: { photoIds: [play.draft().id] } }), 'content.photoIds.0'],
      [play.draft({ content: { title: '' } }), 'content.title'],
      [play.draft({ severity: 'panic' }), 'severity'],
      [play.draft({ targets: { deepestLevel: 9 } }), 'targets.deepestLevel'],
    ];
    for (const [draft, field] of wrong) {
      const { status, body } = await office.post('/directives', draft);
      expect([status, body.errors[0].field]).toEqual([400, field]);
      expect((await office.get(`/directives/${draft.id}`)).status).toBe(404);
    }
  });
});
