import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { m4aClip, mp3Clip } from '../harness/test-clip.js';
import type { World } from '../harness/world.js';
import { eventsOf, faults, openPaperOffices, type PaperOffice } from './paper-office.js';

let test: TestApp;
let world: World;
let county: PaperOffice;
let township: PaperOffice;
let worker: TestClient;

beforeAll(async () => {
  ({ test, world, county, township, worker } = await openPaperOffices());
});
afterAll(() => test.close());

describe('a recording', () => {
  let version: Json;
  const add = (client: TestClient, fields: Record<string, string>, file: Uint8Array | null, id = version.id) =>
    client.upload(`/documents/versions/${id}/clip`, fields, file);
  const read = (query = '') => worker.get(`/documents/versions/${version.id}/clip${query}`);

  beforeAll(async () => {
    version = (await township.published(world.villageA.id, '读给您听', 'pledge.business')).versions[0];
  });

  it('comes with its version and is read as it was stored', async () => {
    expect((await read()).status).toBe(404);
    const mandarin = await add(township.client, { dialect: '普通话' }, mp3Clip());
    expect(mandarin.body).toMatchObject({ dialect: '普通话', mediaType: 'audio/mpeg', bytes: 1668 });
    const dialect = await add(township.client, { dialect: ' 泾县话 ' }, m4aClip());
    expect(dialect.body).toMatchObject({ dialect: '泾县话', mediaType: 'audio/mp4' });
    const { body } = await worker.get(`/documents/versions/${version.id}`);
    expect(body.clips).toEqual([mandarin.body, dialect.body]);

    const played = await read();
    expect(played.bytes.equals(mp3Clip())).toBe(true);
    expect(played.headers).toMatchObject({ 'content-type': 'audio/mpeg', 'cache-control': 'private, max-age=86400' });
    expect((await read(`?dialect=${encodeURIComponent('泾县话')}`)).bytes.equals(m4aClip())).toBe(true);
    expect((await read(`?dialect=${encodeURIComponent('粤语')}`)).status).toBe(404);
    const facts = (await eventsOf(test, 'document.clip_added')).map((event) => event.facts);
    expect(facts[0]).toEqual({
      dialect: '普通话',
      sha256: mandarin.body.sha256,
      bytes: 1668,
      versionHash: version.hash,
    });
  });

  it('takes the place of an older one in its dialect', async () => {
    const newer = mp3Clip(6);
    expect((await add(township.client, { dialect: '普通话' }, newer)).status).toBe(200);
    expect((await worker.get(`/documents/versions/${version.id}`)).body.clips).toHaveLength(2);
    expect((await read(`?dialect=${encodeURIComponent('普通话')}`)).bytes.equals(newer)).toBe(true);
    const both = await Promise.all([1, 2, 3].map(() => add(township.client, { dialect: '吴语' }, mp3Clip())));
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await worker.get(`/documents/versions/${version.id}`)).body.clips).toHaveLength(3);
  });

  it('is sound, small, and says what it is spoken in', async () => {
    const dialect = '普通话';
    expect(faults(await add(township.client, { dialect }, Buffer.from('no sound')))).toEqual([400, 'file mp3_or_m4a']);
    expect(faults(await add(township.client, { dialect }, m4aClip('soun', 'vide')))).toEqual([400, 'file mp3_or_m4a']);
    expect(faults(await add(township.client, { dialect }, null))).toEqual([400, 'file required']);
    expect(faults(await add(township.client, {}, mp3Clip()))).toEqual([400, 'dialect required']);
    expect(faults(await add(township.client, { dialect: '长'.repeat(21) }, mp3Clip()))).toEqual([
      400,
      'dialect max_length',
    ]);
    expect(faults(await add(township.client, { dialect: '\u0007话' }, mp3Clip()))).toEqual([400, 'dialect printable']);
    expect((await add(township.client, { dialect }, Buffer.alloc(3 * 1024 * 1024 + 1))).body).toMatchObject({
      status: 413,
      code: 'payload_too_large',
    });
    const json = await township.client.post(`/documents/versions/${version.id}/clip`, { dialect });
    expect(json.status).toBe(415);
  });

  it('is added by the office of the paper, or one above', async () => {
    expect((await add(county.client, { dialect: '徽语' }, mp3Clip())).status).toBe(200);
    expect((await add(await test.as(world.elsewhere.office), { dialect: '徽语' }, mp3Clip())).status).toBe(404);
    expect((await add(worker, { dialect: '徽语' }, mp3Clip())).status).toBe(403);
    expect((await add(county.client, { dialect: '徽语' }, mp3Clip(), uuid7())).status).toBe(404);
  });
});
