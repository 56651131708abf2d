import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenApiDocument } from '../../src/openapi-document.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Answer, TestClient } from '../harness/client.js';
import { cloudApi } from '../harness/paths.js';
import { buildWorld, type World } from '../harness/world.js';
import { type ActorName, actors, reach, type RouteAccess } from './authorisation-actors.js';
import { accessTable } from './authorisation-table.js';
import { Targets, type Where } from './authorisation-targets.js';

const contract = JSON.parse(readFileSync(path.join(cloudApi, 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};
const routes = Object.entries(contract.paths).flatMap(([route, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${route.replace(/^\/api/, '')}`),
);
/** What ends sessions comes last. */
const inOrder = [...routes].sort((a, b) => Number(a === 'DELETE /me/consent') - Number(b === 'DELETE /me/consent'));

let test: TestApp;
let world: World;
let table: Record<string, RouteAccess>;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  const targets = new Targets(test, world);
  await targets.prepare();
  table = accessTable(targets, world);
});
afterAll(() => test.close());

function personOf(actor: ActorName): TestPerson | null {
  if (actor === 'anonymous') return null;
  return actor === 'resident' ? world.resident : world.people[actor];
}

async function clientOf(actor: ActorName, { endsSession }: RouteAccess): Promise<TestClient> {
  const person = personOf(actor);
  if (!person) return test.anonymous();
  const client = await test.as(person);
  return endsSession ? test.signIn(person) : client;
}

/** The answer without what differs from request to request. */
function comparable({ status, body }: Answer): string {
  if (body === null) return String(status);
  const { traceId: _trace, ...rest } = body;
  return `${status} ${JSON.stringify(rest)}`;
}

const isLetIn = (status: number) => ![401, 403, 404].includes(status) && status < 500;

/** What is wrong about the answer to one actor at one place; null when it is right. */
function judge(access: RouteAccess, actor: ActorName, where: Where, answer: Answer, missing: string): string | null {
  const { who } = access;
  const wrong = (expected: string) =>
    `${actor} ${where}: expected ${expected}, got ${comparable(answer).slice(0, 120)}`;
  if (who === 'public')
    return [401, 403].includes(answer.status) || answer.status >= 500 ? wrong('to be let in') : null;
  if (actor === 'anonymous') return answer.status === 401 ? null : wrong('401');
  if (!who.includes(actor)) return answer.status === 403 && answer.body.code === 'forbidden' ? null : wrong('403');
  const reached = access.at === undefined || (access.reach?.[actor] ?? reach[actor] ?? []).includes(where);
  if (reached) return isLetIn(answer.status) ? null : wrong('to be let in');
  if (answer.status !== (access.hidden ?? 404)) return wrong(String(access.hidden ?? 404));
  return comparable(answer) === missing ? null : wrong(`the answer for what does not exist, ${missing}`);
}

async function mistakes(access: RouteAccess): Promise<string[]> {
  const found: (string | null)[] = [];
  for (const actor of actors) {
    const missing = access.at ? comparable(await access.call(await clientOf(actor, access), 'missing')) : '';
    for (const where of access.at ?? (['inside'] as const)) {
      const answer = await access.call(await clientOf(actor, access), where);
      found.push(judge(access, actor, where, answer, missing));
    }
  }
  return found.filter((mistake) => mistake !== null);
}

describe('the contract', () => {
  it('is the one that the code has', () => {
    expect(JSON.parse(JSON.stringify(createOpenApiDocument(test.app)))).toEqual(contract);
  });

  it('has no route whose access is not written down, nor the other way round', () => {
    expect(Object.keys(table).sort()).toEqual([...routes].sort());
  });
});

describe('before the privacy notice is accepted', () => {
  it('nothing answers but the own account, the consent and signing out', async () => {
    const client = await test.signIn(world.people.gridWorkerNext);
    for (const [route, access] of Object.entries(table)) {
      if (access.who === 'public' || access.beforeConsent) continue;
      const { status, body } = await access.call(client, 'inside');
      expect([route, status, body?.code]).toEqual([route, 403, 'consent_required']);
    }
  });
});

describe('only those are let in who may, and only where they may', () => {
  it.each(inOrder)('%s', async (route) => {
    expect(await mistakes(table[route]!)).toEqual([]);
  });
});
