import { v7 as uuid7 } from 'uuid';
import type { Actor } from '../src/common/auth/index.js';
import { FraudType } from '../src/modules/plans/index.js';
import { Chance } from './chance.js';
import { DirectiveRounds, type Round } from './directive-rounds.js';
import { alert, circular, pending, recalled, recallReason, tip } from './directive-texts.js';
import { buildGroups } from './group-life.js';
import type { DemoDoor } from './households.js';
import { openClasses } from './school-life.js';
import type { DemoServices } from './services.js';
import type { Settled } from './settle.js';
import type { DemoWechat } from './wechat.js';

interface Public {
  /** Of the first village. */
  doors: readonly DemoDoor[];
  villagers: readonly Actor[];
  wechat: DemoWechat;
}

const seed = 20_210_520;
const morning = 9 * 60;
const evening = 19 * 60 + 30;
const attestedAfterMs = 3 * 3_600_000;

/** The chains of a campaign: its groups, what has gone down through them, and what people made of it. */
export async function carryDirectives(services: DemoServices, settled: Settled, { doors, villagers, wechat }: Public) {
  const { calendar, groupAligner } = services;
  await calendar.at(calendar.instant(settled.campaign.startedDaysAgo - 1, morning), async () => {
    await openClasses(services, settled, doors);
    await groupAligner.align(settled.plan.id);
  });
  await buildGroups(services, settled, wechat);
  const rounds = new DirectiveRounds(services, settled, wechat, new Chance(seed));
  await rounds.run(circular);
  const tipped = await rounds.run(tip);
  await attest(services, settled, tipped);
  await rounds.recall(await rounds.run(recalled, 1), recallReason);
  const alerted = await rounds.run(alert);
  await calendar.at(calendar.instant(alert.daysAgo, evening), () =>
    read(services, rounds, wechat, { villagers, tipped, alerted }),
  );
  await rounds.submit(pending);
}

/** A group that nobody registered: its push cannot be proved, and somebody who watches it has seen it there. */
async function attest({ calendar, directory, database, supervision }: DemoServices, { roster }: Settled, round: Round) {
  const pushed = await database.query<{ id: string; groupId: string; pushedAt: number }>(
    `SELECT r.id, r.group_id AS groupId, r.pushed_at AS pushedAt FROM relays r JOIN directives d ON d.current_version_id = r.version_id
       JOIN chat_groups g ON g.id = r.group_id
      WHERE d.id = ? AND r.pushed_at IS NOT NULL AND g.opengid IS NULL ORDER BY r.pushed_at`,
    [round.directiveId],
  );
  const [seen] = pushed;
  if (!seen) return;
  const [watcher] = await directory.supervisorsOf(database, [seen.groupId], calendar.now());
  await calendar.at(Number(seen.pushedAt) + attestedAfterMs, async () => {
    const { actor } = roster.person(watcher!.personId);
    await supervision.attest(actor, seen.id, { seen: true, note: '我在群里，看到卡片发出来了' });
  });
}

/** Villagers open the alert in their groups, read what came, and one of them has met the scam. */
async function read(
  { reporting, sessions, warnings, directory, database }: DemoServices,
  rounds: DirectiveRounds,
  wechat: DemoWechat,
  { villagers, tipped, alerted }: { villagers: readonly Actor[]; tipped: Round; alerted: Round },
): Promise<void> {
  const [reporter, ...others] = villagers;
  for (const villager of others) {
    const [home] = await directory.groupsOfResident(database, villager.residentId!);
    const hop = alerted.hops.find(({ groupId }) => groupId === home?.id);
    if (!hop?.isBound) continue;
    await sessions.linkWechat(villager.personId, wechat.login(villager.personId));
    await rounds.open(hop.id, hop.groupId, villager.personId);
  }
  for (const villager of others) {
    await warnings.read(villager, alerted.directiveId, { played: true });
    await warnings.read(villager, tipped.directiveId, { helpful: true });
  }
  if (!reporter) return;
  await warnings.read(reporter, alerted.directiveId, { helpful: true });
  await reporting.report(reporter, {
    id: uuid7(),
    directiveId: alerted.directiveId,
    fraudType: FraudType.Other,
    story: '今天中午我也收到了，说养老保险今晚停保，让点链接填银行卡号。我没点，短信还留着。',
  });
}
