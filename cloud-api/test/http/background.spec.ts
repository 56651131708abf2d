import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventWorker } from '../../src/common/events/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

describe('the background that every process starts', () => {
  let test: TestApp;
  let world: World;

  beforeAll(async () => {
    test = await createTestApp();
    world = await buildWorld(test);
    test.app.get(EventWorker).start();
  });
  afterAll(() => test.close());

  const unsealed = async () => {
    const [row] = await test.database.query<{ events: number }>(
      'SELECT COUNT(*) AS events FROM events WHERE sealed = 0',
    );
    return Number(row!.events);
  };

  it('is woken by a commit and seals what the commit told, again and again', async () => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    for (let round = 0; round < 3; round += 1) {
      await phone.push(phone.visit(world.doors.wang.id));
      expect(await unsealed()).toBeGreaterThan(0);
      const deadline = performance.now() + 5_000;
      while ((await unsealed()) > 0 && performance.now() < deadline) await new Promise((go) => setTimeout(go, 20));
      expect(await unsealed()).toBe(0);
    }
    expect(test.log.text).not.toContain('round failed');
  }, 30_000);

  it('is not put off by commits that follow each other closely', async () => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    const [before] = await test.database.query<{ seals: number }>('SELECT COUNT(*) AS seals FROM event_seals');
    const deadline = performance.now() + 8_000;
    let sealed = false;
    while (!sealed && performance.now() < deadline) {
      await phone.push(phone.visit(world.doors.wang.id));
      const [now] = await test.database.query<{ seals: number }>('SELECT COUNT(*) AS seals FROM event_seals');
      sealed = Number(now!.seals) > Number(before!.seals);
    }
    expect(sealed).toBe(true);
  }, 30_000);
});
