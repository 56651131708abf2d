import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { type Command, TestPhone } from '../harness/commands.js';
import { cloudApi } from '../harness/paths.js';
import { buildWorld, type World } from '../harness/world.js';
import { type BadValue, type Schema, SchemaReader } from './bad-values.js';

const { schemas } = (
  JSON.parse(readFileSync(path.join(cloudApi, 'openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  }
).components;
const reader = new SchemaReader(schemas);

const payloads: Record<string, string> = {
  'visit.log': 'VisitLogPayload',
  'visit.correct': 'VisitCorrectPayload',
  'visit.void': 'VisitVoidPayload',
  'visit.enter_paper': 'VisitEnterPaperPayload',
  'papers.sign': 'PapersSignPayload',
  'papers.sign_own': 'PapersSignOwnPayload',
  'papers.decline': 'PapersDeclinePayload',
  'door.register': 'DoorRegisterPayload',
  'door.update': 'DoorUpdatePayload',
  'door.residents': 'DoorResidentsPayload',
  'door.move': 'DoorMovePayload',
  'door.exclude': 'DoorExcludePayload',
  'door.return': 'DoorReturnPayload',
  'door.claim': 'DoorClaimPayload',
  'door.release': 'DoorReleasePayload',
  'relay.sign': 'RelaySignPayload',
  'relay.push': 'RelayPushPayload',
};

let test: TestApp;
let world: World;
let phone: TestPhone;
let before: Record<string, number>;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
  before = await test.rowCounts();
});
afterAll(() => test.close());

const inherited = (name: string) => name in Object.prototype;
const lastOf = (field: string) => field.split('.').at(-1)!;

/** What is wrong about the results; nothing, if each is `invalid` and names its field. */
async function complaints(faults: BadValue[], commandOf: (fault: BadValue) => unknown): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < faults.length; from += 200) {
    const part = faults.slice(from, from + 200);
    const results = await phone.push(...part.map(commandOf));
    part.forEach(({ label, field }, index) => {
      const { result, errors = [] } = results[index];
      // A wrong item of a list of words is named by its list.
      const list = field.replace(/\.\d+$/, '');
      const named = errors.some((error: Json) => error.field === list || String(error.field).startsWith(field));
      if (result !== 'invalid' || !named) found.push(`${label} for ${field}: ${result} ${JSON.stringify(errors)}`);
    });
  }
  return found;
}

it('every payload of the contract is tried', () => {
  const known = Object.keys(schemas).filter((name) => name.endsWith('Payload'));
  expect(Object.values(payloads).sort()).toEqual(known.sort());
});

describe('a payload with one wrong field is invalid by its name', () => {
  it.each(Object.entries(payloads))('%s', async (kind, name) => {
    const schema = schemas[name]!;
    const faults = reader
      .faults(schema, reader.sample(schema), 'payload')
      .filter(({ field }) => !inherited(lastOf(field)));
    expect(faults.length).toBeGreaterThan(5);
    expect(await complaints(faults, ({ value }) => phone.command(kind, value as object))).toEqual([]);
  });
});

describe('a command that is none', () => {
  it('is invalid by its field', async () => {
    const command = phone.command('door.claim', { doorId: uuid7() });
    const faults = reader
      .faults(schemas.CommandEnvelope!, command)
      .filter(({ field }) => !inherited(lastOf(field)) && field !== '');
    expect(await complaints(faults, ({ value }) => value)).toEqual([]);
  });

  it.each([[null], [1], ['x'], [true], [[]], [{}]])('%j is invalid beside others', async (nonsense) => {
    const [bad, good] = await phone.push(nonsense, phone.command('door.claim', { doorId: 'x' }));
    expect([bad.result, good.result]).toEqual(['invalid', 'invalid']);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('carrying %s turns the push away', async (name) => {
    const command: Command = phone.command('door.claim', { doorId: uuid7(), [name]: 1 });
    expect(await phone.send([command])).toMatchObject({
      status: 400,
      body: { errors: [{ field: `commands.0.payload.${name}`, rule: 'unknown_field' }] },
    });
  });

  it('too deep to follow is turned away', async () => {
    let payload: object = { doorId: uuid7() };
    for (let depth = 0; depth < 1000; depth += 1) payload = { payload };
    expect(await phone.send([phone.command('door.claim', payload)])).toMatchObject({
      status: 400,
      body: { errors: [{ rule: 'too_deep' }] },
    });
  });
});

it('nothing of all this is kept', async () => {
  expect(await test.rowCounts()).toEqual(before);
});

it('half a character in a note does no harm', async () => {
  const visit = phone.visit(world.doors.wang.id, { note: 'x\ud83d' });
  const [result] = await phone.push(visit);
  expect(['stored', 'invalid']).toContain(result.result);
  expect((await phone.client.get(`/doors/${world.doors.wang.id}/visits`)).status).toBe(200);
});
