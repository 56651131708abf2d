import type { INestApplicationContext } from '@nestjs/common';
import { Role } from '../src/common/auth/index.js';
import { Database } from '../src/common/database/index.js';
import { EventWorker } from '../src/common/events/index.js';
import type { JudgingPlan, PlanAudience } from '../src/modules/plans/index.js';
import { Level, officialPlaces, type RegionRecord } from '../src/modules/regions/index.js';
import type { Campaign } from './campaigns.js';
import { Chance } from './chance.js';
import { CountyGrids } from './county-grid.js';
import { DoorInventor } from './households.js';
import { InventedPhones } from './names.js';
import { type DemoVillage, near, type Point } from './places.js';
import { type DemoServices, servicesOf } from './services.js';
import { officeOf, type Settled, settle } from './settle.js';

export interface CountySize {
  /** The official code of a county or township. */
  code: string;
  gridsPerVillage: number;
  /** In the whole county, spread evenly over its grids. */
  doors: number;
  /** In the whole county, over the days since its plan started; some villages are more eager than others. */
  visits: number;
  startedDaysAgo: number;
  /** Beside those of 泾县's plan, which it runs. */
  audiences?: readonly PlanAudience[];
}

export interface County {
  region: RegionRecord;
  plan: JudgingPlan;
  /** The people who read the board and who log visits, one worker a grid, in the order of the grids. */
  officeId: string;
  workers: { personId: string; gridId: number }[];
}

interface CountyGrid {
  village: DemoVillage;
  grid: RegionRecord;
}

const seed = 341823;
const preset = 'jingxian';
const morning = 9 * 60;
const centre: Point = { latitude: 30.6, longitude: 118.3 };
/** About twenty kilometres. */
const countySpread = 0.2;

/**
 * A county of any size on the official tree: grids, everybody on a post, 泾县's plan, doors with residents, who goes to
 * them, and visits. Progress, counters and search keys are computed by the rules of the application; left out are the
 * commands and events by which doors and visits would have come.
 */
export async function buildCounty(
  app: INestApplicationContext,
  size: CountySize,
  report: (done: number) => void = () => undefined,
): Promise<County> {
  const services = servicesOf(app);
  const { calendar, database } = services;
  const chance = new Chance(seed);
  const phones = new InventedPhones();
  const campaign = countyCampaign(size, chance);
  const settled = await calendar.at(calendar.instant(size.startedDaysAgo, morning), () =>
    settle(services, campaign, phones, chance),
  );
  const plan = await readyPlan(app, services, settled, size.audiences ?? []);
  const inventor = new DoorInventor(Number(calendar.today.slice(0, 4)), phones, chance);
  const grids = new CountyGrids(app, settled.roster, plan, size.startedDaysAgo, inventor, chance);
  const places = gridsOf(settled);
  const visits = visitsOf(size.visits, places, chance);
  await relaxed(database, async () => {
    for (const [index, { village, grid }] of places.entries()) {
      await grids.fill({
        village,
        grid,
        number: index,
        doors: share(size.doors, places.length, index),
        visits: visits[index]!,
      });
      report((index + 1) / places.length);
    }
  });
  return {
    region: settled.region,
    plan,
    officeId: officeOf(settled).actor.personId,
    workers: places.map(({ grid }) => ({
      personId: settled.roster.at(Role.GridWorker, grid).actor.personId,
      gridId: grid.id,
    })),
  };
}

/** The part of a whole that falls to one of `parts`, so that the parts add up to it. */
export function share(whole: number, parts: number, index: number): number {
  return Math.floor(((index + 1) * whole) / parts) - Math.floor((index * whole) / parts);
}

/** Without waiting for the disk: what is lost in a crash is generated again. */
export async function relaxed(database: Database, work: () => Promise<void>): Promise<void> {
  if (database.dialect !== 'sqlite') return work();
  await database.query('PRAGMA synchronous = OFF');
  await work();
  await database.query('PRAGMA synchronous = FULL');
  await database.query('PRAGMA wal_checkpoint(TRUNCATE)');
}

function countyCampaign({ code, gridsPerVillage, startedDaysAgo }: CountySize, chance: Chance): Campaign {
  const townships = officialPlaces(code).filter(({ level }) => level === Level.Township);
  return {
    preset,
    region: code.padEnd(12, '0'),
    import: code,
    townships: townships.map((township) => ({ code: township.code, ...near(centre, countySpread, chance) })),
    startedDaysAgo,
    size: { gridsPerVillage: [gridsPerVillage, gridsPerVillage], groupsPerVillage: [2, 4], doorsPerGrid: [0, 0] },
    hasUntrainedWorker: false,
    hasDoubtfulVisits: false,
    showcase: null,
    hasDirectives: false,
  };
}

/** The plan as it judges, with its start heard while there are no doors yet: they come counted already. */
async function readyPlan(
  app: INestApplicationContext,
  { plans, database }: DemoServices,
  settled: Settled,
  more: readonly PlanAudience[],
): Promise<JudgingPlan> {
  const { id, version, document } = settled.plan;
  if (more.length > 0) {
    const audiences = [...document.audiences, ...more];
    await plans.edit(officeOf(settled).actor, id, { baseVersion: version, document: { ...document, audiences } });
  }
  await app.get(EventWorker).runOnce();
  return (await plans.judging(database)).find((plan) => plan.id === id)!;
}

function gridsOf({ townships }: Settled): CountyGrid[] {
  return townships.flatMap(({ villages }) =>
    villages.flatMap((village) => village.grids.map((grid) => ({ village, grid }))),
  );
}

/** How many visits each grid has had, by the eagerness of its village; together exactly so many. */
function visitsOf(visits: number, grids: readonly CountyGrid[], chance: Chance): number[] {
  const eagerness = new Map<DemoVillage, number>();
  for (const { village } of grids) {
    if (!eagerness.has(village)) eagerness.set(village, 0.5 + chance.next());
  }
  const whole = grids.reduce((sum, { village }) => sum + eagerness.get(village)!, 0);
  let before = 0;
  let given = 0;
  return grids.map(({ village }, index) => {
    before += eagerness.get(village)!;
    const due = index === grids.length - 1 ? visits : Math.floor((visits * before) / whole);
    const own = due - given;
    given = due;
    return own;
  });
}
