import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { chunks, placeholders, type Row } from '../../src/common/database/index.js';
import { SignatureVerifier, WithdrawalsService } from '../../src/modules/signatures/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { TestPhone } from '../harness/commands.js';
import { currentVersions, drawnInk } from '../harness/signing.js';
import { buildWorld, type World } from '../harness/world.js';

const records = 1000;
const perPush = 100;
let test: TestApp;
let world: World;
let worker: TestPhone;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  worker = new TestPhone(await test.as(world.people.gridWorker), test.clock);
  await signThousand();
  test.clock.advance(25 * 3_600_000);
  await test.work();
}, 120_000);
afterAll(() => test.close());

/** Each record its own signer, strokes and picture, at doors and places that differ. */
async function signThousand(): Promise<void> {
  const versionId = (await currentVersions(worker.client)).get('pledge.resident')!;
  const { image, strokes } = await drawnInk();
  const doors = [world.doors.wang, world.doors.li, world.doors.zhao];
  for (let from = 0; from < records; from += perPush) {
    const commands = Array.from({ length: perPush }, (_, index) => {
      const now = test.clock.now();
      return worker.command('papers.sign', {
        doorId: doors[index % 3]!.id,
        method: 'witnessed',
        papers: [{ id: uuid7(), versionId, openedAt: now - 9000, dwellMs: 9000, reachedEnd: true, playedMs: 0 }],
        signer: { name: `签${from + index}`, relation: 'other', capacity: 'household' },
        mark: 'drawn',
        ink: { image, strokes: [...strokes, `${from + index},1,2`] },
        signedAt: now,
        location: { latitude: 30.5 + index / 1000, longitude: 118.1, accuracy: 30 },
        device: '测试手机',
      });
    });
    const results = await worker.push(...commands);
    expect(results.every(({ result }) => result === 'stored')).toBe(true);
  }
}

const verifier = () => test.app.get(SignatureVerifier);
const execute = (sql: string, parameters: (string | number | null)[]) =>
  test.database.transaction((transaction) => transaction.execute(sql, parameters));

/** One character changed for another of the same kind, so that it is damage and not a broken column. */
function damaged(value: Value): string | number {
  if (value === null) return 'x';
  if (typeof value === 'number' || /^\d+$/.test(value)) return Number(value) + 1;
  const at = randomInt(value.length);
  const other = (letter: string) => (letter === 'a' ? 'b' : 'a');
  return `${value.slice(0, at)}${other(value[at]!)}${value.slice(at + 1)}`;
}

type Value = string | number | null;

/** Damages the column of every row, lets `verify` walk, and puts everything back. */
async function tamper(table: string, key: string, column: string): Promise<Set<string>> {
  const rows = await test.database.query<Record<string, Value>>(`SELECT ${key}, ${column} FROM ${table}`);
  const values = rows.map((row) => [row[key]!, row[column]!] as const);
  await write(
    table,
    key,
    column,
    values.map(([id, value]) => [id, damaged(value)] as const),
  );
  const findings = await verifier()
    .verifyAll()
    .finally(() => write(table, key, column, values));
  return new Set(findings.filter(({ isBroken }) => isBroken).map(({ id }) => id));
}

/** Each row its own value, a hundred in one statement. */
const write = (table: string, key: string, column: string, values: readonly (readonly [Value, Value])[]) =>
  test.database.transaction(async (transaction) => {
    for (const some of chunks(values, 100)) {
      const cases = 'WHEN ? THEN ? '.repeat(some.length);
      await transaction.execute(
        `UPDATE ${table} SET ${column} = CASE ${key} ${cases}END WHERE ${key} IN (${placeholders(some.length)})`,
        [...some.flat(), ...some.map(([id]) => id)],
      );
    }
  });

const idsOf = async (sql: string) => (await test.database.query<{ id: string }>(sql)).map(({ id }) => id);

