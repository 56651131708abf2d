import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { TimestampsService, TimestampWorker } from '../../src/modules/timestamps/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import { type AuthorityMood, TestTimestampAuthority } from '../harness/timestamp-authority.js';

const hourMs = 3_600_000;

let authority: TestTimestampAuthority;
let test: TestApp;

beforeAll(async () => {
  authority = await TestTimestampAuthority.begin();
  test = await createTestApp({ timestampUrl: authority.url });
});
afterAll(async () => {
  await test.close();
  await authority.end();
});

const service = () => test.app.get(TimestampsService);
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const stateOf = async (id: string) => (await service().of(test.database, [id])).get(id);
const work = () => test.app.get(TimestampWorker).runOnce();

interface Row {
  digest: string;
  state: string;
  token: string | null;
  stamped_at: number | null;
  attempts: number;
  due_at: number;
  error: string | null;
}

async function rowOf(id: string): Promise<Row | undefined> {
  const [row] = await test.database.query<Row>('SELECT * FROM signature_timestamps WHERE sitting_id = ?', [id]);
  return row && { ...row, due_at: Number(row.due_at) };
}

/** Papers are signed; what that means to a timestamp is the digest. */
async function sign(app = test): Promise<{ id: string; digest: string }> {
  const id = uuid7();
  const digest = digestOf(id);
  await app.database.transaction(async (transaction) =>
    transaction.record({
      type: 'papers.signed',
      actorId: null,
      subject: { kind: 'sitting', id },
      facts: { method: 'witnessed', papers: [], digest },
    }),
  );
  return { id, digest };
}

async function signAndStamp(): Promise<{ id: string; digest: string }> {
  authority.mood = 'granting';
  const signed = await sign();
  await work();
  expect(await stateOf(signed.id)).toMatchObject({ state: 'granted' });
  return signed;
}

const change = (sql: string, parameters: (string | number | null)[]) =>
  test.database.transaction((transaction) => transaction.execute(sql, parameters));

describe('a sitting', () => {
  it('waits for a timestamp from the moment it is signed, and gets the authority’s', async () => {
    authority.mood = 'granting';
    const { id, digest } = await sign();
    expect(await stateOf(id)).toEqual({ state: 'pending', at: null });
    await work();
    const { state, at } = (await stateOf(id))!;
    expect(state).toBe('granted');
    const row = (await rowOf(id))!;
    const token = Buffer.from(row.token!, 'base64');
    const read = await authority.read(token, Buffer.from(digest, 'hex'));
    expect(read.verified).toBe(true);
    // What OpenSSL reads from the token, and neither our clock's time nor the test's.
    const told = /Time stamp: (.+) GMT/.exec(read.text)![1]!;
    expect(at).toBe(Date.parse(`${told} GMT`));
    expect(await service().verify(row.token!, digest)).toEqual({ at, fault: null });
    expect(await service().check(test.database, id, digest)).toEqual({ state: 'granted', at, fault: null });
    const [event] = await test.database.query<{ facts: string }>(
      "SELECT facts FROM events WHERE type = 'signature.timestamped' AND subject_id = ?",
      [id],
    );
    const tokenHash = createHash('sha256').update(token).digest('hex');
    expect(JSON.parse(event!.facts)).toEqual({ at, digest, tokenHash });
  });

  it('that is not stored waits for nothing', async () => {
    const id = uuid7();
    const failing = test.database.transaction(async (transaction) => {
      const subject = { kind: 'sitting', id };
      transaction.record({ type: 'papers.signed', actorId: null, subject, facts: { digest: digestOf(id) } });
      transaction.record({ type: 'papers.signed', actorId: null, subject, facts: { digest: digestOf(id) } });
    });
    await expect(failing).rejects.toThrow();
    expect(await rowOf(id)).toBeUndefined();
    expect(await stateOf(id)).toEqual({ state: 'none', at: null });
  });

  it('is stamped once, by whichever process is first', async () => {
    authority.mood = 'granting';
    const signed = await Promise.all([sign(), sign(), sign()]);
    await Promise.all([work(), work()]);
    for (const { id } of signed) {
      expect(await stateOf(id)).toMatchObject({ state: 'granted' });
      const events = await test.database.query(
        "SELECT id FROM events WHERE type = 'signature.timestamped' AND subject_id = ?",
        [id],
      );
      expect(events).toHaveLength(1);
    }
    const { asked } = authority;
    await work();
    expect(authority.asked).toBe(asked);
  });
});

