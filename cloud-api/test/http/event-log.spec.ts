import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../src/common/crypto/index.js';
import { EventWorker, verifyLog } from '../../src/common/events/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { TestPhone } from '../harness/commands.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
  await phone.push(phone.visit(world.doors.wang.id), phone.visit(world.doors.li.id, { outcome: 'nobody' }));
  await test.work();
  test.clock.advance(86_400_000);
  await phone.push(phone.visit(world.doors.zhao.id));
  await test.work();
});
afterAll(() => test.close());

const day = 86_400_000;
const verify = () => verifyLog(test.database, test.app.get(KeyRing));
const write = (sql: string, parameters: (string | number | null)[] = []) =>
  test.database.transaction((transaction) => transaction.execute(sql, parameters));

type Row = Record<string, string | number | null>;
const rowOf = async (sql: string, parameters: (string | number)[] = []) =>
  (await test.database.query<Row>(sql, parameters))[0]!;
const visitEvent = () => rowOf("SELECT * FROM events WHERE type = 'visit.logged' ORDER BY id LIMIT 1");

/** The same text with one character changed, the same number one larger. */
function changed(value: string | number | null): string | number {
  if (value === null) return 1;
  if (typeof value === 'number') return value + 1;
  const middle = Math.floor(value.length / 2);
  return `${value.slice(0, middle)}${value[middle] === 'a' ? 'b' : 'a'}${value.slice(middle + 1)}`;
}

describe('the log', () => {
  it('is whole while nobody touches it', async () => {
    expect(await verify()).toEqual([]);
    const { unsealed } = await rowOf('SELECT COUNT(*) AS unsealed FROM events WHERE sealed = 0');
    expect(Number(unsealed)).toBe(0);
  });

  it('tells of every visit with the command’s hash, and names nobody in its facts', async () => {
    const event = await visitEvent();
    expect(event).toMatchObject({
      actor_id: world.people.gridWorker.id,
      subject_kind: 'visit',
      region_id: world.a1.id,
    });
    expect(JSON.parse(event.facts as string)).toEqual({
      outcome: 'met',
      doorId: world.doors.wang.id,
      commandId: event.subject_id,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is sealed once when two workers seal at the same time', async () => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    await phone.push(phone.visit(world.doors.wang.id));
    const worker = test.app.get(EventWorker);
    await Promise.all([worker.runOnce(), worker.runOnce(), worker.runOnce()]);
    expect(await verify()).toEqual([]);
  });
});

describe('a change behind its back is found', () => {
  let id: string;
  beforeEach(async () => {
    id = (await visitEvent()).id as string;
  });

  it.each([
    'type',
    'actor_id',
    'subject_kind',
    'subject_id',
    'region_id',
    'recorded_at',
    'facts',
    'commitment',
    'personal',
    'salt',
  ])('in the event’s %s', async (column) => {
    const event = await visitEvent();
    await write(`UPDATE events SET ${column} = ? WHERE id = ?`, [changed(event[column]!), id]);
    const findings = await verify();
    await write(`UPDATE events SET ${column} = ? WHERE id = ?`, [event[column]!, id]);
    const kind = ['personal', 'salt'].includes(column) ? 'personal_changed' : 'event_changed';
    expect(findings).toContainEqual({ eventId: id, kind });
    expect(await verify()).toEqual([]);
  });

  it('in the event’s id, and when the event is gone', async () => {
    const other = changed(id) as string;
    await write('UPDATE events SET id = ? WHERE id = ?', [other, id]);
    expect(await verify()).toContainEqual({ eventId: id, kind: 'event_missing' });
    await write('UPDATE events SET id = ? WHERE id = ?', [id, other]);
    expect(await verify()).toEqual([]);
  });

  it.each(['hash', 'event_id', 'sealed_at'])('in the seal’s %s', async (column) => {
    const seal = await rowOf('SELECT * FROM event_seals WHERE event_id = ?', [id]);
    const number = Number(seal.number);
    await write(`UPDATE event_seals SET ${column} = ? WHERE number = ?`, [changed(seal[column]!), number]);
    const findings = await verify();
    await write(`UPDATE event_seals SET ${column} = ? WHERE number = ?`, [seal[column]!, number]);
    expect(findings.length).toBeGreaterThan(0);
    expect(await verify()).toEqual([]);
  });

  it('when a seal is taken out of the chain', async () => {
    const seal = await rowOf('SELECT * FROM event_seals WHERE event_id = ?', [id]);
    await write('DELETE FROM event_seals WHERE event_id = ?', [id]);
    expect((await verify()).length).toBeGreaterThan(0);
    await write('INSERT INTO event_seals (number, event_id, hash, sealed_at) VALUES (?, ?, ?, ?)', [
      Number(seal.number),
      id,
      seal.hash!,
      Number(seal.sealed_at),
    ]);
    expect(await verify()).toEqual([]);
  });

  it.each(['day', 'first_number', 'last_number', 'root', 'signature', 'key_id', 'signed_at'])(
    'in the day’s %s',
    async (column) => {
      const root = await rowOf('SELECT * FROM event_roots ORDER BY day LIMIT 1');
      const value =
        typeof root[column] === 'number' || column.endsWith('_number') ? Number(root[column]) : root[column]!;
      await write(`UPDATE event_roots SET ${column} = ? WHERE root = ?`, [changed(value), root.root!]);
      const findings = await verify();
      const at = column === 'root' ? changed(value) : root.root!;
      await write(`UPDATE event_roots SET ${column} = ? WHERE root = ?`, [root[column]!, at]);
      expect(findings.length).toBeGreaterThan(0);
      expect(await verify()).toEqual([]);
    },
  );
});

describe('a lawful erasure', () => {
  it('takes the personal values and leaves the chain whole, and verifying says so', async () => {
    const { id } = await visitEvent();
    await write('UPDATE events SET personal = NULL, salt = NULL WHERE id = ?', [id!]);
    expect(await verify()).toEqual([{ eventId: id, kind: 'lawfully_erased' }]);
  });
});

describe('a day', () => {
  it('is signed once it is over, each day once', async () => {
    const days = () => test.database.query<Row>('SELECT * FROM event_roots ORDER BY day');
    expect((await days()).map(({ day: date }) => date)).toEqual(['2026-11-21']);
    await test.work();
    expect(await days()).toHaveLength(1);
    test.clock.advance(day);
    await test.work();
    const signed = await days();
    expect(signed.map(({ day: date }) => date)).toEqual(['2026-11-21', '2026-11-22']);
    expect(Number(signed[1]!.first_number)).toBe(Number(signed[0]!.last_number) + 1);
    expect((await verify()).every(({ kind }) => kind === 'lawfully_erased')).toBe(true);
  });
});
