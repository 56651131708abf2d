import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { ApiProcess } from '../harness/api-process.js';
import type { TestClient } from '../harness/client.js';
import { noteMeasure } from '../harness/measures.js';
import type { Phone } from '../harness/weapp/index.js';
import type { World } from '../harness/world.js';
import { WeappStand } from './weapp-stand.js';

const kilobyte = 1024;

/** A 王 of four strokes; each a line of so many touches. */
const name: [from: [number, number], to: [number, number]][] = [
  [
    [60, 40],
    [150, 38],
  ],
  [
    [65, 90],
    [145, 88],
  ],
  [
    [50, 150],
    [160, 147],
  ],
  [
    [105, 40],
    [104, 148],
  ],
];
const line = ([[x1, y1], [x2, y2]]: (typeof name)[number], touches = 12) =>
  Array.from({ length: touches }, (_, index) => {
    const part = index / (touches - 1);
    return { x: x1 + (x2 - x1) * part, y: y1 + (y2 - y1) * part };
  });

describe('papers in the built mini-program', () => {
  let stand: WeappStand;
  let world: World;
  let api: ApiProcess;
  let worker: TestClient;
  let phone: Phone;

  beforeAll(async () => {
    stand = await WeappStand.begin();
    ({ world, api } = stand);
    worker = await stand.test.as(world.elsewhere.worker);
    phone = stand.phoneOf(world.elsewhere.worker);
  });
  afterAll(() => stand.end());

  const ask = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${api.origin}/api${path}`, { headers: { authorization: `Bearer ${worker.token}` } });
    return (await answer.json()) as T;
  };

  it('both are signed after a visit without a network, survive the process, and are sealed once', async () => {
    const first = stand.launch(phone);
    await first.user.tap('#wechat-sign-in');
    await first.user.until(() => first.tree.find('#start-visit'), 'today');
    await first.user.until(() => [...phone.storage.keys()].some((key) => key.endsWith('/papers')), 'the texts');

    phone.network.offline();
    await first.user.tap('#start-visit');
    await first.user.tap('#outcome-met');
    await first.user.tap('#others-more');
    await first.user.tap('#next');
    await first.user.tap('#pick-fake_rebate');
    await first.user.tap('#face-to-face');
    await first.user.tap('#next');
    await first.user.tap('#next');
    await first.user.tap('#finish');
    await first.user.tap('#sign-papers');
    await first.user.see('谁来签');
    await first.user.tap('郭来喜 · 户主');
    await first.user.tap('#start-reading');
    await first.user.tap('#agree-paper');
    await first.user.see('第 2 份，共 2 份');
    await first.user.tap('#agree-paper');
    await first.user.see('在此签名');
    await first.user.stroke(
      '#signature-pad',
      line(
        [
          [100, 100],
          [103, 100],
        ],
        2,
      ),
    );
    await first.user.tap('#confirm-sign');
    await first.user.see('看不出名字');
    await first.user.tap('#clear-pad');
    for (const stroke of name) await first.user.stroke('#signature-pad', line(stroke));
    await first.user.tap('#confirm-sign');
    await first.user.until(() => first.tree.find('#signed'), 'that it is signed');
    await first.user.see('待同步');
    const largest = Math.max(...first.setData.map(({ largestBytes }) => largestBytes));
    noteMeasure(`weapp: two papers signed, largest setData ${Math.round(largest / kilobyte)} KB`);
    expect(largest).toBeLessThanOrEqual(64 * kilobyte);
    first.kill();

    const second = stand.launch(phone);
    await second.user.until(() => second.tree.find('#waiting-chip'), 'the sitting waiting');
    phone.network.online();
    await second.user.until(() => !second.tree.find('#waiting-chip'), 'the sitting sent', 20_000);
    const { items } = await ask<{ items: { id: string; templateKey: string; method: string }[] }>(
      `/doors/${world.elsewhere.door.id}/signatures`,
    );
    expect(items.map(({ templateKey }) => templateKey).sort()).toEqual(['notice.resident', 'pledge.resident']);
    expect(items.every(({ method }) => method === 'witnessed')).toBe(true);
    second.close();
  }, 120_000);

  it('the server has the name as it was drawn, the place roughly, and how the paper was read', async () => {
    const { items } = await ask<{ items: { id: string }[] }>(`/doors/${world.elsewhere.door.id}/signatures`);
    const detail = await ask<{
      hasInk: boolean;
      accuracyMetres: number;
      device: string;
      dwellMs: number;
      witnessName: string;
      checks: { result: string }[];
    }>(`/signatures/${items[0]!.id}`);
    expect(detail).toMatchObject({ hasInk: true, accuracyMetres: 100, witnessName: world.elsewhere.worker.name });
    expect(detail.device).toContain('Redmi');
    expect(detail.dwellMs).toBeGreaterThan(0);
    expect(detail.checks.map(({ result }) => result)).not.toContain('broken');

    const ink = await fetch(`${api.origin}/api/signatures/${items[0]!.id}/ink`, {
      headers: { authorization: `Bearer ${worker.token}` },
    });
    const picture = sharp(Buffer.from(await ink.arrayBuffer()));
    const { width, height, format } = await picture.metadata();
    expect({ width, format }).toEqual({ width: 480, format: 'png' });
    const pixels = await picture.greyscale().raw().toBuffer();
    const dark = (x: number, y: number) =>
      pixels[Math.round((y * height) / 220) * width + Math.round((x * width) / 343)]! < 100;
    // On the strokes, and beside them.
    expect([dark(105, 39), dark(104, 100), dark(100, 149)]).toEqual([true, true, true]);
    expect([dark(80, 120), dark(250, 100)]).toEqual([false, false]);
  }, 60_000);
});
