import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { type Row, type SqlValue } from '../../src/common/database/index.js';
import { SignatureVerifier } from '../../src/modules/signatures/index.js';
import { type TestPhone } from '../harness/commands.js';
import { signatureIds, sittingAt } from '../harness/signing.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let worker: TestPhone;

beforeAll(async () => {
  histories = await DoorHistories.begin();
  ({ worker } = histories);
});
afterAll(() => histories.test.close());

const dayMs = 86_400_000;
const execute = (sql: string, parameters: SqlValue[]) =>
  histories.test.database.transaction((transaction) => transaction.execute(sql, parameters));
const rowsOf = (sql: string, parameters: SqlValue[] = []): Promise<Row[]> =>
  histories.test.database.query<Row>(sql, parameters);
const verified = () => histories.test.app.get(SignatureVerifier).verifyAll();
const broken = async () => (await verified()).filter(({ isBroken }) => isBroken);

/** Sets the columns, looks, and puts them back. */
async function whileChanged<T>(table: string, key: [string, string], change: Row, look: () => Promise<T>): Promise<T> {
  const [row] = await rowsOf(`SELECT ${Object.keys(change).join(', ')} FROM ${table} WHERE ${key[0]} = ?`, [key[1]]);
  const set = (values: Row) =>
    execute(
      `UPDATE ${table} SET ${Object.keys(change)
        .map((column) => `${column} = ?`)
        .join(', ')} WHERE ${key[0]} = ?`,
      [...Object.keys(change).map((column) => values[column]!), key[1]],
    );
  await set(change);
  return look().finally(() => set(row!));
}

/** What the phone of the worker, `verify` and the public page make of a signature. */
async function expectNamed(id: string, part: string): Promise<void> {
  expect(await broken()).toContainEqual(expect.objectContaining({ id, what: `signature_${part}` }));
  const detail = await worker.client.get(`/signatures/${id}`);
  expect(detail.status).toBe(200);
  expect(detail.body.checks).toContainEqual({ part, result: 'broken' });
  const code = detail.body.verifyUrl.split('/').at(-1);
  expect((await worker.client.get(`/verifications/${code}`)).body).toMatchObject({ valid: false, reason: 'tampered' });
}

describe('what somebody exchanged in the database', () => {
  it.each([
    ['the ink of the same sitting in the place of the names', 'ink'],
    ['the names of another sitting', 'personal'],
  ])('is named: %s', async (_, from) => {
    const [own, other] = [await histories.signed(), await histories.signed()];
    const source = from === 'ink' ? own : other;
    const [row] = await rowsOf(`SELECT ${from} AS value FROM sittings WHERE id = ?`, [source.sitting.id]);
    await whileChanged('sittings', ['id', own.sitting.id], { personal: row!.value! }, async () => {
      await expectNamed(own.notice, 'personal');
      const list = await worker.client.get(`/doors?q=${encodeURIComponent('文大山')}`);
      expect(list.status).toBe(200);
      expect((await worker.client.get(`/doors/${own.door.id}`)).status).toBe(200);
      expect((await worker.client.get(`/doors/${own.door.id}/signatures`)).status).toBe(200);
    });
  });

  it('is named: facts that are no longer any, before and after the log has sealed them', async () => {
    const { notice, sitting } = await histories.signed();
    const facts = ['null', '[]', '{"papers":1}', '{"papers":[null]}'];
    for (const when of ['before', 'after']) {
      if (when === 'after') await histories.test.work();
      for (const text of facts)
        await whileChanged('events', ['subject_id', sitting.id], { facts: text }, () => expectNamed(notice, 'log'));
    }
    await (
      await histories.test.as(histories.world.people.villageHead)
    ).post(`/signatures/${notice}/withdrawal`, {
      reason: '签错了',
    });
    await histories.test.work();
    for (const text of facts)
      await whileChanged('events', ['subject_id', notice], { facts: text }, () => expectNamed(notice, 'log'));
  });

  it('is named: a text whose parts are called otherwise', async () => {
    const { notice } = await histories.signed();
    const [version] = await rowsOf(
      'SELECT v.id, v.content FROM document_versions v JOIN signatures s ON s.version_id = v.id WHERE s.id = ?',
      [notice],
    );
    const content = String(version!.content).replace('"sections"', '"sectionz"');
    await whileChanged('document_versions', ['id', String(version!.id)], { content }, () =>
      expectNamed(notice, 'document'),
    );
  });

  it.each(['withdrawn', 'erased', 'replaced'])(
    'is named: a forged ending, %s, with an event of its own',
    async (kind) => {
      const { notice, pledge, door } = await histories.signed();
      const endedAt = histories.test.clock.now();
      const replacedBy = kind === 'replaced' ? pledge : null;
      const event = uuid7();
      await histories.test.database.transaction(async (transaction) => {
        const ending = {
          signature_id: notice,
          kind,
          ended_at: endedAt,
          ended_by: null,
          replaced_by: replacedBy,
          reason: null,
        };
        await transaction.insert('signature_endings', [ending]);
        await transaction.insert('events', [
          {
            id: event,
            type: `signature.${kind}`,
            actor_id: null,
            subject_kind: 'signature',
            subject_id: notice,
            region_id: door.gridId ?? null,
            recorded_at: endedAt,
            facts: JSON.stringify({ endedAt, endedBy: null, replacedBy }),
            sealed: 0,
          },
        ]);
      });
      await histories.test.work();
      await expectNamed(notice, 'log');
      await execute('DELETE FROM signature_endings WHERE signature_id = ?', [notice]);
      await execute('DELETE FROM event_seals WHERE event_id = ?', [event]);
      await execute('DELETE FROM events WHERE id = ?', [event]);
    },
  );
});

