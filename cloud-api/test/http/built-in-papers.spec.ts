import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { canonicalHash } from '../../src/common/crypto/index.js';
import { readConfiguration } from '../../src/config/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { mp3Clip } from '../harness/test-clip.js';
import { buildWorld, type World } from '../harness/world.js';
import { eventsOf, PaperOffice } from './paper-office.js';

let test: TestApp;
let world: World;
let county: PaperOffice;
let worker: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  county = new PaperOffice(await test.as(world.people.countyOffice));
  worker = await test.as(world.people.gridWorker);
});
afterAll(() => test.close());

describe('the papers that come with the program', () => {
  const rows = () => test.database.query('SELECT id, number, hash, replaced_at FROM document_versions ORDER BY id');
  const start = async () => {
    const environment = { DATA_DIR: test.dataDirectory, DATABASE_URL: test.databaseUrl, ...test.wechatEnvironment };
    const context = await NestFactory.createApplicationContext(AppModule.with(readConfiguration(environment)), {
      logger: false,
      abortOnError: false,
    });
    await context.close();
  };

  it('are published at the first start, each with its hash and an event', async () => {
    const events = await eventsOf(test, 'document.published');
    expect(events).toHaveLength(13);
    for (const { subjectId: id, facts, actorId } of events) {
      const { body } = await worker.get(`/documents/versions/${id}`);
      const { templateKey, hash, regionId } = facts;
      expect(body).toMatchObject({ templateKey, number: 1, hash, replacedAt: null, clips: [] });
      expect([regionId, actorId, canonicalHash(body.content)]).toEqual([null, null, hash]);
    }
  });

  it('are the same after another start', async () => {
    const before = await rows();
    await start();
    expect(await rows()).toEqual(before);
    expect(await eventsOf(test, 'document.published')).toHaveLength(13);
  });

  it('are published once by processes that start together', async () => {
    const before = await rows();
    await test.database.transaction(async (transaction) => {
      await transaction.execute('DELETE FROM document_versions');
      await transaction.execute('DELETE FROM document_templates');
    });
    await Promise.all([start(), start(), start()]);
    expect(await rows()).toEqual(before);
    expect(await eventsOf(test, 'document.published')).toHaveLength(26);
  });

  it('take the place of the text that an earlier program came with, and do not come back after it', async () => {
    const template = await county.builtIn(world.county.id, 'pledge.campus');
    const [version] = template.versions;
    const older = uuid7();
    const dated = test.clock.now() - 1000;
    await test.database.transaction(async (transaction) => {
      await transaction.execute('UPDATE document_versions SET id = ?, hash = ?, published_at = ? WHERE id = ?', [
        older,
        'f'.repeat(64),
        dated,
        version.id,
      ]);
    });
    await start();
    const { versions } = await county.builtIn(world.county.id, 'pledge.campus');
    expect(versions.map(({ id, number, replacedAt }: Json) => [id, number, replacedAt === null])).toEqual([
      [version.id, 2, true],
      [older, 1, false],
    ]);
  });

  it('are nobody’s to write or to read aloud', async () => {
    const { id, revision, versions, mayEdit, draft } = await county.builtIn(world.county.id);
    expect([mayEdit, draft]).toEqual([false, null]);
    const content = await county.contentOf(versions[0].id);
    expect((await county.write(id, revision, content)).status).toBe(403);
    expect((await county.publish(id, revision)).status).toBe(403);
    const clip = await county.client.upload(
      `/documents/versions/${versions[0].id}/clip`,
      { dialect: '普通话' },
      mp3Clip(),
    );
    expect(clip.status).toBe(403);
  });
});
