import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../src/app.module.js';
import { Database } from '../src/common/database/index.js';
import { readConfiguration } from '../src/config/index.js';
import { CoverageReconciler } from '../src/modules/coverage/index.js';
import { createTestDatabase, type TestDatabase } from '../test/harness/database.js';
import { buildCounty, type County } from './county.js';

let testDatabase: TestDatabase;
let app: INestApplicationContext;
let county: County;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const configuration = readConfiguration({ DATA_DIR: testDatabase.dataDirectory, DATABASE_URL: testDatabase.url });
  app = await NestFactory.createApplicationContext(AppModule.with(configuration), { logger: ['error'] });
  county = await buildCounty(app, {
    code: '140522108',
    gridsPerVillage: 2,
    doors: 1_001,
    visits: 4_007,
    startedDaysAgo: 365,
    audiences: [{ key: 'elderly', name: '老人', unit: 'person', match: { tag: 'elderly' } }],
  });
});

afterAll(async () => {
  await app.close();
  await testDatabase.discard();
});

async function sizeOf(table: string): Promise<number> {
  const [row] = await app.get(Database).query<{ size: number }>(`SELECT COUNT(*) AS size FROM ${table}`);
  return Number(row!.size);
}

it('has exactly the doors and visits asked for, one worker a grid', async () => {
  expect(await sizeOf('doors')).toBe(1_001);
  expect(await sizeOf('visits')).toBe(4_007);
  expect(county.workers).toHaveLength(18 * 2);
});

it('counts in all audiences and in every state that visits can lead to', async () => {
  const database = app.get(Database);
  const audiences = await database.query('SELECT DISTINCT audience FROM coverage_counters');
  const states = await database.query<{ state: string }>('SELECT DISTINCT state FROM door_progress WHERE round = 1');
  expect(audiences).toHaveLength(county.plan.document.audiences.length + 1);
  expect(states.map(({ state }) => state).sort()).toEqual(
    expect.arrayContaining(['away', 'covered', 'excluded', 'nobody', 'not_counting', 'refused']),
  );
});

it('is counted as the application counts', async () => {
  expect(await app.get(CoverageReconciler).reconcile(county.region.id)).toEqual({ doors: 0, counters: 0 });
});
