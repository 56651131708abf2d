import { Role } from '../src/common/auth/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import type { Campaign } from './campaigns.js';
import { Chance } from './chance.js';
import { writeDoors } from './door-book.js';
import { carryDirectives } from './chains.js';
import { sendDoubtfulVisits } from './doubtful-visits.js';
import { Fate } from './fates.js';
import { DoorInventor } from './households.js';
import type { InventedPhones } from './names.js';
import { sendLetters } from './letter-rounds.js';
import { type Appointment, keepAll, Outings } from './outings.js';
import type { DemoVillage } from './places.js';
import type { DemoServices } from './services.js';
import { preparePapers } from './paper-signing.js';
import { settle, type Settled } from './settle.js';
import type { Roster } from './staff.js';
import { Story } from './story.js';
import { type DoorWithFate, VillageLife } from './village-life.js';
import { isHome, signUpVillagers, toBeTried } from './villagers.js';
import { VisitPapers } from './visit-papers.js';
import type { DemoWechat } from './wechat.js';

const doorsOfPolice = 6;
const daysSincePoliceCall = 2;
const hardFates: readonly Fate[] = [Fate.Refused, Fate.Nobody, Fate.Away];
const morning = 9 * 60;
const noon = 12 * 60;
/** A chance of its own: who signs decides nothing else. */
const seedOfPapers = 20_261_122;

interface LivedVillage {
  township: RegionRecord;
  village: DemoVillage;
  doors: DoorWithFate[];
}

/** One campaign from its first day to last night, through the services that offices and phones use. */
export async function runCampaign(
  services: DemoServices,
  campaign: Campaign,
  phones: InventedPhones,
  chance: Chance,
  wechat: DemoWechat | null,
): Promise<void> {
  const { calendar, push } = services;
  const beginning = calendar.instant(campaign.startedDaysAgo, morning);
  const settled = await calendar.at(beginning, () => settle(services, campaign, phones, chance));
  const inventor = new DoorInventor(Number(calendar.today.slice(0, 4)), phones, chance);
  const outings = new Outings(push, calendar, campaign.startedDaysAgo);
  const signing = await preparePapers(services, settled, new Chance(seedOfPapers));
  const story = new Story(outings, new VisitPapers(chance), signing, chance);
  const life = new VillageLife(settled, inventor, story, chance);
  const lived: LivedVillage[] = [];
  for (const { region: township, villages } of settled.townships) {
    for (const village of villages) {
      const doors = life.live(township, village, campaign.size);
      await calendar.at(beginning, () => enterInBook(services, village, doors, settled.roster));
      lived.push({ township, village, doors });
    }
  }
  const decisions = lived.map(({ village, doors }) => decision(services, settled, village, doors));
  const calls = lived.flatMap((each) => policeCalls(services, settled.roster, each));
  await keepAll(calendar, [...outings.appointments(), ...decisions, ...calls]);
  const first = lived[0]!;
  await sendLetters(services, settled, new Chance(seedOfPapers));
  if (campaign.hasDoubtfulVisits) await sendDoubtfulVisits(services, first.doors, chance);
  const homes = first.doors.flatMap(({ door, fate }) => (fate === Fate.Covered && isHome(door) ? [door] : []));
  const tried = await toBeTried(services, homes);
  const villagers = await calendar.at(calendar.instant(1, morning), () =>
    signUpVillagers(
      services,
      tried.map(({ residents }) => residents[0]!),
    ),
  );
  if (campaign.hasDirectives && wechat) {
    const doors = first.doors.map(({ door }) => door);
    await carryDirectives(services, settled, { doors, villagers, wechat });
  }
}

/** Writes the village's doors, and its head gives each to whoever is to go there. */
async function enterInBook(
  services: DemoServices,
  village: DemoVillage,
  doors: readonly DoorWithFate[],
  roster: Roster,
): Promise<void> {
  await writeDoors(
    services,
    doors.map(({ door }) => door),
  );
  const head = roster.at(Role.VillageHead, village.region);
  for (const visitor of new Set(doors.map((each) => each.visitor))) {
    const doorIds = doors.filter((each) => each.visitor === visitor).map(({ door }) => door.id);
    await services.assignments.assign(head.actor, { personId: visitor.actor.personId, doorIds });
  }
}

/** The office asks 民警 and 辅警 along to doors of the first village where a grid worker alone gets nowhere. */
function policeCalls(
  services: DemoServices,
  roster: Roster,
  { township, village, doors }: LivedVillage,
): Appointment[] {
  const auxiliary = roster.find(Role.AuxiliaryPolice, village.region);
  if (!auxiliary) return [];
  const office = roster.at(Role.TownshipOffice, township);
  const hard = doors.filter(({ fate }) => hardFates.includes(fate)).map(({ door }) => door.id);
  return [roster.at(Role.Police, township), auxiliary].flatMap(({ actor }, index) => {
    const doorIds = hard.slice(index * doorsOfPolice, (index + 1) * doorsOfPolice);
    const keep = async () =>
      void (await services.assignments.assign(office.actor, { personId: actor.personId, doorIds }));
    return doorIds.length === 0 ? [] : [{ at: services.calendar.instant(daysSincePoliceCall, noon), keep }];
  });
}

/** Once the first round of outings is in, the village head approves the exclusions asked for in it. */
function decision(
  services: DemoServices,
  { campaign, roster }: Settled,
  village: DemoVillage,
  doors: readonly DoorWithFate[],
): Appointment {
  const head = roster.at(Role.VillageHead, village.region);
  const keep = async () => {
    for (const { door, fate } of doors) {
      if (fate !== Fate.Excluded) continue;
      await services.doors.decideExclusion(head.actor, door.id, { approve: true, note: '已上门核实' });
    }
  };
  return { at: services.calendar.instant(Math.round(campaign.startedDaysAgo / 2), morning), keep };
}
