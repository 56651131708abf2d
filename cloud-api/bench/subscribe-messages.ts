import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Database, type Row } from '../src/common/database/index.js';
import { type Notice, NotificationTarget, Notifier } from '../src/modules/notifications/index.js';
import { runConcurrently } from './client.js';
import { EmulatedWechat } from './emulated-wechat.js';
import { openRawTables, type RawTables } from './raw-tables.js';
import { type Result, say, type Scale } from './result.js';
import type { Site, Stand } from './stand.js';
import { rounded } from './statistics.js';

const township = { code: '341823103', gridsPerVillage: 1, doors: 0, visits: 0 };
const app = { appId: 'wx0000000000000000', secret: 'emulated' };
const sendPath = '/cgi-bin/message/subscribe/send';
const messagesEach = 4;
/** One call in twenty fails: busy, a broken gateway, an answer that is lost, in turn. */
const oneFailureIn = 20;
/** Of the messages, those that are counted for the rate: others wait a minute to find out what became of them, or of the one before. */
const countedPart = 0.9;
const pollMs = 100;
const patienceMs = 600_000;
const push = { token: 'pushtokenofbenches', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
const told = { id: 'T-told', fields: { thing1: 'title', time2: 'createdAt' } };
const posted = 'T-posted';

interface Person {
  id: string;
  openid: string;
}

/** SM: messages through WeChat that fails now and then, each accepted once and none lost; against posts and nothing else. */
export async function measureSubscribeMessages(stand: Stand, scale: Scale): Promise<Result> {
  const wechat = await EmulatedWechat.start(app);
  try {
    const people = await subscribers(wechat, scale.messages / messagesEach);
    const posts = await wechat.post(bareMessages(people));
    const site = await stand.build(township, (context) => register(context, people));
    return await measure(stand, site, wechat, people, scale.messages / (posts / 1_000));
  } finally {
    await wechat.stop();
  }
}

async function measure(
  stand: Stand,
  site: Site,
  wechat: EmulatedWechat,
  people: readonly Person[],
  postsPerSecond: number,
): Promise<Result> {
  const env = {
    WECHAT_APP_ID: app.appId,
    WECHAT_APP_SECRET: app.secret,
    WECHAT_BASE_URL: wechat.url,
    WECHAT_PUSH_TOKEN: push.token,
    WECHAT_PUSH_AES_KEY: push.aesKey,
    WECHAT_TEMPLATES: JSON.stringify({ relay_due: told }),
  };
  await wechat.control('fault-rate', { path: sendPath, every: oneFailureIn });
  const api = await stand.serve(site, env);
  const tables = await openRawTables(site);
  try {
    await wechat.control('push-target', { url: `${api.origin}/api/wechat/push`, ...push });
    await tellAll(stand, site, env, people);
    const count = people.length * messagesEach;
    const { perSecond, seconds } = await untilAllEnded(tables, count);
    const { lost, doubled } = await judge(wechat, people);
    const ratio = rounded(perSecond / postsPerSecond);
    say(`SM ${stand.kind}: ${perSecond.toFixed(0)} messages/s, ${lost} lost, ${doubled} doubled, ratio ${ratio}`);
    return {
      id: 'SM',
      database: stand.kind,
      what: `${count} subscribe messages to ${people.length} people, of which one call in ${oneFailureIn} fails`,
      measured: {
        messagesPerSecond: rounded(perSecond),
        barePostsPerSecond: rounded(postsPerSecond),
        secondsUntilTheLast: rounded(seconds),
        lost,
        doubled,
      },
      ratio,
      promise: 'each accepted once, none lost',
      kept: lost === 0 && doubled === 0,
    };
  } finally {
    await tables.close();
    await api.stop();
  }
}

/** People who have allowed all messages, in WeChat's book. */
async function subscribers(wechat: EmulatedWechat, count: number): Promise<Person[]> {
  for (const id of [told.id, posted]) await wechat.control('templates', { id, fields: Object.keys(told.fields) });
  const people: Person[] = [];
  const tasks = Array.from({ length: count }, (_, index) => async () => {
    const id = uuid7();
    const { openid } = await wechat.control<{ openid: string }>('users', { handle: id });
    for (let tap = 0; tap < messagesEach; tap += 1)
      await wechat.control('subscribe', { user: id, templateIds: [told.id, posted], answers: {} });
    people[index] = { id, openid };
  });
  await runConcurrently(tasks, 16);
  return people;
}

function bareMessages(people: readonly Person[]): object[] {
  const data = { thing1: { value: '预警待签收' }, time2: { value: '2026年11月21日 10:00' } };
  const page = `packages/cascade/relay/index?id=${uuid7()}`;
  return Array.from({ length: messagesEach }, () =>
    people.map(({ openid }) => ({ touser: openid, template_id: posted, page, data, miniprogram_state: 'formal' })),
  ).flat();
}

/** The same people as they are known to us. */
async function register(context: INestApplicationContext, people: readonly Person[]): Promise<void> {
  const now = Date.now();
  const account = ({ id, openid }: Person): Row => ({
    openid,
    person_id: id,
    phone_verified_at: now,
    session_key_cipher: '',
  });
  const consent = ({ id }: Person): Row => ({
    id: uuid7(),
    person_id: id,
    version: '1',
    given_at: now,
    withdrawn_at: null,
  });
  const grant = ({ openid }: Person): Row => ({
    openid,
    template_key: 'relay_due',
    remaining: messagesEach,
    long_term: 0,
    unpaired: 0,
    accepted_at: now,
    refused_at: 0,
  });
  await context.get(Database).transaction(async (transaction) => {
    await transaction.insert('wechat_accounts', people.map(account));
    await transaction.insert('consents', people.map(consent));
    await transaction.insert('subscription_grants', people.map(grant));
  });
}

async function tellAll(
  stand: Stand,
  site: Site,
  env: Record<string, string>,
  people: readonly Person[],
): Promise<void> {
  const context = await stand.open(site, env);
  const begun = performance.now();
  for (let index = 0; index < messagesEach; index += 1) {
    const notices = people.map(({ id }) => noticeOf(id, index));
    await context.get(Database).transaction((transaction) => context.get(Notifier).tell(transaction, notices));
  }
  say(`${stand.kind}: ${people.length * messagesEach} told in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  await context.close();
}

function noticeOf(personId: string, index: number): Notice {
  const target = { kind: NotificationTarget.Relay, id: uuid7() };
  const words = { kind: 'relay_due', title: titleOf(index), body: '请签收并推送。' };
  return { personId, ...words, target, pressing: true, occasion: `${personId}:${index}` };
}

const titleOf = (index: number) => `第${index}件`;

/** By the times that the database has: from the first message that was sent. */
async function untilAllEnded(tables: RawTables, count: number): Promise<{ perSecond: number; seconds: number }> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(pollMs)) {
    const [row] = await tables.query('SELECT COUNT(due_at) AS open FROM wechat_messages', []);
    if (Number(row!.open) > 0) continue;
    const rows = await tables.query("SELECT sent_at FROM wechat_messages WHERE state = 'sent' ORDER BY sent_at", []);
    const sent = rows.map(({ sent_at }) => Number(sent_at));
    const counted = Math.floor(count * countedPart);
    const secondsUntil = (at: number) => (at - sent[0]!) / 1_000;
    return { perSecond: counted / secondsUntil(sent[counted - 1]!), seconds: secondsUntil(sent.at(-1)!) };
  }
  throw new Error('messages are still waiting');
}

async function judge(wechat: EmulatedWechat, people: readonly Person[]): Promise<{ lost: number; doubled: number }> {
  const titles = Array.from({ length: messagesEach }, (_, index) => titleOf(index));
  const shown = await wechat.shown(
    people.map(({ id }) => id),
    told.id,
  );
  const lost = shown.map((seen) => titles.filter((title) => !seen.includes(title)).length);
  const doubled = shown.map((seen) => seen.length - new Set(seen).size);
  return { lost: sum(lost), doubled: sum(doubled) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
