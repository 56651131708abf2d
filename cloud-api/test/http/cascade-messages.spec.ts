import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, startOfDate } from '../../src/common/clock/index.js';
import type { Json } from '../harness/client.js';
import { templates } from '../harness/messages.js';
import { ok, TownPlay } from '../harness/town-play.js';

const hour = 3_600_000;
const minute = 60_000;

let play: TownPlay;

beforeAll(async () => {
  const { id, fields } = templates.relay_due;
  play = await TownPlay.begin({ messageTemplates: { ...templates, relay_attest: { id, fields } } });
  // 10 o'clock on the clock of tests, 23 o'clock from here on.
  play.later(13 * hour);
  await play.as(play.town.office);
}, 120_000);
afterAll(() => play.end());

const messages = async (relayId: string) => {
  const rows = await play.test.database.query<Json>(
    `SELECT n.kind, m.state, m.error, m.due_at AS dueAt FROM wechat_messages m JOIN notifications n ON n.id = m.notification_id
      WHERE n.target_id = ? ORDER BY n.created_at, n.id`,
    [relayId],
  );
  return rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt === null ? null : Number(dueAt) }));
};

const startOfTomorrow = () => startOfDate(addDays(play.test.clock.today(), 1));

it('what waited for the morning is not sent when it was recalled at night, and the recall waits for the morning too', async () => {
  const directive = await play.published({ severity: 'normal' });
  const other = await play.published({ severity: 'normal' });
  const [relay, otherRelay] = await Promise.all(
    [directive, other].map(({ id }) => play.relay(id, play.group('command'))),
  );
  const morning = play.test.clock.now() + 8 * hour;
  const waiting = { kind: 'relay_due', state: 'waiting', error: null, dueAt: morning };
  expect(await messages(relay!.id)).toEqual([waiting]);
  play.later(60_000);
  ok(await (await play.as(play.town.office)).post(`/directives/${directive.id}/recall`, { reason: '有误' }));
  expect(await messages(relay!.id)).toEqual([
    { kind: 'relay_due', state: 'failed', error: 'withdrawn', dueAt: null },
    { kind: 'recalled', state: 'waiting', error: null, dueAt: morning },
  ]);
  expect(await messages(otherRelay!.id)).toEqual([waiting]);
  // What was told of one directive is told of the next one in the same group too.
  ok(await (await play.as(play.town.office)).post(`/directives/${other.id}/recall`, { reason: '也有误' }));
  expect((await messages(otherRelay!.id)).map(({ kind }) => kind)).toEqual(['relay_due', 'recalled']);
});

it('特急 wakes people: when it is published, when a hop opens and when a step is due', async () => {
  play.test.clock.set(startOfTomorrow() + 23 * hour);
  const now = (kind: string) => ({ kind, state: 'waiting', error: null, dueAt: play.test.clock.now() });
  const directive = await play.published();
  const { id } = await play.relay(directive.id, play.group('command'));
  expect(await messages(id)).toEqual([now('relay_due')]);
  play.later(minute);
  await play.signAndPush(play.town.office, id);
  const below = await play.relay(directive.id, play.group('township'));
  expect(await messages(below.id)).toEqual([now('relay_due')]);
  play.later(15 * minute);
  await play.escalate();
  expect(await messages(below.id)).toContainEqual(now('relay_urged'));
});

it('all else lets people sleep: a step taken too late, a hop that opens and the question who saw it', async () => {
  play.test.clock.set(startOfTomorrow() + 20 * hour);
  const morning = startOfTomorrow() + 7 * hour;
  const sleeping = (kind: string) => ({ kind, state: 'waiting', error: null, dueAt: morning });
  const directive = await play.published({ severity: 'urgent' });
  await play.as(play.town.policeChief);
  const { id } = await play.relay(directive.id, play.group('command'));
  // Due at 21 o'clock; whoever takes steps was not there.
  play.later(2.5 * hour);
  await play.escalate();
  expect(await messages(id)).toContainEqual(sleeping('relay_urged'));
  await play.signAndPush(play.town.office, id);
  const below = await play.relay(directive.id, play.group('township'));
  expect(await messages(below.id)).toEqual([sleeping('relay_due')]);
  await play.signAndPush(play.town.leader, below.id);
  play.later(10 * minute);
  await play.escalate();
  expect(await messages(below.id)).toEqual([sleeping('relay_due'), sleeping('relay_attest')]);
});

it('what people give as a reason is no fact of the event log: they write names into it', async () => {
  const written = '张三的电话写错';
  const directive = await play.published();
  const [office, leader] = [await play.as(play.town.office), await play.as(play.town.leader)];
  const relay = await play.relay(directive.id, play.group('command'));
  ok(await office.post(`/relays/${relay.id}/skip`, { reason: written }));
  const content = { title: '更正', body: '更正的正文。' };
  const asked = ok(await office.post(`/directives/${directive.id}/amend`, { baseNumber: 1, content, reason: written }));
  const back = { baseRevision: asked.revision, reason: written };
  ok(await leader.post(`/directives/${directive.id}/return`, back));
  ok(await office.post(`/directives/${directive.id}/recall`, { reason: written }));
  const events = await play.test.database.query<{ type: string; facts: string }>(
    "SELECT type, facts FROM events WHERE type IN ('relay.skipped', 'directive.returned', 'directive.recalled')",
  );
  expect(new Set(events.map(({ type }) => type)).size).toBe(3);
  expect(events.filter(({ facts }) => facts.includes(written))).toEqual([]);
});
