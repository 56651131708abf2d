import { Client, runConcurrently } from './client.js';
import { DoorSupply } from './door-supply.js';
import { MemoryWatch } from './memory.js';
import { openRawWriters, type RawWriter } from './raw-writer.js';
import { type Result, say, type Scale } from './result.js';
import type { Site, Stand } from './stand.js';
import { median, percentile, rounded } from './statistics.js';
import { visitCommand, visitRows } from './visits.js';

const promised = { mariadb: 0.5, sqlite: 0.35 };
const concurrencies = [1, 16] as const;

interface Round {
  perSecond: number;
  latencies: number[];
}

/** P1: one durable visit by HTTP against a loop that only writes the same rows, in alternating rounds on one database. */
export async function measureDurableVisit(
  stand: Stand,
  site: Site,
  scale: Scale,
): Promise<{ result: Result; peak: number }> {
  const supply = new DoorSupply(site);
  const api = await stand.serve(site);
  const memory = new MemoryWatch(api.pid);
  const client = new Client(api.origin, 16);
  const writers = await openRawWriters(site, 16);
  const measured: Record<string, number> = {};
  const ratios: number[] = [];
  try {
    for (const concurrency of concurrencies) {
      const count = concurrency === 1 ? scale.singleVisits : scale.parallelVisits;
      const ours: Round[] = [];
      const raw: Round[] = [];
      for (let round = 0; round <= scale.rounds; round += 1) {
        ours.push(await pushed(client, supply, count, concurrency));
        raw.push(await written(writers, supply, count, concurrency));
      }
      const rates = { api: rateOf(ours), raw: rateOf(raw) };
      const ratio = rates.api / rates.raw;
      ratios.push(ratio);
      const latencies = ours.slice(1).flatMap((round) => round.latencies);
      measured[`apiPerSecond${concurrency}`] = rounded(rates.api, 0);
      measured[`rawPerSecond${concurrency}`] = rounded(rates.raw, 0);
      measured[`ratio${concurrency}`] = rounded(ratio);
      measured[`apiP50Milliseconds${concurrency}`] = rounded(percentile(latencies, 0.5));
      measured[`apiP99Milliseconds${concurrency}`] = rounded(percentile(latencies, 0.99));
      say(`P1 ${stand.kind} ×${concurrency}: ${rates.api.toFixed(0)} against ${rates.raw.toFixed(0)} visits/s`);
    }
  } finally {
    client.close();
    await Promise.all(writers.map((writer) => writer.close()));
    await api.stop();
  }
  const ratio = rounded(Math.max(...ratios));
  const result: Result = {
    id: 'P1',
    database: stand.kind,
    what: 'one durable visit by HTTP against a raw loop that writes the same rows, at concurrency 1 and 16',
    measured,
    ratio,
    promise: `ratio ≥ ${promised[stand.kind]}`,
    kept: ratio >= promised[stand.kind],
  };
  return { result, peak: memory.stop() };
}

/** The first round warms up. */
function rateOf(rounds: readonly Round[]): number {
  return median(rounds.slice(1).map(({ perSecond }) => perSecond));
}

async function pushed(client: Client, supply: DoorSupply, count: number, concurrency: number): Promise<Round> {
  const tasks = supply.takeForLanes(concurrency, count).map(({ door, token }) => {
    const command = visitCommand(door);
    return async () => {
      const body = JSON.stringify({ sentAt: Date.now(), commands: [command] });
      const { results } = await client.post<{ results: { result: string }[] }>('/sync/push', token, body);
      if (results[0]!.result !== 'stored') throw new Error(`a visit was answered with ${JSON.stringify(results[0])}`);
    };
  });
  const { elapsed, latencies } = await runConcurrently(tasks, concurrency);
  return { perSecond: (count / elapsed) * 1000, latencies };
}

async function written(
  writers: readonly RawWriter[],
  supply: DoorSupply,
  count: number,
  concurrency: number,
): Promise<Round> {
  const rows = supply.takeForLanes(concurrency, count).map(({ door, personId }) => visitRows(door, personId));
  const lanes = Math.min(concurrency, writers.length);
  const tasks = rows.map((visit, index) => () => writers[index % lanes]!.write([visit]));
  const { elapsed, latencies } = await runConcurrently(tasks, lanes);
  return { perSecond: (count / elapsed) * 1000, latencies };
}
