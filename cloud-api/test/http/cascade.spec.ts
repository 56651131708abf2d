import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import type { TownGroup } from '../harness/manghe-town.js';
import { ok, TownPlay } from '../harness/town-play.js';

const minute = 60_000;

let play: TownPlay;

beforeAll(async () => {
  play = await TownPlay.begin();
}, 120_000);
afterAll(() => play.end());

const kindsOf = (levels: Json[]) => levels.map(({ name, counts }) => [name, counts.total, counts.proved, counts.late]);

/** Who pushes into each group, in the order of the levels. */
function pushers(): [TownGroup, TestPerson][] {
  const { villages, school, unit } = play.town;
  return [
    [play.group('command'), play.town.office],
    [play.group('township'), play.town.leader],
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

describe('a 特急 warning through all three chains of the town', () => {
  let directive: Json;

  it('goes out when a second person has approved, with one hop for each group', async () => {
    const office = await play.as(play.town.office);
    const draft = play.draft();
    const drafted = ok(await office.post('/directives', draft));
    const sent = ok(await office.post(`/directives/${draft.id}/publish`, { baseRevision: drafted.revision }));
    expect(sent).toMatchObject({ state: 'awaiting', approval: { reason: 'critical' }, mayApprove: false, number: 0 });
    const own = await office.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision });
    expect(own.status).toBe(403);
    const leader = await play.as(play.town.leader);
    expect((await play.inboxOf(play.town.leader)).map(({ kind }) => kind)).toContain('approval');
    directive = ok(await leader.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision }));
    expect(directive).toMatchObject({ state: 'published', number: 1, groups: play.town.groups.length, late: 0 });
    expect(directive.versions[0]).toMatchObject({
      publishedByName: play.town.office.name,
      approvedByName: play.town.leader.name,
    });
    expect(await play.toldOf(play.town.office, (await play.relay(directive.id, play.group('command'))).id)).toEqual([
      'relay_due',
    ]);
  });

  it('opens hop after hop as each pusher signs and pushes, and is proved by openings in the real groups', async () => {
    const last = pushers().at(-1)!;
    expect((await play.relay(directive.id, last[0])).state).toBe('waiting');
    for (const [group, pusher] of pushers()) {
      await play.carry(directive.id, group, pusher);
      play.later(minute / 4);
    }
    const board = await play.board(directive.id);
    expect(kindsOf(board.levels)).toEqual([
      ['指挥群', 1, 1, 0],
      ['第一级', 2, 2, 0],
      ['第二级', 20, 20, 0],
      ['第三级', 39, 39, 0],
    ]);
    expect(board).toMatchObject({ lateTotal: 0, late: [], chains: ['村', '校', '单位'] });
    expect(await play.escalate()).toBe(0);
  });

  it('keeps who signed, when, and that the unit did', async () => {
    const group = play.group('village', { regionId: play.town.villages[0]!.region.id });
    const { id } = await play.relay(directive.id, group);
    const head = await play.as(play.town.villages[0]!.heads[0]!);
    const detail = ok(await head.get(`/relays/${id}`));
    const [first, second] = play.town.villages[0]!.heads;
    expect(detail.steps.map(({ kind }: Json) => kind)).toEqual(['opened', 'signed', 'pushed', 'proved']);
    expect(detail.pushers).toMatchObject([
      { name: first!.name, label: '村主干', signedAt: detail.signedAt },
      { name: second!.name, label: '村主干', signedAt: null },
    ]);
  });
});

