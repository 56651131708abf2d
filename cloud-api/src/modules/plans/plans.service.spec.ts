import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Actor, Role } from '../../common/auth/index.js';
import { Clock, startOfDate } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { EventLog } from '../../common/events/index.js';
import { createTestModules, type TestModules } from '../../../test/harness/modules.js';
import { officialPlaces, type RegionRecord, RegionsModule, RegionsService } from '../regions/index.js';
import type { Plan } from './dto/plan.dto.js';
import { planBrief } from './plan.mapper.js';
import { PlansModule } from './plans.module.js';
import { PlansService } from './plans.service.js';

class TestClock extends Clock {
  date = '2026-11-21';
  override now(): number {
    return startOfDate(this.date) + 36_000_000;
  }
}

const clock = new TestClock();
let application: TestModules;
let database: Database;
let plans: PlansService;
let county: RegionRecord;
let township: RegionRecord;
let village: RegionRecord;

beforeAll(async () => {
  application = await createTestModules([RegionsModule, PlansModule], clock);
  database = application.get(Database);
  plans = application.get(PlansService);
  const regions = application.get(RegionsService);
  await database.transaction((transaction) => regions.insertOfficial(transaction, officialPlaces('341823')));
  const places = await regions.byCodes(database, ['341823000000', '341823103000', '341823103200']);
  county = places.get('341823000000')!;
  township = places.get('341823103000')!;
  village = places.get('341823103200')!;
});

beforeEach(async () => {
  clock.date = '2026-11-21';
  await database.transaction(async (transaction) => {
    await transaction.execute('DELETE FROM plans');
    await transaction.execute('DELETE FROM events');
  });
});

afterAll(() => application.close());

function actorAt(role: Role, region: RegionRecord): Actor {
  return new Actor('actor', 'session', [{ id: 'post', role, regionId: region.id, path: region.path }], true, null);
}

const countyOffice = () => actorAt(Role.CountyOffice, county);
const townshipOffice = () => actorAt(Role.TownshipOffice, township);
const startInCounty = (startsOn = '2026-11-20') =>
  plans.start(countyOffice(), { preset: 'jingxian', regionId: county.id, startsOn });
const startInTownship = (preset = 'manghe', startsOn = '2026-11-01') =>
  plans.start(townshipOffice(), { preset, regionId: township.id, startsOn });
const edited = ({ document, version }: Plan, name: string) => ({
  document: { ...document, name },
  baseVersion: version,
});

async function recorded(): Promise<{ type: string; facts: unknown }[]> {
  const rows = await database.query<{ type: string; facts: string }>('SELECT type, facts FROM events ORDER BY id');
  return rows.map(({ type, facts }) => ({ type, facts: JSON.parse(facts) as unknown }));
}

it('a plan that was started before there were papers and groups has none', async () => {
  const { id, document } = await startInTownship('manghe');
  expect(document.papers).toHaveLength(2);
  expect(document.cascade).not.toBeNull();
  const { papers: _, chains: __, cascade: ___, ...old } = document;
  await database.transaction((transaction) =>
    transaction.execute('UPDATE plans SET document = ?, version = version + 1 WHERE id = ?', [JSON.stringify(old), id]),
  );
  const [plan] = await plans.judging(database);
  expect(plan!.document).toEqual({ ...old, papers: [], chains: [], cascade: null });
});

