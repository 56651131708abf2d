import { v7 as uuid7 } from 'uuid';
import { Role } from '../src/common/auth/index.js';
import { ChainPlace } from '../src/modules/plans/index.js';
import type { Chance } from './chance.js';
import { type Ink, inventInk } from './ink.js';
import { phoneCommand } from './outings.js';
import type { DemoVillage } from './places.js';
import type { DemoServices } from './services.js';
import type { Settled } from './settle.js';
import type { StaffMember } from './staff.js';

const sentDaysAgo = 24;
const signedDaysAgo = [22, 20, 17] as const;
/** The day until which it was to be signed is past: who has not is late. */
const dueDaysAgo = 9;
const noon = 12 * 60;
const signingShare = 0.7;
const secondMs = 1000;

/** 责任书 down the village chain, in campaigns whose plan has one: all sign level by level, but for a few. */
export async function sendLetters(services: DemoServices, settled: Settled, chance: Chance): Promise<void> {
  const chain = settled.plan.document.chains.find(({ place }) => place === ChainPlace.Village);
  if (!chain) return;
  const ink = await inventInk(chance);
  for (const { villages } of settled.townships) {
    for (const village of villages) await sendIn(services, settled, village, chain.key, ink, chance);
  }
}

async function sendIn(
  services: DemoServices,
  { plan, roster }: Settled,
  village: DemoVillage,
  chainKey: string,
  ink: Ink,
  chance: Chance,
): Promise<void> {
  const { calendar, letters } = services;
  const head = roster.at(Role.VillageHead, village.region);
  const round = { id: uuid7(), planId: plan.id, chainKey, regionId: village.region.id };
  await calendar.at(calendar.instant(sentDaysAgo, noon), () =>
    letters.start(head.actor, { ...round, dueOn: calendar.date(dueDaysAgo) }),
  );
  const chief = roster.find(Role.GridChief, village.region);
  const workers = village.grids.map((grid) => roster.at(Role.GridWorker, grid));
  const levels = [[head], chief ? [chief] : [], workers.filter(() => chance.happens(signingShare))];
  for (const [level, people] of levels.entries()) {
    const at = calendar.instant(signedDaysAgo[level]!, noon);
    for (const person of people) await calendar.at(at, () => sign(services, person, ink, at));
  }
}

/** Whoever is not in the chain, or has nobody above who signed, has nothing to sign. */
async function sign(
  { letters, push }: DemoServices,
  { actor, name }: StaffMember,
  ink: Ink,
  at: number,
): Promise<void> {
  const letter = (await letters.mine(actor)).find(({ signatureId }) => signatureId === null);
  if (!letter || letter.state === 'waiting') return;
  const payload = {
    papers: [
      {
        id: uuid7({ msecs: at }),
        versionId: letter.versionId,
        letterId: letter.id,
        openedAt: at - 40 * secondMs,
        dwellMs: 35 * secondMs,
        reachedEnd: true,
        playedMs: 0,
      },
    ],
    signer: { name, relation: 'other', capacity: 'self' },
    mark: 'drawn',
    ink,
    signedAt: at,
    device: '演示手机',
  };
  const { results } = await push.push(actor, {
    sentAt: at,
    commands: [phoneCommand({ kind: 'papers.sign_own', payload }, at)],
  });
  if (results[0]!.result !== 'stored')
    throw new Error(`a letter of the demo was not signed: ${JSON.stringify(results)}`);
}
