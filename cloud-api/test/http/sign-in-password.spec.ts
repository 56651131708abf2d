import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
const password = 'correct horse battery';

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  test.keepSecret(password);
  const office = await test.as(world.people.countyOffice);
  for (const person of [
    world.people.townshipOffice,
    world.people.police,
    world.people.villageHead,
    world.people.gridChief,
  ])
    expect((await office.post(`/people/${person.id}/password`, { password })).status).toBe(204);
});
afterAll(() => test.close());

const minute = 60_000;
const hour = 60 * minute;

const signIn = (phone: string, tried: string) => test.anonymous().post('/session/password', { phone, password: tried });

async function officeSession(person: TestPerson) {
  const { status, body } = await signIn(person.phone, password);
  expect(status).toBe(200);
  test.keepSecret(body.token);
  return test.anonymous().withToken(body.token);
}

describe('a password', () => {
  it('opens a session of twelve hours, however the phone is typed', async () => {
    const { phone, id } = world.people.townshipOffice;
    const spaced = `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)} ${phone.slice(7)}`;
    const fullWidth = phone.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    for (const typed of [phone, spaced, fullWidth]) {
      const { status, body } = await signIn(typed, password);
      expect([status, body.personId, body.expiresAt]).toEqual([200, id, test.clock.now() + 12 * hour]);
    }
  });

  it('is stored as a hash alone', async () => {
    const [row] = await test.database.query<{ password_hash: string }>(
      'SELECT password_hash FROM people WHERE id = ?',
      [world.people.townshipOffice.id],
    );
    expect(row!.password_hash).toMatch(/^\$argon2id\$/);
  });

  it('answers alike whether the password is wrong, the phone unknown or no password was ever set', async () => {
    const answers = [
      await signIn(world.people.townshipOffice.phone, 'wrong password'),
      await signIn('19900030000', password),
      await signIn(world.people.gridWorker.phone, password),
    ];
    for (const { status, body } of answers) {
      const { traceId: _trace, ...rest } = body;
      expect([status, rest]).toEqual([
        401,
        { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'wrong_credentials' },
      ]);
    }
  });

  it('takes as long for a phone that nobody has', async () => {
    const quickest = async (phone: string) => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const begun = performance.now();
        await signIn(phone, 'wrong password');
        times.push(performance.now() - begun);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await quickest(world.people.gridChief.phone), await quickest('19900030004')];
    // Without the decoy an unknown phone would be answered in a fiftieth of the time.
    expect(unknown).toBeGreaterThan(known / 5);
  });
});

describe('guessing', () => {
  it('locks the account for a quarter of an hour at the fifth wrong password', async () => {
    const { phone } = world.people.police;
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await signIn(phone, 'wrong password')).body.code).toBe('wrong_credentials');
    const locked = await signIn(phone, password);
    expect(locked).toMatchObject({ status: 429, body: { code: 'account_locked' }, headers: { 'retry-after': '900' } });
    test.clock.advance(15 * minute);
    expect((await signIn(phone, password)).status).toBe(200);
  });

  it('counts every guess when they all come at once', async () => {
    const { phone, id } = world.people.villageHead;
    await Promise.all([1, 2, 3, 4, 5].map(() => signIn(phone, 'wrong password')));
    const [row] = await test.database.query<{ failed: number }>(
      'SELECT failed_sign_ins AS failed FROM people WHERE id = ?',
      [id],
    );
    expect(row!.failed).toBe(5);
    expect((await signIn(phone, password)).body.code).toBe('account_locked');
    test.clock.advance(15 * minute);
  });

  it('starts from nothing after the right password', async () => {
    const { phone } = world.people.townshipOffice;
    await signIn(phone, password);
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) await signIn(phone, 'wrong password');
      expect((await signIn(phone, password)).status).toBe(200);
    }
  });
});

describe('an office session', () => {
  it('ends after half an hour without use', async () => {
    const client = await officeSession(world.people.townshipOffice);
    for (let quarter = 0; quarter < 3; quarter += 1) {
      test.clock.advance(15 * minute);
      expect((await client.get('/me')).status).toBe(200);
    }
    test.clock.advance(30 * minute);
    expect(await client.get('/me')).toMatchObject({ status: 401, body: { code: 'session_expired' } });
  });

  it('ends after twelve hours of steady use', async () => {
    const client = await officeSession(world.people.townshipOffice);
    const begun = test.clock.now();
    while (test.clock.now() < begun + 12 * hour - 20 * minute) {
      test.clock.advance(20 * minute);
      expect((await client.get('/me')).status).toBe(200);
    }
    test.clock.advance(20 * minute);
    expect(await client.get('/me')).toMatchObject({ status: 401, body: { code: 'session_expired' } });
  });

  it('ends at once when the password is changed; the session on the phone goes on', async () => {
    const office = await test.as(world.people.countyOffice);
    const phone = await test.as(world.people.townshipOffice);
    const client = await officeSession(world.people.townshipOffice);
    await office.post(`/people/${world.people.townshipOffice.id}/password`, { password });
    expect((await client.get('/me')).status).toBe(401);
    expect((await phone.get('/me')).status).toBe(200);
  });
});

describe('a new password', () => {
  it('has at least ten characters', async () => {
    const office = await test.as(world.people.countyOffice);
    const answer = await office.post(`/people/${world.people.police.id}/password`, { password: '123456789' });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field: 'password', rule: 'min_length' }] },
    });
  });

  it('is not set by an office for somebody who also serves beyond its reach', async () => {
    const township = await test.as(world.people.townshipOffice);
    expect((await township.post(`/people/${world.people.countyOffice.id}/password`, { password })).status).toBe(404);
    const county = await test.as(world.people.countyOffice);
    const { id } = world.people.gridWorkerNext;
    expect((await township.post(`/people/${id}/password`, { password })).status).toBe(204);
    await county.post(`/people/${id}/posts`, { role: 'police', regionId: world.county.id });
    expect((await township.post(`/people/${id}/password`, { password })).status).toBe(404);
  });
});
