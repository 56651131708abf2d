import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../src/app.module.js';
import { Database } from '../src/common/database/index.js';
import { readConfiguration } from '../src/config/index.js';
import { privacyNotice, SessionService } from '../src/modules/people/index.js';
import { ResidentTag } from '../src/modules/plans/index.js';
import { ApiProcess } from '../test/harness/api-process.js';
import { MariadbServer } from '../test/harness/mariadb.js';
import { buildCounty, type County, type CountySize } from '../demo/county.js';
import { type DatabaseKind, say } from './result.js';

/** A county in a database of its own, with everybody signed in who is going to send requests. */
export interface Site {
  county: County;
  /** Empty for SQLite, which lies in the data directory. */
  databaseUrl: string;
  dataDirectory: string;
  officeToken: string;
  /** One a grid, in the order of the grids. */
  workerTokens: string[];
  doors: FreshDoor[];
}

/** A door that nobody has been to, as raw writers must know it. */
export interface FreshDoor {
  id: string;
  gridId: number;
  residentId: string;
  planId: string;
  state: string;
  /** `all elderly:1:0`: the counters that a visit moves. */
  audiences: string;
}

const mostWorkers = 64;

/** How much there is in a county; its plan is the same in all benches. */
export type SiteSize = Pick<CountySize, 'code' | 'gridsPerVillage' | 'doors' | 'visits'>;

/** 泾县's plan in its first round, with audiences added up to nine. */
export const benchedPlan: Pick<CountySize, 'startedDaysAgo' | 'audiences'> = {
  startedDaysAgo: 60,
  audiences: [{ key: 'elderly', name: '老人', unit: 'person', match: { tag: ResidentTag.Elderly } }],
};

/** The database server of one kind, with counties on it and the API over them in a process of its own, as in production. */
export class Stand {
  private readonly folders: string[] = [];
  private sites = 0;

  private constructor(
    readonly kind: DatabaseKind,
    private readonly server: MariadbServer | null,
  ) {}

  static async open(kind: DatabaseKind): Promise<Stand> {
    return new Stand(kind, kind === 'mariadb' ? await MariadbServer.start(tmpdir()) : null);
  }

  /** `more` adds to the county what its benchmark needs besides. */
  async build(
    size: SiteSize,
    more: (app: INestApplicationContext, county: County) => Promise<void> = () => Promise.resolve(),
  ): Promise<Site> {
    const dataDirectory = mkdtempSync(path.join(tmpdir(), 'wz-bench-'));
    this.folders.push(dataDirectory);
    this.sites += 1;
    const databaseUrl = this.server ? await this.server.createDatabase(`county_${this.sites}`) : '';
    const app = await this.open({ dataDirectory, databaseUrl });
    try {
      const begun = performance.now();
      const county = await buildCounty(app, { ...size, ...benchedPlan });
      await more(app, county);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      say(`${this.kind}: ${size.doors} doors and ${size.visits} visits built in ${seconds} s`);
      return {
        county,
        databaseUrl,
        dataDirectory,
        officeToken: await signIn(app, county.officeId),
        workerTokens: await signInAll(app, county),
        doors: size.visits === 0 ? await freshDoors(app.get(Database)) : [],
      };
    } finally {
      await app.close();
    }
  }

  /** The application over a county in this very process, for what is measured without HTTP. */
  open(
    { databaseUrl, dataDirectory }: Pick<Site, 'databaseUrl' | 'dataDirectory'>,
    env: Record<string, string> = {},
  ): Promise<INestApplicationContext> {
    const database = { DATA_DIR: dataDirectory, DATABASE_URL: databaseUrl };
    const configuration = readConfiguration({ ...production, ...database, ...env });
    return NestFactory.createApplicationContext(AppModule.with(configuration), { logger: ['error'] });
  }

  serve({ databaseUrl, dataDirectory }: Site, env: Record<string, string> = {}): Promise<ApiProcess> {
    return ApiProcess.start({ databaseUrl, dataDirectory, env: { ...production, ...env } });
  }

  async close(): Promise<void> {
    await this.server?.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** One proxy stands before the API and tells it the address of each phone. */
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'http://localhost',
  DEMO: 'off',
  TRUSTED_PROXIES: '1',
  ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  INDEX_KEY: randomBytes(32).toString('base64'),
  SEAL_PRIVATE_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  WECHAT_APP_ID: 'wx0000000000000000',
  WECHAT_APP_SECRET: 'nobody signs in by WeChat here',
};

export async function signIn(app: INestApplicationContext, personId: string): Promise<string> {
  const sessions = app.get(SessionService);
  const { token } = await sessions.signInAs(personId);
  await sessions.consent(await sessions.resolve(token), privacyNotice.version);
  return token;
}

async function signInAll(app: INestApplicationContext, { workers }: County): Promise<string[]> {
  const tokens: string[] = [];
  for (const { personId } of workers.slice(0, mostWorkers)) tokens.push(await signIn(app, personId));
  return tokens;
}

async function freshDoors(database: Database): Promise<FreshDoor[]> {
  return database.query<FreshDoor>(
    `SELECT d.id, d.grid_id AS gridId, r.id AS residentId, p.plan_id AS planId, p.state, p.audiences
       FROM doors d
       JOIN residents r ON r.door_id = d.id AND r.position = 0
       JOIN door_progress p ON p.door_id = d.id AND p.round = 1
      WHERE p.state <> 'excluded' ORDER BY d.id`,
  );
}
