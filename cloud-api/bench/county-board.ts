import { everyone } from '../src/modules/plans/index.js';
import type { ApiProcess } from '../test/harness/api-process.js';
import { Client, runConcurrently } from './client.js';
import { MemoryWatch } from './memory.js';
import { type Result, say, type Scale } from './result.js';
import type { Site, Stand } from './stand.js';
import { mean, percentile, rounded } from './statistics.js';
import { visitCommand } from './visits.js';

const readers = 8;
const writers = 32;
const rounds = 4;
const promisedP99 = 20;
const promisedGrowth = 1.3;

/**
 * P3: the board of a county with eight readers who ask again as soon as they have their answer, and the same with a tenth
 * of the visits, in alternating rounds; beside it, 32 visitors who all write into one grid.
 */
export async function measureCountyBoard(stand: Stand, scale: Scale): Promise<{ result: Result; peak: number }> {
  const size = { code: '341823', gridsPerVillage: 10, doors: scale.doors };
  const full = await stand.build({ ...size, visits: scale.visits });
  const tenth = await stand.build({ ...size, visits: scale.visits / 10 });
  const [fullApi, tenthApi] = [await stand.serve(full), await stand.serve(tenth)];
  const memory = new MemoryWatch(fullApi.pid);
  const fullLatencies: number[] = [];
  const tenthLatencies: number[] = [];
  let hot: Awaited<ReturnType<typeof writeHotGrid>>;
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const ours = await readBoard(fullApi, full, scale.boardReads / rounds);
      const smaller = await readBoard(tenthApi, tenth, scale.boardReads / rounds);
      if (round === 0) continue;
      fullLatencies.push(...ours);
      tenthLatencies.push(...smaller);
    }
    hot = await writeHotGrid(fullApi, full, scale.hotVisits);
  } finally {
    await fullApi.stop();
    await tenthApi.stop();
  }
  const p99 = percentile(fullLatencies, 0.99);
  const growth = mean(fullLatencies) / mean(tenthLatencies);
  say(
    `P3 ${stand.kind}: p99 ${p99.toFixed(1)} ms, ${growth.toFixed(2)} × a tenth; hot grid ${hot.perSecond.toFixed(0)}/s`,
  );
  const result: Result = {
    id: 'P3',
    database: stand.kind,
    what: `coverage board of ${scale.doors} doors, ${scale.visits} visits, ${full.county.workers.length} grids, ${readers} readers`,
    measured: {
      board: latenciesOf(fullLatencies),
      boardAtTenthOfVisits: latenciesOf(tenthLatencies),
      hotGrid: { writers, visitsPerSecond: rounded(hot.perSecond, 0), ...latenciesOf(hot.latencies) },
    },
    ratio: rounded(growth),
    promise: `p99 ≤ ${promisedP99} ms and ≤ ${promisedGrowth} × its cost at a tenth of the visits`,
    kept: p99 <= promisedP99 && growth <= promisedGrowth,
  };
  return { result, peak: memory.stop() };
}

function latenciesOf(latencies: readonly number[]): Record<string, number> {
  return {
    p50Milliseconds: rounded(percentile(latencies, 0.5)),
    p99Milliseconds: rounded(percentile(latencies, 0.99)),
  };
}

/** Every reader looks at another audience each time. */
async function readBoard(api: ApiProcess, site: Site, count: number): Promise<number[]> {
  const { region, plan } = site.county;
  const audiences = [everyone, ...plan.document.audiences].map(({ key }) => key);
  const client = new Client(api.origin, readers);
  const tasks = Array.from({ length: count }, (_, index) => {
    const path = `/coverage?regionId=${region.id}&audience=${audiences[index % audiences.length]}`;
    return () => client.get(path, site.officeToken);
  });
  try {
    return (await runConcurrently(tasks, readers)).latencies;
  } finally {
    client.close();
  }
}

async function writeHotGrid(api: ApiProcess, site: Site, count: number) {
  const { gridId } = site.county.workers[0]!;
  const doors = await doorsOf(api, site, gridId);
  const client = new Client(api.origin, writers);
  const tasks = Array.from({ length: count }, (_, index) => {
    const { id, residents } = doors[index % doors.length]!;
    const command = visitCommand({ id, residentId: residents[0]!.id });
    return () =>
      client.post('/sync/push', site.workerTokens[0]!, JSON.stringify({ sentAt: Date.now(), commands: [command] }));
  });
  try {
    const { elapsed, latencies } = await runConcurrently(tasks, writers);
    return { perSecond: (count / elapsed) * 1000, latencies };
  } finally {
    client.close();
  }
}

async function doorsOf(api: ApiProcess, site: Site, gridId: number) {
  const client = new Client(api.origin, 1);
  type Pulled = { doors: { id: string; gridId: number; residents: { id: string }[] }[] };
  const body = JSON.stringify({ cursor: null, awaiting: [], limit: 500 });
  const { doors } = await client.post<Pulled>('/sync/pull', site.workerTokens[0]!, body);
  client.close();
  return doors.filter((door) => door.gridId === gridId && door.residents.length > 0);
}
