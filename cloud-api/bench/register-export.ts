import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid7 } from 'uuid';
import { readBoardUntilStopped, watchWorker } from './background.js';
import { Client } from './client.js';
import { MemoryWatch } from './memory.js';
import { type Result, say } from './result.js';
import type { Site, Stand } from './stand.js';
import { percentile, rounded } from './statistics.js';

const promisedSeconds = 10;
const township = { code: '341823103', gridsPerVillage: 10, doors: 6_000, visits: 12_000 };
const rounds = 3;
const pollMs = 50;

interface Made {
  state: string;
  error: string | null;
  rowCount: number;
}

/**
 * EX: the register of a township (入户登记表), from the request until the file can be downloaded, while somebody reads the
 * board. The first one also starts the process that makes it.
 */
export async function measureRegisterExport(stand: Stand): Promise<Result> {
  const site = await stand.build(township);
  const api = await stand.serve(site);
  const memory = new MemoryWatch(api.pid);
  const worker = watchWorker(api.pid);
  const client = new Client(api.origin, 2);
  const board = readBoardUntilStopped(client, site);
  try {
    const seconds: number[] = [];
    let made: { rows: number; bytes: number } = { rows: 0, bytes: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      made = await register(client, site, api.origin);
      seconds.push((performance.now() - begun) / 1000);
    }
    const latencies = await board.stop();
    const slowest = Math.max(...seconds);
    say(`EX ${stand.kind}: register of ${made.rows} rows in ${seconds.map((one) => one.toFixed(1)).join(', ')} s`);
    return {
      id: 'EX',
      database: stand.kind,
      what: `register of a township of ${township.doors} doors and ${township.visits} visits, ${made.rows} rows`,
      measured: {
        secondsFirst: rounded(seconds[0]!),
        secondsLater: rounded(Math.min(...seconds.slice(1))),
        fileMegabytes: rounded(made.bytes / 1e6),
        peakMegabytesApi: Math.round(memory.stop()),
        peakMegabytesWorker: Math.round(worker.stop()),
        boardMeanwhile: {
          reads: latencies.length,
          p50Milliseconds: rounded(percentile(latencies, 0.5)),
          p99Milliseconds: rounded(percentile(latencies, 0.99)),
        },
      },
      ratio: null,
      promise: `≤ ${promisedSeconds} s off the request thread`,
      kept: slowest <= promisedSeconds,
    };
  } finally {
    await board.stop();
    client.close();
    await api.stop();
  }
}

async function register(client: Client, site: Site, origin: string): Promise<{ rows: number; bytes: number }> {
  const id = uuid7();
  const asked = { id, kind: 'visit_register', regionId: site.county.region.id, withPhones: false };
  await client.post('/exports', site.officeToken, JSON.stringify(asked));
  for (;;) {
    const { state, error, rowCount } = await client.get<Made>(`/exports/${id}`, site.officeToken);
    if (state === 'done') return { rows: rowCount, bytes: await sizeOfFile(id, site, origin) };
    if (error !== null) throw new Error(`the export is ${state}: ${error}`);
    await pause(pollMs);
  }
}

async function sizeOfFile(id: string, { officeToken }: Site, origin: string): Promise<number> {
  const answer = await fetch(`${origin}/api/exports/${id}/file`, {
    headers: { authorization: `Bearer ${officeToken}` },
  });
  if (!answer.ok) throw new Error(`the download was answered with ${answer.status}`);
  return (await answer.arrayBuffer()).byteLength;
}
