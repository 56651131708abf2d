import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiProcess } from '../harness/api-process.js';
import type { TestApp, TestPerson } from '../harness/app.js';
import type { TestClient } from '../harness/client.js';
import { noteMeasure } from '../harness/measures.js';
import { builtWeapp } from '../harness/paths.js';
import { packageSizes, type Phone } from '../harness/weapp/index.js';
import { addDoor } from '../harness/world-doors.js';
import type { World } from '../harness/world.js';
import { Cipher } from '../../src/common/crypto/index.js';
import { CoverageProjector } from '../../src/modules/coverage/index.js';
import { WeappStand } from './weapp-stand.js';

const kilobyte = 1024;
const gridOf500 = 500;

describe('the built mini-program', () => {
  let stand: WeappStand;
  let test: TestApp;
  let world: World;
  let api: ApiProcess;
  let head: TestClient;

  beforeAll(async () => {
    stand = await WeappStand.begin();
    ({ test, world, api } = stand);
    head = await test.as(world.people.villageHead);
  });
  afterAll(() => stand.end());

  const phoneOf = (person: TestPerson) => stand.phoneOf(person, [30.55, 118.08]);
  const launch = (phone: Phone) => stand.launch(phone);
  /** As the server under test counts it; another process may be a second behind. */
  const covered = async () => {
    const answer = await fetch(`${api.origin}/api/coverage?regionId=${world.villageA.id}`, {
      headers: { authorization: `Bearer ${head.token}` },
    });
    return ((await answer.json()) as { totals: { covered: number } }).totals.covered;
  };

  it('keeps to the sizes that were promised (P6)', () => {
    const { main, total } = packageSizes(builtWeapp);
    noteMeasure(`weapp: main ${Math.round(main / kilobyte)} KB, all ${Math.round(total / kilobyte)} KB`);
    expect(main).toBeLessThanOrEqual(700 * kilobyte);
    expect(total).toBeLessThanOrEqual(2048 * kilobyte);
  });

  it('signs in, logs a visit offline, survives being killed, syncs once, and the board shows it', async () => {
    const before = await covered();
    const phone = phoneOf(world.people.gridWorker);
    const first = launch(phone);
    await first.user.tap('#wechat-sign-in');
    await first.user.tap('#wechat-phone');
    await first.user.tap('#agree-notice');
    await first.user.tap('#accept-notice');
    await first.user.until(() => first.tree.find('#start-visit'), 'today');

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
    await first.user.until(() => first.tree.find('#finished'), 'that the visit is noted');
    expect(await covered()).toBe(before);
    first.kill();

    const second = launch(phone);
    await second.user.until(() => second.tree.find('#waiting-chip'), 'the visit waiting');
    phone.network.online();
    await second.user.until(() => !second.tree.find('#waiting-chip'), 'the visit sent', 15_000);
    expect(await covered()).toBe(before + 1);
    const [stored] = await test.database.query<{ visits: number }>('SELECT COUNT(*) AS visits FROM visits');
    expect(Number(stored!.visits)).toBe(1);
    await second.open('switchTab', '/pages/progress/index');
    await second.user.until(() => second.tree.find('#coverage-rate'), 'the board');
    second.close();
  }, 90_000);

  it('sends again after an answer was lost, and nothing is stored twice', async () => {
    const phone = phoneOf(world.people.gridWorkerNext);
    const weapp = launch(phone);
    await weapp.user.tap('#wechat-sign-in');
    await weapp.user.tap('#wechat-phone');
    await weapp.user.tap('#agree-notice');
    await weapp.user.tap('#accept-notice');
    await weapp.user.tap('#start-visit');
    phone.network.loseAnswers();
    await weapp.user.tap('#outcome-nobody');
    await weapp.user.tap('#finish');
    await weapp.user.until(() => weapp.tree.find('#finished'), 'that the attempt is noted');
    const count = async () =>
      Number(
        (await test.database.query<{ n: number }>("SELECT COUNT(*) AS n FROM visits WHERE outcome = 'nobody'"))[0]!.n,
      );
    await until(async () => (await count()) === 1);
    phone.network.online();
    await weapp.open('switchTab', '/pages/home/index');
    await weapp.user.until(
      () => weapp.tree.find('#remaining') && !weapp.tree.find('#waiting-chip'),
      'all sent',
      30_000,
    );
    expect(await count()).toBe(1);
    weapp.close();
  }, 90_000);

  it('opens a grid of 500 doors from storage at once, and no screen gets more than 64 KB (P6)', async () => {
    await test.database.transaction(async (transaction) => {
      const cipher = test.app.get(Cipher);
      for (let number = 1; number <= gridOf500; number += 1) {
        const name = `许多户${number}`;
        await addDoor(transaction, cipher, {
          code: `C${String(number).padStart(3, '0')}`,
          name,
          gridId: world.a1.id,
          residents: [{ name }],
        });
      }
    });
    await test.app.get(CoverageProjector).recountRegion(world.a1.id);
    const phone = phoneOf(world.people.gridWorker);
    const filling = launch(phone);
    await filling.user.tap('#wechat-sign-in');
    await filling.user.until(() => filling.tree.text().includes('共 504 户'), 'all doors pulled', 30_000);
    filling.kill();

    phone.network.offline();
    const begun = performance.now();
    const weapp = launch(phone);
    await weapp.user.until(() => weapp.tree.text().includes('共 504 户'), 'the day from storage');
    const opened = performance.now() - begun;
    const largest = Math.max(...weapp.setData.map(({ largestBytes }) => largestBytes));
    noteMeasure(
      `weapp: 500 doors open from storage in ${Math.round(opened)} ms, largest setData ${Math.round(largest / kilobyte)} KB`,
    );
    expect(largest).toBeLessThanOrEqual(64 * kilobyte);
    weapp.close();
  }, 90_000);
});

async function until(condition: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((proceed) => setTimeout(proceed, 50));
  }
}