describe('verify', () => {
  it('finds nothing in what nobody touched', async () => {
    expect(await verifier().verifyAll()).toEqual([]);
  });

  it.each([
    ['the digest', 'signatures', 'id', 'digest'],
    ['the signature', 'signatures', 'id', 'signature'],
    ['the evidence', 'signatures', 'id', 'evidence'],
    ['the algorithm', 'signatures', 'id', 'algorithm'],
    ['the key', 'signatures', 'id', 'key_id'],
    ['the code', 'signatures', 'id', 'code'],
    ['the paper', 'signatures', 'id', 'template_key'],
    ['the kind', 'signatures', 'id', 'kind'],
    ['the door', 'signatures', 'id', 'door_id'],
    ['the region', 'signatures', 'id', 'region_id'],
    ['the time', 'signatures', 'id', 'signed_at'],
    ['the time of receipt', 'signatures', 'id', 'received_at'],
    ['the person', 'signatures', 'id', 'person_id'],
    ['the resident', 'signatures', 'id', 'resident_id'],
    ['the letter', 'signatures', 'id', 'letter_id'],
  ])('finds one byte changed in %s of each of 1,000 signatures', async (_, table, key, column) => {
    const found = await tamper(table, key, column);
    const all = await idsOf('SELECT id FROM signatures');
    expect(all.length).toBe(records);
    expect(all.filter((id) => !found.has(id))).toEqual([]);
  });

  it.each([
    ['the values about people', 'personal'],
    ['strokes and picture', 'ink'],
    ['the method', 'method'],
    ['the mark', 'mark'],
    ['the witness', 'witness_id'],
    ['the time', 'signed_at'],
    ['the door', 'door_id'],
  ])('finds one byte changed in %s of each of 1,000 sittings', async (_, column) => {
    const found = await tamper('sittings', 'id', column);
    const all = await idsOf('SELECT id FROM signatures');
    expect(all.filter((id) => !found.has(id))).toEqual([]);
  });

  it.each(['content', 'hash', 'number', 'title'])('finds the %s of the signed text changed', async (column) => {
    const found = await tamper('document_versions', 'id', column);
    const all = await idsOf('SELECT id FROM signatures');
    expect(all.filter((id) => !found.has(id))).toEqual([]);
  });

  it.each(['type', 'actor_id', 'subject_id', 'recorded_at', 'facts', 'personal', 'salt', 'commitment'])(
    'finds the %s of each event changed',
    async (column) => {
      const meant = await idsOf(`SELECT id FROM events WHERE ${column} IS NOT NULL`);
      const found = await tamper('events', 'id', column);
      expect(meant.filter((id) => !found.has(id))).toEqual([]);
    },
  );

  it.each(['hash', 'sealed_at'])('finds the %s of each seal changed', async (column) => {
    const found = await tamper('event_seals', 'number', column);
    const all = await idsOf('SELECT event_id AS id FROM event_seals');
    expect(all.filter((id) => !found.has(id))).toEqual([]);
  });

  it.each(['root', 'signature', 'key_id', 'signed_at', 'first_number'])(
    'finds the %s of a day’s root changed',
    async (column) => {
      const found = await tamper('event_roots', 'day', column);
      expect(found.size).toBeGreaterThan(0);
      const days = await test.database.query<{ day: string }>('SELECT day FROM event_roots');
      expect(days.filter(({ day }) => !found.has(day))).toEqual([]);
    },
  );

  it('finds a signature that was taken away', async () => {
    const [row] = await test.database.query<Row>('SELECT * FROM signatures LIMIT 1');
    await execute('DELETE FROM signatures WHERE id = ?', [row!.id as string]);
    const broken = (await verifier().verifyAll()).filter(({ isBroken }) => isBroken);
    await test.database.transaction((transaction) => transaction.insert('signatures', [row!]));
    expect(broken).toEqual([{ kind: 'signature', id: row!.id, what: 'signature_missing', isBroken: true }]);
  });

  it('finds values about people that were taken away without the law', async () => {
    const [row] = await test.database.query<Row>('SELECT * FROM sittings LIMIT 1');
    await execute('UPDATE sittings SET personal = NULL, ink = NULL WHERE id = ?', [row!.id as string]);
    const broken = (await verifier().verifyAll()).filter(({ isBroken }) => isBroken);
    await execute('UPDATE sittings SET personal = ?, ink = ? WHERE id = ?', [
      row!.personal as string,
      row!.ink as string,
      row!.id as string,
    ]);
    expect(broken.map(({ what }) => what)).toEqual(['signature_personal']);
  });

  it('says “lawfully erased” where that is what happened, and the log stays whole', async () => {
    const [row] = await test.database.query<Row>('SELECT id, sitting_id FROM signatures LIMIT 1');
    await test.app.get(WithdrawalsService).erase(row!.id as string, '本人依法要求删除');
    await test.work();
    expect(await verifier().verifyAll()).toEqual([
      { kind: 'signature', id: row!.id, what: 'lawfully_erased', isBroken: false },
    ]);
    const [sitting] = await test.database.query<Row>('SELECT personal, ink FROM sittings WHERE id = ?', [
      row!.sitting_id as string,
    ]);
    expect(sitting).toEqual({ personal: null, ink: null });
  });
});
