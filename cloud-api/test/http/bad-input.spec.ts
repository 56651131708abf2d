import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Answer, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { cloudApi } from '../harness/paths.js';
import { buildWorld, type World } from '../harness/world.js';
import { type BadValue, type Schema, SchemaReader } from './bad-values.js';

interface Operation {
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
const contract = JSON.parse(readFileSync(path.join(cloudApi, 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const reader = new SchemaReader(contract.components.schemas);
const operations = Object.entries(contract.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    route: route.replace(/^\/api/, ''),
    operation,
    json: operation.requestBody?.content['application/json']?.schema,
  })),
);
const withBody = operations.filter(({ json }) => json !== undefined);
const withQuery = operations.filter(({ operation }) =>
  operation.parameters?.some((parameter) => parameter.in === 'query'),
);
const withId = operations.filter(({ route }) => route.includes('{id}'));

let test: TestApp;
let world: World;
let office: TestClient;
let before: Record<string, number>;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  await test.as(world.people.countyOffice);
  await test.as(world.people.gridWorker);
  before = await test.rowCounts();
});

/** What one address may ask in a minute is limited, so each test comes from another one. */
beforeEach(async () => {
  const { token } = await test.as(world.people.countyOffice);
  office = test.anonymous().withToken(token);
});

afterAll(() => test.close());

/** Signing in is limited per address, so each attempt comes from another one. */
const clientFor = (route: string) => (route.startsWith('/session/') ? test.anonymous() : office);
const aboutRegions = /^\/(regions|documents\/issuers)\//;
const concrete = (route: string) => route.replace('{id}', aboutRegions.test(route) ? String(world.a1.id) : uuid7());

/** What is wrong about the answer to a wrong request; null when it is a Problem that names the field. */
function complaint({ status, body, headers }: Answer, field?: string): string | null {
  const named = (body?.errors ?? []) as { field: string; rule: string }[];
  if (status < 400 || status >= 500) return `was answered with ${status}`;
  if (!String(headers['content-type']).includes('application/problem+json') || !body.code) return 'is no Problem';
  if (named.some((error) => typeof error.field !== 'string' || typeof error.rule !== 'string')) return 'names no field';
  // A wrong item of a list of words is named by its list.
  const list = field?.replace(/\.\d+$/, '');
  if (field === undefined || named.some((error) => error.field === list || error.field.startsWith(field))) return null;
  return `names ${JSON.stringify(named)}`;
}

async function complaints<T>(faults: T[], attempt: (fault: T) => Promise<string | null>, tell: (fault: T) => string) {
  const found: string[] = [];
  for (const fault of faults) {
    const wrong = await attempt(fault);
    if (wrong !== null) found.push(`${tell(fault)} ${wrong}`);
  }
  return found;
}

const told = ({ field, label }: BadValue) => `${label} for ${field}`;

describe('a body with one wrong field is refused by its name', () => {
  const bodies: Record<string, () => unknown> = {
    'PATCH /plans/{id}': () => ({ document: world.plan.document, baseVersion: 1 }),
    'POST /sync/push': () => ({ sentAt: test.clock.now(), commands: [] }),
  };

  it.each(withBody.map(({ method, route, json }) => [`${method} ${route}`, method, route, json!] as const))(
    '%s',
    async (name, method, route, schema) => {
      const sample = bodies[name]?.() ?? reader.sample(schema);
      // The commands of a push are judged one by one: see bad-commands.spec.ts.
      const faults = reader
        .faults(schema, sample)
        .filter(({ field, label }) => field !== 'commands' || !/^a list/.test(label));
      expect(faults.length).toBeGreaterThan(3);
      const attempt = async (fault: BadValue) =>
        complaint(await clientFor(route).request(method, concrete(route), fault.value), fault.field);
      expect(await complaints(faults, attempt, told)).toEqual([]);
    },
  );
});

