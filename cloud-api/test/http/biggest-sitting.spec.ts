import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { v7 as uuid7 } from 'uuid';
import { SignatureVerifier } from '../../src/modules/signatures/index.js';
import type { Json } from '../harness/client.js';
import { type Command, TestPhone } from '../harness/commands.js';
import { currentVersions } from '../harness/signing.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import type { WorldDoor } from '../harness/world-doors.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let versions: Map<string, string>;
let image: string;
let photoIds: string[];

beforeAll(async () => {
  histories = await DoorHistories.begin();
  versions = await currentVersions(histories.worker.client);
  image = await biggestPicture();
  photoIds = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const id = uuid7();
      await histories.worker.client.upload('/photos', { id }, await testPhoto(64, 64));
      return id;
    }),
  );
});
afterAll(() => histories.test.close());

const characters = 20_000;
/** Bytes of MariaDB's TEXT. */
const mostOfText = 65_535;

/** As near below the limit as whole lines come: noise does not pack. */
async function biggestPicture(): Promise<string> {
  const width = 120;
  const sizes = Array.from({ length: 25 }, (_, index) => 100 + index);
  const pictures = await Promise.all(
    sizes.map(async (height) => {
      const raw = { width, height, channels: 1 } as const;
      const picture = sharp(randomBytes(width * height), { raw })
        .toColourspace('b-w')
        .png();
      return (await picture.toBuffer()).toString('base64');
    }),
  );
  return pictures.filter(({ length }) => length <= characters).at(-1)!;
}

/** Eighty strokes, 20,000 characters together. */
function biggestStrokes(): string[] {
  const [strokes, point] = [80, '-99,999,9'];
  const points = Math.floor(characters / strokes / (point.length + 1));
  const stroke = Array.from({ length: points }, () => point).join(',');
  return Array.from({ length: strokes }, () => stroke);
}

/** The biggest sitting that the contract lets a phone send: everything as long as it may be, in letters of three bytes. */
function biggest(doorId: string, phone: TestPhone): Command {
  const now = phone.now();
  const long = (length: number) => '龘'.repeat(length);
  const keys = [
    'notice.resident',
    'pledge.resident',
    'notice.business',
    'pledge.business',
    'pledge.finance',
    'notice.campus',
  ];
  return phone.command('papers.sign', {
    doorId,
    method: 'witnessed',
    papers: keys.map((key) => ({
      id: uuid7(),
      versionId: versions.get(key)!,
      openedAt: now - 40_000,
      dwellMs: 86_400_000,
      reachedEnd: false,
      playedMs: 86_400_000,
      replaces: uuid7(),
    })),
    signer: {
      residentId: uuid7(),
      name: long(30),
      relation: 'grandparent',
      capacity: 'household',
      onBehalfOf: long(60),
      proxyReason: long(100),
      sharedPhone: false,
    },
    mark: 'drawn',
    ink: { strokes: biggestStrokes(), image },
    signedAt: now,
    location: { latitude: -30.12345678901234, longitude: -118.1234567890123, accuracy: 12345.67890123457 },
    device: long(80),
    photoIds,
    visitId: uuid7(),
  });
}
const papersOf = ({ payload }: Command) => (payload as { papers: Json[] }).papers;

describe('the biggest sitting that a phone may send', () => {
  it('is kept whole, and verifies', async () => {
    const door = await histories.door({ residents: [{ name: '巨大山' }] });
    const sitting = biggest(door.id, histories.worker);
    const { ink } = sitting.payload as { ink: { strokes: string[]; image: string } };
    expect(ink.strokes.join('').length + ink.image.length).toBeGreaterThan(39_500);
    expect((await histories.worker.push(sitting))[0]).toMatchObject({ result: 'stored' });
    const detail = await histories.worker.client.get(`/signatures/${papersOf(sitting)[5]!.id}`);
    expect(detail.body.checks.filter(({ result }: Json) => result === 'broken')).toEqual([]);
    expect(
      (await histories.worker.client.get(`/signatures/${papersOf(sitting)[0]!.id}/ink`)).bytes.toString('base64'),
    ).toBe(image);
  });

  it('waits whole for a decision', async () => {
    const { test, world } = histories;
    const door = await histories.door({ gridId: world.b1.id, residents: [{ name: '巨小山' }] });
    const sitting = biggest(door.id, histories.worker);
    expect((await histories.worker.push(sitting))[0]).toMatchObject({ result: 'quarantined' });
    const [kept] = await test.database.query<{ size: number }>(
      'SELECT LENGTH(command) AS size FROM quarantined_commands WHERE id = ?',
      [sitting.id],
    );
    expect(Number(kept!.size)).toBeLessThan(mostOfText);
    const office = await test.as(world.people.countyOffice);
    expect((await office.post(`/quarantine/${sitting.id}/decision`, { accept: true })).status).toBe(204);
    const detail = await office.get(`/signatures/${papersOf(sitting)[0]!.id}`);
    expect(detail.body.checks.filter(({ result }: Json) => result === 'broken')).toEqual([]);
  });

  it('comes two hundred times at once', async () => {
    const doors: WorldDoor[] = [];
    for (let count = 0; count < 20; count += 1) doors.push(await histories.door({ residents: [{ name: '巨中山' }] }));
    const pushes = Array.from({ length: 10 }, () => doors.map(({ id }) => biggest(id, histories.worker)));
    const results = await Promise.all(pushes.map((sittings) => histories.worker.push(...sittings)));
    expect(results.flat().filter(({ result }) => result !== 'stored')).toEqual([]);
    const findings = await histories.test.app.get(SignatureVerifier).signatures();
    expect(findings).toEqual([]);
  });
});
