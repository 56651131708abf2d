import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { ClipStore } from '../../src/modules/documents/index.js';
import type { TestApp } from '../harness/app.js';
import { amendedDirective, recalledDirective } from '../harness/cascade.js';
import type { TestClient } from '../harness/client.js';
import { mp3Clip } from '../harness/test-clip.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { openWarnings, type WarningWorld } from './warning-world.js';

const dayMs = 86_400_000;

let here: WarningWorld;
let test: TestApp;
let wang: TestClient;
let head: TestClient;
let photoId: string;
let clip: { fileId: string; sha256: string; mediaType: string; bytes: number };

beforeAll(async () => {
  here = await openWarnings();
  ({ test, wang } = here);
  head = await here.staff('villageHead');
  photoId = uuid7();
  await (await here.staff('townshipOffice')).upload('/photos', { id: photoId }, await testPhoto(64, 64));
  const bytes = mp3Clip();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  clip = { fileId: uuid7(), sha256, mediaType: 'audio/mpeg', bytes: bytes.length };
  await test.app.get(ClipStore).put(clip.fileId, bytes);
});
afterAll(() => test.close());
beforeEach(() => test.clock.advance(1_000));

const publish = (kind: 'alert' | 'instruction' = 'alert') =>
  here.publish({ kind, content: { clip, photoIds: [photoId] } });
const media = (version: string) => [`/warnings/${version}/clip`, `/warnings/${version}/photos/${photoId}`];
const statuses = async (client: TestClient, paths: string[]) =>
  Promise.all(paths.map(async (path) => (await client.get(path)).status));

describe('voice and pictures of what everybody may read', () => {
  it('are heard and seen by whoever opens the card', async () => {
    const { versionId, id } = await publish();
    expect((await wang.get(`/me/warnings/${id}`)).body).toMatchObject({ hasClip: true, photoIds: [photoId] });
    const [voice, picture] = await Promise.all(media(versionId).map((path) => test.anonymous().get(path)));
    expect(voice!.bytes.equals(mp3Clip())).toBe(true);
    expect(voice!.headers).toMatchObject({ 'content-type': 'audio/mpeg', 'cache-control': 'private, max-age=3600' });
    expect(picture).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } });
  });

  it('are no longer those of a version that was amended, nor of what was recalled a while ago', async () => {
    const first = await publish();
    const second = await amendedDirective(test, first, {});
    expect(await statuses(test.anonymous(), media(first.versionId))).toEqual([404, 404]);
    expect(await statuses(test.anonymous(), media(second.versionId))).toEqual([200, 200]);
    await recalledDirective(test, second);
    expect(await statuses(test.anonymous(), media(second.versionId))).toEqual([200, 200]);
    test.clock.advance(7 * dayMs);
    expect(await statuses(test.anonymous(), media(second.versionId))).toEqual([404, 404]);
  });

  it('are only those that the version shows', async () => {
    const foreign = uuid7();
    await (await here.staff('gridWorker')).upload('/photos', { id: foreign }, await testPhoto(80, 80));
    const { versionId } = await publish();
    const silent = await here.publish();
    const paths = [
      `/warnings/${versionId}/photos/${foreign}`,
      `/warnings/${versionId}/photos/${uuid7()}`,
      ...media(silent.versionId),
      ...media(uuid7()),
    ];
    expect(await statuses(test.anonymous(), paths)).toEqual(paths.map(() => 404));
    expect((await test.anonymous().get(`/warnings/${versionId}/photos/..%2f..%2fetc`)).status).toBe(400);
  });
});

describe('voice and pictures of a 指令', () => {
  it('are for those with a part in its groups', async () => {
    const { versionId, id } = await publish('instruction');
    const own = [`/me/warnings/${id}/clip`, `/me/warnings/${id}/photos/${photoId}`];
    expect(await statuses(test.anonymous(), media(versionId))).toEqual([404, 404]);
    expect(await statuses(test.anonymous(), own)).toEqual([401, 401]);
    expect(await statuses(wang, own)).toEqual([404, 404]);
    expect(await statuses(head, own)).toEqual([200, 200]);
    expect((await head.get(own[0]!)).bytes.equals(mp3Clip())).toBe(true);
    expect((await head.get(`/me/warnings/${id}/photos/${uuid7()}`)).status).toBe(404);
  });

  it('are seen in a draft by whoever may approve it there, and by nobody elsewhere', async () => {
    await publish('instruction');
    expect((await (await here.staff('townshipLeader')).get(`/photos/${photoId}`)).status).toBe(200);
    for (const stranger of [wang, await here.staff('gridWorker'), await test.as(here.world.elsewhere.office)])
      expect((await stranger.get(`/photos/${photoId}`)).status).toBe(404);
  });
});
