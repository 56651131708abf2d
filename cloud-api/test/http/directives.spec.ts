import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Role } from '../../src/common/auth/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import type { Json } from '../harness/client.js';
import { ok, TownPlay } from '../harness/town-play.js';

const minute = 60_000;

let play: TownPlay;

beforeAll(async () => {
  play = await TownPlay.begin();
}, 120_000);
afterAll(() => play.end());

describe('what was published', () => {
  let directive: Json;

  beforeEach(async () => {
    play.later(24 * 60 * minute);
    directive = await play.published({ severity: 'urgent' });
    // WeChat's content check wants somebody who was here within two hours.
    play.later(3 * 60 * minute);
  });

  it('is amended by a new version; the old one is over and marked', async () => {
    const office = await play.as(play.town.office);
    const before = await play.relay(directive.id, play.group('command'));
    await play.signAndPush(play.town.office, before.id);
    const content = { title: '冒充社保补缴短信（更正）', body: '不要点链接，核实请打 12333。' };
    const amendment = { baseNumber: 1, content, reason: '电话写错了' };
    const asked = ok(await office.post(`/directives/${directive.id}/amend`, amendment));
    expect(asked).toMatchObject({ number: 1, approval: { reason: 'check_unavailable' } });
    const leader = await play.as(play.town.leader);
    const amended = ok(await leader.post(`/directives/${directive.id}/approve`, { baseRevision: asked.revision }));
    expect(amended).toMatchObject({ number: 2, title: content.title, versions: [{ amendReason: '电话写错了' }, {}] });
    expect((await office.post(`/directives/${directive.id}/amend`, amendment)).status).toBe(409);
    const after = await play.relay(directive.id, play.group('command'));
    expect(after.id).not.toBe(before.id);
    const old = ok(await office.get(`/directives/${directive.id}/cascade?number=1`));
    expect(old.levels.map(({ counts }: Json) => counts.closed)).toEqual([1, 2, 20, 39]);
    expect(await play.toldOf(play.town.office, before.id)).toContain('amended');
    const township = await play.relay(directive.id, play.group('township'));
    expect(township.state).toBe('waiting');
  });

  it('is recalled midway: nothing more is expected, and those who were asked are told', async () => {
    const office = await play.as(play.town.office);
    await play.carry(directive.id, play.group('command'), play.town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const recalled = ok(await office.post(`/directives/${directive.id}/recall`, { reason: '消息不实' }));
    expect(recalled).toMatchObject({ state: 'recalled', recallReason: '消息不实', late: 0 });
    expect(await play.toldOf(play.town.leader, id)).toContain('recalled');
    play.later(48 * 60 * minute);
    const told = await play.toldOf(play.town.leader, id);
    await play.escalate();
    expect(await play.toldOf(play.town.leader, id)).toEqual(told);
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({ state: 'closed', late: false });
    expect(await play.send(play.town.leader, 'relay.sign', id)).toMatchObject({ result: 'stored' });
    expect(await play.send(play.town.leader, 'relay.push', id)).toMatchObject({ result: 'stored' });
    const village = await play.relay(
      directive.id,
      play.group('village', { regionId: play.town.villages[0]!.region.id }),
    );
    expect(village).toMatchObject({ state: 'closed', openedAt: null });
    expect(await play.toldOf(play.town.villages[0]!.heads[0]!, village.id)).toEqual([]);
    await play.open(id, play.group('township').id, '组长');
    expect(await play.relay(directive.id, play.group('township'))).toMatchObject({ state: 'closed', provedAt: null });
    ok(await office.post(`/directives/${directive.id}/recall`, { reason: '消息不实' }));
  });

  it('is read by an office that it came to, and neither ended nor written by it', async () => {
    const [village] = play.town.villages;
    const member = { name: '云村办', phone: '19900090001' };
    const posts = [{ role: Role.TownshipOffice, regionId: village!.region.id }];
    const id = await play.test.database.transaction((transaction) =>
      play.test.app.get(PeopleService).createStaff(transaction, { ...member, posts }, null),
    );
    const below = await play.as({ ...member, id });
    const path = `/directives/${directive.id}`;
    const content = { title: '更正', body: '更正' };
    // First of all: nobody has read where it went.
    expect((await below.post(`${path}/recall`, { reason: '消息不实' })).status).toBe(403);
    const tried = await Promise.all([
      below.post(`${path}/amend`, { baseNumber: 1, content, reason: '更正' }),
      below.post(`${path}/approve`, { baseRevision: directive.revision }),
      below.delete(path),
    ]);
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(ok(await below.get(path))).toMatchObject({ mayEdit: false, mayApprove: false });
    const elsewhere = await play.published({
      severity: 'normal',
      targets: { regionIds: [play.town.villages[1]!.region.id] },
    });
    expect((await below.post(`/directives/${elsewhere.id}/recall`, { reason: '消息不实' })).status).toBe(404);
    expect((await below.get(`/directives/${elsewhere.id}`)).status).toBe(404);
  });

  it('reaches only the villages and chains it is meant for, the whole way down', async () => {
    const [first, second] = play.town.villages;
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
    const head = await play.as(play.town.villages[0]!.heads[0]!);
    expect((await head.post('/directives', play.draft())).status).toBe(403);
  });

  it('keeps one draft for one id, and tells who wrote in between', async () => {
    const office = await play.as(play.town.office);
    const colleague = await play.as(play.town.colleague);
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
    const office = await play.as(play.town.office);
    play.test.wechat.markContent('赌球');
    const send = async (body: string, title = '请互相转告') => {
      const draft = play.draft({ severity: 'normal', content: { title, body } });
      const { revision } = ok(await office.post('/directives', draft));
      return ok(await office.post(`/directives/${draft.id}/publish`, { baseRevision: revision }));
    };
    play.test.wechat.user(play.town.office.phone).login();
    await play.test.signIn(play.town.office);
    const sent = await send('存款别转给陌生人。');
    expect(sent).toMatchObject({ state: 'published', versions: [{ check: 'passed' }] });
    expect(await send('赌球网站是骗局。')).toMatchObject({ state: 'awaiting', approval: { reason: 'check_risky' } });
    expect(await send('都是骗局。', '赌球网站')).toMatchObject({ approval: { reason: 'check_risky' } });
    const amend = async (baseNumber: number, body: string) =>
      ok(
        await office.post(`/directives/${sent.id}/amend`, {
          baseNumber,
          content: { title: '更正', body },
          reason: '更正',
        }),
      );
    expect(await amend(1, '存款别转给任何人。')).toMatchObject({ number: 2, approval: null });
    expect(await amend(2, '别上赌球网站。')).toMatchObject({ number: 2, approval: { reason: 'check_risky' } });
    play.test.wechat.fail('/wxa/msg_sec_check', { kind: 'hang' });
    expect(await send('验证码别告诉人。')).toMatchObject({
      state: 'awaiting',
      approval: { reason: 'check_unavailable' },
    });
  }, 20_000);

  it('is approved as it was read: while it waits nobody edits it, and what was changed since is asked for anew', async () => {
    const [office, leader] = [await play.as(play.town.office), await play.as(play.town.leader)];
    const draft = play.draft();
    const { id, planId: _, regionId: __, ...text } = draft;
    const path = `/directives/${id}`;
    const drafted = ok(await office.post('/directives', draft));
    const asked = ok(await office.post(`${path}/publish`, { baseRevision: drafted.revision }));
    const edit = (baseRevision: number) =>
      office.request('PUT', `${path}/draft`, { ...text, kind: 'tip', baseRevision });
    expect((await edit(asked.revision)).status).toBe(409);
    const back = ok(await leader.post(`${path}/return`, { baseRevision: asked.revision, reason: '改成防范信息' }));
    const edited = ok(await edit(back.revision));
    const again = ok(await office.post(`${path}/publish`, { baseRevision: edited.revision }));
    expect((await leader.post(`${path}/approve`, { baseRevision: asked.revision })).status).toBe(409);
    const sent = ok(await leader.post(`${path}/approve`, { baseRevision: again.revision }));
    expect(sent).toMatchObject({ state: 'published', kind: 'tip' });
  });

  it('names the field that is wrong, and stores nothing', async () => {
    const office = await play.as(play.town.office);
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
