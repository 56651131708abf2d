import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../src/common/database/index.js';
import { EventWorker } from '../src/common/events/index.js';
import { readConfiguration } from '../src/config/index.js';
import { createApp } from '../src/create-app.js';
import { Role } from '../src/common/auth/index.js';
import { GroupJoins } from '../src/modules/chat-groups/index.js';
import { CoverageReconciler } from '../src/modules/coverage/index.js';
import type { PlanDocument } from '../src/modules/plans/index.js';
import { RegionsService } from '../src/modules/regions/index.js';
import { createTestDatabase, type TestDatabase } from '../test/harness/database.js';
import { officeAt } from '../test/harness/world.js';
import { DemoWechat, fillDemo } from './index.js';

/** MariaDB waits for the disk at each of thousands of commits. */
const filling = 300_000;

let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let database: Database;
let wechat: DemoWechat;

async function open(): Promise<void> {
  testDatabase = await createTestDatabase();
  wechat = await DemoWechat.start();
  const { dataDirectory, url } = testDatabase;
  app = await createApp(
    readConfiguration({ DATA_DIR: dataDirectory, DATABASE_URL: url, DEMO: 'on', ...wechat.environment }),
  );
  wechat.follow(app);
  await app.init();
  database = app.get(Database);
}

async function close(): Promise<void> {
  await app.close();
  await wechat.close();
  await testDatabase.discard();
}

async function count(table: string, condition = '1 = 1'): Promise<number> {
  const [row] = await database.query<{ size: number }>(`SELECT COUNT(*) AS size FROM ${table} WHERE ${condition}`);
  return Number(row!.size);
}

