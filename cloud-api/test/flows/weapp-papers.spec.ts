import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { ApiProcess } from '../harness/api-process.js';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { noteMeasure } from '../harness/measures.js';
import type { Phone, Weapp } from '../harness/weapp/index.js';
import { canvasSize } from '../harness/weapp/wx/canvas.js';
import { addDoor, type WorldDoor } from '../harness/world-doors.js';
import type { World } from '../harness/world.js';
import { Cipher } from '../../src/common/crypto/index.js';
import { CoverageProjector } from '../../src/modules/coverage/index.js';
import { handwriting } from './handwriting.js';
import { expectSoon } from './patience.js';
import { WeappStand } from './weapp-stand.js';

const kilobyte = 1024;
/** More makes a cheap phone slow (P6). */
const mostSetData = 64 * kilobyte;

/** 蟒河镇: each household signs a 告知书 and a 承诺书 (S1.5), on the worker's phone and without a network. */
describe('papers in the built mini-program', () => {
  let stand: WeappStand;
  let test: TestApp;
  let world: World;
  let api: ApiProcess;
  let worker: TestClient;
  let guo: WorldDoor;
  let niu: WorldDoor;

  beforeAll(async () => {
    stand = await WeappStand.begin();
    ({ test, world, api } = stand);
    guo = world.elsewhere.door;
    niu = await test.database.transaction((transaction) =>
      addDoor(transaction, test.app.get(Cipher), {
        code: 'M102',
        name: '牛满仓',
        gridId: world.elsewhere.grid.id,
        residents: [{ name: '牛满仓' }, { name: '牛小满', relation: 'child' }],
      }),
    );
    await test.app.get(CoverageProjector).recountRegion(world.elsewhere.grid.id);
    worker = await test.as(world.elsewhere.worker);
  }, 120_000);
  afterAll(() => stand.end());

  /** The worker's phone, signed in and with its doors and papers on it, and then without a network. */
  async function offlinePhone(door: WorldDoor): Promise<{ phone: Phone; weapp: Weapp }> {
    const phone = stand.phoneOf(world.elsewhere.worker);
    const weapp = stand.launch(phone);
    await weapp.user.tap('#wechat-sign-in');
    await weapp.user.until(() => weapp.tree.find('#wechat-phone') ?? weapp.tree.find('#remaining'), 'an answer');
    if (weapp.tree.find('#wechat-phone')) await weapp.user.tap('#wechat-phone');
    await weapp.user.until(() => weapp.tree.find(`#door-${door.id}`), 'the doors of the day');
    await weapp.user.until(() => keeps(phone, 'dataNotice'), 'the papers on the phone');
    phone.network.offline();
    return { phone, weapp };
  }

  /** Whoever signs reads both papers, confirms each and writes the name once. */
  async function signBoth({ user }: Weapp, door: WorldDoor): Promise<void> {
    await user.tap(`#signer-${door.residents[0]!.id}`);
    await user.tap('#start-reading');
    await user.see('致');
    await user.tap('#agree-paper');
    await user.see('承诺书');
    await user.tap('#agree-paper');
    for (const stroke of handwriting(canvasSize.width, canvasSize.height)) await user.stroke('#signature-pad', stroke);
    await user.see('确认签名');
    await user.tap('#confirm-sign');
  }

  const stored = (door: WorldDoor) =>
    test.database.query<{ id: string; sittingId: string }>(
      'SELECT id, sitting_id AS sittingId FROM signatures WHERE door_id = ? ORDER BY id',
      [door.id],
    );

  it('are signed at a door without a network, sealed, certified, and found valid by anybody', async () => {
    const { phone, weapp } = await offlinePhone(guo);
    const { user, tree } = weapp;
    await user.tap(`#door-${guo.id}`);
    await user.tap('#start-visit');
    await user.tap('#outcome-met');
    await user.tap(`#resident-${guo.residents[0]!.id}`);
    await user.tap('#next');
    await user.tap('#pick-fake_rebate');
    await user.tap('#face-to-face');
    await user.tap('#next');
    await user.tap('#next');
    await user.tap('#finish');
    await user.tap('#sign-papers');
    await signBoth(weapp, guo);
    await user.until(() => tree.find('#signed'), 'that it is signed');
    await user.see('待同步');
    expect(await stored(guo)).toEqual([]);

    phone.network.online();
    await weapp.open('switchTab', '/pages/home/index');
    await sent(weapp);
    await user.until(() => !keeps(phone, 'strokes'), 'that the phone lets go of what is confirmed twice');
    weapp.close();
    const largest = Math.max(...weapp.setData.map(({ largestBytes }) => largestBytes));
    noteMeasure(`weapp: two papers signed, largest setData ${(largest / kilobyte).toFixed(1)} KB`);
    expect(largest).toBeLessThanOrEqual(mostSetData);

    const signatures = await stored(guo);
    expect(signatures).toHaveLength(2);
    expect(new Set(signatures.map(({ sittingId }) => sittingId)).size).toBe(1);
    for (const { id } of signatures) {
      await expectSoon(() => brokenOrPending(id), '');
      expect(await certifiedPage(id)).toContain('签名有效');
    }
  }, 90_000);

  it('that are drawn when the app is killed are not lost, and not there twice when answers are', async () => {
    const { phone, weapp: first } = await offlinePhone(niu);
    await first.user.tap(`#door-${niu.id}`);
    await first.user.tap('#sign-papers');
    await signBoth(first, niu);
    await first.user.until(() => keeps(phone, 'strokes'), 'the signature on the phone');
    first.kill();

    const second = stand.launch(phone);
    await second.user.until(() => second.tree.find('#waiting-chip'), 'what waits');
    await second.user.tap(`#door-${niu.id}`);
    await second.user.see('都签了');
    expect(second.tree.text()).not.toContain('没签');
    phone.network.loseAnswers();
    await expectSoon(async () => (await stored(niu)).length, 2);
    second.kill();

    phone.network.online();
    const third = stand.launch(phone);
    await sent(third);
    await third.user.until(() => !keeps(phone, 'strokes'), 'that the phone lets go of what is confirmed twice');
    await third.user.tap(`#door-${niu.id}`);
    await third.user.see('✓ 已签');
    third.close();
    expect(await stored(niu)).toHaveLength(2);
    const [events] = await test.database.query<{ size: number }>(
      "SELECT COUNT(*) AS size FROM events WHERE type = 'papers.signed'",
    );
    expect(Number(events!.size)).toBe(2);
  }, 90_000);

  const sent = (weapp: Weapp) =>
    weapp.user.until(
      () => weapp.tree.find('#remaining') && !weapp.tree.find('#waiting-chip'),
      'all of it sent',
      20_000,
    );

  /** The parts of a signature that are not good yet; empty when all are. */
  async function brokenOrPending(id: string): Promise<string> {
    test.clock.set(Date.now());
    await test.work();
    const { body } = await worker.get(`/signatures/${id}`);
    const unsealed = body.sealedAt === null ? ['sealed'] : [];
    const parts = body.checks.filter(({ result }: Json) => !['good', 'none'].includes(result));
    return [...unsealed, ...parts.map(({ part, result }: Json) => `${part} ${result}`)].join();
  }

  /** Has a certificate made, and opens the page that its QR code names, as anybody does. */
  async function certifiedPage(signatureId: string): Promise<string> {
    const { body: asked } = await worker.post('/certificates', { id: uuid7(), signatureId });
    await expectSoon(async () => {
      await test.work();
      return (await worker.get(`/certificates/${asked.id}`)).body.state as string;
    }, 'done');
    const { bytes } = await worker.get(`/certificates/${asked.id}/file`);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const { body: signature } = await worker.get(`/signatures/${signatureId}`);
    const page = await fetch(`${api.origin}${new URL(signature.verifyUrl).pathname}`);
    return page.text();
  }
});

/** Whether anything in the phone's storage has these words in it. */
function keeps({ storage }: Phone, words: string): boolean {
  return [...storage.values()].some((entry) => entry.includes(words));
}