describe('a signature moved to another door', () => {
  it('is named, also where the one door was split off from the other', async () => {
    const { door, split } = histories;
    const from = await door({ residents: [{ name: '伍老山' }, { name: '伍小山' }] });
    const sign = async (signer: object) => {
      const sitting = await sittingAt(worker, from, { templates: ['notice.resident'], signer });
      expect((await worker.push(sitting))[0]).toMatchObject({ result: 'stored' });
      return signatureIds(sitting)[0]!;
    };
    const staying = [await sign({}), await sign({ residentId: undefined, name: '伍家亲戚' })];
    const leaving = await sign({ residentId: from.residents[1]!.id, name: '伍小山' });
    const { body } = await split(from, { residentIds: [from.residents[1]!.id], name: '伍小山' });
    expect(await broken()).toEqual([]);
    for (const id of staying) {
      const named = { kind: 'signature', id, what: 'signature_record', isBroken: true };
      for (const door_id of [body.id, histories.world.doors.wang.id])
        expect(await whileChanged('signatures', ['id', id], { door_id }, broken)).toEqual([named]);
    }
    expect(await rowsOf('SELECT door_id FROM signatures WHERE id = ?', [leaving])).toEqual([{ door_id: body.id }]);
  });
});

describe('the log', () => {
  it('names events whose seal was taken away, and a flag that was turned', async () => {
    const { sitting } = await histories.signed();
    await histories.test.work();
    expect(await broken()).toEqual([]);
    const [seal] = await rowsOf('SELECT * FROM event_seals ORDER BY number DESC LIMIT 1');
    const last = String(seal!.event_id);
    await execute('DELETE FROM event_seals WHERE event_id = ?', [last]);
    expect(await broken()).toContainEqual({ kind: 'event', id: last, what: 'seal_missing', isBroken: true });
    await histories.test.database.transaction((transaction) => transaction.insert('event_seals', [seal!]));

    const [event] = await rowsOf("SELECT id FROM events WHERE type = 'papers.signed' AND subject_id = ?", [sitting.id]);
    await whileChanged('events', ['id', String(event!.id)], { sealed: 0 }, async () => {
      expect(await broken()).toEqual([{ kind: 'event', id: event!.id, what: 'event_changed', isBroken: true }]);
      // And what comes after it is sealed all the same.
      await histories.signed();
      await histories.test.work();
      const waiting = await rowsOf('SELECT id FROM events WHERE sealed = 0');
      expect(waiting).toEqual([{ id: event!.id }]);
    });
    expect(await broken()).toEqual([]);
  });

  it('names a day whose root was taken away, and only that', async () => {
    for (let days = 0; days < 3; days += 1) {
      await histories.signed();
      await histories.test.work();
      histories.test.clock.advance(dayMs);
    }
    await histories.test.work();
    expect(await broken()).toEqual([]);
    const [, root, next] = await rowsOf('SELECT * FROM event_roots ORDER BY day');
    await execute('DELETE FROM event_roots WHERE day = ?', [root!.day!]);
    expect(await broken()).toEqual([{ kind: 'root', id: next!.day, what: 'root_missing', isBroken: true }]);
    await histories.test.database.transaction((transaction) => transaction.insert('event_roots', [root!]));
    expect(await broken()).toEqual([]);
  });
});

describe('verify', () => {
  it('takes nothing for damage that happens while it walks', async () => {
    const papers = await Promise.all(Array.from({ length: 12 }, () => histories.signed()));
    const head = await histories.test.as(histories.world.people.villageHead);
    let walking = true;
    const walk = async () => {
      const found: unknown[] = [];
      while (walking) {
        // An embedded database never lets the event loop turn.
        await turnOfEventLoop();
        found.push(...(await histories.test.app.get(SignatureVerifier).signatures()));
      }
      return found;
    };
    const found = walk();
    try {
      for (const { notice } of papers) await head.post(`/signatures/${notice}/withdrawal`, { reason: '签错了' });
    } finally {
      walking = false;
    }
    expect((await found).filter((finding) => (finding as { isBroken: boolean }).isBroken)).toEqual([]);
  });
});
