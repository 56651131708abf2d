import { Chance } from '../demo/chance.js';
import type { ApiProcess } from '../test/harness/api-process.js';
import { Client, runConcurrently } from './client.js';
import { type Result, say, type Scale } from './result.js';
import type { Stand } from './stand.js';
import { percentile, rounded } from './statistics.js';
import { fillWithWarnings, type WarnedCounty } from './warned-county.js';

const county = { code: '341823', gridsPerVillage: 1, doors: 0, visits: 0 };
const readers = 8;
const accounts = 400;
const groups = 1_300;
const directives = 1_000;
const promisedP99 = 20;

interface Feed {
  items: { directiveId: string }[];
  next: string | null;
}

/** WF: villagers of any of the county's groups open their feed, eight at a time; beside it, what else they do there. */
export async function measureWarningFeed(stand: Stand, scale: Scale): Promise<Result> {
  let warned: WarnedCounty | undefined;
  const size = { groups, directives, residents: scale.residents, readers: accounts };
  const site = await stand.build(county, async (app, built) => {
    warned = await fillWithWarnings(app, built, size);
  });
  const api = await stand.serve(site);
  const { villagers, overseer } = warned!;
  const count = scale.feedReads;
  try {
    await ask(api, villagers, count / 4, (client, token) => client.get('/me/warnings', token));
    const first = await ask(api, villagers, count, (client, token) => client.get('/me/warnings', token));
    const further = await ask(api, villagers, count / 4, nextPage);
    const opened = await ask(api, villagers, count / 4, openOne);
    const overseen = await ask(api, [overseer], count / 4, (client, token) => client.get('/me/warnings', token));
    const p99 = percentile(first, 0.99);
    say(`WF ${stand.kind}: p99 ${p99.toFixed(1)} ms`);
    return {
      id: 'WF',
      database: stand.kind,
      what: `a villager's feed among ${scale.residents} residents, ${warned!.groups} groups and ${directives} directives, ${readers} readers`,
      measured: {
        feed: latenciesOf(first),
        feedAndNextPage: latenciesOf(further),
        feedAndOpened: latenciesOf(opened),
        feedOverAllGroups: latenciesOf(overseen),
      },
      ratio: null,
      promise: `p99 ≤ ${promisedP99} ms`,
      kept: p99 <= promisedP99,
    };
  } finally {
    await api.stop();
  }
}

async function nextPage(client: Client, token: string): Promise<void> {
  const { next } = await client.get<Feed>('/me/warnings', token);
  await client.get(`/me/warnings?after=${next}`, token);
}

async function openOne(client: Client, token: string): Promise<void> {
  const { items } = await client.get<Feed>('/me/warnings', token);
  await client.post(`/me/warnings/${items[0]!.directiveId}/reading`, token, '{"played":true}');
}

/** Milliseconds of each; whoever asks comes by chance. */
async function ask(
  { origin }: ApiProcess,
  tokens: readonly string[],
  count: number,
  what: (client: Client, token: string) => Promise<unknown>,
): Promise<number[]> {
  const client = new Client(origin, readers);
  const chance = new Chance(count);
  const tasks = Array.from({ length: count }, () => {
    const token = chance.pick(tokens);
    return () => what(client, token);
  });
  try {
    return (await runConcurrently(tasks, readers)).latencies;
  } finally {
    client.close();
  }
}

function latenciesOf(latencies: readonly number[]): Record<string, number> {
  return {
    p50Milliseconds: rounded(percentile(latencies, 0.5)),
    p99Milliseconds: rounded(percentile(latencies, 0.99)),
  };
}
