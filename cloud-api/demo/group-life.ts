import { v7 as uuid7 } from 'uuid';
import { Role } from '../src/common/auth/index.js';
import { businessDate } from '../src/common/clock/index.js';
import { Chance } from './chance.js';
import type { DemoServices } from './services.js';
import type { Settled } from './settle.js';
import type { StaffMember } from './staff.js';
import type { DemoWechat } from './wechat.js';

/** A group of the plan, with who pushes and who watches in it. */
interface DemoGroup {
  id: string;
  level: number;
  regionId: number;
  reaches: string | null;
  pushers: StaffMember[];
  supervisors: StaffMember[];
}

/** How far a group has come: registered by cards that were opened in it, only built, or not even that. */
const Standing = { Registered: 'registered', Built: 'built', Missing: 'missing' } as const;
type Standing = (typeof Standing)[keyof typeof Standing];

const seed = 20_210_519;
const morning = 8 * 60;
const afternoon = 15 * 60;
const registeredDaysAgo = [42, 31] as const;
const countedDaysAgo = 12;
const shareJoined = { usual: [74, 92], low: [22, 34] } as const;
/** Which village is far behind with its groups, and whose 村主干 is away. */
const villageBehind = 6;
const villageOfAbsence = 5;
const absence = { since: 4, until: -3 };
const unregisteredOf = 11;
const missingOf = 17;

/** The groups of a campaign as they were built, registered and filled, before any directive went down. */
export async function buildGroups(services: DemoServices, settled: Settled, wechat: DemoWechat): Promise<void> {
  const chance = new Chance(seed);
  const groups = await groupsOf(services, settled);
  const standings = new Map(groups.map((group, index) => [group, standingOf(group, index, settled)]));
  for (const [group, standing] of standings) {
    if (standing === Standing.Missing) continue;
    const at = services.calendar.instant(chance.whole(registeredDaysAgo[1], registeredDaysAgo[0]), afternoon);
    await services.calendar.at(at, () =>
      standing === Standing.Registered
        ? register(services, settled, wechat, group)
        : noteBuilt(services, settled, group),
    );
  }
  await services.calendar.at(services.calendar.instant(countedDaysAgo, afternoon), async () => {
    for (const [group, standing] of standings) {
      if (standing !== Standing.Missing) await count(services, group, shareIn(group, settled, chance), chance);
    }
  });
  await declareAbsence(services, settled);
}

async function groupsOf(
  { database, directory, calendar }: DemoServices,
  { plan, roster }: Settled,
): Promise<DemoGroup[]> {
  const rows = await database.query<Omit<DemoGroup, 'pushers' | 'supervisors'>>(
    `SELECT id, level, region_id AS regionId, reaches
       FROM chat_groups WHERE plan_id = ? AND closed_at IS NULL ORDER BY level, region_id, id`,
    [plan.id],
  );
  const ids = rows.map(({ id }) => id);
  const pushers = await directory.pushersOf(database, ids, calendar.now());
  const supervisors = await directory.supervisorsOf(database, ids, calendar.now());
  const ofGroup = (holders: typeof pushers, id: string) =>
    holders.filter(({ groupId }) => groupId === id).map(({ personId }) => roster.person(personId));
  return rows.map((row): DemoGroup => ({
    ...row,
    pushers: ofGroup(pushers, row.id),
    supervisors: ofGroup(supervisors, row.id),
  }));
}

/** The upper groups and those of the first two villages, which are played, stand registered. */
function standingOf(group: DemoGroup, index: number, settled: Settled): Standing {
  if (group.pushers.length === 0) return Standing.Missing;
  const village = villageOf(group, settled);
  if (group.level < 3 || (village >= 0 && village < 2)) return Standing.Registered;
  if (index % missingOf === 0) return Standing.Missing;
  return index % unregisteredOf === 0 ? Standing.Built : Standing.Registered;
}

/** The village that the group of a 村民小组 lies in; below 0 for other groups. */
function villageOf({ regionId }: DemoGroup, { townships }: Settled): number {
  return townships[0]!.villages.findIndex(({ groups }) => groups.some(({ id }) => id === regionId));
}

/** Its pusher and one who watches open the card in it; in the 指挥群, which nobody watches, two who belong to it. */
async function register(
  { bindings }: DemoServices,
  { region, roster }: Settled,
  wechat: DemoWechat,
  { id, pushers, supervisors }: DemoGroup,
): Promise<void> {
  const second = supervisors[0] ?? roster.at(Role.TownshipChief, region);
  for (const { actor } of [pushers[0]!, second]) {
    await bindings.openCard(actor, id, wechat.enter(id, actor.personId));
  }
}

async function noteBuilt({ chatGroups, calendar }: DemoServices, settled: Settled, { id }: DemoGroup): Promise<void> {
  const { actor } = settled.roster.at(Role.TownshipOffice, settled.region);
  const { version } = await chatGroups.one(actor, id);
  await chatGroups.change(actor, id, { baseVersion: version, builtOn: businessDate(calendar.now()) });
}

/** The pusher ticks who is in the group and reads off its size. */
async function count(
  { chatGroups, joins }: DemoServices,
  { id, pushers, supervisors, reaches }: DemoGroup,
  share: number,
  chance: Chance,
): Promise<void> {
  const { actor } = pushers[0]!;
  let size = pushers.length + supervisors.length + chance.whole(2, 6);
  if (reaches === 'residents' || reaches === 'families') {
    const { items } = await joins.roll(actor, id);
    const joined = items.map(({ residentId }) => residentId).filter(() => chance.happens(share));
    await joins.tick(actor, id, { joined, left: [] });
    size += joined.length;
  }
  await chatGroups.reportSize(actor, id, size);
}

function shareIn(group: DemoGroup, settled: Settled, chance: Chance): number {
  const range: readonly [number, number] =
    villageOf(group, settled) === villageBehind ? shareJoined.low : shareJoined.usual;
  return chance.whole(...range) / 100;
}

/** A 村主干 is away for some days, and the first of their 村民小组长 stands in. */
async function declareAbsence({ absences, calendar }: DemoServices, { townships, roster }: Settled): Promise<void> {
  const village = townships[0]!.villages[villageOfAbsence]!;
  const { actor } = roster.at(Role.VillageHead, village.region);
  const deputy = roster.at(Role.GroupLeader, village.groups[0]!);
  const startsAt = calendar.instant(absence.since, morning);
  await calendar.at(startsAt, async () => {
    await absences.add(actor, {
      id: uuid7({ msecs: startsAt }),
      deputyId: deputy.actor.personId,
      startsAt,
      endsAt: calendar.instant(absence.until, morning),
      reason: '外出学习',
    });
  });
}
