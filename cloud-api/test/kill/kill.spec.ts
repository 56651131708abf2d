import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../src/common/crypto/index.js';
import { verifyLog } from '../../src/common/events/index.js';
import { CoverageReconciler } from '../../src/modules/coverage/index.js';
import { ApiProcess } from '../harness/api-process.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { type Command, hashOf, TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';
import { keptCount, liveCount } from '../model/live-count.js';
import { Phone, seeded } from './fleet.js';

const seed = Number(process.env.KILL_SEED ?? 20261121);
const phones = 4;
const visitsPerPhone = 150;
const kills = 5;

describe(`the API killed in the midst of pushes (KILL_SEED=${seed})`, () => {
  let test: TestApp;
  let world: World;
  let api: ApiProcess;
  let sent: Command[];
  let fleet: Phone[];

  beforeAll(async () => {
    test = await createTestApp();
    test.clock.set(Date.now());
    world = await buildWorld(test, { startsOn: test.clock.today() });
    const client = await test.as(world.people.police);
    api = await ApiProcess.start({ databaseUrl: test.databaseUrl, dataDirectory: test.dataDirectory });
    const random = seeded(seed);
    const phone = new TestPhone(client, test.clock);
    const doors = Object.values(world.doors);
    const draw = () => phone.visit(doors[Math.floor(random() * doors.length)]!.id, { note: `第${random()}次` });
    const loads = Array.from({ length: phones }, () => Array.from({ length: visitsPerPhone }, draw));
    sent = loads.flat();
    fleet = loads.map((load) => new Phone(api.origin, client.token!, load, random));
  });
  afterAll(async () => {
    await api.stop();
    await test.close();
  });

  it('ends with everything confirmed on the phones', async () => {
    const random = seeded(seed + 1);
    let killing = true;
    const killer = (async () => {
      for (let count = 0; count < kills && killing; count += 1) {
        await pause(100 + random() * 500);
        await api.restart();
      }
    })();
    await Promise.all(fleet.map((phone) => phone.deliver()));
    killing = false;
    await killer;
    expect(fleet.flatMap(({ troubles }) => troubles)).toEqual([]);
  }, 180_000);

  it('has stored what was confirmed, each once, as it was sent', async () => {
    const stored = await test.database.query<{ id: string; hash: string }>('SELECT id, hash FROM commands');
    const visits = await test.database.query<{ id: string; version: number }>('SELECT id, version FROM visits');
    const confirmed = fleet.flatMap((phone) => [...phone.confirmed]).sort();
    expect(stored.map(({ id }) => id).sort()).toEqual(confirmed);
    expect(visits.map(({ id }) => id).sort()).toEqual(confirmed);
    expect(confirmed).toEqual(sent.map(({ id }) => id).sort());
    const hashes = new Map(stored.map(({ id, hash }) => [id, hash]));
    for (const command of sent) expect(hashes.get(command.id)).toBe(hashOf(command));
    expect(visits.every(({ version }) => Number(version) === 1)).toBe(true);
  });

  it('has told of each once, in a log that verifies', async () => {
    const logged = await test.database.query<{ subject_id: string }>(
      "SELECT subject_id FROM events WHERE type = 'visit.logged'",
    );
    expect(logged.map(({ subject_id }) => subject_id).sort()).toEqual(sent.map(({ id }) => id).sort());
    await api.stop();
    await test.work();
    expect(await verifyLog(test.database, test.app.get(KeyRing))).toEqual([]);
  });

  it('has counted each once', async () => {
    expect(await keptCount(test.database)).toEqual(await liveCount(test.database));
    expect(await test.app.get(CoverageReconciler).reconcile(world.county.id)).toEqual({ doors: 0, counters: 0 });
  });
});
