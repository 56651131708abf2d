import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { mp3Clip } from '../harness/test-clip.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { feedOf, openWarnings, readersOf, type WarningWorld } from './warning-world.js';

let here: WarningWorld;
let test: TestApp;
let office: TestClient;
let directive: Json;

beforeAll(async () => {
  here = await openWarnings();
  ({ test } = here);
  office = await here.staff('townshipOffice');
});
afterAll(() => test.close());
beforeEach(() => test.clock.advance(1_000));

const ok = async (asked: ReturnType<TestClient['get']>): Promise<Json> => {
  const { status, body, text } = await asked;
  if (status !== 200) throw new Error(`answered with ${status}: ${text}`);
  return body;
};

it('what an office writes and publishes is read, heard and seen by the villagers it is for', async () => {
  const [id, photoId] = [uuid7(), uuid7()];
  await ok(office.upload('/photos', { id: photoId }, await testPhoto(64, 64)));
  await ok(
    office.post('/directives', {
      id,
      planId: here.world.plan.id,
      regionId: here.world.township.id,
      kind: 'alert',
      severity: 'normal',
      content: { title: '冒充社保补缴短信', body: '不要点短信里的链接。', photoIds: [photoId] },
      targets: { chains: [], regionIds: [here.world.villageA.id], audiences: ['elderly'], deepestLevel: 3 },
    }),
  );
  const { revision } = await ok(office.upload(`/directives/${id}/clip`, {}, mp3Clip()));
  directive = await ok(office.post(`/directives/${id}/publish`, { baseRevision: revision }));
  expect(directive.state).toBe('published');
  const { wang, he, qian, guo } = here;
  const worker = await here.staff('gridWorker');
  expect(await readersOf(directive, { wang, he, qian, guo, worker })).toEqual(['wang', 'worker']);
  const [item] = (await feedOf(wang)).items;
  expect(item).toMatchObject({
    title: '冒充社保补缴短信',
    fraudType: null,
    photoIds: [photoId],
    hasClip: true,
    forYou: true,
    publishedAt: test.clock.now(),
  });
  expect((await test.anonymous().get(`/warnings/${item.versionId}/clip`)).bytes.equals(mp3Clip())).toBe(true);
  expect((await test.anonymous().get(`/warnings/${item.versionId}/photos/${photoId}`)).status).toBe(200);
});

it('what it amends stands once, on top, and what it recalls is marked', async () => {
  const { wang } = here;
  await ok(wang.post(`/me/warnings/${directive.id}/reading`, { played: true }));
  expect((await feedOf(wang)).unopened).toBe(0);
  test.clock.advance(1_000);
  const content = { title: '冒充社保、医保补缴短信', body: '不要点短信里的链接。' };
  const base = { baseNumber: 1, reason: '补充医保' };
  await ok(office.post(`/directives/${directive.id}/amend`, { ...base, content }));
  const amended = await feedOf(wang);
  expect(amended).toMatchObject({ unopened: 1, next: null });
  expect(amended.items).toMatchObject([{ number: 2, title: content.title, amendReason: '补充医保', openedAt: null }]);
  await ok(office.post(`/directives/${directive.id}/recall`, { reason: '有误' }));
  expect(await feedOf(wang)).toMatchObject({ unopened: 0, items: [{ recallReason: '有误' }] });
});