describe('an empty database', () => {
  beforeAll(async () => {
    await open();
    await fillDemo(app, wechat);
  }, filling);
  afterAll(close);

  it('has every reason why a door is open, exclusions approved and asked for, and doubtful visits', async () => {
    const whys = await database.query<{ why: string }>('SELECT DISTINCT why FROM door_progress WHERE why IS NOT NULL');
    expect(whys.map(({ why }) => why)).toEqual(
      expect.arrayContaining([
        ...['never_visited', 'nobody_home', 'refused', 'away', 'not_face_to_face', 'visitor_untrained'],
        ...['excluded_vacant', 'excluded_deregistered', 'excluded_separated'],
      ]),
    );
    expect(await count('door_progress', "state = 'newly_registered'")).toBeGreaterThan(0);
    expect(await count('doors', "exclusion_state = 'requested'")).toBe(1);
    expect(await count('quarantined_commands', "state = 'pending'")).toBe(4);
    expect(await count('visits', 'version = 2')).toBe(1);
  });

  it('runs the five founding plans, each where it was issued and under way', async () => {
    const plans = await database.query<{ code: string; document: string; covered: number; open: number }>(
      `SELECT r.code, p.document, SUM(CASE WHEN d.state = 'covered' THEN 1 ELSE 0 END) AS covered,
              SUM(CASE WHEN d.why IS NULL THEN 0 ELSE 1 END) AS open
         FROM plans p JOIN regions r ON r.id = p.region_id JOIN door_progress d ON d.plan_id = p.id
        GROUP BY r.code, p.document`,
    );
    const begun = plans.map((plan) => {
      const { key, place } = JSON.parse(plan.document) as PlanDocument;
      expect(plan.code).toBe(place.code.padEnd(12, '0'));
      return [key, plan.covered > 0, plan.open > 0];
    });
    expect(begun.sort()).toEqual(
      ['fengling', 'gangkou', 'jingxian', 'manghe', 'qiaomu'].map((key) => [key, true, true]),
    );
  });

  it.each(['140522108', '341723200', '520327004', '442000108'])(
    'has doors in every village of %s',
    async (township) => {
      const empty = await database.query(
        `SELECT v.name FROM regions v WHERE v.level = 'village' AND v.code LIKE ? AND NOT EXISTS
        (SELECT 1 FROM doors d JOIN regions g ON g.id = d.grid_id WHERE g.parent_id = v.id)`,
        [`${township}%`],
      );
      expect(empty).toEqual([]);
    },
  );

  it('holds all eleven townships and 127 villages of 泾县', async () => {
    const below = (level: string) => count('regions', `level = '${level}' AND code LIKE '341823%'`);
    expect([await below('township'), await below('village')]).toEqual([11, 127]);
  });

  it('gives police and auxiliary police doors to go to', async () => {
    for (const role of ['police', 'auxiliary_police']) {
      const doors = `person_id IN (SELECT person_id FROM posts WHERE role = '${role}' AND region_id IN
        (SELECT id FROM regions WHERE code LIKE '140522108%')) AND ended_at IS NULL`;
      expect(await count('door_assignments', doors)).toBeGreaterThan(3);
    }
  });

  it('offers a few people of every place to sign in as, the showcase first', async () => {
    const { body } = await app.inject({ url: '/api/demo/people' });
    const { places } = JSON.parse(body) as { places: { name: string; people: { name: string; role: string }[] }[] };
    expect(places.map(({ name }) => name)).toEqual(['蟒河镇', '泾县', '乔木乡', '凤岭街道', '港口镇']);
    expect(places[0]!.people[0]!.name).toBe('张伟');
    for (const { people } of places) {
      expect(people.length).toBeLessThan(40);
      expect(people.map(({ role }) => role)).toEqual(
        expect.arrayContaining(['township_office', 'township_leader', 'police', 'village_head', 'grid_worker', null]),
      );
    }
  });

  it('has every group of the three chains of 蟒河镇, most of them registered by cards opened in them', async () => {
    const inPlan =
      "plan_id = (SELECT id FROM plans WHERE region_id = (SELECT id FROM regions WHERE code = '140522108000'))";
    const kinds = await database.query<{ kind: string; level: number; groups: number; bound: number }>(
      `SELECT kind_key AS kind, level, COUNT(*) AS \`groups\`, COUNT(opengid) AS bound FROM chat_groups WHERE ${inPlan}
        GROUP BY kind_key, level`,
    );
    const sizes = kinds.map(
      ({ kind, level, groups }) => `${level} ${kind} ${level === 3 && kind === 'group' ? '' : groups}`,
    );
    expect(sizes.sort()).toEqual([
      '0 command 1',
      '1 township 1',
      '1 unit 3',
      '2 school 1',
      '2 section 3',
      '2 village 18',
      '3 class 3',
      '3 enterprise 1',
      '3 group ',
    ]);
    const [registered, all] = [
      await count('chat_groups', `${inPlan} AND opengid IS NOT NULL`),
      await count('chat_groups', inPlan),
    ];
    expect(registered / all).toBeGreaterThan(0.8);
    expect(registered).toBeLessThan(all);
    expect(await count('chat_groups', `${inPlan} AND built_on IS NULL`)).toBeGreaterThan(0);
    expect(await count('chat_group_cards')).toBe(2 * registered);
    expect(await count('absences')).toBe(1);
  });

  it('has a circular, a tip and an alert behind it, one tip recalled and one alert waiting for approval', async () => {
    const directives = await database.query<{ kind: string; state: string; document: string }>(
      'SELECT state, draft AS document FROM directives ORDER BY created_at',
    );
    const told = directives.map(({ state, document }) => [(JSON.parse(document) as { kind: string }).kind, state]);
    expect(told).toEqual([
      ['circular', 'published'],
      ['tip', 'published'],
      ['tip', 'recalled'],
      ['alert', 'published'],
      ['alert', 'awaiting'],
    ]);
    const published = "version_id IN (SELECT current_version_id FROM directives WHERE state = 'published')";
    const hops = await count('relays', published);
    expect((await count('relays', `${published} AND proved_at IS NOT NULL`)) / hops).toBeGreaterThan(0.75);
    for (const fact of [
      'proved_at > due_at',
      'attested_at IS NOT NULL',
      'signed_at IS NULL',
      'pushed_at IS NOT NULL AND proved_at IS NULL',
    ]) {
      expect([fact, await count('relays', `${published} AND ${fact}`)]).not.toEqual([fact, 0]);
    }
    expect(await count('warning_readings', 'helpful_at IS NOT NULL')).toBeGreaterThan(0);
    expect(await count('scam_reports')).toBe(1);
    expect(await count('chat_group_joins', "source = 'proved'")).toBeGreaterThan(0);
  });

  it('has about four of five people in the groups, and a village far behind', async () => {
    const [town] = await database.query<{ planId: string; regionId: number }>(
      "SELECT p.id AS planId, r.id AS regionId FROM plans p JOIN regions r ON r.id = p.region_id WHERE r.code = '140522108000'",
    );
    const { planId, regionId } = town!;
    const region = await app.get(RegionsService).require(database, regionId);
    const office = officeAt(Role.TownshipOffice, region);
    const { items, total } = await app.get(GroupJoins, { strict: false }).rates(office, planId, regionId);
    const share = (rate: { registered: number; joined: number }) => rate.joined / rate.registered;
    expect(share(total)).toBeGreaterThan(0.7);
    expect(share(total)).toBeLessThan(0.9);
    expect(items.filter(({ rate }) => rate.registered > 0 && share(rate) < 0.4)).toHaveLength(1);
  });

  it('has 132 doors to reach in the grid of the first steps, 37 of them open', async () => {
    const [grid] = await database.query<{ id: number }>(
      `SELECT g.id FROM regions g JOIN regions v ON v.id = g.parent_id WHERE v.code = '140522108200' AND g.name = '第三网格'`,
    );
    const inGrid = `grid_id = ${grid!.id} AND COALESCE(exclusion_state, '') <> 'approved'`;
    const met = "id IN (SELECT door_id FROM visits WHERE outcome = 'met' AND face_to_face = 1)";
    expect(await count('doors', inGrid)).toBe(132);
    expect(await count('doors', `${inGrid} AND NOT ${met}`)).toBe(37);
  });

  it('is counted as a live count counts, before and after the background has worked', async () => {
    const [root] = await database.query<{ id: number }>("SELECT id FROM regions WHERE code = '140522108000'");
    const reconciler = app.get(CoverageReconciler);
    expect(await reconciler.reconcile(root!.id)).toEqual({ doors: 0, counters: 0 });
    await app.get(EventWorker).runOnce();
    expect(await reconciler.reconcile(root!.id)).toEqual({ doors: 0, counters: 0 });
  });

  it('is filled once', async () => {
    const doors = await count('doors');
    const events = await count('events');
    await fillDemo(app, wechat);
    expect([await count('doors'), await count('events')]).toEqual([doors, events]);
  });

  it(
    'is filled anew when the filling was interrupted',
    async () => {
      const doors = await count('doors');
      await database.transaction(async (transaction) => {
        await transaction.execute("DELETE FROM events WHERE type = 'demo.filled'");
        await transaction.execute('DELETE FROM door_progress WHERE round = 1');
      });
      await fillDemo(app, wechat);
      expect(await count('doors')).toBe(doors);
      expect(await count('events', "type = 'demo.filled'")).toBe(1);
    },
    filling,
  );
});

describe('a database with data of its own', () => {
  beforeAll(open);
  afterAll(close);

  it('stays as it is', async () => {
    await database.transaction((transaction) =>
      transaction.insert('people', [{ id: 'somebody', name: '某人', created_at: 1 }]),
    );
    await fillDemo(app, wechat);
    expect(await count('people')).toBe(1);
    expect(await count('regions')).toBe(0);
  });
});