describe('an authority that is', () => {
  const faults: [AuthorityMood, string][] = [
    ['silent', 'unreachable'],
    ['dropping the line', 'unreachable'],
    ['out of order', 'unreachable'],
    ['talking rubbish', 'unreadable'],
    ['answering with a page', 'unreadable'],
    ['answering another question', 'wrong_nonce'],
    ['stamping something else', 'wrong_imprint'],
    ['refusing', 'refused'],
    ['without its certificate', 'bad_signature'],
    ['breaking the signature', 'bad_signature'],
  ];

  const timeout = AbortSignal.timeout.bind(AbortSignal);
  afterEach(() => void jest.restoreAllMocks());

  it.each(faults)('%s leaves the sitting waiting, until it is granted later', async (mood, error) => {
    authority.mood = mood;
    // Silence ends by our patience, which the test has less of.
    if (mood === 'silent') jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(200));
    const { id, digest } = await sign();
    for (const attempts of [1, 2, 3]) {
      await work();
      const row = (await rowOf(id))!;
      expect(row).toMatchObject({ state: 'pending', token: null, stamped_at: null, attempts, error });
      expect(row.due_at).toBeGreaterThan(test.clock.now());
      expect(await stateOf(id)).toEqual({ state: 'pending', at: null });
      expect(await service().check(test.database, id, digest)).toEqual({ state: 'pending', at: null, fault: null });
      const { asked } = authority;
      await work();
      expect(authority.asked).toBe(asked);
      test.clock.set(row.due_at);
    }
    jest.restoreAllMocks();
    authority.mood = 'granting';
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'granted' });
    expect(await rowOf(id)).toMatchObject({ attempts: 4, error: null });
  });

  it('never there is asked for ever, once an hour in the end', async () => {
    authority.mood = 'dropping the line';
    const { id } = await sign();
    const waits: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      await work();
      const { due_at: dueAt } = (await rowOf(id))!;
      waits.push(dueAt - test.clock.now());
      test.clock.set(dueAt);
    }
    expect(waits.slice(0, 3)).toEqual([30_000, 60_000, 120_000]);
    expect(new Set(waits.slice(10))).toEqual(new Set([hourMs]));
    authority.mood = 'granting';
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'granted' });
  });

  it('out of order is left in peace for the rest of the round', async () => {
    authority.mood = 'out of order';
    await Promise.all([sign(), sign(), sign()]);
    const { asked } = authority;
    await work();
    expect(authority.asked).toBe(asked + 1);
    test.clock.advance(2 * hourMs);
    authority.mood = 'granting';
    await work();
    const waiting = await test.database.query("SELECT sitting_id FROM signature_timestamps WHERE state = 'pending'");
    expect(waiting).toEqual([]);
  });

  it('not listening at all keeps nobody from signing', async () => {
    const gone = await TestTimestampAuthority.begin();
    const { url } = gone;
    await gone.end();
    const deaf = await createTestApp({ timestampUrl: url });
    const { id } = await sign(deaf);
    await deaf.app.get(TimestampWorker).runOnce();
    expect((await deaf.app.get(TimestampsService).of(deaf.database, [id])).get(id)).toEqual({
      state: 'pending',
      at: null,
    });
    await deaf.close();
  });
});

describe('without an authority', () => {
  it('nothing is written and nothing pretended', async () => {
    const plain = await createTestApp();
    const { id } = await sign(plain);
    await plain.work();
    expect(await plain.database.query('SELECT * FROM signature_timestamps')).toEqual([]);
    expect((await plain.app.get(TimestampsService).of(plain.database, [id])).get(id)).toEqual({
      state: 'none',
      at: null,
    });
    await plain.close();
  });
});

describe('what was changed afterwards is found', () => {
  it('in any byte of the token', async () => {
    const { id, digest } = await signAndStamp();
    const { token } = (await rowOf(id))!;
    const bytes = Buffer.from(token!, 'base64');
    let provedInItself = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      const { fault } = await service().verify(changed.toString('base64'), digest);
      if (fault !== null) provedInItself += 1;
      if (at % 40 > 0 && fault !== null) continue;
      // The few bytes that nobody signs are found because the log knows the token.
      await change('UPDATE signature_timestamps SET token = ? WHERE sitting_id = ?', [changed.toString('base64'), id]);
      expect((await service().check(test.database, id, digest)).fault).not.toBeNull();
    }
    expect(provedInItself).toBeGreaterThan(bytes.length * 0.95);
    await change('UPDATE signature_timestamps SET token = ? WHERE sitting_id = ?', [token, id]);
    expect((await service().check(test.database, id, digest)).fault).toBeNull();
  }, 120_000);

  it.each([
    ['a time made earlier', 'stamped_at = stamped_at - 1', 'wrong_time'],
    ['another digest', "digest = 'x'", 'wrong_digest'],
    ['a token taken away', 'token = NULL', 'lost'],
    ['a state set back', "state = 'pending', token = NULL, stamped_at = NULL", 'lost'],
    ['no token at all', "token = ''", 'unreadable'],
  ])('%s', async (_, columns, fault) => {
    const { id, digest } = await signAndStamp();
    await change(`UPDATE signature_timestamps SET ${columns} WHERE sitting_id = ?`, [id]);
    expect(await service().check(test.database, id, digest)).toMatchObject({ fault });
  });

  it('a row that is gone', async () => {
    const { id, digest } = await signAndStamp();
    await change('DELETE FROM signature_timestamps WHERE sitting_id = ?', [id]);
    expect(await service().check(test.database, id, digest)).toEqual({ state: 'none', at: null, fault: 'lost' });
  });

  it('the genuine token of another sitting, and one that was fetched anew', async () => {
    const [one, other] = [await signAndStamp(), await signAndStamp()];
    const { token: foreign } = (await rowOf(other.id))!;
    const set = (token: string) =>
      change('UPDATE signature_timestamps SET token = ? WHERE sitting_id = ?', [token, one.id]);
    await set(foreign!);
    expect(await service().check(test.database, one.id, one.digest)).toMatchObject({ fault: 'wrong_imprint' });
    const elsewhere = await TestTimestampAuthority.begin('rsa:2048');
    const app = await createTestApp({ timestampUrl: elsewhere.url });
    await app.database.transaction(async (transaction) =>
      transaction.record({
        type: 'papers.signed',
        actorId: null,
        subject: { kind: 'sitting', id: one.id },
        facts: { digest: one.digest },
      }),
    );
    await app.work();
    const [row] = await app.database.query<Row>('SELECT * FROM signature_timestamps');
    expect(await service().verify(row!.token!, one.digest)).toMatchObject({ fault: null });
    await set(row!.token!);
    expect(await service().check(test.database, one.id, one.digest)).toMatchObject({ fault: 'exchanged' });
    await app.close();
    await elsewhere.end();
  });
});