describe('what proves that a group was reached', () => {
  let directive: Json;
  let relay: Json;
  let group: TownGroup;

  beforeEach(async () => {
    play.later(24 * 60 * minute);
    directive = await play.published();
    group = play.group('command');
    relay = await play.relay(directive.id, group);
  });

  const now = () => play.relay(directive.id, group);

  it('is no tap on the share card: that is a claim, and supervisors are asked what they saw', async () => {
    await play.carry(directive.id, group, play.town.office);
    group = play.group('township');
    relay = await now();
    await play.signAndPush(play.town.leader, relay.id);
    expect(await now()).toMatchObject({ state: 'claimed', late: false });
    play.later(10 * minute);
    await play.escalate();
    play.later(10 * minute);
    await play.escalate();
    expect(await play.toldOf(play.town.policeChief, relay.id)).toEqual(['relay_attest']);
    const police = await play.as(play.town.policeChief);
    expect(ok(await police.get('/supervision')).toAttest.map((one: Json) => one.relay.id)).toContain(relay.id);
    expect(
      (await (await play.as(play.town.leader)).post(`/relays/${relay.id}/attestations`, { seen: true })).status,
    ).toBe(404);
    ok(await police.post(`/relays/${relay.id}/attestations`, { seen: false }));
    expect(await now()).toMatchObject({ state: 'claimed', attestedAt: null });
    ok(await police.post(`/relays/${relay.id}/attestations`, { seen: true, note: '看到了' }));
    expect(await now()).toMatchObject({ state: 'claimed', attestedAt: play.test.clock.now() });
  });

  it('counts each person once', async () => {
    await play.signAndPush(play.town.office, relay.id);
    for (const member of ['甲', '乙', '甲']) {
      expect(await play.open(relay.id, group.id, member)).toEqual({ outcome: 'proved' });
    }
    expect(await now()).toMatchObject({ state: 'proved', openers: 2 });
  });

  it('is no card that was passed on to a foreign group', async () => {
    await play.signAndPush(play.town.office, relay.id);
    expect(await play.open(relay.id, group.id, '路人', { in: 'a group of friends' })).toEqual({ outcome: 'foreign' });
    expect(await now()).toMatchObject({ state: 'claimed', openers: 0 });
  });

  it('is no card that was passed on to a group which it was not meant for', async () => {
    directive = await play.published({ targets: { deepestLevel: 1 } });
    relay = await now();
    await play.signAndPush(play.town.office, relay.id);
    const village = play.group('village', { regionId: play.town.villages[2]!.region.id });
    expect(await play.open(relay.id, village.id, '邻村人')).toEqual({ outcome: 'foreign' });
    expect(await now()).toMatchObject({ state: 'claimed', openers: 0 });
  });

  it('counts for the group in which it was opened, whatever the card names', async () => {
    const other = play.group('township');
    expect(await play.open(relay.id, other.id, '丙')).toEqual({ outcome: 'proved' });
    expect(await now()).toMatchObject({ state: 'unsigned', openers: 0 });
    expect(await play.relay(directive.id, other)).toMatchObject({ state: 'proved', openers: 1 });
    const below = play.group('village', { regionId: play.town.villages[2]!.region.id });
    expect(await play.relay(directive.id, below)).toMatchObject({ state: 'unsigned' });
  });

  it('cannot be told with a stale session key: in doubt, never denied', async () => {
    await play.signAndPush(play.town.office, relay.id);
    const entry = play.entry(group.id, '丁');
    play.test.wechat.rotateSessionKey('丁');
    const user = play.test.wechat.user('丁');
    const answer = await play.test
      .anonymous()
      .post(`/cards/${relay.id}/openings`, { ...entry, loginCode: user.login() });
    expect(answer.body).toEqual({ outcome: 'cannot_verify' });
    expect(await now()).toMatchObject({ state: 'cannot_verify', late: false });
    await play.open(relay.id, group.id, '丁');
    expect(await now()).toMatchObject({ state: 'proved' });
  });

  it('is told apart from what cannot be verified: in no count does that stand as proved', async () => {
    await play.carry(directive.id, group, play.town.office);
    const { unit } = play.town;
    const office = await play.as(play.town.office);
    const unitGroup = play.group('unit', { regionId: unit.region.id });
    ok(await office.post(`/chat-groups/${unitGroup.id}/unbinding`, { reason: '重新登记' }));
    const [township, ofUnit] = await Promise.all(
      [play.group('township'), unitGroup].map((below) => play.relay(directive.id, below)),
    );
    await play.signAndPush(play.town.leader, township!.id);
    await play.signAndPush(unit.deputy, ofUnit!.id);
    const entry = play.entry(play.group('township').id, '己');
    play.test.wechat.rotateSessionKey('己');
    const loginCode = play.test.wechat.user('己').login();
    ok(await play.test.anonymous().post(`/cards/${township!.id}/openings`, { ...entry, loginCode }));
    const board = await play.board(directive.id);
    expect(board.levels[1]).toMatchObject({ slowestMs: null, lastProvedAt: null });
    expect(board.levels[1].counts).toMatchObject({ total: 2, cannotVerify: 2, proved: 0, provedLate: 0, attested: 0 });
    expect(board.directive).toMatchObject({ pushed: 3, proved: 1, late: 0 });
    expect((await now()).below).toEqual({ total: 2, done: 0, late: 0 });
  });

  it('is no entry from before the directive was published, kept and sent again', async () => {
    await play.signAndPush(play.town.office, relay.id);
    const kept = play.entry(group.id, '丙');
    play.later(3 * minute);
    const later = await play.published();
    const next = await play.relay(later.id, group);
    expect((await play.test.anonymous().post(`/cards/${next.id}/openings`, kept)).body.outcome).toBe('cannot_verify');
    expect((await play.relay(later.id, group)).provedAt).toBeNull();
  });

  it('keeps no name and no openid of whoever opened, and the open log holds nobody’s phone either', async () => {
    await play.open(relay.id, group.id, '戊');
    const { openid } = play.test.wechat.user('戊');
    const rows = await play.test.database.query<Json>('SELECT * FROM card_openings WHERE card_relay_id = ?', [
      relay.id,
    ]);
    expect(JSON.stringify(rows)).not.toContain(openid);
    const events = await play.test.database.query<{ facts: string }>('SELECT facts FROM events');
    const secrets = [openid, ...pushers().map(([, { phone }]) => phone)];
    expect(events.filter(({ facts }) => secrets.some((secret) => facts.includes(secret)))).toEqual([]);
  });
});
