import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyRing } from '../../src/common/crypto/index.js';
import { verifyLog } from '../../src/common/events/index.js';
import { CoverageReconciler } from '../../src/modules/coverage/index.js';
import { DoorKeyWriter } from '../../src/modules/doors/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { keptCount, liveCount } from './live-count.js';
import { Model } from './model.js';
import { step } from './steps.js';

const steps = 250;
const checkEvery = 25;
const seed = Number(process.env.MODEL_SEED ?? 20261121);

describe(`coverage after random histories (MODEL_SEED=${seed})`, () => {
  let test: TestApp;
  let model: Model;

  beforeAll(async () => {
    test = await createTestApp();
    model = new Model(test);
    await model.build();
  });
  afterAll(() => test.close());

  it('equals a live count after every stretch of steps', async () => {
    const history = fc.sample(step, { numRuns: steps, seed });
    history.splice(steps - 60, 0, { kind: 'merge' });
    for (const [at, next] of history.entries()) {
      await model.take(next);
      if (at % checkEvery === checkEvery - 1)
        expect(await keptCount(test.database)).toEqual(await liveCount(test.database));
    }
    expect(await keptCount(test.database)).toEqual(await liveCount(test.database));
    expect(model.doors.length).toBeGreaterThan(12);
    expect(model.visits.length).toBeGreaterThan(40);
  }, 120_000);

  it('has lost nothing to merges and splits, and every door is found', async () => {
    expect(model.gone.length).toBeGreaterThan(3);
    const [visits] = await test.database.query<{ count: number }>('SELECT COUNT(*) AS count FROM visits');
    expect(Number(visits!.count)).toBe(model.visits.length);
    const tables = [
      'visits',
      'residents',
      'door_assignments',
      'door_progress',
      'door_keys',
      'signatures',
      'paper_declines',
    ];
    for (const table of tables) {
      const homeless = await test.database.query(
        `SELECT t.door_id FROM ${table} t LEFT JOIN doors d ON d.id = t.door_id WHERE d.id IS NULL`,
      );
      expect([table, homeless]).toEqual([table, []]);
    }
    for (const door of model.doors) {
      const rows = await test.database.query('SELECT id FROM residents WHERE door_id = ?', [door.id]);
      expect(rows.map(({ id }) => id).sort()).toEqual([...door.residents].sort());
    }
    const writer = test.app.get(DoorKeyWriter);
    const doorIds = model.doors.map(({ id }) => id);
    expect(await test.database.transaction((transaction) => writer.rewrite(transaction, doorIds))).toBe(0);
    await test.work();
    expect(model.papers.signatures.length).toBeGreaterThan(20);
    expect(await model.papers.broken()).toEqual([]);
    expect(await verifyLog(test.database, test.app.get(KeyRing))).toEqual([]);
  });

  it('leaves nothing for the reconciler to mend', async () => {
    expect(await test.app.get(CoverageReconciler).reconcile(model.countyId)).toEqual({ doors: 0, counters: 0 });
  });

  it('is mended by the reconciler when somebody tampers with it', async () => {
    await test.database.transaction((transaction) =>
      transaction.execute(
        "UPDATE coverage_counters SET covered = covered + 3, both_signed = both_signed + 1 WHERE audience = 'all'",
      ),
    );
    await test.database.transaction((transaction) =>
      transaction.execute("UPDATE door_progress SET state = 'never', covered_at = NULL WHERE state = 'covered'"),
    );
    await test.database.transaction((transaction) =>
      transaction.execute('UPDATE door_progress SET notice_signed = 0 WHERE notice_signed = 1'),
    );
    const mended = await test.app.get(CoverageReconciler).reconcile(model.countyId);
    expect(mended.doors).toBeGreaterThan(0);
    expect(mended.counters).toBeGreaterThan(0);
    expect(await keptCount(test.database)).toEqual(await liveCount(test.database));
  });
});
