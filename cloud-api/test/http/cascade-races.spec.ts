import { AsyncResource } from 'node:async_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  ContentChecks,
  DirectiveRepository,
  Escalations,
  ReceiptRepository,
  WatchRepository,
} from '../../src/modules/cascade/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import type { Json } from '../harness/client.js';
import { meetAfter } from '../harness/meeting.js';
import { ok, TownPlay } from '../harness/town-play.js';

const minute = 60_000;
/** SQLite lets one transaction in at a time: what happens within another one happens on MariaDB alone. */
const onMariaDb: typeof it | (() => void) = process.env.TEST_DATABASE === 'mariadb' ? it : () => undefined;

let play: TownPlay;

beforeAll(async () => {
  play = await TownPlay.begin();
}, 120_000);
beforeEach(() => play.later(24 * 60 * minute));
afterEach(() => void jest.restoreAllMocks());
afterAll(() => play.end());

/** What somebody else does meanwhile is no part of the transaction in the middle of which it happens. */
const meanwhile = AsyncResource.bind((work: () => Promise<unknown>) => work());

describe('a hop that a supervisor has seen in the group before its pusher said so', () => {
  it('opens those below it: nobody reminds its pusher any longer', async () => {
    const directive = await play.published();
    await play.carry(directive.id, play.group('command'), play.town.office);
    const { id } = await play.relay(directive.id, play.group('township'));
    const village = play.group('village', { regionId: play.town.villages[0]!.region.id });
    const police = await play.as(play.town.policeChief);
    ok(await police.post(`/relays/${id}/attestations`, { seen: false }));
    expect((await play.relay(directive.id, village)).state).toBe('waiting');
    ok(await police.post(`/relays/${id}/attestations`, { seen: true }));
    const below = await play.relay(directive.id, village);
    expect(below).toMatchObject({ state: 'unsigned', openedAt: play.test.clock.now() });
    expect(await play.toldOf(play.town.villages[0]!.heads[0]!, below.id)).toEqual(['relay_due']);
  });
});

describe('a directive that is edited while WeChat checks it', () => {
  it('is not published: neither its text nor that it became 特急 was looked at', async () => {
    const office = await play.as(play.town.office);
    const draft = play.draft({ severity: 'normal' });
    const drafted = ok(await office.post('/directives', draft));
    const checks = play.test.app.get(ContentChecks, { strict: false });
    const passed = { verdict: 'passed', label: 100, checkedAt: play.test.clock.now(), reason: null } as const;
    jest.spyOn(checks, 'of').mockImplementation(async () => {
      const { kind, content, targets } = draft;
      const edit = { kind, content, targets, severity: 'critical', baseRevision: drafted.revision };
      const put = await office.raw('PUT', `/directives/${draft.id}/draft`, {
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(edit),
      });
      expect(put.status).toBe(200);
      return passed;
    });
    const answer = await office.post(`/directives/${draft.id}/publish`, { baseRevision: drafted.revision + 1 });
    expect(answer.status).toBe(409);
    expect(ok(await office.get(`/directives/${draft.id}`)).state).toBe('draft');
  });
});

describe('two at once', () => {
  onMariaDb('a push and a recall: whoever was asked by the push is told of the recall', async () => {
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('command'));
    const below = await play.relay(directive.id, play.group('township'));
    const directives = play.test.app.get(DirectiveRepository, { strict: false });
    const close = directives.closeVersion.bind(directives);
    jest.spyOn(directives, 'closeVersion').mockImplementationOnce(async (...version) => {
      await meanwhile(() => play.signAndPush(play.town.office, id));
      await close(...version);
    });
    ok(await (await play.as(play.town.office)).post(`/directives/${directive.id}/recall`, { reason: '有误' }));
    expect((await play.toldOf(play.town.leader, below.id)).sort()).toEqual(['recalled', 'relay_due']);
  });

  onMariaDb('a push and a step of escalation: nobody is told that it is late', async () => {
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('command'));
    await play.send(play.town.office, 'relay.sign', id);
    play.later(15 * minute);
    const plans = play.test.app.get(PlansService, { strict: false });
    const judging = plans.judging.bind(plans);
    jest.spyOn(plans, 'judging').mockImplementationOnce(async (on) => {
      await meanwhile(() => play.send(play.town.office, 'relay.push', id));
      return judging(on);
    });
    await play.test.app.get(Escalations).takeDue();
    expect(await play.toldOf(play.town.office, id)).toEqual(['relay_due']);
    const [relay] = await play.test.database.query<Json>('SELECT step, next_step_at AS at FROM relays WHERE id = ?', [
      id,
    ]);
    expect([relay!.step, Number(relay!.at)]).toEqual([0, play.test.clock.now() + 10 * minute]);
  });

  it('two supervisors urge: the pusher hears of it once', async () => {
    const directive = await play.published();
    await play.carry(directive.id, play.group('command'), play.town.office);
    play.later(31 * minute);
    const { id } = await play.relay(directive.id, play.group('township'));
    const supervisors = [await play.as(play.town.chief), await play.as(play.town.policeChief)];
    const watched = play.test.app.get(WatchRepository, { strict: false });
    const lastUrged = meetAfter(watched.lastUrged.bind(watched));
    jest.spyOn(watched, 'lastUrged').mockImplementation(lastUrged);
    const answers = await Promise.all(supervisors.map((one) => one.post('/relays/urges', { relayIds: [id] })));
    expect(answers.map((answer) => ok(answer).urged).sort()).toEqual([0, 1]);
  });

  it('two phones of one pusher sign: both are told that it is stored, and it is signed once', async () => {
    const directive = await play.published();
    const { id } = await play.relay(directive.id, play.group('command'));
    const receipts = play.test.app.get(ReceiptRepository, { strict: false });
    const known = meetAfter(receipts.of.bind(receipts));
    jest.spyOn(receipts, 'of').mockImplementation(known);
    const sent = await Promise.all([1, 2].map(() => play.send(play.town.office, 'relay.sign', id)));
    expect(sent.map(({ result }) => result)).toEqual(['stored', 'stored']);
    const signed = await play.test.database.query<Json>(
      "SELECT id FROM events WHERE type = 'relay.signed' AND subject_id = ?",
      [id],
    );
    expect(signed.length).toBe(1);
  });
});

describe('an amendment that waits for a second person', () => {
  it('is read by the office alone: the places below read what was published', async () => {
    const directive = await play.published();
    const office = await play.as(play.town.office);
    const content = { title: '更正的标题', body: '还没有审批的正文。' };
    ok(
      await office.post(`/directives/${directive.id}/amend`, {
        baseNumber: 1,
        content,
        reason: '号码写错',
      }),
    );
    const village = await play.as(play.town.villages[0]!.heads[0]!);
    const read = await village.get(`/directives/${directive.id}`);
    expect(read.status).toBe(200);
    expect(read.text).not.toContain('还没有审批的正文');
    expect(ok(read)).toMatchObject({ approval: null, title: directive.title });
    expect(ok(await office.get(`/directives/${directive.id}`)).draft.content).toMatchObject(content);
  });
});
