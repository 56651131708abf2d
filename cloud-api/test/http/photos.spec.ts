import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let client: TestClient;
let photo: Uint8Array;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  client = await test.as(world.people.gridWorker);
  photo = await testPhoto(2400, 1200);
});
afterAll(() => test.close());

const upload = (id: string, file: Uint8Array | null, by = client) => by.upload('/photos', { id }, file);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a photo', () => {
  it('is stored small enough, upright and without the place where it was taken', async () => {
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const id = uuid7();
    const answer = await upload(id, photo);
    expect(answer).toMatchObject({ status: 200, body: { id, width: 1600, height: 800 } });
    const read = await client.get(`/photos/${id}`);
    expect(read.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=86400' });
    expect([sha256(read.bytes), read.bytes.length]).toEqual([answer.body.sha256, answer.body.bytes]);
    const { exif, xmp, iptc, icc } = await sharp(read.bytes).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
    for (const trace of ['GPS', 'Exif', 'Redmi']) expect(read.bytes.includes(trace)).toBe(false);
  });

  it('is turned as its EXIF says', async () => {
    const sideways = await sharp(photo).resize(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await upload(uuid7(), sideways)).body).toMatchObject({ width: 200, height: 400 });
  });

  it('hides nothing behind its end', async () => {
    const id = uuid7();
    await upload(id, Buffer.concat([photo, Buffer.from('<?php system($_GET["c"]); ?>')]));
    expect((await client.get(`/photos/${id}`)).bytes.includes('<?php')).toBe(false);
  });

  it('sent again is answered as the first time, also all at once', async () => {
    const id = uuid7();
    const answers = await Promise.all([1, 2, 3, 4].map(() => upload(id, photo)));
    const again = await upload(id, photo);
    for (const { status, body } of [...answers, again]) expect([status, body]).toEqual([200, again.body]);
  });

  it('does not give way to other bytes, or to somebody else, under its id', async () => {
    const id = uuid7();
    const { body } = await upload(id, photo);
    const other = await testPhoto(64, 64);
    expect(await upload(id, other)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await upload(id, photo, await test.as(world.people.gridWorkerNext))).status).toBe(409);
    expect(sha256((await client.get(`/photos/${id}`)).bytes)).toBe(body.sha256);
  });
});

describe('who sees a photo', () => {
  it('is whoever took it, and whoever may read the visit that shows it', async () => {
    const id = uuid7();
    await upload(id, photo);
    const head = await test.as(world.people.villageHead);
    expect((await head.get(`/photos/${id}`)).status).toBe(404);
    const phone = new TestPhone(client, test.clock);
    await phone.push(phone.visit(world.doors.wang.id, { photoIds: [id] }));
    expect((await head.get(`/photos/${id}`)).status).toBe(200);
    for (const stranger of [world.people.gridWorkerNext, world.resident, world.elsewhere.office])
      expect((await (await test.as(stranger)).get(`/photos/${id}`)).status).toBe(404);
  });

  it('is nobody who merely names it in a visit of their own', async () => {
    const id = uuid7();
    await upload(id, photo);
    const thief = new TestPhone(await test.as(world.people.gridWorkerNext), test.clock);
    expect((await thief.push(thief.visit(world.doors.sun.id, { photoIds: [id] })))[0].result).toBe('stored');
    expect((await thief.client.get(`/photos/${id}`)).status).toBe(404);
  });
});

describe('what is no photo', () => {
  const refused = async (answer: Promise<unknown>, status: number, body: object, before: object) => {
    expect(await answer).toMatchObject({ status, body });
    expect(await test.rowCounts()).toEqual(before);
  };

  it.each([
    ['a script with a photo’s name', async () => Buffer.from('#!/bin/sh\nrm -rf /\n')],
    [
      'the magic bytes of a JPEG and nothing more',
      async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0]),
    ],
    ['half a photo', async () => photo.slice(0, photo.length / 2)],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
    [
      'a GIF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .gif()
          .toBuffer(),
    ],
    [
      'a flood of pixels',
      () =>
        sharp({ create: { width: 9000, height: 7000, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
    ],
  ])('%s is refused', async (_, make) => {
    await refused(upload(uuid7(), await make()), 422, { code: 'photo_unreadable' }, await test.rowCounts());
  });

  it('more than eight megabytes is refused', async () => {
    const before = await test.rowCounts();
    await refused(upload(uuid7(), Buffer.alloc(8 * 1024 * 1024 + 1)), 413, { code: 'photo_too_large' }, before);
  });

  const error = (field: string, rule: string) => ({ code: 'validation_failed', errors: [{ field, rule }] });

  it('a form without a usable id or file names what is missing', async () => {
    const before = await test.rowCounts();
    await refused(client.upload('/photos', {}, photo), 400, error('id', 'uuid7'), before);
    for (const id of ['x', '../../etc/passwd', '01900000-0000-4000-8000-000000000000'])
      await refused(upload(id, photo), 400, error('id', 'uuid7'), before);
    await refused(upload(uuid7(), null), 400, error('file', 'required'), before);
    await refused(upload(uuid7(), Buffer.alloc(0)), 400, error('file', 'required'), before);
  });

  it.each([
    ['JSON', 'application/json', '{"id":"x"}', 415],
    ['no form at all', 'text/plain', 'x', 415],
    ['a form without a boundary', 'multipart/form-data', 'x', 400],
    [
      'a form that breaks off',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      400,
    ],
    ['an empty form', 'multipart/form-data; boundary=x', '--x--\r\n', 400],
    [
      'a form that pollutes',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
      400,
    ],
  ])('%s is a Problem', async (_, type, payload, status) => {
    const before = await test.rowCounts();
    const answer = await client.raw('POST', '/photos', { headers: { 'content-type': type }, payload });
    expect(answer).toMatchObject({ status, body: { code: expect.any(String) } });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('two files, or a heap of fields, are a Problem', async () => {
    const fields = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, 'x']));
    const answer = await client.upload('/photos', { id: uuid7(), ...fields }, photo);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});
