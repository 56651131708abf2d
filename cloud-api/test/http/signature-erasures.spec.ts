import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import type { Row, SqlValue } from '../../src/common/database/index.js';
import { EventWorker } from '../../src/common/events/index.js';
import { SignatureReader, SignatureVerifier, WithdrawalsService } from '../../src/modules/signatures/index.js';
import { type TestPhone } from '../harness/commands.js';
import { signatureIds, sittingAt } from '../harness/signing.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let worker: TestPhone;

beforeAll(async () => {
  histories = await DoorHistories.begin();
  ({ worker } = histories);
});
afterAll(() => histories.test.close());

const rowsOf = (sql: string, parameters: SqlValue[] = []): Promise<Row[]> =>
  histories.test.database.query<Row>(sql, parameters);
const broken = async () =>
  (await histories.test.app.get(SignatureVerifier).verifyAll()).filter(({ isBroken }) => isBroken);

describe('an erasure by law', () => {
  it('takes everything about the people away, wherever it was kept, and everything still verifies', async () => {
    const { test, world } = histories;
    const photoId = uuid7();
    await worker.client.upload('/photos', { id: photoId }, await testPhoto(64, 64));
    const { sitting, notice, pledge } = await histories.signed({
      method: 'paper',
      mark: 'photo',
      ink: undefined,
      photoIds: [photoId],
    });
    const certificateId = uuid7();
    await worker.client.post('/certificates', { id: certificateId, signatureId: notice });
    await test.work();
    expect((await worker.client.get(`/certificates/${certificateId}/file`)).status).toBe(200);
    const head = await test.as(world.people.villageHead);
    await head.post(`/signatures/${pledge}/withdrawal`, { reason: '文大山说不签了' });

    await test.app.get(WithdrawalsService).erase(notice, '本人依法要求删除');
    await test.work();
    expect((await worker.client.get(`/certificates/${certificateId}/file`)).status).toBe(404);
    expect((await worker.client.get(`/photos/${photoId}`)).status).toBe(404);
    const told = await rowsOf("SELECT personal FROM events WHERE subject_id = ? AND type = 'signature.withdrawn'", [
      pledge,
    ]);
    expect(told).toEqual([{ personal: null }]);
    for (const id of [notice, pledge])
      expect((await head.get(`/signatures/${id}`)).body.checks).toContainEqual({ part: 'personal', result: 'erased' });
    expect(await broken()).toEqual([]);
    expect(await rowsOf('SELECT personal, ink FROM sittings WHERE id = ?', [sitting.id])).toEqual([
      { personal: null, ink: null },
    ]);
  });

  it('also reaches the certificate that was being made meanwhile', async () => {
    const { app } = histories.test;
    const { notice } = await histories.signed();
    const id = uuid7();
    await worker.client.post('/certificates', { id, signatureId: notice });
    const reader = app.get(SignatureReader);
    const inspect = reader.inspectId.bind(reader);
    reader.inspectId = async (asked) => {
      reader.inspectId = inspect;
      const seen = await inspect(asked);
      await app.get(WithdrawalsService).erase(notice, '本人依法要求删除');
      await app.get(EventWorker).runOnce();
      return seen;
    };
    for (let round = 0; round < 3; round += 1) await histories.test.work();
    expect((await worker.client.get(`/certificates/${id}/file`)).status).not.toBe(200);
    const text = 'SELECT id FROM stored_files WHERE expires_at > ?';
    const kept = await rowsOf(`SELECT file_id FROM certificates WHERE signature_id = ? AND file_id IN (${text})`, [
      notice,
      histories.test.clock.now(),
    ]);
    expect(kept).toEqual([]);
  });

  it('takes away what was kept of it while it waited for a decision', async () => {
    const { test, world } = histories;
    const door = await histories.door({ gridId: world.b1.id, residents: [{ name: '武大山' }] });
    const sitting = await sittingAt(worker, door);
    expect((await worker.push(sitting))[0]).toMatchObject({ result: 'quarantined' });
    const office = await test.as(world.people.countyOffice);
    expect((await office.post(`/quarantine/${sitting.id}/decision`, { accept: true })).status).toBe(204);
    await test.app.get(WithdrawalsService).erase(signatureIds(sitting)[0]!, '本人依法要求删除');
    await test.work();
    const [held] = await rowsOf('SELECT command FROM quarantined_commands WHERE id = ?', [sitting.id]);
    expect(test.app.get(Cipher).decrypt(String(held!.command))).not.toMatch(/武大山|image/);
    const kept = await rowsOf("SELECT personal FROM events WHERE subject_id = ? AND type = 'command.quarantined'", [
      sitting.id,
    ]);
    expect(kept).toEqual([{ personal: null }]);
    expect(await broken()).toEqual([]);
    expect((await worker.push(sitting))[0]).toMatchObject({ result: 'repeated' });
  });

  it('and a withdrawal follow the door that is being merged', async () => {
    const { merge } = histories;
    for (let round = 0; round < 5; round += 1) {
      const { door, notice } = await histories.signed();
      const into = await histories.door({ residents: [{ name: '文大山' }] });
      const withdrawn = worker.client.post(`/signatures/${notice}/withdrawal`, { reason: '签错了' });
      await Promise.all([withdrawn, merge(door, into)]);
      expect((await withdrawn).status).toBe(200);
    }
    await histories.expectCountsRight();
  });
});
