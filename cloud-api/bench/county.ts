import type { INestApplicationContext } from '@nestjs/common';
import { Actor, Role } from '../src/common/auth/index.js';
import { Clock } from '../src/common/clock/index.js';
import { Database } from '../src/common/database/index.js';
import { EventWorker } from '../src/common/events/index.js';
import { PeopleService } from '../src/modules/people/index.js';
import { type JudgingPlan, PlansService, ResidentTag } from '../src/modules/plans/index.js';
import { Level, officialPlaces, type RegionRecord, RegionsService } from '../src/modules/regions/index.js';
import { fillGrid } from './county-grid.js';

export interface CountySize {
  /** The official code of a county or township. */
  code: string;
  gridsPerVillage: number;
  /** In the whole county, spread evenly over its grids. */
  doors: number;
  /** In the whole county, spread evenly over its doors. */
  visits: number;
}

export interface County {
  region: RegionRecord;
  plan: JudgingPlan;
  /** The people who read the board and who log visits, one worker a grid, in the order of the grids. */
  officeId: string;
  workers: { personId: string; gridId: number }[];
}

const presetDaysAgo = 60;
const trained = '2020-01-01';

/**
 * A county of any size on the official tree: grids, staff, a plan with nine audiences beside 全部, doors, residents and
 * visits. Progress and counters are computed by the rule that the application counts by. What no board reads is left
 * out: the commands and events that such visits would have come by.
 */
export async function buildCounty(
  app: INestApplicationContext,
  size: CountySize,
  report: (done: number) => void = () => undefined,
): Promise<County> {
  const database = app.get(Database);
  const { region, grids } = await drawGrids(app, size);
  const { officeId, workers } = await hireStaff(app, region, grids);
  const plan = await startPlan(app, region, officeId);
  const now = app.get(Clock).now();
  await relaxed(database, async () => {
    for (const [index, grid] of grids.entries()) {
      const doors = share(size.doors, grids.length, index);
      const visits = share(size.visits, grids.length, index);
      await fillGrid(app, { grid, number: index, visitorId: workers[index]!.personId, plan, doors, visits, now });
      report((index + 1) / grids.length);
    }
  });
  return { region, plan, officeId, workers };
}

/** The part of a whole that falls to one of `parts`, so that the parts add up to it. */
export function share(whole: number, parts: number, index: number): number {
  return Math.floor(((index + 1) * whole) / parts) - Math.floor((index * whole) / parts);
}

async function drawGrids(app: INestApplicationContext, { code, gridsPerVillage }: CountySize) {
  const regions = app.get(RegionsService);
  const database = app.get(Database);
  const places = officialPlaces(code);
  return database.transaction(async (transaction) => {
    await regions.insertOfficial(transaction, places);
    const known = await regions.byCodes(
      transaction,
      places.map((place) => place.code),
    );
    const grids: RegionRecord[] = [];
    for (const village of places.filter(({ level }) => level === Level.Village)) {
      const names = Array.from({ length: gridsPerVillage }, (_, index) => `第${index + 1}网格`);
      const drafts = names.map((name) => ({ level: Level.Grid, name }));
      grids.push(...(await regions.insertLocal(transaction, null, known.get(village.code)!, drafts)));
    }
    return { region: known.get(code.padEnd(12, '0'))!, grids };
  });
}

async function hireStaff(app: INestApplicationContext, region: RegionRecord, grids: readonly RegionRecord[]) {
  const people = app.get(PeopleService);
  const office = region.level === Level.Township ? Role.TownshipOffice : Role.CountyOffice;
  return app.get(Database).transaction(async (transaction) => {
    const hire = (name: string, role: Role, regionId: number) =>
      people.createStaff(transaction, { name, phone: null, posts: [{ role, regionId }], trainedOn: trained }, null);
    const officeId = await hire('平安办', office, region.id);
    const workers: County['workers'] = [];
    for (const [index, { id: gridId }] of grids.entries()) {
      workers.push({ personId: await hire(`网格员${index + 1}`, Role.GridWorker, gridId), gridId });
    }
    return { officeId, workers };
  });
}

/** The county's plan with audiences added up to the most that a plan may have; its doors come later, counted already. */
async function startPlan(app: INestApplicationContext, region: RegionRecord, officeId: string): Promise<JudgingPlan> {
  const plans = app.get(PlansService);
  const database = app.get(Database);
  const role = region.level === Level.Township ? Role.TownshipOffice : Role.CountyOffice;
  const office = new Actor(officeId, '', [{ id: '', role, regionId: region.id, path: region.path }], true, null);
  const startsOn = new Date(app.get(Clock).now() - presetDaysAgo * 86_400_000).toISOString().slice(0, 10);
  const { id, version, document } = await plans.start(office, { preset: 'jingxian', regionId: region.id, startsOn });
  const audiences = [
    ...document.audiences,
    { key: 'elderly', name: '老人', unit: 'person' as const, match: { tag: ResidentTag.Elderly } },
  ];
  await plans.edit(office, id, { baseVersion: version, document: { ...document, audiences } });
  await app.get(EventWorker).runOnce();
  return (await plans.judging(database)).find((plan) => plan.id === id)!;
}

/** Without waiting for the disk: what is lost in a crash is generated again. */
export async function relaxed(database: Database, work: () => Promise<void>): Promise<void> {
  if (database.dialect !== 'sqlite') return work();
  await database.query('PRAGMA synchronous = OFF');
  await work();
  await database.query('PRAGMA synchronous = FULL');
  await database.query('PRAGMA wal_checkpoint(TRUNCATE)');
}