describe('what is no JSON object is refused', () => {
  const big = JSON.stringify({ note: 'x'.repeat(3 * 1024 * 1024) });
  const payloads: [label: string, type: string, payload: string, status?: number][] = [
    ['broken JSON', 'application/json', '{"a":'],
    ['nothing', 'application/json', ''],
    ['a list', 'application/json', '[]'],
    ['a text', 'application/json', '"x"'],
    ['a number', 'application/json', '1'],
    ['a prototype', 'application/json', '{"__proto__":{"isAdmin":true}}'],
    ['an abyss', 'application/json', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['a prototype in a constructor', 'application/json', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['a body of three megabytes', 'application/json', big, 413],
    ['plain text', 'text/plain', 'x', 415],
    ['XML', 'application/xml', '<a/>', 415],
    ['a form', 'application/x-www-form-urlencoded', 'code=x&phone=x&password=x', 415],
  ];

  it.each(withBody.map(({ method, route }) => [`${method} ${route}`, method, route] as const))(
    '%s',
    async (_, method, route) => {
      const attempt = async ([, type, payload, status]: (typeof payloads)[number]) => {
        const headers = { 'content-type': type };
        const answer = await clientFor(route).raw(method, concrete(route), { headers, payload });
        return status !== undefined && answer.status !== status
          ? `was answered with ${answer.status}`
          : complaint(answer);
      };
      expect(await complaints(payloads, attempt, ([label]) => label)).toEqual([]);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );
});

describe('a query with one wrong parameter is refused by its name', () => {
  const wrongQueries = (name: string, given: Schema): [string, string][] => {
    const schema = reader.resolve(given);
    const wrong: [string, string][] = [
      ['a list', `${name}=1&${name}=2`],
      ['a field of a field', `${name}[a]=1`],
    ];
    if (schema.type === 'integer' || schema.enum || schema.format)
      wrong.push(['noise', `${name}=x`], ['nothing', `${name}=`]);
    if (schema.type === 'integer') {
      const numbers = ['-1', '1.5', '1e308', 'NaN', 'Infinity', '99999999999999999999', '1;DROP TABLE doors'];
      // The uppermost of all levels is 0.
      for (const value of schema.minimum === 0 ? numbers : [...numbers, '0'])
        wrong.push([value, `${name}=${encodeURIComponent(value)}`]);
    }
    if (schema.maxLength !== undefined) wrong.push(['too long', `${name}=${'x'.repeat(schema.maxLength + 1)}`]);
    if (schema.minLength) wrong.push(['blank', `${name}=%20`]);
    if (schema.type === 'string' && !schema.enum) wrong.push(['a control character', `${name}=%00`]);
    return wrong;
  };

  it.each(withQuery.map(({ method, route, operation }) => [`${method} ${route}`, route, operation] as const))(
    '%s',
    async (_, route, operation) => {
      const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
      const required = parameters.filter((parameter) => parameter.required).map(({ name }) => `${name}=1`);
      const faults = parameters.flatMap(({ name, schema }) =>
        wrongQueries(name, schema).map(([label, query]) => ({ field: name, label, query })),
      );
      faults.push({ field: 'isAdmin', label: 'an unknown parameter', query: ['isAdmin=1', ...required].join('&') });
      for (const query of required) faults.push({ field: query.split('=')[0]!, label: 'nothing at all', query: '' });
      const attempt = async ({ field, label, query }: (typeof faults)[number]) =>
        complaint(await office.get(`${concrete(route)}?${query}`), label === 'a field of a field' ? undefined : field);
      expect(await complaints(faults, attempt, ({ field, label }) => `${label} for ${field}`)).toEqual([]);
    },
  );

  it('a page that is not ours is refused', async () => {
    for (const place of ['x', [1, 'a', 1], [-0.5, 'a', 'b'], ['1', 'a', 'b'], [{ d: 1 }, 'a', 'b'], {}, null]) {
      const after = Buffer.from(JSON.stringify(place)).toString('base64url');
      expect(complaint(await office.get(`/doors?after=${after}`), 'after')).toBeNull();
    }
    const infinite = Buffer.from('[1e999,"a","b"]').toString('base64url');
    expect(complaint(await office.get(`/doors?after=${infinite}`), 'after')).toBeNull();
  });
});

describe('an id that is none is refused', () => {
  const ids = ['x', '0', '-1', '1.5', '%00', "1'%20OR%20'1'='1", '..%2f..%2fetc', 'A'.repeat(150), '%F0%9F%98%80'];

  it.each(withId.map(({ method, route, json }) => [`${method} ${route}`, method, route, json] as const))(
    '%s',
    async (_, method, route, json) => {
      const body = json && reader.sample(json, false);
      const attempt = async (id: string) => complaint(await office.request(method, route.replace('{id}', id), body));
      expect(await complaints(ids, attempt, (id) => id)).toEqual([]);
    },
  );
});

describe('hostile but honest text', () => {
  it.each(["'; DROP TABLE doors; --", '%', '_', '!', '\\', '"', '1 OR 1=1', '\u{1f600}', '<script>alert(1)</script>'])(
    'finds no door: %s',
    async (text) => {
      const answer = await office.get(`/doors?q=${encodeURIComponent(text)}`);
      expect([answer.status, answer.body.total]).toEqual([200, 0]);
    },
  );

  it('half a character is refused or kept, never a failure', async () => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    const visit = phone.visit(world.doors.wang.id, { note: '\ud83d', outcome: 'unknown' });
    expect((await phone.push(visit))[0].result).toBe('invalid');
  });
});

it('not one of the refused requests left anything behind', async () => {
  expect(await test.rowCounts()).toEqual(before);
});
