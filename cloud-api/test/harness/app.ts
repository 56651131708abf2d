import 'reflect-metadata';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { createWechatEmulator, type PushTarget, type WechatEmulator } from '../../emulator/index.js';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/common/clock/index.js';
import { Database } from '../../src/common/database/index.js';
import { EventWorker } from '../../src/common/events/index.js';
import { JobRunner } from '../../src/common/jobs/index.js';
import { readConfiguration } from '../../src/config/index.js';
import { applicationOptions, createAdapter, equip } from '../../src/create-app.js';
import { MessageSender } from '../../src/modules/notifications/index.js';
import { privacyNotice } from '../../src/modules/people/index.js';
import { TimestampWorker } from '../../src/modules/timestamps/index.js';
import { type Answer, TestClient, type Json } from './client.js';
import { TestClock } from './clock.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { LogCapture } from './log-capture.js';

/** Somebody with a phone; `id` is the person's in the database. */
export interface TestPerson {
  id: string;
  name: string;
  phone: string;
}

interface Options {
  demo?: boolean;
  trustedProxies?: number;
  /** An RFC 3161 authority. */
  timestampUrl?: string;
  /** How WeChat's pushes come; `off` takes none. */
  wechatPush?: 'encrypted' | 'plain' | 'off';
  /** WECHAT_TEMPLATES; without them people are told by the inbox alone. */
  messageTemplates?: object;
}

const wechatApp = { appId: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' };
const pushToken = 'pushtokenoftests';
const pushAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** The real application over a fresh database and an emulated WeChat, at a time that the test sets. */
export async function createTestApp({
  demo = false,
  trustedProxies = 0,
  timestampUrl,
  wechatPush = 'encrypted',
  messageTemplates,
}: Options = {}): Promise<TestApp> {
  const clock = new TestClock();
  const wechat = createWechatEmulator({ ...wechatApp, clock });
  const testDatabase = await createTestDatabase();
  const wechatEnvironment = {
    WECHAT_APP_ID: wechatApp.appId,
    WECHAT_APP_SECRET: wechatApp.secret,
    WECHAT_BASE_URL: await wechat.listen(),
    ...(wechatPush !== 'off' && { WECHAT_PUSH_TOKEN: pushToken }),
    ...(wechatPush === 'encrypted' && { WECHAT_PUSH_AES_KEY: pushAesKey }),
    ...(messageTemplates && { WECHAT_TEMPLATES: JSON.stringify(messageTemplates) }),
  };
  const configuration = readConfiguration({
    DATA_DIR: testDatabase.dataDirectory,
    DATABASE_URL: testDatabase.url,
    DEMO: demo ? 'on' : 'off',
    TRUSTED_PROXIES: String(trustedProxies),
    TSA_URL: timestampUrl,
    H5_DIR: path.join(testDatabase.dataDirectory, 'no-h5'),
    ...wechatEnvironment,
  });
  const log = LogCapture.begin();
  const testing = await Test.createTestingModule({ imports: [AppModule.with(configuration)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(createAdapter(configuration), applicationOptions);
  await equip(app, configuration);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return new TestApp(app, clock, wechat, testDatabase, log, wechatEnvironment);
}

export class TestApp {
  private readonly clients = new Map<string, Promise<TestClient>>();
  private readonly secrets = new Set<string>();
  private addresses = 0;

  constructor(
    readonly app: NestFastifyApplication,
    readonly clock: TestClock,
    readonly wechat: WechatEmulator,
    private readonly testDatabase: TestDatabase,
    readonly log: LogCapture,
    /** For another process that should ask the same emulator. */
    readonly wechatEnvironment: Record<string, string>,
  ) {}

  get database(): Database {
    return this.app.get(Database);
  }

  /** For another process on the same database: its URL, empty for SQLite, and where its files and secrets are. */
  get databaseUrl(): string {
    return this.testDatabase.url;
  }

  get dataDirectory(): string {
    return this.testDatabase.dataDirectory;
  }

  get kind(): TestDatabase['kind'] {
    return this.testDatabase.kind;
  }

  /** Somebody without a session, at an address of their own, so that limits per address do not mix. */
  anonymous(): TestClient {
    this.addresses += 1;
    return new TestClient(this.app, `10.0.${this.addresses >> 8}.${this.addresses & 255}`, null);
  }

  /** A new session through WeChat; whoever has not agreed to the privacy notice has not yet. */
  async signIn(person: TestPerson): Promise<TestClient> {
    const client = this.anonymous();
    const user = this.wechat.user(person.phone, { phone: person.phone });
    this.keepSecret(person.name, person.phone, user.openid);
    const first = expectOk(await client.post('/session/wechat', { code: user.login() }));
    const session =
      first.status === 'signed_in'
        ? first.session
        : expectOk(await client.post('/session/wechat/phone', { ticket: first.ticket, phoneCode: user.phoneCode() }));
    this.keepSecret(session.token);
    return client.withToken(session.token);
  }

  /** The person signed in and in agreement with the privacy notice; one session for the whole test file. */
  as(person: TestPerson): Promise<TestClient> {
    const known = this.clients.get(person.id);
    if (known) return known;
    const client = this.signInAndConsent(person);
    this.clients.set(person.id, client);
    return client;
  }

  /** From now on the emulated WeChat tells this application, over HTTP, what happens. */
  async receivePushes(): Promise<void> {
    if (!this.app.getHttpServer().listening) await this.app.listen(0, '127.0.0.1');
    this.wechat.pushTo({ ...this.pushTarget, url: `${await this.app.getUrl()}/api/wechat/push` });
  }

  /** What WeChat and the application have agreed on; the path is the one that clients ask for. */
  get pushTarget(): PushTarget {
    const encodingAesKey = this.wechatEnvironment.WECHAT_PUSH_AES_KEY ?? null;
    return { url: '/wechat/push', token: pushToken, encodingAesKey };
  }

  /** What the background would do now: timestamps, jobs, reactions, seals, messages. */
  async work(): Promise<void> {
    await this.app.get(TimestampWorker).runOnce();
    await this.app.get(JobRunner).runDue();
    await this.app.get(EventWorker).runOnce();
    await this.app.get(MessageSender).runOnce();
  }

  /** Row counts of all tables: what a refused request must leave as it was. */
  async rowCounts(): Promise<Record<string, number>> {
    const tables = this.database.dataSource.entityMetadatas.map(({ tableName }) => tableName).sort();
    const counts = tables.map((table) => `SELECT '${table}' AS name, COUNT(*) AS size FROM ${table}`);
    const rows = await this.database.query<{ name: string; size: number }>(counts.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, size }) => [name, Number(size)]));
  }

  keepSecret(...values: string[]): void {
    for (const value of values) this.secrets.add(value);
  }

  /** The secrets that were written to the log; none, if all is well. */
  secretsInLog(): string[] {
    return [...this.secrets].filter((secret) => this.log.text.includes(secret));
  }

  async close(): Promise<void> {
    try {
      await this.app.close();
      await this.wechat.close();
      await this.testDatabase.discard();
    } finally {
      this.log.end();
    }
    if (this.secretsInLog().length > 0) throw new Error('a name, phone, token or openid was written to the log');
  }

  private async signInAndConsent(person: TestPerson): Promise<TestClient> {
    const client = await this.signIn(person);
    await client.post('/me/consent', { version: privacyNotice.version });
    return client;
  }
}

function expectOk(answer: Answer): Json {
  if (answer.status !== 200) throw new Error(`signing in was answered with ${answer.status} ${answer.body?.code}`);
  return answer.body;
}
