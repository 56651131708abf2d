import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import { v7 as uuid7 } from 'uuid';
import { SignCodesService } from '../../src/modules/sign-codes/index.js';
import { createTestApp } from '../harness/app.js';
import { readQr } from '../harness/read-qr.js';
import { buildWorld } from '../harness/world.js';

const codePath = '/wxa/getwxacodeunlimit';
const page = 'packages/papers/scan/index';

it('a demo draws an ordinary QR code and links to the same page in the browser, without asking WeChat', async () => {
  const demo = await createTestApp({ demo: true });
  const { people, doors } = await buildWorld(demo);
  const client = await demo.as(people.gridWorker);
  const { body: code } = await client.post('/sign-codes', { id: uuid7(), doorId: doors.wang.id, hours: 9 });
  const picture = (await client.get(`/sign-codes/${code.id}/picture`)).bytes;
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 560, height: 560 });
  const read = await readQr(picture);
  const [url, scene] = read.split('?scene=');
  expect(url).toBe(`http://localhost:3000/#/${page}`);
  const link = await client.post(`/sign-codes/${code.id}/link`);
  expect(link.body).toEqual({ url: read, expiresAt: code.expiresAt });
  const found = await demo.app.get(SignCodesService).scan(demo.database, scene!);
  expect(found).toMatchObject({ doorId: doors.wang.id, fault: null });
  expect(demo.wechat.journal.entries(codePath)).toEqual([]);
  expect(demo.log.text).not.toContain(scene);
  await demo.close();
});
