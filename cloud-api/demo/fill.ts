import type { INestApplicationContext } from '@nestjs/common';
import type { Database } from '../src/common/database/index.js';
import { campaigns } from './campaigns.js';
import { Chance } from './chance.js';
import { InventedPhones } from './names.js';
import { runCampaign } from './run-campaign.js';
import { servicesOf } from './services.js';

/** What the log says about the demo itself: that its filling was begun, and that it came to its end. */
const Mark = { Begun: 'demo.begun', Filled: 'demo.filled' } as const;
type Mark = (typeof Mark)[keyof typeof Mark];

const seed = 20211;

/**
 * Fills an empty database, once. One that an interrupted start left half filled is emptied and filled anew; a database
 * that holds anything else is somebody's own and stays as it is.
 */
export async function fillDemo(app: INestApplicationContext): Promise<void> {
  const services = servicesOf(app);
  const { database } = services;
  const marks = await marksIn(database);
  if (marks.has(Mark.Filled)) return;
  if (marks.has(Mark.Begun)) await empty(database);
  else if (!(await isEmpty(database))) return;
  process.stdout.write('首次启动，正在填充演示数据，约需十秒……\n');
  await mark(database, Mark.Begun);
  const chance = new Chance(seed);
  const phones = new InventedPhones();
  for (const campaign of campaigns) await runCampaign(services, campaign, phones, chance);
  await mark(database, Mark.Filled);
}

async function marksIn(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ type: string }>(
    "SELECT type FROM events WHERE subject_kind = 'demo' AND subject_id = 'demo'",
  );
  return new Set(rows.map(({ type }) => type));
}

function mark(database: Database, type: Mark): Promise<void> {
  return database.transaction(async (transaction) => {
    transaction.record({ type, actorId: null, subject: { kind: 'demo', id: 'demo' }, facts: {} });
  });
}

async function isEmpty(database: Database): Promise<boolean> {
  const rows = await database.query('SELECT id FROM regions UNION ALL SELECT 1 FROM people LIMIT 1');
  return rows.length === 0;
}

async function empty(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const { tableName } of database.dataSource.entityMetadatas) {
      await transaction.execute(`DELETE FROM ${tableName}`);
    }
  });
}