describe('starting a plan', () => {
  it('moves the preset’s dates to the start', async () => {
    const plan = await startInCounty('2026-11-20');
    expect(plan).toMatchObject({
      preset: 'jingxian',
      regionName: '泾县',
      startsOn: '2026-11-20',
      endsOn: '2027-02-08',
      round: { number: 1, name: '首次', from: '2026-11-20', until: '2027-02-08' },
      daysLeft: 79,
      version: 1,
      state: 'active',
    });
    expect(plan.document.milestones.map(({ due }) => due)).toEqual(['2026-12-11', '2027-01-08', '2027-02-08']);
    expect(await recorded()).toEqual([
      { type: 'plan.started', facts: { planId: plan.id, regionId: county.id, version: 1 } },
    ]);
  });

  it('refuses the same preset twice in a region while both would run', async () => {
    await startInTownship('manghe', '2026-11-01');
    await expect(startInTownship('manghe', '2027-11-01')).rejects.toMatchObject({ status: 409, code: 'plan_overlap' });
    expect(await plans.list(townshipOffice(), township.id)).toHaveLength(1);
  });

  it('refuses the second of two that come at once', async () => {
    const both = await Promise.allSettled([startInTownship(), startInTownship()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('lets a county’s and a township’s plans overlap', async () => {
    await startInCounty();
    await startInTownship('manghe');
    await startInTownship('jingxian');
    expect(await plans.judging(database)).toHaveLength(3);
  });

  it('names a preset or a region that does not fit', async () => {
    const start = (preset: string, regionId: number) =>
      plans.start(countyOffice(), { preset, regionId, startsOn: '2026-11-20' });
    const error = (field: string, rule: string) => ({
      code: 'validation_failed',
      details: { errors: [{ field, rule }] },
    });
    await expect(start('nothing', county.id)).rejects.toMatchObject(error('preset', 'unknown_preset'));
    await expect(start('jingxian', village.id)).rejects.toMatchObject(error('regionId', 'county_or_township'));
    await expect(start('jingxian', 999_999)).rejects.toMatchObject({ status: 404 });
    await expect(startInCounty('2026-02-30')).rejects.toMatchObject(error('startsOn', 'date'));
    await expect(startInCounty('9999-12-31')).rejects.toMatchObject(error('startsOn', 'date'));
  });

  it('needs the permission there', async () => {
    const request = { preset: 'manghe', regionId: county.id, startsOn: '2026-11-20' };
    await expect(plans.start(townshipOffice(), request)).rejects.toMatchObject({ status: 404 });
    await expect(plans.start(actorAt(Role.Police, county), request)).rejects.toMatchObject({ status: 403 });
  });
});

describe('reading plans', () => {
  it('lists what holds for a region and below, the nearest first', async () => {
    const atCounty = await startInCounty();
    const atTownship = await startInTownship();
    const ids = async (actor: Actor, region: RegionRecord) => (await plans.list(actor, region.id)).map(({ id }) => id);
    expect(await ids(countyOffice(), county)).toEqual([atCounty.id, atTownship.id]);
    expect(await ids(countyOffice(), village)).toEqual([atTownship.id, atCounty.id]);
    expect(await ids(actorAt(Role.VillageHead, village), village)).toEqual([atTownship.id, atCounty.id]);
    await expect(plans.list(townshipOffice(), county.id)).rejects.toMatchObject({ status: 404 });
  });

  it('shows a plan to those it concerns and to nobody else', async () => {
    const atTownship = await startInTownship();
    const [other] = [
      ...(await database.query<{ id: number; path: string }>(
        "SELECT id, path FROM regions WHERE code = '341823104000'",
      )),
    ];
    expect(await plans.get(actorAt(Role.VillageHead, village), atTownship.id)).toMatchObject({ id: atTownship.id });
    expect(await plans.get(countyOffice(), atTownship.id)).toMatchObject({ id: atTownship.id });
    const stranger = actorAt(Role.TownshipOffice, { ...township, ...other! });
    await expect(plans.get(stranger, atTownship.id)).rejects.toMatchObject({ status: 404 });
  });

  it('puts 全部 before the plan’s own audiences, and tells the days to the end of the round', async () => {
    await startInCounty();
    const [plan] = await plans.judging(database);
    expect(planBrief(plan!, '2026-11-20').audiences[0]).toEqual({ key: 'all', name: '全部', unit: 'door' });
    expect(planBrief(plan!, '2027-02-08')).toMatchObject({ round: { number: 1 }, daysLeft: 0 });
    expect(planBrief(plan!, '2027-02-09')).toMatchObject({ round: { number: 2 }, daysLeft: null });
    expect(planBrief(plan!, '2026-11-19')).toMatchObject({ round: null });
  });
});

describe('editing a plan', () => {
  it('replaces the document once for each version', async () => {
    const plan = await startInTownship();
    const results = await Promise.allSettled([
      plans.edit(townshipOffice(), plan.id, edited(plan, '新名一')),
      plans.edit(townshipOffice(), plan.id, edited(plan, '新名二')),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const stored = await plans.get(townshipOffice(), plan.id);
    expect(stored).toMatchObject({ version: 2, document: { name: stored.name } });
    expect((await recorded()).map(({ type }) => type)).toEqual(['plan.started', 'plan.edited']);
  });

  it('is seen by the next reader, but not while it may still be rolled back', async () => {
    const plan = await startInTownship();
    const names = async () => (await plans.judging(database)).map(({ document }) => document.name);
    expect(await names()).toEqual([plan.name]);
    let seenInside: string[] = [];
    application.get(EventLog).addProjection({
      types: ['plan.edited'],
      project: async (transaction) => {
        seenInside = (await plans.judging(transaction)).map(({ document }) => document.name);
        if (seenInside.includes('没有提交的')) throw new Error('rolled back');
      },
    });
    await expect(plans.edit(townshipOffice(), plan.id, edited(plan, '没有提交的'))).rejects.toThrow('rolled back');
    expect(seenInside).toEqual(['没有提交的']);
    expect(await names()).toEqual([plan.name]);
    await plans.edit(townshipOffice(), plan.id, edited(plan, '提交了的'));
    expect(await names()).toEqual(['提交了的']);
  });

  it('names what is wrong with the document', async () => {
    const plan = await startInTownship();
    const edit = (document: object) => plans.edit(townshipOffice(), plan.id, { document, baseVersion: 1 });
    const invalid = (field: string, rule: string) => ({
      status: 400,
      code: 'plan_invalid',
      details: { errors: [{ field, rule }] },
    });
    await expect(edit({ ...plan.document, rounds: [] })).rejects.toMatchObject(invalid('document.rounds', 'min_items'));
    await expect(edit({ ...plan.document, key: 'jingxian' })).rejects.toMatchObject(
      invalid('document.key', 'unchangeable'),
    );
    await expect(edit([])).rejects.toMatchObject(invalid('document', 'type'));
  });

  it('may not move a plan into another run of its preset', async () => {
    const first = await startInTownship('manghe', '2026-01-01');
    clock.date = '2026-06-30';
    const ended = await plans.end(townshipOffice(), first.id);
    await startInTownship('manghe', '2026-07-01');
    const rounds = ended.document.rounds.map((round) => ({ ...round, until: '2026-07-01' }));
    await expect(
      plans.edit(townshipOffice(), first.id, { document: { ...ended.document, rounds }, baseVersion: 2 }),
    ).rejects.toMatchObject({ code: 'plan_overlap' });
  });
});

describe('ending and cancelling', () => {
  it('ends an open plan today, and goes on judging what happened before', async () => {
    const plan = await startInTownship('manghe', '2026-11-01');
    expect(await plans.end(townshipOffice(), plan.id)).toMatchObject({
      endsOn: '2026-11-21',
      version: 2,
      document: { rounds: [{ until: '2026-11-21' }] },
    });
    clock.date = '2026-11-30';
    const [judging] = await plans.judging(database);
    expect(planBrief(judging!, clock.today())).toMatchObject({ round: null, daysLeft: -9 });
  });

  it('does not end what has not begun', async () => {
    const plan = await startInTownship('manghe', '2027-01-01');
    await expect(plans.end(townshipOffice(), plan.id)).rejects.toMatchObject({ status: 409 });
  });

  it('cancels for good', async () => {
    const plan = await startInTownship();
    expect(await plans.cancel(townshipOffice(), plan.id)).toMatchObject({ state: 'cancelled' });
    expect(await plans.judging(database)).toEqual([]);
    expect((await recorded()).at(-1)).toMatchObject({ type: 'plan.cancelled', facts: { version: 2 } });
    await expect(plans.cancel(townshipOffice(), plan.id)).rejects.toMatchObject({ status: 409 });
    await startInTownship();
  });
});
